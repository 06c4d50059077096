// ayni search: values of levers that meet goals, or are best; and which levers matter.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/search_request.hpp"
#include "app/terminal_reporter.hpp"
#include "core/error.hpp"
#include "experiment/arms.hpp"
#include "experiment/outputs.hpp"
#include "experiment/ranking_report.hpp"
#include "experiment/search_report.hpp"
#include "experiment/value_files.hpp"
#include "observe/catalogue_of.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

std::string summary_of(const SearchOptions& options, const SearchRequest& request, const Experiment& experiment) {
  std::string levers;
  for (const SearchLever& lever : request.levers) {
    levers += (levers.empty() ? "" : ", ") + lever.parameter;
    if (lever.is_range()) levers += fmt::format(" from {:g} to {:g}", lever.range.low, lever.range.high);
  }
  return fmt::format("{}: {}, {} of each value, seed {}, {}", shell_word(options.scenario.file.string()), levers,
                     counted(experiment.replicates, "run"), experiment.seed,
                     counted(threads_for(options.threads), "thread"));
}

void require_room(const SearchOptions& options, const fs::path& output) {
  if (options.existing == Existing::replace || options.resume == Resume::yes) return;
  if (fs::exists(output)) {
    throw FileError{output.string() + " exists already; give another name, or --force to replace it"};
  }
  if (fs::exists(partial_of(output))) {
    throw FileError{partial_of(output).string() + " is in the way, of something that did not finish or is under way; " +
                    "give --resume to go on with it, or --force to replace it"};
  }
}

/// What the scenario was changed by, as words of a command line.
std::string scenario_words(const ScenarioSource& scenario) {
  std::string words = shell_word(scenario.file.string());
  for (const fs::path& overlay : scenario.overlays) words += " --overlay " + shell_word(overlay.string());
  for (const std::string& setting : scenario.settings) words += " --set " + shell_word(setting);
  return words;
}

/// The command to look at once more: the scenario with the answer, or the values tried.
std::string next_command(const SearchOptions& options, const SearchRequest& request, const SearchReport& report,
                         const fs::path& output) {
  if (const auto* const mix = std::get_if<MixSearch>(&report.found)) {
    if (!mix->found) return "ayni info " + shell_word(output.string());
    const std::vector<double>& best = report.tried[report.ranked.front()].levers;
    std::string arm = "best:";
    for (std::size_t k = 0; k < best.size(); ++k) {
      arm += (k > 0 ? "," : "") + request.levers[k].parameter + '=' + setting_text(request.levers[k], best[k]);
    }
    return "ayni compare " + scenario_words(options.scenario) + " --arm " + shell_word(arm);
  }
  const double answer = std::holds_alternative<GoalSearch>(report.found) ? std::get<GoalSearch>(report.found).answer
                                                                         : std::get<BestSearch>(report.found).answer;
  if (std::isnan(answer)) return "ayni info " + shell_word(output.string());
  return "ayni run " + scenario_words(options.scenario) +
         fmt::format(" --set {}={:.10g} --twin", request.levers.front().parameter, answer);
}

ExitCode rank(const SearchOptions& options, const Experiment& experiment, const RankRequest& request,
              const fs::path& output) {
  const std::string summary =
      fmt::format("{}: {} each by itself, {} of each value, seed {}, {}", shell_word(options.scenario.file.string()),
                  counted(request.levers.size(), "lever"), counted(experiment.replicates, "run"), experiment.seed,
                  counted(threads_for(options.threads), "thread"));
  if (options.action == Action::describe) {
    Report plan = report_of(request, experiment);
    plan.title = summary;
    return describe(std::move(plan), options, output);
  }
  make_parent(output);
  if (options.verbosity == Verbosity::normal) say(summary);
  TerminalReporter reporter{options.verbosity};
  const Ranked ranked =
      rank_levers(experiment, request, options.confidence, execution_of(options, output), catch_interrupts(), reporter);
  if (!ranked.ranking) return tell_interrupted(ranked.executed, output);
  print_found(report_of(request, *ranked.ranking), options, output);
  say_written(options, output, "ayni info " + shell_word(output.string()));
  return verdict(ranked.executed);
}

}  // namespace

ExitCode search(const SearchOptions& options) {
  InputFiles inputs;
  const Resolved resolved = read_scenario(options.scenario, inputs.reader());
  const std::string name = short_name(resolved, options.scenario.file);
  const Experiment experiment = experiment_of(resolved, name, false);
  const fs::path output = output_target(
      options.output.value_or(fs::path{"results"} / ((options.rank ? "rank-" : "search-") + name + ".h5")), inputs);
  const Catalogue catalogue = catalogue_of(resolved.scenario);
  if (options.rank) return rank(options, experiment, read_rank(options, resolved.scenario, catalogue), output);
  const SearchRequest request = read_search(options, resolved.scenario, catalogue);
  if (options.action == Action::describe) {
    Report plan = report_of(request, experiment);
    plan.title = summary_of(options, request, experiment);
    return describe(std::move(plan), options, output);
  }
  require_room(options, output);
  const bool complete = options.resume == Resume::yes && fs::exists(output);
  if (options.verbosity == Verbosity::normal) say(summary_of(options, request, experiment));
  TerminalReporter reporter{Verbosity::quiet};
  const std::optional<SearchReport> report =
      carry_out_search(experiment, request, options.confidence, execution_of(options, output), catch_interrupts(),
                       reporter, [&](const TriedValue& value) {
                         if (options.verbosity == Verbosity::normal) say(tried_text(request, value));
                       });
  if (!report) {
    say(fmt::format("Interrupted; what is finished is in {}.\nGo on:  the same command with --resume",
                    values_folder(output).string()));
    return interrupt_exit_code();
  }
  if (complete && options.verbosity == Verbosity::normal) say(output.string() + " is complete already");
  print_found(report_of(request, *report), options, output);
  say_written(options, output, next_command(options, request, *report, output));
  const bool failed =
      std::any_of(report->tried.begin(), report->tried.end(), [](const TriedValue& value) { return value.failed > 0; });
  return failed ? ExitCode::broken_invariant : ExitCode::ok;
}

}  // namespace ayni

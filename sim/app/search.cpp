// ayni search: the value of a lever that meets a goal, or is best.

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
#include "experiment/search_report.hpp"
#include "observe/catalogue_of.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

std::string summary_of(const SearchOptions& options, const SearchRequest& request, const Experiment& experiment) {
  return fmt::format("{}: {} from {:g} to {:g}, {} of each value, seed {}, {}",
                     shell_word(options.scenario.file.string()), request.parameter, request.range.low,
                     request.range.high, counted(experiment.replicates, "run"), experiment.seed,
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

/// The command to look at once more: the scenario with the answer, or the values tried.
std::string next_command(const SearchOptions& options, const SearchRequest& request, const SearchReport& report,
                         const fs::path& output) {
  const double answer = std::visit([](const auto& found) { return found.answer; }, report.found);
  if (std::isnan(answer)) return "ayni info " + shell_word(output.string());
  std::string command = "ayni run " + shell_word(options.scenario.file.string());
  for (const fs::path& overlay : options.scenario.overlays) command += " --overlay " + shell_word(overlay.string());
  for (const std::string& setting : options.scenario.settings) command += " --set " + shell_word(setting);
  return command + fmt::format(" --set {}={:.10g} --twin", request.parameter, answer);
}

}  // namespace

ExitCode search(const SearchOptions& options) {
  InputFiles inputs;
  const Resolved resolved = read_scenario(options.scenario, inputs.reader());
  const std::string name = short_name(resolved, options.scenario.file);
  const Experiment experiment = experiment_of(resolved, name, false);
  const SearchRequest request = read_search(options, resolved.scenario, catalogue_of(resolved.scenario));
  const fs::path output =
      output_target(options.output.value_or(fs::path{"results"} / ("search-" + name + ".h5")), inputs);
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

#include "app/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "app/interrupt.hpp"
#include "app/options.hpp"
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
  prepare_outputs(options, output);
  if (options.verbosity == Verbosity::normal) say(summary);
  TerminalReporter reporter{options.verbosity};
  const Ranked ranked =
      rank_levers(experiment, request, options.confidence, execution_of(options, output), catch_interrupts(), reporter);
  if (!ranked.ranking) return tell_interrupted(ranked.executed, output);
  print_found(report_of(request, *ranked.ranking, options.language), options, output);
  say_written(options, output, "ayni info " + shell_word(output.string()));
  return verdict(ranked.executed);
}

}  // namespace

void add_search(CLI::App& app, SearchOptions& options) {
  CLI::App& command = *app.add_subcommand("search", "Find values of levers that meet goals, or are best");
  const ParameterTable parameters = scenario_parameters();
  add_scenario(command, options.scenario);
  command.add_option("--lever", options.levers, "A parameter with a range or values, or a declared lever; repeatable")
      ->type_name("KEY[=LOW:HIGH|=A:B:C]")
      ->allow_extra_args(false);
  const auto add_goals = [&options](const std::vector<std::string>& goals) {
    options.goals.insert(options.goals.end(), goals.begin(), goals.end());
  };
  CLI::Option* const goal = command
                                .add_option_function<std::vector<std::string>>(
                                    "--goal", add_goals, "An outcome and its bound, at least or at most; repeatable")
                                ->type_name("OUTCOME>=N|<=N|<=+N%")
                                ->allow_extra_args(false);
  CLI::Option* const within =
      command.add_option_function<std::vector<std::string>>("--within", add_goals, "The same, for a budget")
          ->type_name("OUTCOME<=+N%")
          ->allow_extra_args(false);
  CLI::Option* const worst =
      command.add_option("--worst", options.worst, "Judge the goal by its mean over this share of runs, the worst")
          ->type_name("SHARE")
          ->check(number_between(0.001, 0.999));
  command.add_option("--quantile", options.quantile, "Judge it by what all runs but this share, the worst, reach")
      ->type_name("SHARE")
      ->check(number_between(0.001, 0.999))
      ->excludes(worst);
  CLI::Option* const minimise =
      command
          .add_option("--minimise", options.minimise, "Among values that meet the goal, seek the lowest mean of this")
          ->type_name("OUTCOME");
  CLI::Option* const maximise =
      command.add_option("--maximise", options.maximise, "Or the highest")->type_name("OUTCOME")->excludes(minimise);
  CLI::Option* const rank =
      command.add_option("--rank", options.rank, "Instead: every lever by itself, by what it brings to this")
          ->type_name("OUTCOME")
          ->excludes(goal)
          ->excludes(within)
          ->excludes(minimise)
          ->excludes(maximise);
  command
      .add_flag_callback(
          "--largest", [&options] { options.prefer = Prefer::high; }, "Seek the largest value, not the smallest")
      ->excludes(minimise)
      ->excludes(maximise)
      ->excludes(rank);
  command.add_option("--outcome", options.shown, "Also tell the mean of this; repeatable")
      ->type_name("OUTCOME")
      ->allow_extra_args(false)
      ->excludes(rank);
  command.add_option("--tolerance", options.tolerance, "How closely one lever is wanted (default: range / 64)")
      ->type_name("N")
      ->check(number_between(1e-9, 1e12));
  command
      .add_option("--evaluations", options.most_evaluations, "Mixes of several levers to try at most (default: 300)")
      ->type_name("N")
      ->check(whole_number(1, 100'000));
  command.callback([&options] {
    if (!options.levers.empty() || options.rank) return;
    throw CLI::ValidationError{"nothing to search over: name a lever, as in --lever fund.seed_share=0:0.5"};
  });
  add_setting(command, "-n,--runs", options.scenario.settings, parameters, "run.runs",
              "Runs of each value (default: the scenario's)");
  add_setting(command, "--seed", options.scenario.settings, parameters, "run.seed",
              "Seed of every random draw (default: the scenario's)");
  add_confidence(command, options.confidence);
  add_language(command, options.language);
  add_execution(command, options, "Results file (default: results/search-SCENARIO.h5)", "Print what was found as JSON");
  command.footer(
      "One lever with a range: both ends and the quarters between are tried, then the answer is closed in, by "
      "bisection,\n"
      "or by golden section for a best value. Several levers or choices: mixes spread over the ranges are tried, then\n"
      "COBYLA closes in to a hundredth of each range; without --minimise or --maximise the smallest change is sought\n"
      "that meets the goals. A lever without a range takes the one declared for it (`ayni params` lists them).\n"
      "All values meet the same shocks. --worst 0.1 stands for the worst tenth of futures; prices differ between runs\n"
      "only with prices.mode=stochastic. An outcome is written as for ayni compare. A bound in percent with a sign is\n"
      "a change of the mean against the scenario as it stands. --outcome shows what else is to be watched, and public\n"
      "money is always shown.\n"
      "\n"
      "Examples:\n"
      "  ayni search scenarios/bolivia.toml --lever trade.contract_enforcement=0:1 \\\n"
      "    --goal 'kaplan_meier[duration=84]>=0.3' --worst 0.1 --set prices.mode=stochastic -n 100\n"
      "  ayni search scenarios/bolivia.toml --lever project.counterpart_share=0:0.6 --lever project.tranches=1:2:4 \\\n"
      "    --maximise 'potential_income[season=last]' --within 'public_money<=+10%' -n 40\n"
      "  ayni search scenarios/bolivia.toml --rank 'kaplan_meier[duration=84]' -n 64");
}

ExitCode search(const SearchOptions& options) {
  InputFiles inputs;
  const Resolved resolved = read_scenario(options.scenario, inputs.reader());
  const std::string name = short_name(resolved, options.scenario.file);
  const Experiment experiment = experiment_of(resolved, name, false);
  const fs::path output = output_target(
      options.output.value_or(fs::path{"results"} / ((options.rank ? "rank-" : "search-") + name + ".h5")), inputs,
      options.tables);
  const Catalogue catalogue = catalogue_of(resolved.scenario);
  if (options.rank) return rank(options, experiment, read_rank(options, resolved.scenario, catalogue), output);
  const SearchRequest request = read_search(options, resolved.scenario, catalogue);
  if (options.action == Action::describe) {
    Report plan = report_of(request, experiment);
    plan.title = summary_of(options, request, experiment);
    return describe(std::move(plan), options, output);
  }
  prepare_outputs(options, output);
  if (options.resume == Resume::no) require_room(output, options.existing);
  const Execution execution = execution_of(options, output);
  const bool complete = complete_already(execution);
  if (options.verbosity == Verbosity::normal) say(summary_of(options, request, experiment));
  TerminalReporter reporter{Verbosity::quiet};
  const std::optional<SearchReport> report = carry_out_search(
      experiment, request, options.confidence, execution, catch_interrupts(), reporter, [&](const TriedValue& value) {
        if (options.verbosity == Verbosity::normal) say(tried_text(request, value));
      });
  if (!report) {
    say(fmt::format("Interrupted; what is finished is in {}.\nGo on:  the same command with --resume",
                    values_folder(output).string()));
    return interrupt_exit_code();
  }
  if (complete && options.verbosity == Verbosity::normal) say(output.string() + " is complete already");
  print_found(report_of(request, *report, options.language), options, output);
  say_written(options, output, next_command(options, request, *report, output));
  const bool failed =
      std::any_of(report->tried.begin(), report->tried.end(), [](const TriedValue& value) { return value.failed > 0; });
  return failed ? ExitCode::broken_invariant : ExitCode::ok;
}

}  // namespace ayni

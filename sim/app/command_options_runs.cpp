// The options of the commands that simulate.

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <string>
#include <system_error>
#include <vector>

#include "app/command_options.hpp"
#include "core/printable.hpp"
#include "design/reader.hpp"
#include "scenario/reader.hpp"

namespace ayni {
namespace {

/// How an output is treated that is there, or was begun, and a run that fails.
template <class Options>
void add_endings(CLI::App& command, Options& options) {
  add_switch(command, "--resume", options.resume, Resume::yes,
             "Go on where an earlier attempt was interrupted or killed; the file gets the same bytes");
  add_switch(command, "--stop-on-error", options.on_failure, OnFailure::stop,
             "Stop at the first run that fails (default: go on and tell)");
}

CLI::Validator number_between(double low, double high) {
  const auto problem = [low, high](const std::string& text) -> std::string {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= low && value <= high) return {};
    return fmt::format("{} is not a number from {:g} to {:g}", printable(text), low, high);
  };
  return CLI::Validator{problem, ""};
}

void add_confidence(CLI::App& command, double& confidence) {
  command.add_option("--confidence", confidence, "Confidence of intervals (default: 0.95)")
      ->type_name("SHARE")
      ->check(number_between(0.5, 0.9999));
}

/// "3/8"
void add_shard(CLI::App& command, Shard& shard) {
  const auto read = [&shard](const std::string& text) {
    const char* const end = text.data() + text.size();
    const auto [slash, error] = std::from_chars(text.data(), end, shard.number);
    if (error == std::errc{} && slash != end && *slash == '/') {
      const auto [stop, wrong] = std::from_chars(slash + 1, end, shard.of);
      const bool fits = shard.number >= 1 && shard.number <= shard.of && shard.of <= 1'000'000;
      if (wrong == std::errc{} && stop == end && fits) return;
    }
    throw CLI::ValidationError{"--shard: " + printable(text) +
                               " is not one share of several, such as 3/8 for the third of eight"};
  };
  command.add_option_function<std::string>("--shard", read, "Carry out only this share of the runs; see ayni merge")
      ->type_name("I/N");
}

}  // namespace

void add_run(CLI::App& app, RunOptions& options) {
  CLI::App& command = *app.add_subcommand("run", "Run a scenario and write its results to an HDF5 file");
  const ParameterTable parameters = scenario_parameters();
  add_scenario(command, options.scenario);
  add_setting(command, "-n,--runs", options.scenario.settings, parameters, "run.runs",
              "Number of runs (default: the scenario's)");
  add_output(command, options.output, "Results file (default: results/SCENARIO.h5)");
  add_setting(command, "--seed", options.scenario.settings, parameters, "run.seed",
              "Seed of every random draw (default: the scenario's)");
  add_threads(command, options.threads);
  command.add_flag("--twin", options.twin, "Also run each replicate without the project, under the same shocks");
  add_switch(command, "--json", options.format, Format::json, "Print the headline figures as JSON");
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  add_switch(command, "--force", options.existing, Existing::replace, "Overwrite an existing results file");
  add_endings(command, options);
  add_switch(command, "--dry-run", options.action, Action::describe, "Say what would be done, and do nothing");
  command.footer(
      "Examples:\n"
      "  ayni run scenarios/bolivia.toml\n"
      "  ayni run scenarios/bolivia.toml -n 200 --twin -o results/with-and-without.h5\n"
      "  ayni run scenarios/bolivia.toml --set scale.size=0.05 -n 20\n"
      "\n"
      "Ctrl-C, SIGTERM and SIGUSR1 end cleanly: finished runs are kept in FILE.partial, and --resume goes on from "
      "there.");
}

void add_compare(CLI::App& app, CompareOptions& options) {
  CLI::App& command = *app.add_subcommand("compare", "Compare scenarios with a base, all under the same shocks");
  const ParameterTable parameters = scenario_parameters();
  command.add_option("BASE", options.base, "Scenario that the others are held against (TOML)")
      ->required()
      ->type_name(" ");
  command.add_option("OTHER", options.others, "Scenarios to compare with it")->type_name(" ");
  command.add_option("--arm", options.arms, "Compare with the base changed so, without a file; repeatable")
      ->type_name("NAME:KEY=VALUE,...")
      ->allow_extra_args(false);
  command.callback([&options] {
    if (!options.others.empty() || !options.arms.empty()) return;
    throw CLI::ValidationError{
        "nothing to compare the base with: name another scenario, or an arm, as in\n"
        "--arm floor:trade.price_floor_share=0.9"};
  });
  add_changes(command, options);
  CLI::Option* const runs = add_setting(command, "-n,--runs", options.settings, parameters, "run.runs",
                                        "Runs of each scenario (default: the base's)");
  add_output(command, options.output, "Results file (default: results/compare-BASE.h5)");
  add_setting(command, "--seed", options.settings, parameters, "run.seed",
              "Seed of every random draw (default: the base's)");
  command.add_option("--outcome", options.outcomes, "What to compare: a measure, a position on each axis; repeatable")
      ->type_name("OUTCOME")
      ->allow_extra_args(false);
  CLI::Option* const until =
      command.add_option("--until", options.until, "Go on until the difference is known within this half-width")
          ->type_name("OUTCOME:HALFWIDTH")
          ->excludes(runs);
  command.add_option("--max-runs", options.most_runs, "But at most so many runs of each (default: 1000)")
      ->type_name("N")
      ->check(whole_number(1, 1'000'000))
      ->needs(until);
  add_confidence(command, options.confidence);
  add_threads(command, options.threads);
  add_switch(command, "--json", options.format, Format::json, "Print the comparison as JSON");
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  add_switch(command, "--force", options.existing, Existing::replace, "Overwrite an existing results file");
  add_endings(command, options);
  add_switch(command, "--dry-run", options.action, Action::describe, "Say what would be done, and do nothing");
  command.footer(
      "An outcome is a measure with a label, a number from 0, last, sum or mean for each of its axes; `ayni info "
      "FILE`\n"
      "lists measures. Behind a colon may stand what is better, higher or lower. Overlays and settings are laid over\n"
      "every scenario, an arm's own settings over them; in these a comma within brackets or quotes parts nothing.\n"
      "Intervals are Student's t over replicates; with --until they are confidence sequences, which stay valid\n"
      "when one stops because of what was seen.\n"
      "\n"
      "Examples:\n"
      "  ayni compare scenarios/bolivia.toml scenarios/indexed-contract.toml scenarios/price-floor.toml -n 64\n"
      "  ayni compare scenarios/bolivia.toml --arm floor:trade.price_floor_share=0.9 \\\n"
      "    --arm 'both:trade.price_floor_share=0.9,project.counterpart_share=0.2'\n"
      "  ayni compare scenarios/no-project.toml scenarios/bolivia.toml --set scale.size=0.1\n"
      "  ayni compare base.toml mine.toml --outcome 'kaplan_meier[duration=84]' --outcome "
      "'members[time=last,region=sum]:higher'\n"
      "  ayni compare base.toml mine.toml --until 'kaplan_meier[duration=84]:0.01' --max-runs 500");
}

void add_sweep(CLI::App& app, SweepOptions& options) {
  CLI::App& command = *app.add_subcommand("sweep", "Run a design: many points, several arms, on threads and ranks");
  const ParameterTable parameters = design_parameters();
  command.add_option("DESIGN", options.design.file, "Design file (TOML)")->required()->type_name(" ");
  command.add_option("--design", options.design.table, "Take the points from this table (CSV) instead")
      ->type_name("FILE.csv");
  add_settings(command, options.design.scenario_settings);
  std::vector<std::string>& settings = options.design.settings;
  add_setting(command, "-n,--runs", settings, parameters, "replicates",
              "Runs of each arm at each point (default: the design's)");
  add_setting(command, "--points", settings, parameters, "points",
              "Points of a sample, steps of a grid (default: the design's)");
  add_setting(command, "--seed", settings, parameters, "seed",
              "Seed of the points and all runs (default: the design's)");
  add_output(command, options.output, "Results file (default: results/DESIGN.h5)");
  command.add_option("--csv", options.experiments, "Also write a table of all runs (CSV)")->type_name("FILE.csv");
  command.add_option("--salib", options.problem, "Also write the factors as SALib's problem (JSON)")
      ->type_name("FILE.json");
  add_shard(command, options.shard);
  add_threads(command, options.threads);
  add_switch(command, "--json", options.format, Format::json, "Print the outcomes at every point as JSON");
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  add_switch(command, "--force", options.existing, Existing::replace, "Overwrite existing files");
  add_endings(command, options);
  add_switch(command, "--dry-run", options.action, Action::describe, "Say what would be done, and do nothing");
  command.footer(
      "A sweep that is stopped early holds the first replicates of all points. Under mpirun or srun (preset mpi) the\n"
      "ranks share the runs; the file is the same for any number of threads, ranks and shards.\n"
      "\n"
      "Examples:\n"
      "  ayni sweep scenarios/sweeps/counterpart.toml\n"
      "  ayni sweep scenarios/sweeps/what-matters.toml --csv results/experiments.csv --salib results/problem.json\n"
      "  ayni sweep my-design.toml --design samples.csv -n 10 --set scale.size=0.1\n"
      "  ayni sweep my-design.toml --shard 3/8 -o results/part-3.h5\n"
      "  mpirun -n 4 ayni sweep my-design.toml --threads 1 --resume");
}

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
  add_output(command, options.output, "Results file (default: results/search-SCENARIO.h5)");
  add_threads(command, options.threads);
  add_switch(command, "--json", options.format, Format::json, "Print what was found as JSON");
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  add_switch(command, "--force", options.existing, Existing::replace, "Overwrite an existing results file");
  add_endings(command, options);
  add_switch(command, "--dry-run", options.action, Action::describe, "Say what would be done, and do nothing");
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
      "  ayni search scenarios/seeded-fund.toml --lever fund.seed_share=0:0.5 \\\n"
      "    --goal 'kaplan_meier[duration=84]>=0.7' --worst 0.1 --set prices.mode=stochastic -n 100\n"
      "  ayni search scenarios/bolivia.toml --lever project.counterpart_share=0:0.6 --lever project.tranches=1:2:4 \\\n"
      "    --maximise 'potential_income[season=last]' --within 'public_money<=+10%' -n 40\n"
      "  ayni search scenarios/bolivia.toml --rank 'kaplan_meier[duration=84]' -n 64");
}

void add_merge(CLI::App& app, MergeOptions& options) {
  CLI::App& command = *app.add_subcommand("merge", "Join the shards of a sweep into one file");
  command.add_option("SHARD", options.shards, "Files that ayni sweep --shard wrote, in any order")
      ->required()
      ->type_name(" ");
  add_output(command, options.output, "Results file")->required();
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  add_switch(command, "--force", options.existing, Existing::replace, "Overwrite an existing results file");
  command.footer(
      "Example:\n"
      "  ayni merge results/part-*.h5 -o results/all.h5\n"
      "\n"
      "The file has the bytes of one undivided sweep, but for its origin. The shards are left as they are.");
}

}  // namespace ayni

#include "app/compare.hpp"

#include "app/options.hpp"
#include "experiment/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/interrupt.hpp"
#include "app/terminal_reporter.hpp"
#include "core/error.hpp"
#include "core/near_names.hpp"
#include "core/printable.hpp"
#include "experiment/arms.hpp"
#include "experiment/outputs.hpp"
#include "observe/catalogue_of.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// "outcome:half-width", where the outcome may have a direction.
UntilNarrow parse_until(const std::string& text, const Catalogue& catalogue) {
  const std::size_t colon = text.rfind(':');
  UntilNarrow until;
  if (colon != std::string::npos) {
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, until.half_width);
    if (error == std::errc{} && stop == end && std::isfinite(until.half_width) && until.half_width > 0.0) {
      until.outcome = parse_outcomes({text.substr(0, colon)}, catalogue, OutcomeShape::scalar).front();
      return until;
    }
  }
  throw InvalidInput{{{"--until " + printable(text),
                       "is not an outcome and half the width its interval is to have, as in "
                       "kaplan_meier[duration=84]:0.01"}}};
}

/// The position of the arm that the others are held against.
std::size_t base_among(const std::vector<ExperimentArm>& arms, const std::optional<std::string>& against) {
  if (!against) return 0;
  const auto found = std::find_if(arms.begin(), arms.end(), [&](const auto& arm) { return arm.name == *against; });
  if (found != arms.end()) return static_cast<std::size_t>(found - arms.begin());
  std::vector<std::string> names;
  for (const ExperimentArm& arm : arms) names.push_back(arm.name);
  throw InvalidInput{{{"--against " + printable(*against), "is none of the arms, which are " +
                                                               fmt::format("{}", fmt::join(names, ", ")) +
                                                               did_you_mean(closest_names(*against, names))}}};
}

std::string summary_of(const CompareOptions& options, const Experiment& experiment, std::size_t base) {
  std::vector<std::string> others;
  for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm) {
    if (arm != base) others.push_back(experiment.arms[arm].name);
  }
  return fmt::format("{} compared with {}: {}{} of each, seed {}, {}", fmt::join(others, ", "),
                     experiment.arms[base].name, options.until ? "at most " : "", counted(experiment.replicates, "run"),
                     experiment.seed, counted(threads_for(options.threads), "thread"));
}

Report plan_of(const CompareOptions& options, const Experiment& experiment, const ComparisonRequest& request) {
  Report plan;
  plan.name = "plan";
  plan.title = summary_of(options, experiment, request.base);
  std::vector<std::string> arms;
  for (const ExperimentArm& arm : experiment.arms) arms.push_back(arm.name);
  plan.facts = {
      {"arms", arms, ""}, {"replicates", std::uint64_t{experiment.replicates}, ""}, {"seed", experiment.seed, ""}};
  ReportTable compared{"outcomes", "", {}, {}, {{"outcome", "outcome", CellKind::text, "", "", {}}}, {}};
  for (const Outcome& outcome : request.outcomes) compared.rows.push_back({outcome.text});
  plan.sections = {{"plan", "", {}, {std::move(compared)}}};
  return plan;
}

}  // namespace

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
  add_setting(command, "--seed", options.settings, parameters, "run.seed",
              "Seed of every random draw (default: the base's)");
  command.add_option("--against", options.against, "Hold the others against this arm, not against BASE")
      ->type_name("ARM");
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
  command.add_flag_callback(
      "--all", [&options] { options.extent = ComparisonExtent::all; },
      "Print all tables: each outcome with regret, and what public money brings");
  add_by(command, options.by, "Print who wins and who loses, too; repeatable");
  add_language(command, options.language);
  add_execution(command, options, "Results file (default: results/compare-BASE.h5)", "Print the comparison as JSON");
  command.footer(
      "An outcome is a measure with a label, a number from 0, last, sum or mean for each of its axes; `ayni info "
      "FILE`\n"
      "lists measures. Behind a colon may stand what is better, higher or lower. Overlays and settings are laid over\n"
      "every scenario, an arm's own settings over them; in these a comma within brackets or quotes parts nothing.\n"
      "Where the runs are there already, --against another arm and --resume tell its differences without new ones.\n"
      "Intervals are Student's t over replicates; with --until they are confidence sequences, which stay valid\n"
      "when one stops because of what was seen.\n"
      "Printed are a summary and what the arms change, with --outcome that outcome's table too, with --all all "
      "tables;\n"
      "JSON and the file always hold all. In the summary alliances are judged from signing on, producers and the poor "
      "are\n"
      "those of all groups that could apply, funded or not; --by tells who wins and who loses.\n"
      "\n"
      "Examples:\n"
      "  ayni compare scenarios/bolivia.toml scenarios/indexed-contract.toml scenarios/price-floor.toml -n 64\n"
      "  ayni compare scenarios/bolivia.toml --arm floor:trade.price_floor_share=0.9 \\\n"
      "    --arm 'both:trade.price_floor_share=0.9,project.counterpart_share=0.2' --against floor\n"
      "  ayni compare scenarios/bolivia.toml scenarios/indexed-contract.toml --by region --by quintile --tables "
      "results/t\n"
      "  ayni compare scenarios/no-project.toml scenarios/bolivia.toml --set scale.size=0.1\n"
      "  ayni compare base.toml mine.toml --outcome 'kaplan_meier[duration=84]' --outcome "
      "'members[time=last,region=sum]:higher'\n"
      "  ayni compare base.toml mine.toml --until 'kaplan_meier[duration=84]:0.01' --max-runs 500");
}

ExitCode compare(const CompareOptions& options) {
  std::vector<fs::path> files{options.base};
  files.insert(files.end(), options.others.begin(), options.others.end());
  InputFiles inputs;
  Experiment experiment =
      experiment_of(ArmSources{std::move(files), options.overlays, options.settings, options.arms}, inputs.reader());
  if (options.until) experiment.replicates = options.most_runs;
  const Catalogue catalogue = catalogue_of(experiment.arms.front().scenario);
  ComparisonRequest request;
  request.outcomes = parse_outcomes(options.outcomes.empty() ? usual_outcomes(catalogue) : options.outcomes, catalogue,
                                    OutcomeShape::scalar);
  if (options.until) request.until = parse_until(*options.until, catalogue);
  request.confidence = options.confidence;
  request.by = options.by;
  request.base = base_among(experiment.arms, options.against);
  const fs::path output =
      output_target(options.output.value_or(fs::path{"results"} / ("compare-" + experiment.arms.front().name + ".h5")),
                    inputs, options.tables);
  if (options.action == Action::describe) {
    return describe(plan_of(options, experiment, request), options, output);
  }

  prepare_outputs(options, output);
  if (options.verbosity == Verbosity::normal) say(summary_of(options, experiment, request.base));
  TerminalReporter reporter{options.verbosity};
  const Compared compared =
      compare_arms(std::move(experiment), request, execution_of(options, output), catch_interrupts(), reporter);
  if (!compared.report) return tell_interrupted(compared.executed, output);
  const ComparisonExtent usual = options.outcomes.empty() ? ComparisonExtent::summary : ComparisonExtent::outcomes;
  print_found(report_of(*compared.report, options.extent.value_or(usual), options.language), options, output);
  say_written(options, output, "ayni info " + shell_word(output.string()));
  return verdict(compared.executed);
}

}  // namespace ayni

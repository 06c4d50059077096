// ayni compare: scenarios under the same shocks, replicate by replicate.

#include "experiment/comparison.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/terminal_reporter.hpp"
#include "core/error.hpp"
#include "core/printable.hpp"
#include "experiment/arms.hpp"
#include "experiment/outputs.hpp"
#include "observe/catalogue_of.hpp"
#include "observe/comparison_tables.hpp"

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

std::string summary_of(const CompareOptions& options, const Experiment& experiment) {
  std::string arms;
  for (std::size_t arm = 1; arm < experiment.arms.size(); ++arm)
    arms += (arm > 1 ? ", " : "") + experiment.arms[arm].name;
  return fmt::format("{} compared with {}: {}{} of each, seed {}, {}", arms, experiment.arms.front().name,
                     options.until ? "at most " : "", counted(experiment.replicates, "run"), experiment.seed,
                     counted(threads_for(options.threads), "thread"));
}

Report plan_of(const CompareOptions& options, const Experiment& experiment, const std::vector<Outcome>& outcomes) {
  Report plan;
  plan.name = "plan";
  plan.title = summary_of(options, experiment);
  std::vector<std::string> arms;
  for (const ExperimentArm& arm : experiment.arms) arms.push_back(arm.name);
  plan.facts = {
      {"arms", arms, ""}, {"replicates", std::uint64_t{experiment.replicates}, ""}, {"seed", experiment.seed, ""}};
  ReportTable compared{"outcomes", "", {}, {}, {{"outcome", "outcome", CellKind::text, "", "", {}}}, {}};
  for (const Outcome& outcome : outcomes) compared.rows.push_back({outcome.text});
  plan.sections = {{"plan", "", {}, {std::move(compared)}}};
  return plan;
}

}  // namespace

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
  const fs::path output = output_target(
      options.output.value_or(fs::path{"results"} / ("compare-" + experiment.arms.front().name + ".h5")), inputs);
  if (options.action == Action::describe) {
    return describe(plan_of(options, experiment, request.outcomes), options, output);
  }

  make_parent(output);
  if (options.verbosity == Verbosity::normal) say(summary_of(options, experiment));
  TerminalReporter reporter{options.verbosity};
  const Compared compared =
      compare_arms(std::move(experiment), request, execution_of(options, output), catch_interrupts(), reporter);
  if (!compared.report) return tell_interrupted(compared.executed, output);
  print_found(report_of(*compared.report), options, output);
  say_written(options, output, "ayni info " + shell_word(output.string()));
  return verdict(compared.executed);
}

}  // namespace ayni

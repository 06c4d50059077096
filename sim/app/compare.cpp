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
#include "app/compare_text.hpp"
#include "app/interrupt.hpp"
#include "app/terminal_reporter.hpp"
#include "core/error.hpp"
#include "core/json.hpp"
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

std::string summary_of(const CompareOptions& options, const Experiment& experiment) {
  std::string arms;
  for (std::size_t arm = 1; arm < experiment.arms.size(); ++arm)
    arms += (arm > 1 ? ", " : "") + experiment.arms[arm].name;
  return fmt::format("{} compared with {}: {}{} of each, seed {}, {}", arms, experiment.arms.front().name,
                     options.until ? "at most " : "", counted(experiment.replicates, "run"), experiment.seed,
                     counted(threads_for(options.threads), "thread"));
}

ExitCode describe(const CompareOptions& options, const Experiment& experiment, const std::vector<Outcome>& outcomes,
                  const fs::path& output) {
  const bool exists = fs::exists(output);
  if (options.format == Format::json) {
    Json json{{"arms", Json::array()}, {"runs", experiment.replicates}, {"outcomes", Json::array()}};
    for (const ExperimentArm& arm : experiment.arms) json["arms"].push_back(arm.name);
    for (const Outcome& outcome : outcomes) json["outcomes"].push_back(outcome.text);
    json["seed"] = experiment.seed;
    json["output"] = output.string();
    json["output_exists"] = exists;
    print(json_text(json));
    return ExitCode::ok;
  }
  std::string text = summary_of(options, experiment) + "\n";
  for (const Outcome& outcome : outcomes) text += "  " + outcome.text + '\n';
  print(text + would_be_written(output, options.existing));
  return ExitCode::ok;
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
  if (options.action == Action::describe) return describe(options, experiment, request.outcomes, output);

  make_parent(output);
  if (options.verbosity == Verbosity::normal) say(summary_of(options, experiment));
  TerminalReporter reporter{options.verbosity};
  const Compared compared =
      compare_arms(std::move(experiment), request, execution_of(options, output), catch_interrupts(), reporter);
  if (!compared.report) return tell_interrupted(compared.executed, output);
  if (options.format == Format::json) print(comparison_json(*compared.report, output));
  if (options.verbosity == Verbosity::normal) {
    if (options.format == Format::text) print(comparison_text(*compared.report));
    flush_output();  // before what comes next, where both go to one place
    say(fmt::format("Wrote {}\nNext: ayni info {}", output.string(), shell_word(output.string())));
  }
  return verdict(compared.executed);
}

}  // namespace ayni

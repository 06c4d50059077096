// ayni compare: scenarios under the same shocks, replicate by replicate.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/arms.hpp"
#include "app/commands.hpp"
#include "app/compare_report.hpp"
#include "app/compare_text.hpp"
#include "app/earlier_parts.hpp"
#include "app/execution.hpp"
#include "app/interrupt.hpp"
#include "app/keep_beginning.hpp"
#include "core/error.hpp"
#include "core/json.hpp"
#include "core/printable.hpp"
#include "observe/confidence_sequence.hpp"
#include "results/summary.hpp"
#include "scenario/reader.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// What is most often asked for.
std::vector<std::string> usual_outcomes(const Catalogue& catalogue) {
  const std::size_t seven_years = std::min<std::size_t>(84, catalogue.axis(Axis::duration).size - 1);
  return {fmt::format("kaplan_meier[duration={}]", seven_years),
          "survey_same_buyer[sample=funded,stratum=all]:higher",
          "member_product_income[season=last]",
          "member_moderate_poverty[season=last]",
          "rate_of_return",
          "project_spent[time=last,component=sum]",
          "cost_per_lasting_alliance",
          "cost_per_person_out_of_poverty"};
}

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

/// Whether the difference of every arm from the base is known closely enough after so many replicates.
bool is_narrow(const std::vector<std::vector<double>>& arms, std::size_t replicates, double half_width,
               const IntervalRule& rule) {
  const auto first = [replicates](const std::vector<double>& values) { return std::span{values}.first(replicates); };
  return std::all_of(arms.begin() + 1, arms.end(), [&](const std::vector<double>& arm) {
    const PairedDifference found = paired_difference(first(arms.front()), first(arm), Better::higher, rule);
    return found.difference.n >= ConfidenceSequence::first_look &&
           rule.half_width(found.difference.n, found.difference.standard_error) <= half_width;
  });
}

std::string summary_of(const CompareOptions& options, const Plan& plan) {
  std::string arms;
  for (std::size_t arm = 1; arm < plan.arms.size(); ++arm) arms += (arm > 1 ? ", " : "") + plan.arms[arm].name;
  return fmt::format("{} compared with {}: {}{} of each, seed {}, {}", arms, plan.arms.front().name,
                     options.until ? "at most " : "", counted(plan.replicates, "run"), plan.seed,
                     counted(threads_for(options.threads), "thread"));
}

ExitCode describe(const CompareOptions& options, const Plan& plan, const std::vector<std::string>& outcomes,
                  const fs::path& output) {
  const bool exists = fs::exists(output);
  if (options.format == Format::json) {
    JsonWriter json;
    json.begin_object().key("arms").begin_array();
    for (const Arm& arm : plan.arms) json.value(arm.name);
    json.end_array().key("runs").value(static_cast<std::int64_t>(plan.replicates)).key("outcomes").begin_array();
    for (const std::string& outcome : outcomes) json.value(outcome);
    json.end_array().key("seed").value(static_cast<std::int64_t>(plan.seed)).key("output").value(output.string());
    json.key("output_exists").value(exists).end_object();
    print(json.text());
    return ExitCode::ok;
  }
  std::string text = summary_of(options, plan) + "\n";
  for (const std::string& outcome : outcomes) text += "  " + outcome + '\n';
  print(text + fmt::format("would be written to {}{}\n", output.string(),
                           !exists                                 ? ""
                           : options.existing == Existing::replace ? " (which exists and would be overwritten)"
                                                                   : " (which exists: --force would be needed)"));
  return ExitCode::ok;
}

std::vector<ParameterDifference> differences(const Scenario& base, const Scenario& other) {
  std::vector<ParameterDifference> found = scenario_difference(base, other);
  const auto aside = [](const ParameterDifference& each) { return each.path == "name" || each.path == "question"; };
  found.erase(std::remove_if(found.begin(), found.end(), aside), found.end());
  return found;
}

/// One comparison on its way from options to report.
class Comparison {
 public:
  Comparison(const CompareOptions& options, const Experiment& experiment, const Simulation& simulation)
      : options_{options},
        experiment_{experiment},
        catalogue_{simulation.catalogue()},
        rule_{options.until ? IntervalRule::sequential(options.confidence) : IntervalRule::fixed(options.confidence)},
        asked_{values_of(options.outcomes.empty() ? usual_outcomes(catalogue_) : options.outcomes)},
        costs_{values_of(cost_outcomes())} {
    if (!options.until) return;
    until_ = parse_until(*options.until, catalogue_);
    watched_.emplace(std::vector{until_->outcome}, experiment.arms.size(), experiment.replicates);
  }

  void add(const Results& results) {
    if (enough_) return;
    asked_.add(results);
    costs_.add(results);
    ++runs_;
    if (!watched_) return;
    watched_->add(results);
    const std::size_t arms = experiment_.arms.size();
    if (runs_ % arms != 0 || !ConfidenceSequence::is_look(runs_ / arms)) return;
    enough_ = until_->reached = is_narrow(watched_->of(0), runs_ / arms, until_->half_width, rule_);
  }

  [[nodiscard]] bool enough() const noexcept { return enough_; }
  /// Of each arm.
  [[nodiscard]] std::size_t replicates() const noexcept { return runs_ / experiment_.arms.size(); }
  [[nodiscard]] std::vector<std::string> outcomes() const {
    std::vector<std::string> texts;
    for (const Outcome& outcome : asked_.outcomes()) texts.push_back(outcome.text);
    return texts;
  }

  [[nodiscard]] ComparisonReport report() {
    ComparisonReport report;
    for (const ExperimentArm& arm : experiment_.arms) {
      report.arms.push_back(arm.name);
      if (report.arms.size() > 1) {
        report.differences.push_back(differences(experiment_.arms.front().scenario, arm.scenario));
      }
    }
    report.replicates = replicates();
    report.seed = experiment_.seed;
    report.confidence = options_.confidence;
    report.until = until_;
    report.historical_prices = experiment_.arms.front().scenario.prices.mode == PriceMode::historical;
    asked_.keep_first(report.replicates);
    costs_.keep_first(report.replicates);
    report.outcomes = compare_outcomes(asked_, catalogue_, rule_);
    report.costs = compare_costs(costs_, rule_);
    return report;
  }

 private:
  [[nodiscard]] OutcomeValues values_of(const std::vector<std::string>& texts) const {
    return {parse_outcomes(texts, catalogue_, OutcomeShape::scalar), experiment_.arms.size(), experiment_.replicates};
  }

  const CompareOptions& options_;
  const Experiment& experiment_;
  const Catalogue& catalogue_;
  IntervalRule rule_;
  OutcomeValues asked_;
  OutcomeValues costs_;
  std::optional<UntilNarrow> until_;
  std::optional<OutcomeValues> watched_;
  std::size_t runs_ = 0;
  bool enough_ = false;
};

/// How many replicates a file holds that ended by a rule.
std::size_t enough_before(const fs::path& output, const CompareOptions& options) {
  return std::min(read_summary(output).shape.runs, options.most_runs);
}

void require_same_end(const Comparison& comparison, std::size_t replicates, const fs::path& output,
                      const CompareOptions& options) {
  const bool by_rule = comparison.enough() || replicates == options.most_runs;
  if (by_rule && comparison.replicates() == replicates) return;
  throw InvalidInput{{{output.string(), fmt::format("is complete, but its {} replicates are not where --until {} ends; "
                                                    "give another name, or --force without --resume",
                                                    replicates, printable(*options.until))}}};
}

}  // namespace

ExitCode compare(const CompareOptions& options) {
  std::vector<fs::path> files{options.base};
  files.insert(files.end(), options.others.begin(), options.others.end());
  Experiment experiment = experiment_of(files, options.overlays, options.settings);
  const fs::path output =
      options.output.value_or(fs::path{"results"} / ("compare-" + experiment.arms.front().name + ".h5"));
  const bool ended_before = options.until && options.resume == Resume::yes && fs::exists(output);
  if (options.until) experiment.replicates = ended_before ? enough_before(output, options) : options.most_runs;
  const Simulation simulation{experiment};
  Comparison comparison{options, experiment, simulation};
  if (options.action == Action::describe) {
    return describe(options, simulation.plan(), comparison.outcomes(), output);
  }

  make_parent(output);
  if (options.verbosity == Verbosity::normal) say(summary_of(options, simulation.plan()));
  const Execution execution{output,         threads_for(options.threads), options.verbosity, options.existing,
                            options.resume, options.on_failure,           Shard{},           options.command_line};
  const auto add_report = [&](ResultsFile& file) { file.add(comparison.report()); };
  const Executed executed = execute(
      simulation, execution,
      [&](Results&& results) {
        comparison.add(results);
        if (comparison.enough()) stop_early();
      },
      add_report);
  if (executed.done < executed.runs && !comparison.enough()) return tell_interrupted(executed, output);
  if (ended_before) {
    require_same_end(comparison, experiment.replicates, output, options);
    Experiment whole = experiment;
    whole.replicates = options.most_runs;
    remove_parts_of(output, Simulation{whole}.provenance(options.command_line, Shard{}));
  }
  if (comparison.replicates() < experiment.replicates) {
    Experiment kept = experiment;
    kept.replicates = comparison.replicates();
    keep_beginning(simulation, Simulation{kept}, output, options.command_line, add_report);
  }

  const ComparisonReport report = comparison.report();
  if (options.format == Format::json) print(comparison_json(report, output));
  if (options.verbosity == Verbosity::normal) {
    if (options.format == Format::text) print(comparison_text(report));
    flush_output();  // before what comes next, where both go to one place
    say(fmt::format("Wrote {}\nNext: ayni info {}", output.string(), shell_word(output.string())));
  }
  return verdict(executed);
}

}  // namespace ayni

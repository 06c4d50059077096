#include "results/comparison_group.hpp"

#include <array>
#include <limits>
#include <utility>

#include "results/findings_group.hpp"
#include "results/hdf5_write.hpp"
#include "scenario/toml_value.hpp"

namespace ayni {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// A number of what was found about an arm.
template <class Found>
struct Figure {
  const char* name;
  const char* long_name;
  const char* description;
  double (*of)(const Found&);
};

using Pair = PairedDifference;
using Cost = CostOfEffect;

constexpr const char* own_unit = "In the unit that outcome_unit tells; NaN for the base.";
constexpr const char* bought = "NaN unless there is a gain.";
constexpr const char* bought_surely = "NaN also when the gain may be none, for then there is no such end.";

constexpr std::array pair_figures{
    Figure<Pair>{"pairs", "replicates with a value in the arm and in the base", "NaN for the base.",
                 [](const Pair& found) { return static_cast<double>(found.difference.n); }},
    Figure<Pair>{"base_mean", "mean of the base over the pairs", own_unit,
                 [](const Pair& found) { return found.base_mean; }},
    Figure<Pair>{"difference", "mean difference from the base, over the pairs", own_unit,
                 [](const Pair& found) { return found.difference.mean; }},
    Figure<Pair>{"standard_error", "standard error of the difference", own_unit,
                 [](const Pair& found) { return found.difference.standard_error; }},
    Figure<Pair>{"difference_low", "lower end of the difference's interval", own_unit,
                 [](const Pair& found) { return found.difference.interval.low; }},
    Figure<Pair>{"difference_high", "upper end of the difference's interval", own_unit,
                 [](const Pair& found) { return found.difference.interval.high; }},
    Figure<Pair>{"relative_difference", "difference over the size of the base's mean", "NaN when that is zero.",
                 [](const Pair& found) { return found.relative; }},
    Figure<Pair>{"probability_better", "share of pairs in which the arm is better than the base, ties half",
                 "Better is higher where outcome_better says nothing.", [](const Pair& found) { return found.better; }},
    Figure<Pair>{"probability_low", "lower end of that probability's interval", "Wilson's.",
                 [](const Pair& found) { return found.better_interval.low; }},
    Figure<Pair>{"probability_high", "upper end of that probability's interval", "Wilson's.",
                 [](const Pair& found) { return found.better_interval.high; }},
    Figure<Pair>{"variance_reduction", "share of the difference's variance that pairing saved",
                 "Of the variance between independent runs; NaN when neither arm varies.",
                 [](const Pair& found) { return found.variance_reduction; }},
};

constexpr const char* lost = "Against the best arm of the same replicate; NaN where outcome_better says nothing.";

constexpr std::array regret_figures{
    Figure<Regret>{"regret", "regret, mean over replicates", lost, [](const Regret& found) { return found.mean; }},
    Figure<Regret>{"regret_worst_tenth", "regret, mean over the tenth of replicates in which it is largest", lost,
                   [](const Regret& found) { return found.worst_tenth; }},
    Figure<Regret>{"regret_largest", "largest regret", lost, [](const Regret& found) { return found.maximum; }},
};

constexpr std::array cost_figures{
    Figure<Cost>{"money", "public money beyond the base's, Bs", "Mean over replicates.",
                 [](const Cost& found) { return found.cost.mean; }},
    Figure<Cost>{"money_low", "lower end of the money's interval, Bs", "",
                 [](const Cost& found) { return found.cost.interval.low; }},
    Figure<Cost>{"money_high", "upper end of the money's interval, Bs", "",
                 [](const Cost& found) { return found.cost.interval.high; }},
    Figure<Cost>{"gain", "what is gained beyond the base", "Mean over replicates, in what `gained` counts.",
                 [](const Cost& found) { return found.effect.mean; }},
    Figure<Cost>{"gain_low", "lower end of the gain's interval", "",
                 [](const Cost& found) { return found.effect.interval.low; }},
    Figure<Cost>{"gain_high", "upper end of the gain's interval", "",
                 [](const Cost& found) { return found.effect.interval.high; }},
    Figure<Cost>{"money_per_gain", "money for one unit gained, Bs", bought,
                 [](const Cost& found) { return found.ratio; }},
    Figure<Cost>{"money_per_gain_low", "lower end of its interval, Bs", bought_surely,
                 [](const Cost& found) { return found.interval ? found.interval->low : none; }},
    Figure<Cost>{"money_per_gain_high", "upper end of its interval, Bs", bought_surely,
                 [](const Cost& found) { return found.interval ? found.interval->high : none; }},
};

const char* better_name(const std::optional<Better>& better) noexcept {
  if (!better) return "";
  return *better == Better::higher ? "higher" : "lower";
}

template <class Found>
FileVariable variable_of(const Figure<Found>& figure, const char* rows) {
  return {figure.name, {rows, "arm"}, Storage::real64, "1", figure.long_name, figure.description, {}};
}

const FileVariable& mean_variable() {
  static const FileVariable mean{
      "mean",
      {"outcome", "arm"},
      Storage::real64,
      "1",
      "mean over replicates",
      "Of the base over all its replicates with a value, of another arm over its pairs, as base_mean is; "
      "in the unit that outcome_unit tells.",
      {}};
  return mean;
}

std::vector<Labels> outcome_labels(const ComparisonReport& report) {
  std::vector<Labels> labels{
      {text_variable("outcome", "outcome", "what is compared", "A measure and its selection."), {}},
      {text_variable("outcome_long_name", "outcome", "the measure in words", ""), {}},
      {text_variable("outcome_unit", "outcome", "unit of the outcome", ""), {}},
      {text_variable("outcome_better", "outcome", "higher or lower, or empty when nobody says", ""), {}},
      {text_variable("outcome_least_regret", "outcome", "arm whose largest regret is the smallest, or empty", ""), {}}};
  for (const OutcomeComparison& one : report.outcomes) {
    const std::string least = one.minimax ? report.arms[*one.minimax] : "";
    const std::array texts{one.outcome.text, one.long_name, one.unit, std::string{better_name(one.outcome.better)},
                           least};
    for (std::size_t k = 0; k < texts.size(); ++k) labels[k].values.push_back(texts[k]);
  }
  return labels;
}

std::vector<Labels> gained_labels(const ComparisonReport& report) {
  std::vector<Labels> labels{{text_variable("gained", "gained", "what public money should bring", ""), {}}};
  for (const CostComparison& cost : report.costs) labels[0].values.push_back(cost.what);
  return labels;
}

std::vector<Labels> arm_labels(const ComparisonReport& report) {
  return {{text_variable("arm", "arm", "arm", "The base comes first."), report.arms}};
}

std::vector<Labels> changed_labels(const ComparisonReport& report) {
  std::vector<Labels> labels{
      {text_variable("changed", "changed", "parameter that an arm changes", "There is none when arms are the same."),
       {}},
      {text_variable("changed_in", "changed", "arm that changes it", ""), {}},
      {text_variable("changed_from", "changed", "the base's value, as TOML", ""), {}},
      {text_variable("changed_to", "changed", "the arm's value, as TOML", ""), {}}};
  for (std::size_t k = 0; k < report.differences.size(); ++k) {
    for (const ParameterDifference& each : report.differences[k]) {
      const std::array texts{each.path, report.arms[k + 1], each.a, each.b};
      for (std::size_t c = 0; c < texts.size(); ++c) labels[c].values.push_back(texts[c]);
    }
  }
  return labels;
}

/// NaN for the base, then the arms compared with it.
template <class Found>
void put_others(std::vector<double>& values, const std::vector<Found>& others, const Figure<Found>& figure) {
  values.push_back(none);
  for (const Found& found : others) values.push_back(figure.of(found));
}

void add_outcomes(FindingsGroup& group, const ComparisonReport& report) {
  const std::size_t arms = report.arms.size();
  group.add(outcome_labels(report));
  std::vector<double> values;
  for (const OutcomeComparison& one : report.outcomes) {
    values.push_back(one.base.mean);
    for (const PairedDifference& found : one.others) values.push_back(found.other_mean);
  }
  group.add(mean_variable(), arms, values);
  for (const auto& figure : pair_figures) {
    values.clear();
    for (const OutcomeComparison& one : report.outcomes) put_others(values, one.others, figure);
    group.add(variable_of(figure, "outcome"), arms, values);
  }
  for (const auto& figure : regret_figures) {
    values.clear();
    for (const OutcomeComparison& one : report.outcomes) {
      for (std::size_t arm = 0; arm < arms; ++arm) {
        values.push_back(one.regrets.empty() ? none : figure.of(one.regrets[arm]));
      }
    }
    group.add(variable_of(figure, "outcome"), arms, values);
  }
}

void add_costs(FindingsGroup& group, const ComparisonReport& report) {
  group.add(gained_labels(report));
  for (const auto& figure : cost_figures) {
    std::vector<double> values;
    for (const CostComparison& cost : report.costs) put_others(values, cost.others, figure);
    group.add(variable_of(figure, "gained"), report.arms.size(), values);
  }
}

}  // namespace

std::vector<FileVariable> comparison_layout() {
  const ComparisonReport nothing;
  std::vector<FileVariable> all;
  const auto add = [&all](const std::vector<Labels>& labels) {
    for (const Labels& each : labels) all.push_back(each.variable);
  };
  add(arm_labels(nothing));
  add(outcome_labels(nothing));
  all.push_back(mean_variable());
  for (const auto& figure : pair_figures) all.push_back(variable_of(figure, "outcome"));
  for (const auto& figure : regret_figures) all.push_back(variable_of(figure, "outcome"));
  add(gained_labels(nothing));
  for (const auto& figure : cost_figures) all.push_back(variable_of(figure, "gained"));
  add(changed_labels(nothing));
  return all;
}

void write_comparison(hid_t file, const ComparisonReport& report) {
  FindingsGroup group{file, "comparison"};
  hdf5::write_attribute(group.id(), "replicates", std::to_string(report.replicates));
  hdf5::write_attribute(group.id(), "confidence", toml_number(report.confidence));
  hdf5::write_attribute(group.id(), "interval", std::string{interval_name(report)});
  if (report.until) {
    hdf5::write_attribute(group.id(), "until", report.until->outcome.text);
    hdf5::write_attribute(group.id(), "until_half_width", toml_number(report.until->half_width));
    hdf5::write_attribute(group.id(), "until_reached", std::string{report.until->reached ? "true" : "false"});
  }
  group.add(arm_labels(report));
  add_outcomes(group, report);
  add_costs(group, report);
  group.add(changed_labels(report));
  group.close();
}

}  // namespace ayni

#include "observe/comparison_report.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "observe/survival_measures.hpp"

namespace ayni {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Additional money comes first in cost_outcomes(), then the gains in this order.
struct Gain {
  const char* outcome;
  const char* key;
  const char* what;
  double sign;
};
constexpr Gain gains[] = {
    {"first_buyer[time=last,region=sum]", "alliance", "alliance with its first buyer at the end", 1.0},
    {"potential_income[season=last]", "income", "Bs of yearly income of all who could apply", 1.0},
    {"potential_poor[season=last]", "person", "person out of moderate poverty", -1.0}};

std::vector<double> differences(const std::vector<double>& base, const std::vector<double>& other, double sign) {
  std::vector<double> result;
  for (std::size_t r = 0; r < base.size(); ++r) result.push_back(sign * (other[r] - base[r]));
  return result;
}

}  // namespace

const char* interval_name(const ComparisonReport& report) noexcept {
  return report.until ? "confidence sequence" : "Student's t";
}

std::vector<std::string> usual_outcomes(const Catalogue& catalogue) {
  return {"kaplan_meier[duration=" + std::to_string(seven_years_at_most(catalogue)) + "]",
          "survey_same_buyer[sample=funded,stratum=all]:higher",
          "member_product_income[season=last]",
          "member_moderate_poverty[season=last]",
          "rate_of_return",
          "project_spent[time=last,component=sum]",
          "cost_per_lasting_alliance",
          "cost_per_person_out_of_poverty"};
}

OutcomeValues::OutcomeValues(std::vector<Outcome> outcomes, std::size_t arms, std::size_t replicates)
    : outcomes_{std::move(outcomes)},
      replicates_{replicates},
      values_(outcomes_.size(), std::vector<std::vector<double>>(arms, std::vector<double>(replicates, none))) {}

void OutcomeValues::add(const Results& results) {
  if (!results.failure.empty() || results.run >= replicates_) return;
  for (std::size_t k = 0; k < outcomes_.size(); ++k) {
    values_[k][results.arm][results.run] = value_of(outcomes_[k], results).front();
  }
}

void OutcomeValues::put(std::size_t outcome, std::size_t arm, std::size_t replicate, double value) {
  values_[outcome][arm][replicate] = value;
}

void OutcomeValues::keep_first(std::size_t replicates) {
  replicates_ = replicates;
  for (auto& arms : values_) {
    for (auto& values : arms) values.resize(replicates);
  }
}

void OutcomeValues::put_first(std::size_t arm) {
  for (auto& arms : values_) {
    const auto one = arms.begin() + static_cast<std::ptrdiff_t>(arm);
    std::rotate(arms.begin(), one, one + 1);
  }
}

Better direction_of(const Outcome& outcome) noexcept { return outcome.better.value_or(Better::higher); }

std::vector<std::string> cost_outcomes() {
  std::vector<std::string> texts{"project_spent[time=last,component=sum]"};
  for (const Gain& gain : gains) texts.emplace_back(gain.outcome);
  return texts;
}

std::vector<OutcomeComparison> compare_outcomes(const OutcomeValues& values, const Catalogue& catalogue,
                                                const IntervalRule& rule) {
  std::vector<OutcomeComparison> result;
  for (std::size_t k = 0; k < values.outcomes().size(); ++k) {
    const Outcome& outcome = values.outcomes()[k];
    const auto& arms = values.of(k);
    OutcomeComparison one{
        outcome, catalogue.measures[outcome.measure].long_name, mean_estimate(arms.front(), rule), {}, {}, {}};
    for (std::size_t arm = 1; arm < arms.size(); ++arm) {
      one.others.push_back(paired_difference(arms.front(), arms[arm], direction_of(outcome), rule));
    }
    if (outcome.better) {
      one.regrets = regrets(arms, *outcome.better);
      one.minimax = minimax_regret(one.regrets);
    }
    result.push_back(std::move(one));
  }
  return result;
}

std::vector<CostComparison> compare_costs(const OutcomeValues& values, const IntervalRule& rule) {
  std::vector<CostComparison> result;
  std::size_t k = 0;
  const auto& money = values.of(k);
  for (const Gain& gain : gains) {
    const auto& effect = values.of(++k);
    CostComparison one{gain.key, gain.what, {}};
    for (std::size_t arm = 1; arm < money.size(); ++arm) {
      one.others.push_back(cost_of_effect(differences(money.front(), money[arm], 1.0),
                                          differences(effect.front(), effect[arm], gain.sign), rule));
    }
    result.push_back(std::move(one));
  }
  return result;
}

}  // namespace ayni

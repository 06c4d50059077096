#include "observe/comparison_values.hpp"

#include <cassert>
#include <utility>

namespace ayni {

ComparisonValues::ComparisonValues(const Catalogue& catalogue, std::vector<Outcome> asked,
                                   const std::vector<BrokenBy>& by, std::size_t arms, std::size_t replicates)
    : catalogue_{catalogue},
      figures_{figures_by(by, catalogue)},
      asked_{std::move(asked), arms, replicates},
      costs_{parse_outcomes(cost_outcomes(), catalogue, OutcomeShape::scalar), arms, replicates},
      findings_{parse_outcomes(finding_outcomes(catalogue), catalogue, OutcomeShape::scalar), arms, replicates},
      by_parts_{outcomes_of(figures_), arms, replicates} {}

void ComparisonValues::add(const Results& results) {
  for (OutcomeValues* const values : {&asked_, &costs_, &findings_, &by_parts_}) values->add(results);
}

std::size_t ComparisonValues::width() const noexcept {
  return asked_.outcomes().size() + costs_.outcomes().size() + findings_.outcomes().size() +
         by_parts_.outcomes().size();
}

std::vector<double> ComparisonValues::row(const Results& results) const {
  std::vector<double> row;
  for (const OutcomeValues* const values : {&asked_, &costs_, &findings_, &by_parts_}) {
    for (const Outcome& outcome : values->outcomes()) row.push_back(value_of(outcome, results).front());
  }
  return row;
}

void ComparisonValues::put(std::size_t arm, std::size_t replicate, std::span<const double> row) {
  for (OutcomeValues* const values : {&asked_, &costs_, &findings_, &by_parts_}) {
    const std::size_t number = values->outcomes().size();
    assert(row.size() >= number);
    for (std::size_t k = 0; k < number; ++k) values->put(k, arm, replicate, row[k]);
    row = row.subspan(number);
  }
}

void ComparisonValues::tell(ComparisonReport& report, std::size_t replicates, std::size_t base,
                            const IntervalRule& rule) const {
  const auto as_told = [&](OutcomeValues values) {
    values.keep_first(replicates);
    values.put_first(base);
    return values;
  };
  report.replicates = replicates;
  report.findings = findings_of(as_told(findings_), 0, rule);
  report.by_parts = figures_;
  fill(report.by_parts, as_told(by_parts_), rule);
  report.outcomes = compare_outcomes(as_told(asked_), catalogue_, rule);
  report.costs = compare_costs(as_told(costs_), rule);
}

}  // namespace ayni

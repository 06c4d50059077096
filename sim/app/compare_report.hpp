#pragma once
// From the values that runs bring to what a comparison found.

#include <cstddef>
#include <string>
#include <vector>

#include "observe/comparison.hpp"
#include "observe/outcome.hpp"
#include "results/comparison_group.hpp"

namespace ayni {

/// Values of outcomes as the runs bring them; NaN where a run has none or failed.
class OutcomeValues {
 public:
  OutcomeValues(std::vector<Outcome> outcomes, std::size_t arms, std::size_t replicates);

  void add(const Results& results);
  /// Forgets the replicates from this one on.
  void keep_first(std::size_t replicates);

  [[nodiscard]] const std::vector<Outcome>& outcomes() const noexcept { return outcomes_; }
  [[nodiscard]] std::size_t replicates() const noexcept { return replicates_; }
  /// [arm][replicate]
  [[nodiscard]] const std::vector<std::vector<double>>& of(std::size_t outcome) const { return values_[outcome]; }

 private:
  std::vector<Outcome> outcomes_;
  std::size_t replicates_;
  std::vector<std::vector<std::vector<double>>> values_;
};

/// What an outcome is compared by when nobody says what is better.
[[nodiscard]] Better direction_of(const Outcome& outcome) noexcept;

/// Money and what it bought, for CostComparison; they come beside the outcomes that are asked for.
[[nodiscard]] std::vector<std::string> cost_outcomes();

[[nodiscard]] std::vector<OutcomeComparison> compare_outcomes(const OutcomeValues& values, const Catalogue& catalogue,
                                                              const IntervalRule& rule);
/// `values` are of cost_outcomes().
[[nodiscard]] std::vector<CostComparison> compare_costs(const OutcomeValues& values, const IntervalRule& rule);

}  // namespace ayni

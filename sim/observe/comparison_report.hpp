#pragma once
// What a comparison found, as numbers, from the values that the runs brought.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/parameter.hpp"
#include "observe/breakdown.hpp"
#include "observe/comparison.hpp"
#include "observe/findings.hpp"
#include "observe/outcome.hpp"

namespace ayni {

struct OutcomeComparison {
  Outcome outcome;
  std::string long_name;
  MeanEstimate base;
  std::vector<PairedDifference> others;
  std::vector<Regret> regrets;  ///< one an arm; none when nobody says what is better
  std::optional<std::size_t> minimax;
};

/// Additional public money of an arm per additional unit of what it should bring, against the base.
struct CostComparison {
  std::string key;  ///< of the terms' section gained
  std::string what;
  std::vector<CostOfEffect> others;
};

/// The rule by which a comparison ended, and whether it was reached.
struct UntilNarrow {
  Outcome outcome;
  double half_width = 0.0;
  bool reached = false;
};

struct ComparisonReport {
  std::vector<std::string> arms;                              ///< the base first
  std::vector<std::vector<ParameterDifference>> differences;  ///< of each other arm, a: the base's value, b: its own
  std::size_t replicates = 0;
  std::uint64_t seed = 0;
  double confidence = usual_confidence;
  std::optional<UntilNarrow> until;  ///< when there is one, the number of replicates depends on what was seen
  bool historical_prices = false;    ///< then replicates are not price futures
  std::vector<Finding> findings;
  std::vector<FigureByPart> by_parts;
  std::vector<OutcomeComparison> outcomes;
  std::vector<CostComparison> costs;
};

/// How intervals are made, in words.
[[nodiscard]] const char* interval_name(const ComparisonReport& report) noexcept;

/// Values of outcomes as the runs bring them; NaN where a run has none or failed.
class OutcomeValues {
 public:
  OutcomeValues(std::vector<Outcome> outcomes, std::size_t arms, std::size_t replicates);

  void add(const Results& results);
  void put(std::size_t outcome, std::size_t arm, std::size_t replicate, double value);
  /// Forgets the replicates from this one on.
  void keep_first(std::size_t replicates);
  /// Puts an arm before the others, which stay in their order.
  void put_first(std::size_t arm);

  [[nodiscard]] const std::vector<Outcome>& outcomes() const noexcept { return outcomes_; }
  [[nodiscard]] std::size_t replicates() const noexcept { return replicates_; }
  /// [arm][replicate]
  [[nodiscard]] const std::vector<std::vector<double>>& of(std::size_t outcome) const { return values_[outcome]; }

 private:
  std::vector<Outcome> outcomes_;
  std::size_t replicates_;
  std::vector<std::vector<std::vector<double>>> values_;
};

/// What is most often asked for, of a catalogue of so many months.
[[nodiscard]] std::vector<std::string> usual_outcomes(const Catalogue& catalogue);

/// What an outcome is compared by when nobody says what is better.
[[nodiscard]] Better direction_of(const Outcome& outcome) noexcept;

/// Money and what it bought, for CostComparison; they come beside the outcomes that are asked for.
[[nodiscard]] std::vector<std::string> cost_outcomes();

[[nodiscard]] std::vector<OutcomeComparison> compare_outcomes(const OutcomeValues& values, const Catalogue& catalogue,
                                                              const IntervalRule& rule);
/// `values` are of cost_outcomes().
[[nodiscard]] std::vector<CostComparison> compare_costs(const OutcomeValues& values, const IntervalRule& rule);

}  // namespace ayni

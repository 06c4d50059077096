#pragma once
// Policies compared under common random numbers. Arms share the replicates' numbers and with them every shock, so each
// replicate is a pair, and replicates, not alliances, are what is sampled. A replicate in which either side has no value
// (NaN) is left out of the pair and counted.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/report.hpp"
#include "observe/catalogue.hpp"

namespace ayni {

/// Of intervals, where nobody asks for another.
inline constexpr double usual_confidence = 0.95;
/// The share of replicates that stands for what is bad, where nobody names another: the worst tenth.
inline constexpr double worst_share = 0.1;

/// What half-width an interval has, given the number of values and the standard error of their mean.
class IntervalRule {
 public:
  /// Student's t: covers with probability `confidence` (strictly between 0 and 1) when the number of values was fixed
  /// beforehand.
  [[nodiscard]] static IntervalRule fixed(double confidence) { return {confidence, false}; }
  /// A confidence sequence (see confidence_sequence.hpp): covers at all times together, so also when what was seen
  /// decided when to stop.
  [[nodiscard]] static IntervalRule sequential(double confidence) { return {confidence, true}; }

  /// NaN for fewer than two values.
  [[nodiscard]] double half_width(std::size_t n, double standard_error) const;
  [[nodiscard]] double confidence() const noexcept { return confidence_; }

 private:
  IntervalRule(double confidence, bool sequential) : confidence_{confidence}, sequential_{sequential} {}
  double confidence_;
  bool sequential_;
};

/// Quantile of Student's t distribution at 0 < p < 1.
[[nodiscard]] double student_quantile(double p, double degrees_of_freedom);

struct Interval {
  double low;
  double high;
};

/// Mean of the values that are not NaN, with its interval; NaN where there are too few.
struct MeanEstimate {
  std::size_t n;
  double mean;
  double standard_error;
  Interval interval;
};
[[nodiscard]] MeanEstimate mean_estimate(std::span<const double> values, const IntervalRule& rule);
[[nodiscard]] ReportNumber number_of(const MeanEstimate& estimate) noexcept;

/// Wilson's (1927) interval for a share of n independent trials; the share need not be a whole number of them.
[[nodiscard]] Interval wilson(double share, std::size_t n, double confidence);

struct PairedDifference {
  MeanEstimate difference;    ///< other - base
  std::size_t left_out;       ///< replicates without a pair
  double base_mean;           ///< over the pairs
  double other_mean;          ///< over the pairs
  double relative;            ///< difference over the size of the base's mean; NaN when that is zero
  double better;              ///< share of pairs in which other is better, ties half
  Interval better_interval;   ///< Wilson's, whatever the rule
  double variance_reduction;  ///< 1 - Var(difference) / (Var(base) + Var(other)): what pairing saves of the variance
                              ///< that independent runs would have; NaN when neither varies
};
/// `base[r]` and `other[r]` are values of replicate r.
[[nodiscard]] PairedDifference paired_difference(std::span<const double> base, std::span<const double> other,
                                                 Better better, const IntervalRule& rule);

/// What is lost by having chosen an arm: the best arm's value in the same replicate less its own, towards `better`.
struct Regret {
  double mean;
  double worst_tenth;  ///< mean over the tenth of replicates, rounded up, in which it is largest
  double maximum;
};
/// One an arm; values[arm][replicate]. An arm that never has a value has none (NaN), and the others are compared without it;
/// other replicates in which an arm has no value are left out. NaN when no replicate of two arms is left.
[[nodiscard]] std::vector<Regret> regrets(std::span<const std::vector<double>> values, Better better);

/// The arm with the smallest maximal regret (Savage 1951), the first of equals; none when there is no regret to compare.
[[nodiscard]] std::optional<std::size_t> minimax_regret(std::span<const Regret> regrets);

/// Cost of one unit of effect: the ratio of the mean differences in cost and effect between two arms.
struct CostOfEffect {
  MeanEstimate cost;                 ///< additional
  MeanEstimate effect;               ///< additional, over the same replicates
  double ratio;                      ///< NaN unless the effect is positive
  std::optional<Interval> interval;  ///< Fieller (1954); none where it is unbounded: the effect may be zero
};
[[nodiscard]] CostOfEffect cost_of_effect(std::span<const double> cost, std::span<const double> effect,
                                          const IntervalRule& rule);

/// How many of n values a share is, rounded up; at least one.
[[nodiscard]] std::size_t number_in_share(double share, std::size_t n) noexcept;

/// Mean over the given share of values that are smallest, at least one; NaN of nothing. `values` has no NaN.
[[nodiscard]] double mean_of_smallest(std::vector<double> values, double share);

}  // namespace ayni

#pragma once
// One number for an outcome that varies between replicates: its mean, or how bad it is where it is bad. Each replicate
// is one future of prices and weather. Values that are NaN are left out and counted.

#include <cstddef>
#include <span>

#include "observe/catalogue.hpp"
#include "observe/comparison.hpp"

namespace ayni {

/// mean: of all replicates. worst: the mean over the given share of replicates, rounded up, in which the outcome is
/// worst (expected shortfall; Acerbi & Tasche 2002). quantile: the value that all but the given share, the worst, reach.
struct RiskMeasure {
  enum class Kind { mean, worst, quantile };
  Kind kind = Kind::mean;
  double share = worst_share;  ///< strictly between 0 and 1; of no meaning for the mean
};

struct RiskEstimate {
  double value;
  /// mean: Student's t. worst: by the influence function of the shortfall, with the t quantile of the number of
  /// replicates in the tail less one; NaN with fewer than two there. It is somewhat short as long as the tail is: an
  /// interval of 95% for the worst tenth covered 88% of the time with 30 normal values, 92% with 100, 94% with 400, and
  /// 86, 90 and 93% with exponential ones (tests/statistical/risk.cpp). quantile: between order statistics, which covers
  /// whatever the distribution is; an end is infinite when the replicates are too few for one.
  Interval interval;
  std::size_t n;
  std::size_t left_out;
};

[[nodiscard]] RiskEstimate risk_estimate(const RiskMeasure& measure, std::span<const double> values, Better better,
                                         double confidence);

}  // namespace ayni

#include "observe/risk.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace ayni {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// Of sorted values. With k of n values in the tail and q the largest of them, the shortfall is the mean over all
// replicates of q - n/k max(q - x, 0), and its variance that of this mean.
RiskEstimate shortfall(std::span<const double> sorted, double share, double confidence) {
  const std::size_t n = sorted.size();
  const std::size_t k = number_in_share(share, n);
  const double q = sorted[k - 1];
  const double weight = static_cast<double>(n) / static_cast<double>(k);
  std::vector<double> influence(n);
  for (std::size_t i = 0; i < n; ++i) influence[i] = q - weight * std::max(q - sorted[i], 0.0);
  const MeanEstimate mean = mean_estimate(influence, IntervalRule::fixed(confidence));
  double half = undefined;
  if (k > 1) half = student_quantile(0.5 + 0.5 * confidence, static_cast<double>(k - 1)) * mean.standard_error;
  return {mean.mean, {mean.mean - half, mean.mean + half}, n, 0};
}

// Of sorted values. The number of values below the quantile is binomial, so between the values of these ranks, counted
// from 1, the quantile lies. The lower rank is 0, or the upper one n + 1, when there are too few values.
RiskEstimate lower_quantile(std::span<const double> sorted, double share, double confidence) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const std::size_t n = sorted.size();
  const boost::math::binomial below{static_cast<double>(n), share};
  const double alpha = 0.5 * (1.0 - confidence);
  std::size_t low = 0;
  while (low < n && boost::math::cdf(below, static_cast<double>(low)) <= alpha) ++low;
  std::size_t high = low;
  while (high < n && boost::math::cdf(boost::math::complement(below, static_cast<double>(high))) > alpha) ++high;
  const double from = low > 0 ? sorted[low - 1] : -infinite;
  const double to = high < n ? sorted[high] : infinite;
  return {sorted[number_in_share(share, n) - 1], {from, to}, n, 0};
}

}  // namespace

RiskEstimate risk_estimate(const RiskMeasure& measure, std::span<const double> values, Better better,
                           double confidence) {
  const double sign = better == Better::higher ? 1.0 : -1.0;
  std::vector<double> sorted;
  for (const double value : values) {
    if (!std::isnan(value)) sorted.push_back(sign * value);
  }
  const std::size_t left_out = values.size() - sorted.size();
  if (sorted.empty()) return {undefined, {undefined, undefined}, 0, left_out};
  std::sort(sorted.begin(), sorted.end());
  RiskEstimate found{};
  switch (measure.kind) {
    case RiskMeasure::Kind::mean: {
      const MeanEstimate mean = mean_estimate(sorted, IntervalRule::fixed(confidence));
      found = {mean.mean, mean.interval, mean.n, 0};
      break;
    }
    case RiskMeasure::Kind::worst:
      found = shortfall(sorted, measure.share, confidence);
      break;
    case RiskMeasure::Kind::quantile:
      found = lower_quantile(sorted, measure.share, confidence);
      break;
  }
  found.left_out = left_out;
  if (better == Better::lower) {
    found.value = -found.value;
    found.interval = {-found.interval.high, -found.interval.low};
  }
  return found;
}

}  // namespace ayni

#include "observe/comparison.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "core/distributions.hpp"
#include "observe/confidence_sequence.hpp"

namespace ayni {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double quarter = 0.25;  // in Wilson's interval

/// Two columns without the rows in which either is NaN.
struct Pairs {
  std::vector<double> first;
  std::vector<double> second;
};

Pairs complete_pairs(std::span<const double> first, std::span<const double> second) {
  assert(first.size() == second.size());
  Pairs pairs;
  for (std::size_t r = 0; r < first.size(); ++r) {
    if (std::isnan(first[r]) || std::isnan(second[r])) continue;
    pairs.first.push_back(first[r]);
    pairs.second.push_back(second[r]);
  }
  return pairs;
}

double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return values.empty() ? undefined : sum / static_cast<double>(values.size());
}

/// Sample covariance; NaN for fewer than two rows.
double covariance(std::span<const double> a, std::span<const double> b) {
  if (a.size() < 2) return undefined;
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum / static_cast<double>(a.size() - 1);
}

double variance(std::span<const double> values) { return covariance(values, values); }

}  // namespace

double student_quantile(double p, double degrees_of_freedom) {
  // In double, rather than in long double, which is slow and large in a browser.
  using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  return boost::math::quantile(boost::math::students_t_distribution<double, InDouble>{degrees_of_freedom}, p);
}

double IntervalRule::half_width(std::size_t n, double standard_error) const {
  if (n < 2 || std::isnan(standard_error)) return undefined;
  const auto number = static_cast<double>(n);
  if (sequential_) return ConfidenceSequence{confidence_}.half_width(n, standard_error * std::sqrt(number));
  return student_quantile(0.5 + 0.5 * confidence_, number - 1.0) * standard_error;
}

MeanEstimate mean_estimate(std::span<const double> values, const IntervalRule& rule) {
  std::vector<double> known;
  std::copy_if(values.begin(), values.end(), std::back_inserter(known),
               [](double value) { return !std::isnan(value); });
  const double mean = mean_of(known);
  const double standard_error = std::sqrt(variance(known) / static_cast<double>(known.size()));
  const double half = rule.half_width(known.size(), standard_error);
  return {known.size(), mean, standard_error, {mean - half, mean + half}};
}

ReportNumber number_of(const MeanEstimate& estimate) noexcept {
  return {estimate.mean,           estimate.interval.low, estimate.interval.high,
          estimate.standard_error, ReportNumber::unknown, static_cast<double>(estimate.n)};
}

Interval wilson(double share, std::size_t n, double confidence) {
  if (n == 0) return {undefined, undefined};
  const auto number = static_cast<double>(n);
  const double z = normal_quantile(0.5 + 0.5 * confidence);
  const double weight = z * z / number;
  const double middle = (share + 0.5 * weight) / (1.0 + weight);
  const double half = z / (1.0 + weight) * std::sqrt(share * (1.0 - share) / number + quarter * weight / number);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

PairedDifference paired_difference(std::span<const double> base, std::span<const double> other, Better better,
                                   const IntervalRule& rule) {
  const Pairs pairs = complete_pairs(base, other);
  const std::size_t n = pairs.first.size();
  std::vector<double> difference(n);
  double wins = 0.0;
  for (std::size_t r = 0; r < n; ++r) {
    difference[r] = pairs.second[r] - pairs.first[r];
    const double gain = better == Better::higher ? difference[r] : -difference[r];
    wins += gain > 0.0 ? 1.0 : gain == 0.0 ? 0.5 : 0.0;
  }
  PairedDifference result{};
  result.difference = mean_estimate(difference, rule);
  result.left_out = base.size() - n;
  result.base_mean = mean_of(pairs.first);
  result.other_mean = mean_of(pairs.second);
  result.relative = result.base_mean != 0.0 ? result.difference.mean / std::abs(result.base_mean) : undefined;
  result.better = n > 0 ? wins / static_cast<double>(n) : undefined;
  result.better_interval = wilson(result.better, n, rule.confidence());
  const double apart = variance(pairs.first) + variance(pairs.second);
  result.variance_reduction = apart > 0.0 ? 1.0 - variance(difference) / apart : undefined;
  return result;
}

std::vector<Regret> regrets(std::span<const std::vector<double>> values, Better better) {
  const std::size_t replicates = values.empty() ? 0 : values.front().size();
  const double sign = better == Better::higher ? 1.0 : -1.0;
  std::vector<std::size_t> compared;
  for (std::size_t arm = 0; arm < values.size(); ++arm) {
    const bool empty = std::all_of(values[arm].begin(), values[arm].end(), [](double x) { return std::isnan(x); });
    if (!empty) compared.push_back(arm);
  }
  std::vector<std::vector<double>> lost(values.size());
  for (std::size_t r = 0; r < replicates && compared.size() > 1; ++r) {
    double best = -std::numeric_limits<double>::infinity();
    bool complete = true;
    for (const std::size_t arm : compared) {
      complete = complete && !std::isnan(values[arm][r]);
      best = std::max(best, sign * values[arm][r]);
    }
    if (!complete) continue;
    for (const std::size_t arm : compared) lost[arm].push_back(best - sign * values[arm][r]);
  }
  std::vector<Regret> result;
  for (std::vector<double>& each : lost) {
    const double largest = each.empty() ? undefined : *std::max_element(each.begin(), each.end());
    const double mean = mean_of(each);
    for (double& regret : each) regret = -regret;
    result.push_back({mean, 0.0 - mean_of_smallest(std::move(each), worst_share), largest});
  }
  return result;
}

std::optional<std::size_t> minimax_regret(std::span<const Regret> regrets) {
  std::optional<std::size_t> chosen;
  for (std::size_t arm = 0; arm < regrets.size(); ++arm) {
    if (std::isnan(regrets[arm].maximum)) continue;
    if (!chosen || regrets[arm].maximum < regrets[*chosen].maximum) chosen = arm;
  }
  return chosen;
}

// With t the quantile, the interval holds every ratio r for which cost - r effect does not differ from zero.
CostOfEffect cost_of_effect(std::span<const double> cost, std::span<const double> effect, const IntervalRule& rule) {
  const Pairs pairs = complete_pairs(cost, effect);
  const std::size_t n = pairs.first.size();
  CostOfEffect result{mean_estimate(pairs.first, rule), mean_estimate(pairs.second, rule), undefined, std::nullopt};
  if (!(result.effect.mean > 0.0)) return result;
  result.ratio = result.cost.mean / result.effect.mean;
  const double t = rule.half_width(n, 1.0);
  const double scale = t * t / static_cast<double>(n);
  const double a = result.effect.mean * result.effect.mean - scale * variance(pairs.second);
  const double b = result.cost.mean * result.effect.mean - scale * covariance(pairs.first, pairs.second);
  const double c = result.cost.mean * result.cost.mean - scale * variance(pairs.first);
  if (!(a > 0.0)) return result;
  const double root = std::sqrt(std::max(0.0, b * b - a * c));
  result.interval = Interval{(b - root) / a, (b + root) / a};
  return result;
}

std::size_t number_in_share(double share, std::size_t n) noexcept {
  constexpr double margin = 1e-9;  // forgives that 0.1 x 30 is a little more than 3
  const double wanted = std::ceil(share * static_cast<double>(n) - margin);
  return std::max<std::size_t>(static_cast<std::size_t>(wanted), 1);
}

double mean_of_smallest(std::vector<double> values, double share) {
  if (values.empty()) return undefined;
  const std::size_t number = std::min(number_in_share(share, values.size()), values.size());
  std::sort(values.begin(), values.end());
  return mean_of(std::span{values}.first(number));
}

}  // namespace ayni

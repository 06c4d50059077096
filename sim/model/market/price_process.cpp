#include "model/market/price_process.hpp"

#include <algorithm>
#include <cmath>

#include "core/elementary.hpp"

namespace ayni {
namespace {

constexpr double random_walk_below = 1e-6;  // 1/year, below which the limit of the deviation is exact to rounding
constexpr double month_rounding = 0.01;     // months by which a year with three decimals may fall short

std::size_t at(Month t) noexcept { return static_cast<std::size_t>(t); }

/// Log prices between which a path is held; one whose past lies further out may stay as far out as it is.
struct Bounds {
  double low, high;

  Bounds(double lowest, double highest) : low{lowest - largest_deviation}, high{highest + largest_deviation} {}
  void reach(double x) noexcept {
    low = std::min(low, x);
    high = std::max(high, x);
  }
  [[nodiscard]] double hold(double x) const noexcept { return std::clamp(x, low, high); }
};

double interpolate(const Anchor& a, const Anchor& b, Month t) noexcept {
  return a.log_price + (b.log_price - a.log_price) * (t - a.month) / (b.month - a.month);
}

}  // namespace

MonthlyOu::MonthlyOu(double reversion_per_year, double volatility_per_year)
    : decay{portable_exp(-reversion_per_year / 12.0)},
      deviation{volatility_per_year * std::sqrt(reversion_per_year < random_walk_below
                                                    ? 1.0 / 12.0
                                                    : (1.0 - decay * decay) / (2.0 * reversion_per_year))} {}

std::vector<Anchor> anchors(const std::vector<double>& years, const std::vector<double>& prices,
                            const Calendar& calendar) {
  const double start = calendar.start_year + (calendar.start_month - 1) / 12.0;
  std::vector<Anchor> found;
  found.reserve(years.size());
  for (std::size_t i = 0; i < years.size(); ++i) {
    // A rounded year such as 2013.583 still means the month that begins there.
    const auto month = static_cast<Month>(std::floor((years[i] - start) * 12.0 + month_rounding));
    found.push_back({month, portable_log(prices[i])});
  }
  return found;
}

Month follow_anchors(const std::vector<Anchor>& anchors, double volatility_per_year, std::span<const double> shocks,
                     std::span<double> path) {
  if (anchors.empty()) return 0;
  std::size_t next = 0;
  while (next < anchors.size() && anchors[next].month <= 0) ++next;
  if (next == anchors.size()) {
    path[0] = anchors.back().log_price;
  } else {
    path[0] = next == 0 ? anchors[0].log_price : interpolate(anchors[next - 1], anchors[next], 0);
  }
  const auto [lowest, highest] = std::minmax_element(
      anchors.begin(), anchors.end(), [](const Anchor& a, const Anchor& b) { return a.log_price < b.log_price; });
  const Bounds bounds{lowest->log_price, highest->log_price};
  const double sigma = volatility_per_year * std::sqrt(1.0 / 12.0);
  const auto horizon = static_cast<Month>(path.size());
  Month t = 1;
  for (; next < anchors.size(); ++next) {
    const Anchor& goal = anchors[next];
    for (; t <= goal.month && t < horizon; ++t) {
      const double left = goal.month - t + 1;
      const double drift = (goal.log_price - path[at(t - 1)]) / left;
      path[at(t)] = bounds.hold(path[at(t - 1)] + drift + sigma * std::sqrt((left - 1.0) / left) * shocks[at(t)]);
    }
  }
  return t;
}

Month step_through_anchors(const std::vector<Anchor>& anchors, std::span<double> path) {
  if (anchors.empty()) return 0;
  const auto horizon = static_cast<Month>(path.size());
  double current = anchors.front().log_price;
  std::size_t next = 0;
  Month t = 0;
  for (; t < horizon; ++t) {
    while (next < anchors.size() && anchors[next].month <= t) current = anchors[next++].log_price;
    path[at(t)] = current;
    if (next == anchors.size()) return t + 1;
  }
  return t;
}

void continue_ou(double level, const MonthlyOu& ou, std::span<const double> shocks, Month first,
                 std::span<double> path) {
  const auto horizon = static_cast<Month>(path.size());
  if (first == 0) path[at(first++)] = level;
  Bounds bounds{level, level};
  bounds.reach(path[at(first - 1)]);
  for (Month t = first; t < horizon; ++t) path[at(t)] = bounds.hold(ou.step(path[at(t - 1)], level, shocks[at(t)]));
}

void continue_regimes(const ProductPrice& product, std::span<const double> shocks, std::span<const double> uniforms,
                      Month first, std::span<double> path, std::span<unsigned char> boom) {
  struct Regime {
    double level, pull, deviation, leave;
  };
  const double normal_level = portable_log(product.level);
  const double boom_level = normal_level + portable_log(product.boom_ratio);
  const double month = std::sqrt(1.0 / 12.0);
  const Regime normal{normal_level, 1.0 - portable_exp(-product.reversion / 12.0), product.volatility * month,
                      1.0 / product.normal_months};
  const Regime booming{boom_level, 1.0 - portable_exp(-product.boom_reversion / 12.0), product.boom_volatility * month,
                       1.0 / product.boom_months};
  const auto horizon = static_cast<Month>(path.size());
  if (first == 0) path[at(first++)] = normal_level;
  Bounds bounds{normal_level, boom_level};
  bounds.reach(path[at(first - 1)]);
  const double middle = 0.5 * (normal_level + boom_level);
  for (Month t = 0; t < first; ++t) boom[at(t)] = path[at(t)] > middle ? 1 : 0;
  const Regime* state = boom[at(first - 1)] != 0 ? &booming : &normal;
  for (Month t = first; t < horizon; ++t) {
    if (uniforms[at(t)] < state->leave) state = state == &normal ? &booming : &normal;
    boom[at(t)] = state == &booming ? 1 : 0;
    const double x = path[at(t - 1)];
    const double change = t >= 2 ? x - path[at(t - 2)] : 0.0;
    path[at(t)] = bounds.hold(x + product.momentum * change + state->pull * (state->level - x) +
                              state->deviation * shocks[at(t)]);
  }
}

}  // namespace ayni

#pragma once
// The processes a monthly log price may follow. Each fills months from `first` on of a path whose earlier months are
// known; shocks are standard normal, one a month, and the shock of month t moves the price from t - 1 to t.
//
// A drawn price is held within a factor of 100 of what it is drawn around: its level, the normal and the boom level, or the
// lowest and highest anchor. No crop's price has gone so far from its usual one in history, and no estimated process comes
// near; but a random walk, or one with momentum, that is left alone would in some draws pass anything that can be paid.

#include <cstdint>
#include <span>
#include <vector>

#include "core/calendar.hpp"
#include "model/market/price_parameters.hpp"

namespace ayni {

/// Logarithm of the factor.
inline constexpr double largest_deviation = 4.605170185988092;

/// Ornstein-Uhlenbeck process observed monthly, exactly: x' = m + (x - m) e^(-k/12) + s sqrt((1 - e^(-k/6)) / 2k) z,
/// with k per year and s per square root of a year. k = 0 is the random walk.
struct MonthlyOu {
  double decay;      ///< e^(-k/12)
  double deviation;  ///< standard deviation of a month's shock

  MonthlyOu(double reversion_per_year, double volatility_per_year);
  [[nodiscard]] double step(double x, double level, double shock) const noexcept {
    return level + (x - level) * decay + deviation * shock;
  }
};

/// A historical price: the month of the run that contains it (negative before the start) and its logarithm.
struct Anchor {
  Month month;
  double log_price;
};

[[nodiscard]] std::vector<Anchor> anchors(const std::vector<double>& years, const std::vector<double>& prices,
                                          const Calendar& calendar);

/// Passes through the anchors by Brownian bridges in the log price; before the first anchor the line is level. Returns
/// the first month not filled: 0 without anchors, otherwise one after the last anchor (1 if all lie before the start).
Month follow_anchors(const std::vector<Anchor>& anchors, double volatility_per_year, std::span<const double> shocks,
                     std::span<double> path);

/// Keeps each anchor's price until the next anchor. Returns as follow_anchors.
Month step_through_anchors(const std::vector<Anchor>& anchors, std::span<double> path);

/// Ornstein-Uhlenbeck in the log price. A path without a past starts at `level`, a log price.
void continue_ou(double level, const MonthlyOu& ou, std::span<const double> shocks, Month first,
                 std::span<double> path);

/// Reversion with momentum to a level that switches between normal and boom, a two-state Markov chain:
///     x' - x = momentum (x - x_before) + (1 - e^(-k_s/12)) (m_s - x) + s_s sqrt(1/12) z.
/// Each month the chain leaves normal with probability 1 / normal_months, boom with 1 / boom_months. A path without a
/// past starts at rest on the normal level; one with a past starts in the state whose level is nearer. `boom` tells the
/// state of every month, 1 in a boom; of the past by the level that is nearer.
void continue_regimes(const ProductPrice& product, std::span<const double> shocks, std::span<const double> uniforms,
                      Month first, std::span<double> path, std::span<unsigned char> boom);

}  // namespace ayni

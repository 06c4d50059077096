#pragma once
// What an investment returned, and where a change of revenue came from: the evaluator's arithmetic.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/lanes.hpp"
#include "model/project/evaluation_parameters.hpp"

namespace ayni {

/// Sums of flow[t] / (1 + rate)^t, with t = 0 now, of four lots of flows side by side; rate above -1.
[[nodiscard]] Doubles net_present_values(std::span<const Doubles> flows, double rate);

/// The rates in (-0.99, 10) at which the net present values of four lots of flows, side by side, are zero; of several
/// for one lot, the one nearest to zero. NaN when the value has one sign throughout (no flow is negative, or benefits never
/// repay). Two rates whose growth factors 1 + rate are within 5% of each other may be missed; two need flows that change
/// sign more than once. At most `longest_evaluation` + 1 flows.
[[nodiscard]] Doubles internal_rates_of_return(std::span<const Doubles> flows);

/// An investment (positive, spent in year 0), and the incremental net incomes of years 1, 2, ... seen since.
struct InvestmentPlan {
  double investment = 0.0;
  std::size_t years = 0;
  std::array<double, longest_evaluation> benefit;  ///< [year < years]
};

struct Returns {
  double net_present_value;
  double rate_of_return;
};

/// Returns of up to half_lane plans, their benefits multiplied by `benefit_factor`. Exactly `parameters.years` benefits are
/// counted: later ones are dropped, missing ones repeat the last year seen. Everything is NaN when no benefit was seen.
void appraise(const EvaluationParameters& parameters, std::span<const InvestmentPlan> plans, double benefit_factor,
              std::span<Returns> returns);

/// Revenue = volume x (1 + quality premium) x net price.
struct RevenueFactors {
  double volume;
  double quality_premium;
  double net_price;
};

/// Parts of a change of revenue; they sum to it.
struct RevenueChange {
  double volume;
  double quality;
  double trading_terms;
};

/// Shapley (1953) value of each factor: what changing it adds, averaged over the six orders in which the three factors
/// can change. The part of a factor that goes from x0 to x1 beside y and z is
/// (x1 - x0) ((y0 z0 + y1 z1) / 3 + (y0 z1 + y1 z0) / 6). No branches, so that a loop of it vectorises.
[[nodiscard]] constexpr RevenueChange shapley(const RevenueFactors& before, const RevenueFactors& after) noexcept {
  const double v0 = before.volume, v1 = after.volume;
  const double q0 = 1.0 + before.quality_premium, q1 = 1.0 + after.quality_premium;
  const double p0 = before.net_price, p1 = after.net_price;
  constexpr double orders = 6.0;
  const auto beside = [](double y0, double y1, double z0, double z1) {
    return (2.0 * (y0 * z0 + y1 * z1) + (y0 * z1 + y1 * z0)) / orders;
  };
  return {(v1 - v0) * beside(q0, q1, p0, p1), (q1 - q0) * beside(v0, v1, p0, p1), (p1 - p0) * beside(v0, v1, q0, q1)};
}

}  // namespace ayni

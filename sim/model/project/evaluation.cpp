#include "model/project/evaluation.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace ayni {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// The rates searched, as growth factors 1 + rate in equal ratios, which are about as fine for losses as for gains.
constexpr double lowest_growth = 0.01;
constexpr double highest_growth = 11.0;
constexpr double growth_ratio = 1.05;
constexpr std::size_t searched = 145;

constexpr int most_steps = 200;           // of a search without a bracket, which ends after a dozen
constexpr int most_steps_within = 100;    // of one within a bracket
constexpr double relative_error = 1e-14;  // of a discount factor found with others, four at a time
constexpr double error_within = 1e-15;    // of one found alone, within a bracket

/// Discount factors 1 / (1 + rate) of the rates searched, from the lowest rate to the highest.
constexpr std::array<double, searched> discounts = [] {
  std::array<double, searched> all{};
  double growth = lowest_growth;
  for (double& discount : all) {
    discount = 1.0 / growth;
    growth = growth * growth_ratio < highest_growth ? growth * growth_ratio : highest_growth;
  }
  return all;
}();
static_assert(discounts[searched - 2] > discounts[searched - 1] && discounts[searched - 1] == 1.0 / highest_growth);

template <class Number>
struct ValueAndSlope {
  Number value, slope;
};

/// Present value as a polynomial of the discount factor, and its derivative (Horner); of one lot of flows or of four.
template <class Number>
ValueAndSlope<Number> present_value(std::span<const Number> flows, Number discount) {
  Number value{};
  Number slope{};
  for (std::size_t t = flows.size(); t-- > 0;) {
    slope = slope * discount + value;
    value = value * discount + flows[t];
  }
  return {value, slope};
}

bool opposite(double a, double b) { return (a < 0.0 && b > 0.0) || (a > 0.0 && b < 0.0); }

/// Newton's method kept within a bracket by bisection (Press et al., Numerical Recipes, section 9.4); the present value
/// has opposite signs at the ends.
double root_between(std::span<const double> flows, double low, double high) {
  const bool rising = present_value(flows, low).value < 0.0;
  double x = 0.5 * (low + high);
  for (int step = 0; step < most_steps_within; ++step) {
    const auto [value, slope] = present_value(flows, x);
    if (value == 0.0) return x;
    ((value < 0.0) == rising ? low : high) = x;
    double next = x - value / slope;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (std::abs(next - x) <= error_within * x) return next;
    x = next;
  }
  return x;
}

using Mask = decltype(Doubles{} < Doubles{});

bool any(Mask mask) {
  mask |= __builtin_shufflevector(mask, mask, 2, 3, 0, 1);
  return (mask[0] | mask[1]) != 0;
}

Doubles all(double number) { return Doubles{} + number; }

/// Which flows change sign once, from losses now to gains.
Mask invest(std::span<const Doubles> flows) {
  Mask gain{};
  Mask loss_after_gain{};
  for (const Doubles& flow : flows) {
    loss_after_gain |= gain & (flow < 0.0);
    gain |= flow > 0.0;
  }
  return (flows[0] < 0.0) & gain & ~loss_after_gain;
}

// Flows that change sign once, from losses to gains, have one rate (Descartes). In the discount factor the value is rising
// and convex beyond the root, so Newton's steps from above come down to it without passing it. Four lots step together,
// each as long as it has to.
Doubles rates_of_investment(std::span<const Doubles> flows, Mask asked) {
  Doubles rate = all(undefined);
  Doubles x = all(1.0);
  for (;;) {
    const Mask low = asked & (present_value(flows, x).value < 0.0);
    if (!any(low)) break;
    asked &= ~(low & (x >= 1.0 / lowest_growth));
    x = low ? least(2.0 * x, all(1.0 / lowest_growth)) : x;
  }
  for (int step = 0; step < most_steps && any(asked); ++step) {
    const auto [value, slope] = present_value(flows, x);
    asked &= slope > 0.0;
    const Doubles next = x - value / slope;
    const Mask found = asked & (x - next <= relative_error * x);
    rate = (found & (next > 1.0 / highest_growth)) ? 1.0 / next - 1.0 : rate;
    asked &= ~found;
    x = asked ? next : x;
  }
  return rate;
}

/// Of all rates searched at which the present value changes sign, the one nearest to zero.
double rate_by_search(std::span<const double> flows) {
  std::array<double, searched> value{};
  for (std::size_t t = flows.size(); t-- > 0;) {
    for (std::size_t k = 0; k < searched; ++k) value[k] = value[k] * discounts[k] + flows[t];
  }
  double best = undefined;
  const auto consider = [&best](double discount) {
    const double rate = 1.0 / discount - 1.0;
    if (std::isnan(best) || std::abs(rate) < std::abs(best)) best = rate;
  };
  for (std::size_t k = 0; k + 1 < searched; ++k) {
    if (opposite(value[k], value[k + 1])) consider(root_between(flows, discounts[k + 1], discounts[k]));
    if (value[k + 1] == 0.0 && k + 2 < searched) consider(discounts[k + 1]);
  }
  return best;
}

}  // namespace

Doubles net_present_values(std::span<const Doubles> flows, double rate) {
  const double discount = 1.0 / (1.0 + rate);
  Doubles value{};
  for (std::size_t t = flows.size(); t > 0; --t) value = value * discount + flows[t - 1];
  return value;
}

Doubles internal_rates_of_return(std::span<const Doubles> flows) {
  assert(flows.size() <= longest_evaluation + 1);
  if (flows.empty()) return all(undefined);
  const Mask simple = invest(flows);
  Doubles rates = rates_of_investment(flows, simple);
  std::array<double, longest_evaluation + 1> of_one;
  const std::span lot{of_one.data(), flows.size()};
  for (std::size_t k = 0; k < half_lane; ++k) {
    if (simple[k] != 0) continue;
    bool nothing = true;  // any rate would do
    for (std::size_t t = 0; t < lot.size(); ++t) {
      lot[t] = flows[t][k];
      nothing = nothing && lot[t] == 0.0;
    }
    if (!nothing) rates[k] = rate_by_search(lot);
  }
  return rates;
}

void appraise(const EvaluationParameters& parameters, std::span<const InvestmentPlan> plans, double benefit_factor,
              std::span<Returns> returns) {
  const auto years = static_cast<std::size_t>(parameters.years);
  assert(plans.size() <= half_lane && returns.size() == plans.size() && years <= longest_evaluation);
  std::array<Doubles, longest_evaluation + 1> flows;
  const std::span counted{flows.data(), years + 1};
  std::fill(counted.begin(), counted.end(), Doubles{});
  for (std::size_t k = 0; k < plans.size(); ++k) {
    const InvestmentPlan& plan = plans[k];
    if (plan.years == 0) continue;
    counted[0][k] = -plan.investment;
    for (std::size_t year = 1; year <= years; ++year) {
      counted[year][k] = benefit_factor * plan.benefit[std::min(year, plan.years) - 1];
    }
  }
  const Doubles values = net_present_values(counted, parameters.discount_rate);
  const Doubles rates = internal_rates_of_return(counted);
  for (std::size_t k = 0; k < plans.size(); ++k) {
    const bool seen = plans[k].years > 0;
    returns[k] = {seen ? values[k] : undefined, seen ? rates[k] : undefined};
  }
}

}  // namespace ayni

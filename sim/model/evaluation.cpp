#include "model/evaluation.hpp"

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

struct ValueAndSlope {
  double value, slope;
};

/// Present value as a polynomial of the discount factor, and its derivative (Horner).
ValueAndSlope present_value(std::span<const double> flows, double discount) {
  double value = 0.0;
  double slope = 0.0;
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
  for (int step = 0; step < 100; ++step) {
    const auto [value, slope] = present_value(flows, x);
    if (value == 0.0) return x;
    ((value < 0.0) == rising ? low : high) = x;
    double next = x - value / slope;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (std::abs(next - x) <= 1e-15 * x) return next;
    x = next;
  }
  return x;
}

// Flows that change sign once, from losses to gains, have one rate (Descartes). In the discount factor the value is rising
// and convex beyond the root, so Newton's steps from above come down to it without passing it.
double rate_of_investment(std::span<const double> flows) {
  double x = 1.0;
  while (present_value(flows, x).value < 0.0) {
    if (x >= 1.0 / lowest_growth) return undefined;
    x = std::min(2.0 * x, 1.0 / lowest_growth);
  }
  for (int step = 0; step < 200; ++step) {
    const auto [value, slope] = present_value(flows, x);
    if (!(slope > 0.0)) return undefined;
    const double next = x - value / slope;
    if (x - next <= 1e-14 * x) return next > 1.0 / highest_growth ? 1.0 / next - 1.0 : undefined;
    x = next;
  }
  return undefined;
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

double net_present_value(std::span<const double> flows, double rate) {
  const double discount = 1.0 / (1.0 + rate);
  double value = 0.0;
  for (std::size_t t = flows.size(); t > 0; --t) value = value * discount + flows[t - 1];
  return value;
}

double internal_rate_of_return(std::span<const double> flows) {
  const auto first_gain = std::find_if(flows.begin(), flows.end(), [](double flow) { return flow > 0.0; });
  const auto loss = [](double flow) { return flow < 0.0; };
  if (first_gain != flows.end() && flows[0] < 0.0 && std::none_of(first_gain, flows.end(), loss)) {
    return rate_of_investment(flows);
  }
  const auto nothing = [](double flow) { return flow == 0.0; };
  if (std::all_of(flows.begin(), flows.end(), nothing)) return undefined;  // any rate would do
  return rate_by_search(flows);
}

Returns appraise(const EvaluationParameters& parameters, double investment, std::span<const double> benefits,
                 double benefit_factor) {
  if (benefits.empty()) return {undefined, undefined};
  std::array<double, longest_evaluation + 1> flows;
  flows[0] = -investment;
  const auto years = static_cast<std::size_t>(parameters.years);
  assert(years <= longest_evaluation);
  for (std::size_t year = 1; year <= years; ++year) {
    flows[year] = benefit_factor * benefits[std::min(year, benefits.size()) - 1];
  }
  const std::span counted{flows.data(), years + 1};
  return {net_present_value(counted, parameters.discount_rate), internal_rate_of_return(counted)};
}

}  // namespace ayni

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

bool opposite(double a, double b) { return (a < 0.0 && b > 0.0) || (a > 0.0 && b < 0.0); }

/// Bisection down to neighbouring numbers; the net present value has opposite signs at the ends.
double root_between(std::span<const double> flows, double low, double high) {
  const bool rising = net_present_value(flows, low) < 0.0;
  while (true) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) return middle;
    const double value = net_present_value(flows, middle);
    if (value == 0.0) return middle;
    ((value < 0.0) == rising ? low : high) = middle;
  }
}

// Flows that change sign once, from losses to gains, have one rate (Descartes). In x = 1 / (1 + rate) the value is rising
// and convex beyond the root, so Newton's steps from above come down to it without passing it.
double rate_of_investment(std::span<const double> flows) {
  double x = 1.0 / lowest_growth;
  for (int step = 0; step < 200; ++step) {
    double value = 0.0;
    double slope = 0.0;
    for (std::size_t t = flows.size(); t-- > 0;) {
      slope = slope * x + value;
      value = value * x + flows[t];
    }
    if (!(slope > 0.0) || (step == 0 && value < 0.0)) return undefined;
    const double next = x - value / slope;
    if (x - next <= 1e-14 * x) return next > 1.0 / highest_growth ? 1.0 / next - 1.0 : undefined;
    x = next;
  }
  return undefined;
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
  double best = undefined;
  const auto consider = [&best](double root) {
    if (std::isnan(best) || std::abs(root) < std::abs(best)) best = root;
  };
  double low = lowest_growth;
  double value_low = net_present_value(flows, low - 1.0);
  while (low < highest_growth) {
    const double high = std::min(low * growth_ratio, highest_growth);
    const double value_high = net_present_value(flows, high - 1.0);
    if (opposite(value_low, value_high)) consider(root_between(flows, low - 1.0, high - 1.0));
    if (value_high == 0.0 && high < highest_growth) consider(high - 1.0);
    low = high;
    value_low = value_high;
  }
  return best;
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

#include "observe/impact.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace ayni {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Change of unit i; NaN where it is not defined.
double change_of(const Panel& panel, std::size_t i, Change change) {
  const auto before = static_cast<double>(panel.before[i]);
  const double difference = static_cast<double>(panel.after[i]) - before;
  if (change == Change::absolute) return difference;
  return before > 0.0 ? difference / before : undefined;
}

/// Mean of value(i) over the units and its cluster-robust standard error; units whose value is NaN are left out.
template <class Value>
Estimate clustered_mean(std::span<const std::uint32_t> cluster, const Value& value) {
  Estimate result{0.0, undefined, 0, 0};
  for (std::size_t i = 0; i < cluster.size(); ++i) {
    const double x = value(i);
    if (std::isnan(x)) continue;
    result.value += x;
    ++result.units;
  }
  const auto n = static_cast<double>(result.units);
  result.value = result.units > 0 ? result.value / n : undefined;
  double squares = 0.0;
  for (std::size_t i = 0; i < cluster.size();) {
    double sum = 0.0;
    bool any = false;
    const std::uint32_t current = cluster[i];
    for (; i < cluster.size() && cluster[i] == current; ++i) {
      const double x = value(i);
      if (std::isnan(x)) continue;
      sum += x - result.value;
      any = true;
    }
    squares += sum * sum;
    if (any) ++result.clusters;
  }
  const auto c = static_cast<double>(result.clusters);
  if (result.clusters > 1) result.standard_error = std::sqrt(c / (c - 1.0) * squares) / n;
  return result;
}

/// Sorts the controls by region, baseline and index.
void sort_controls(const RegionalPanel& control, std::span<std::uint32_t> order) {
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&control](std::uint32_t a, std::uint32_t b) {
    return std::tuple{control.region[a], control.panel.before[a], a} <
           std::tuple{control.region[b], control.panel.before[b], b};
  });
}

constexpr std::uint32_t no_match = std::numeric_limits<std::uint32_t>::max();

/// The control of the region whose baseline is nearest to `before`.
std::uint32_t nearest(const RegionalPanel& control, std::span<const std::uint32_t> order, std::uint16_t region,
                      float before) {
  const auto first_not_below = [&](float baseline) {
    return std::lower_bound(order.begin(), order.end(), baseline, [&](std::uint32_t c, float bound) {
      return std::tuple{control.region[c], control.panel.before[c]} < std::tuple{region, bound};
    });
  };
  const auto above = first_not_below(before);
  const bool has_above = above != order.end() && control.region[*above] == region;
  const bool has_below = above != order.begin() && control.region[*(above - 1)] == region;
  if (!has_below) return has_above ? *above : no_match;
  const float below_baseline = control.panel.before[*(above - 1)];
  if (has_above && control.panel.before[*above] - before < before - below_baseline) return *above;
  return *first_not_below(below_baseline);
}

}  // namespace

Estimate before_after(const Panel& project, Change change) {
  return clustered_mean(project.cluster, [&](std::size_t i) { return change_of(project, i, change); });
}

Estimate share_with_loss(const Panel& project) {
  return clustered_mean(project.cluster,
                        [&](std::size_t i) { return project.after[i] < project.before[i] ? 1.0 : 0.0; });
}

Estimate difference_in_differences(const Panel& project, const Panel& control, Change change) {
  Estimate result = before_after(project, change);
  const Estimate controls = before_after(control, change);
  result.value -= controls.value;
  result.standard_error =
      std::sqrt(result.standard_error * result.standard_error + controls.standard_error * controls.standard_error);
  return result;
}

Estimate matched_difference(const RegionalPanel& project, const RegionalPanel& control, Change change,
                            std::span<std::uint32_t> order) {
  assert(order.size() == control.region.size());
  sort_controls(control, order);
  return clustered_mean(project.panel.cluster, [&](std::size_t i) {
    const std::uint32_t match = nearest(control, order, project.region[i], project.panel.before[i]);
    if (match == no_match) return undefined;
    return change_of(project.panel, i, change) - change_of(control.panel, match, change);
  });
}

}  // namespace ayni

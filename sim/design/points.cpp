#include "design/points.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "core/elementary.hpp"
#include "design/sampling.hpp"

namespace ayni {
namespace {

std::size_t choices(const FactorParameters& factor) noexcept { return factor.values.size() + factor.levels.size(); }

std::size_t steps(const FactorParameters& factor, const SweepParameters& sweep) noexcept {
  return factor.range.empty() ? choices(factor) : static_cast<std::size_t>(sweep.points);
}

SecondOrder second_order(const SweepParameters& sweep) noexcept {
  return sweep.second_order ? SecondOrder::with : SecondOrder::without;
}

/// The n-th of a factor's values or levels.
double chosen(const FactorParameters& factor, std::size_t n) noexcept {
  return factor.values.empty() ? static_cast<double>(n) : factor.values[n];
}

double value_of(const FactorParameters& factor, Wholeness wholeness, double u) noexcept {
  if (!factor.range.empty()) return value_at(factor, wholeness, u);
  const auto n = static_cast<double>(choices(factor));
  return chosen(factor, static_cast<std::size_t>(std::min(u * n, n - 1.0)));
}

/// The numbers from 0 to n - 1 in an order any beginning of which is spread evenly: by golden sections of a circle.
std::vector<std::size_t> spread_order(std::size_t n) {
  constexpr double golden_section = 0.6180339887498949;
  std::vector<double> angle(n);
  for (std::size_t k = 0; k < n; ++k) {
    angle[k] = static_cast<double>(k) * golden_section;
    angle[k] -= std::floor(angle[k]);
  }
  std::vector<std::size_t> by_angle(n);
  std::iota(by_angle.begin(), by_angle.end(), std::size_t{0});
  std::sort(by_angle.begin(), by_angle.end(), [&](std::size_t a, std::size_t b) { return angle[a] < angle[b]; });
  std::vector<std::size_t> order(n);
  for (std::size_t rank = 0; rank < n; ++rank) order[by_angle[rank]] = rank;
  return order;
}

std::vector<double> grid(const SweepParameters& sweep, const std::vector<Wholeness>& wholeness) {
  const std::size_t dimensions = sweep.factor.size();
  std::vector<std::size_t> sizes;
  for (const FactorParameters& factor : sweep.factor) sizes.push_back(steps(factor, sweep));
  const std::vector<std::size_t> places = grid_places(sizes);
  std::vector<double> values;
  values.reserve(places.size());
  for (const std::size_t point : spread_order(places.size() / dimensions)) {
    for (std::size_t f = 0; f < dimensions; ++f) {
      const FactorParameters& factor = sweep.factor[f];
      const std::size_t place = places[point * dimensions + f];
      const auto last = static_cast<double>(sizes[f] - 1);
      const double u = last > 0.0 ? static_cast<double>(place) / last : 0.5;
      values.push_back(factor.range.empty() ? chosen(factor, place) : value_at(factor, wholeness[f], u));
    }
  }
  return values;
}

std::vector<double> list(const SweepParameters& sweep) {
  std::vector<double> values;
  for (std::size_t point = 0; point < choices(sweep.factor.front()); ++point) {
    for (const FactorParameters& factor : sweep.factor) values.push_back(chosen(factor, point));
  }
  return values;
}

std::vector<double> unit_sample(const SweepParameters& sweep, std::uint64_t seed) {
  const auto points = static_cast<std::size_t>(sweep.points);
  const std::size_t dimensions = sweep.factor.size();
  switch (sweep.design) {
    case DesignKind::latin_hypercube:
      return latin_hypercube(seed, points, dimensions);
    case DesignKind::sobol:
      return scrambled_sobol(seed, points, dimensions);
    case DesignKind::morris:
      return morris_trajectories(seed, static_cast<std::size_t>(sweep.trajectories),
                                 static_cast<std::size_t>(sweep.levels), dimensions);
    case DesignKind::saltelli:
      return saltelli_blocks(seed, points, dimensions, second_order(sweep));
    case DesignKind::grid:
    case DesignKind::list:
    case DesignKind::table:
      break;
  }
  return {};
}

std::vector<double> sampled(const SweepParameters& sweep, const std::vector<Wholeness>& wholeness, std::uint64_t seed) {
  std::vector<double> values = unit_sample(sweep, seed);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t factor = i % sweep.factor.size();
    values[i] = value_of(sweep.factor[factor], wholeness[factor], values[i]);
  }
  return values;
}

}  // namespace

double number_of_points(const SweepParameters& sweep) {
  const auto dimensions = static_cast<double>(sweep.factor.size());
  const auto points = static_cast<double>(sweep.points);
  switch (sweep.design) {
    case DesignKind::grid: {
      double combinations = sweep.factor.empty() ? 0.0 : 1.0;
      for (const FactorParameters& factor : sweep.factor) combinations *= static_cast<double>(steps(factor, sweep));
      return combinations;
    }
    case DesignKind::list:
      return sweep.factor.empty() ? 0.0 : static_cast<double>(choices(sweep.factor.front()));
    case DesignKind::morris:
      return static_cast<double>(sweep.trajectories) * (dimensions + 1.0);
    case DesignKind::saltelli:
      return points * static_cast<double>(saltelli_block(sweep.factor.size(), second_order(sweep)));
    case DesignKind::latin_hypercube:
    case DesignKind::sobol:
      return points;
    case DesignKind::table:
      break;
  }
  return 0.0;
}

double value_at(const FactorParameters& factor, Wholeness wholeness, double u) noexcept {
  const double low = factor.range[0];
  const double high = factor.range[1];
  const double margin = wholeness == Wholeness::whole ? 0.5 : 0.0;
  const double first = low - margin;
  const double last = high + margin;
  double value = (1.0 - u) * first + u * last;
  if (factor.spacing == Spacing::log) {
    value = u <= 0.0 ? first : u >= 1.0 ? last : portable_exp((1.0 - u) * portable_log(first) + u * portable_log(last));
  }
  if (wholeness == Wholeness::whole) value = std::floor(value + 0.5);
  return std::clamp(value, low, high);
}

PointTable design_points(const SweepParameters& sweep, const std::vector<Wholeness>& wholeness, std::uint64_t seed) {
  PointTable table;
  for (const FactorParameters& factor : sweep.factor) {
    table.factors.push_back(factor.name);
    table.parameters.push_back(factor.parameter);
    table.levels.push_back(factor.levels);
  }
  if (sweep.design == DesignKind::grid) {
    table.values = grid(sweep, wholeness);
  } else if (sweep.design == DesignKind::list) {
    table.values = list(sweep);
  } else {
    table.values = sampled(sweep, wholeness, seed);
  }
  return table;
}

}  // namespace ayni

#include "observe/impact.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "core/rising_bits.hpp"

namespace ayni {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Mean of value(i) over the units and its cluster-robust standard error; units whose value is NaN are left out. In one
/// pass, as a value may be costly: with S and N the sum and number of a cluster, the squares of S - N mean add up to
/// sum S^2 - 2 mean sum S N + mean^2 sum N^2.
template <class Value>
Estimate clustered_mean(std::span<const std::uint32_t> cluster, const Value& value) {
  Estimate result{0.0, undefined, 0, 0};
  double square_sums = 0.0;
  double products = 0.0;
  double square_numbers = 0.0;
  for (std::size_t i = 0; i < cluster.size();) {
    double sum = 0.0;
    double number = 0.0;
    const std::uint32_t current = cluster[i];
    for (; i < cluster.size() && cluster[i] == current; ++i) {
      const double x = value(i);
      if (std::isnan(x)) continue;
      sum += x;
      number += 1.0;
    }
    result.value += sum;
    result.units += static_cast<std::size_t>(number);
    result.clusters += number > 0.0 ? 1 : 0;
    square_sums += sum * sum;
    products += sum * number;
    square_numbers += number * number;
  }
  const auto n = static_cast<double>(result.units);
  const auto c = static_cast<double>(result.clusters);
  result.value = result.units > 0 ? result.value / n : undefined;
  if (result.clusters > 1) {
    const double mean = result.value;
    const double squares = std::max(0.0, square_sums - 2.0 * mean * products + mean * mean * square_numbers);
    result.standard_error = std::sqrt(c / (c - 1.0) * squares) / n;
  }
  return result;
}

/// Place and size as one number that sorts as they do.
std::uint64_t rank_of(std::uint16_t place, float size) {
  return (static_cast<std::uint64_t>(place) << bits_of_float) | rising_bits(size + 0.0F);  // -0 as 0
}

void sort_controls(const Observables& control, std::span<MatchCandidate> sorted) {
  for (std::uint32_t c = 0; c < sorted.size(); ++c) sorted[c] = {rank_of(control.place[c], control.size[c]), c};
  std::sort(sorted.begin(), sorted.end(), [](const MatchCandidate& a, const MatchCandidate& b) {
    return a.place != b.place ? a.place < b.place : a.control < b.control;
  });
}

/// The first candidate not below a place; no branch depends on what is compared.
std::size_t first_not_below(std::span<const MatchCandidate> sorted, std::uint64_t place) {
  std::size_t begin = 0;
  for (std::size_t size = sorted.size(); size > 0;) {
    const std::size_t half = size / 2;
    begin = sorted[begin + half].place < place ? begin + (size - half) : begin;
    size = half;
  }
  return begin;
}

/// The control of the place whose size is nearest.
std::uint32_t nearest(const Observables& control, std::span<const MatchCandidate> sorted, std::uint16_t place,
                      float size) {
  const std::size_t above = first_not_below(sorted, rank_of(place, size));
  const auto of_place = [&](std::size_t k) { return sorted[k].place >> bits_of_float == place; };
  const bool has_above = above < sorted.size() && of_place(above);
  const bool has_below = above > 0 && of_place(above - 1);
  if (!has_below) return has_above ? sorted[above].control : no_match;
  const float size_below = control.size[sorted[above - 1].control];
  if (has_above && control.size[sorted[above].control] - size < size - size_below) return sorted[above].control;
  std::size_t below = above - 1;
  while (below > 0 && sorted[below - 1].place == sorted[below].place) --below;  // the lowest index of equals
  return sorted[below].control;
}

}  // namespace

void match_nearest(const Observables& project, const Observables& control, std::span<MatchCandidate> scratch,
                   std::span<std::uint32_t> matches) {
  assert(scratch.size() == control.place.size() && matches.size() == project.place.size());
  sort_controls(control, scratch);
  for (std::size_t i = 0; i < matches.size(); ++i) {
    matches[i] = nearest(control, scratch, project.place[i], project.size[i]);
  }
}

Contrast matched_contrast(std::span<const float> outcome, std::span<const std::uint32_t> cluster,
                          std::span<const float> control_outcome, std::span<const std::uint32_t> matches) {
  const auto of_control = [&](std::size_t i) {
    return matches[i] == no_match ? undefined : static_cast<double>(control_outcome[matches[i]]);
  };
  return {clustered_mean(cluster, [&](std::size_t i) { return static_cast<double>(outcome[i]) - of_control(i); }),
          clustered_mean(cluster, of_control).value};
}

}  // namespace ayni

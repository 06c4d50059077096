#pragma once
// The best mix of several levers. Each evaluation stands for many runs under the same random numbers, so that what is
// searched is a fixed function; but it is made of events, so it has steps, and may have several peaks. Therefore points
// of a Sobol sequence are tried first, in every combination of the choices; then COBYLA (experiment/cobyla.hpp) closes in
// from the best of them, combination by combination, and once more from a good point that is far from the best; at last
// the neighbours of the best are tried, one lever by one.
//
// Numbers are rounded to a decimal place that is far below their tolerance, so that what is told can be set again.

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "experiment/search.hpp"

namespace ayni {

/// A number within its range, or with `choices` one of so many, as a number from 0.
struct MixLever {
  LeverRange range;
  std::size_t choices = 0;
};

/// What runs at one mix show.
struct MixEvaluation {
  std::vector<double>
      excess;         ///< of each goal, by how much it is missed; at most 0 where it is met, NaN without a value
  double loss = 0.0;  ///< the lower the better; NaN without a value
};
using EvaluateMix = std::function<MixEvaluation(const std::vector<double>& mix)>;

struct TriedMix {
  std::vector<double> mix;
  MixEvaluation evaluation;
};

inline constexpr std::size_t most_combinations = 12;  ///< of choices, beside levers that are numbers

struct MixSearch {
  bool found = false;  ///< some mix meets all goals
  std::vector<std::size_t>
      ranked;  ///< places in `tried`, the best first; where none meets the goals, the nearest to them
  std::size_t combinations = 1;
  std::size_t spread = 0;         ///< mixes tried first, all over the ranges
  std::size_t descents = 0;       ///< times that COBYLA closed in
  bool neighbours_tried = false;  ///< none of the best one's neighbours, at the tolerance of each lever, is better
  bool out_of_evaluations = false;
  std::vector<TriedMix> tried;  ///< in the order in which they were
};

/// With only choices, all combinations are tried. `start` is tried first when it lies within the ranges. The search ends
/// after `most_evaluations`, whatever it has found by then. There is at least one lever.
[[nodiscard]] MixSearch search_mix(const std::vector<MixLever>& levers, const std::vector<double>& start,
                                   std::size_t most_evaluations, const EvaluateMix& evaluate);

/// So many combinations have the choices among the levers.
[[nodiscard]] double combinations_of(const std::vector<MixLever>& levers) noexcept;

}  // namespace ayni

#pragma once
// The value of a lever that meets a goal, or is best. Each evaluation stands for many runs, all under the same random
// numbers, so what is searched is a fixed function of the lever, without noise: its distance from the truth is the
// interval's to tell, not the search's. Values are tried first at both ends and the quarters between, which tells whether
// the goal is met on one side only. When none of them meets it and the nearest is not at an end, the goal's own peak is
// sought before it is said that the goal cannot be met.

#include <functional>
#include <optional>
#include <vector>

#include "observe/comparison.hpp"

namespace ayni {

struct LeverRange {
  double low = 0.0;
  double high = 1.0;
  bool whole = false;      ///< only whole numbers; the ends are
  double tolerance = 0.0;  ///< the search ends when the answer is known so closely; positive unless whole
};

struct Goal {
  Better better = Better::higher;  ///< higher: at least the threshold; lower: at most
  double threshold = 0.0;
  /// A value that is NaN does not meet it.
  [[nodiscard]] bool met_by(double value) const noexcept {
    return better == Better::higher ? value >= threshold : value <= threshold;
  }
};

/// What runs at one value of the lever show. What was not asked for is NaN.
struct Evaluation {
  double lever;
  double goal;
  Interval goal_interval;
  double objective;
};
using Evaluate = std::function<Evaluation(double lever)>;

enum class Prefer { low, high };

struct GoalSearch {
  enum class Verdict {
    found,       ///< `answer` meets the goal and `beyond`, on its preferred side, does not
    at_end,      ///< the preferred end of the range meets it
    everywhere,  ///< all values tried meet it
    nowhere      ///< none does
  };
  Verdict verdict = Verdict::nowhere;
  double answer;  ///< the preferred value that meets the goal; NaN for `nowhere`
  double beyond;  ///< NaN but for `found`
  bool one_sided =
      true;  ///< false: a value does not meet the goal though values on both sides do, or the other way round
  bool monotone = true;  ///< false: the goal's value goes both up and down along the lever
  /// Where the ends of the interval cross the threshold, nearest to the preferred end, interpolated between the values
  /// tried: between them is the answer, with the interval's confidence. None: beyond the range.
  std::optional<double> low;
  std::optional<double> high;
  std::vector<Evaluation> evaluations;  ///< by rising lever
};

/// The smallest (or largest) value that meets the goal, by bisection.
[[nodiscard]] GoalSearch search_goal(const LeverRange& range, const Goal& goal, Prefer prefer,
                                     const Evaluate& evaluate);

struct BestSearch {
  bool found = false;  ///< some value meets the goal
  double answer;       ///< the best value tried; NaN when none meets the goal
  double low;          ///< values tried next to it: for a function with one peak the best is between them
  double high;
  bool one_peak = true;                 ///< false: the evaluations have several
  std::vector<Evaluation> evaluations;  ///< by rising lever
};

/// The value with the best objective among those that meet the goal, by golden section (Kiefer 1953). Values that do not
/// meet the goal are worse than all that do, and the worse the farther they are from it.
[[nodiscard]] BestSearch search_best(const LeverRange& range, const std::optional<Goal>& goal, Better better,
                                     const Evaluate& evaluate);

}  // namespace ayni

#pragma once
// What an evaluator without the counterfactual would estimate: before-after, difference in differences, matched
// controls. Standard errors are robust to any dependence within clusters (a household's group): with e the deviation
// from the mean and C clusters, the variance of a mean over N units is C / (C - 1) x sum over clusters of (sum of e)^2
// / N^2 (Liang & Zeger 1986); NaN for fewer than two clusters. Nothing here allocates.

#include <cstddef>
#include <cstdint>
#include <span>

namespace ayni {

/// Units observed twice. Units of one cluster stand next to each other.
struct Panel {
  std::span<const float> before;
  std::span<const float> after;
  std::span<const std::uint32_t> cluster;
};

/// What is averaged: after - before, in the unit of the panel; or (after - before) / before, for which units with a
/// baseline that is not positive are left out.
enum class Change { absolute, relative };

struct Estimate {
  double value;
  double standard_error;
  std::size_t units;     ///< of the project, that entered the estimate
  std::size_t clusters;  ///< of the project
};

/// Mean change: all change is put down to the project.
[[nodiscard]] Estimate before_after(const Panel& project, Change change);

/// A panel and each unit's region, within which it is matched.
struct RegionalPanel {
  Panel panel;
  std::span<const std::uint16_t> region;
};

/// A control in the order of matching: by region, then baseline, then index.
struct MatchCandidate {
  std::uint64_t place;
  std::uint32_t control;
};

/// Mean of each unit's change less that of its match: the control of the same region whose baseline is nearest (the
/// poorer, then the lower index, of equals), with replacement. Units without a control in their region are left out.
/// The standard error is clustered by the project's groups and ignores that controls are used again, so it is somewhat
/// small where controls are few. `scratch` has one place a control and is overwritten. Time O((n + m) log m).
[[nodiscard]] Estimate matched_difference(const RegionalPanel& project, const RegionalPanel& control, Change change,
                                          std::span<MatchCandidate> scratch);

}  // namespace ayni

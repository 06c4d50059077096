#pragma once
// What an evaluator without the counterfactual would estimate from matched controls after the fact. Standard errors are
// robust to any dependence within clusters (a household's group): with e the deviation from the mean and C clusters, the
// variance of a mean over N units is C / (C - 1) x sum over clusters of (sum of e)^2 / N^2 (Liang & Zeger 1986); NaN for
// fewer than two clusters. Units of one cluster stand next to each other. Nothing here allocates.

#include <cstddef>
#include <cstdint>
#include <span>

namespace ayni {

struct Estimate {
  double value;
  double standard_error;
  std::size_t units;     ///< of the project, that entered the estimate
  std::size_t clusters;  ///< of the project
};

/// What an evaluator sees of units after the fact and matches them by: a place, within which they are compared, and a size.
struct Observables {
  std::span<const std::uint16_t> place;
  std::span<const float> size;
};

/// A control in the order of matching: by place, then size, then index.
struct MatchCandidate {
  std::uint64_t place;
  std::uint32_t control;
};

inline constexpr std::uint32_t no_match = 0xFFFFFFFFU;

/// Of each unit of the project the control of its place whose size is nearest (the smaller, then the lower index, of equals),
/// with replacement; `no_match` where the place has none. `scratch` has a place a control and is overwritten, `matches` one
/// a unit. Time O((n + m) log m).
void match_nearest(const Observables& project, const Observables& control, std::span<MatchCandidate> scratch,
                   std::span<std::uint32_t> matches);

/// Units against their matches. The standard error is clustered by the project's groups and ignores that controls are used
/// again, so it is somewhat small where controls are few.
struct Contrast {
  Estimate difference;  ///< mean outcome of the matched units less that of their matches
  double of_controls;   ///< mean outcome of the matches, each counted as often as it is one
};

[[nodiscard]] Contrast matched_contrast(std::span<const float> outcome, std::span<const std::uint32_t> cluster,
                                        std::span<const float> control_outcome, std::span<const std::uint32_t> matches);

}  // namespace ayni

#pragma once
// From a design's factors to its points.

#include <vector>

#include "design/point_table.hpp"
#include "design/sweep_parameters.hpp"

namespace ayni {

/// Points that a design other than a table has, before any is made; as a number that cannot overflow.
[[nodiscard]] double number_of_points(const SweepParameters& sweep);

/// A place u on a factor's range, 0 to 1, as a value: even in the value or its logarithm. A whole number comes from a
/// range wider by half at both ends, rounded, so that each has an equal share.
enum class Wholeness { real, whole };
[[nodiscard]] double value_at(const FactorParameters& factor, Wholeness wholeness, double u) noexcept;

/// The points of a design other than a table, its factors in their order; `wholeness` has one element a factor. For
/// samples, values and levels stand for equal parts of the range 0 to 1. A grid's points are not in the order of rows but
/// spread, so that those of a sweep that is stopped early are too. Every factor must have exactly one of range,
/// values and levels, in a list of the same length, and number_of_points times factors is at most most_point_cells.
[[nodiscard]] PointTable design_points(const SweepParameters& sweep, const std::vector<Wholeness>& wholeness,
                                       std::uint64_t seed);

}  // namespace ayni

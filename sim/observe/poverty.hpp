#pragma once
// Poverty and inequality of yearly income, each household counting once. Incomes are finite, in the unit of
// the lines; losses (negative incomes) are allowed. Nothing here allocates.

#include <array>
#include <span>

namespace ayni {

/// Foster, Greer & Thorbecke (1984): the mean over all households of ((line - income) / line)^a for those with an
/// income not above the line, 0 for others. The headcount has a = 0, the gap a = 1. NaN when there are no households.
struct Poverty {
  double headcount;
  double gap;
};
[[nodiscard]] Poverty poverty(std::span<const float> income, double line);

/// Mean income of each fifth of the households, poorest first: household k = 0 .. n - 1 in order of income is in fifth
/// floor(5 k / n); NaN for a fifth without households. The incomes are reordered.
[[nodiscard]] std::array<double, 5> quintile_means(std::span<float> income);

}  // namespace ayni

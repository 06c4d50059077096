#pragma once
// Poverty and inequality of yearly income per person, each household counting once. Incomes are finite, in the unit of
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
/// floor(5 k / n); NaN for a fifth without households. And the Gini coefficient, the sum over ranks k = 1 .. n of
/// (2 k - n - 1) x_k over n times the sum of x. With losses the Gini can exceed one; it is NaN when the incomes do not
/// sum to more than zero.
struct Inequality {
  std::array<double, 5> quintile_mean;
  double gini;
};

/// `scratch` has the length of `income` and is overwritten.
[[nodiscard]] Inequality inequality(std::span<const float> income, std::span<float> scratch);

/// Lines under which the given shares of a control sample are poor: for each headcount (strictly between 0 and 1) the
/// middle between the two incomes at which the count of poor households passes the nearest whole number to it. The
/// sample needs at least two households; `scratch` has its length and is overwritten; `lines` that of `headcounts`.
void poverty_lines(std::span<const float> control_income, std::span<const double> headcounts, std::span<float> scratch,
                   std::span<double> lines);

}  // namespace ayni

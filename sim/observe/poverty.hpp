#pragma once
// Poverty and inequality of yearly income, each household counting once. Incomes are finite, in the unit of
// the lines; losses (negative incomes) are allowed. Nothing here allocates.

#include <array>
#include <cstdint>
#include <span>

namespace ayni {

/// In Bs a household and year.
struct PovertyLines {
  double moderate, extreme;
};

/// Sums over some households, from which means and the indices of Foster, Greer & Thorbecke (1984) follow: the mean over
/// all households of ((line - income) / line)^a for those with an income not above the line, 0 for others; the headcount
/// has a = 0, the gap a = 1.
struct IncomeSums {
  double households = 0.0;
  double product = 0.0, total = 0.0;                   ///< Bs a year
  double moderately_poor = 0.0, extremely_poor = 0.0;  ///< households
  double shortfall = 0.0;                              ///< from the moderate line, Bs a year

  IncomeSums& operator+=(const IncomeSums& other) noexcept;
};

/// Income of one group's block of slots (a multiple of `lane`): `product` in Bs a year, `other` in centavos a month,
/// `counted` 1 for households that count and 0 for others.
[[nodiscard]] IncomeSums income_sums(std::span<const float> product, std::span<const std::int32_t> other,
                                     std::span<const std::int32_t> counted, const PovertyLines& lines) noexcept;

/// Bs a year, from product income in Bs a year and other income in centavos a month.
template <class Number>
[[nodiscard]] Number yearly_income(Number product, Number other) noexcept {
  return product + 0.12F * other;
}

/// Mean income of each fifth of the households, poorest first: household k = 0 .. n - 1 in order of income is in fifth
/// floor(5 k / n); NaN for a fifth without households. The incomes are reordered.
[[nodiscard]] std::array<double, 5> quintile_means(std::span<float> income);

}  // namespace ayni

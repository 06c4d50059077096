#pragma once
// Poverty and inequality of yearly income, each household counting once. Incomes are finite, in the unit of
// the lines; losses (negative incomes) are allowed.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ayni {

/// In Bs a household and year.
struct PovertyLines {
  double moderate, extreme;
};

/// Sums over some households, from which means and the indices of Foster, Greer & Thorbecke (1984) follow: the mean over
/// all households of ((line - income) / line)^a for those with an income not above the line, 0 for others; the headcount
/// has a = 0, the gap a = 1, its square a = 2.
struct IncomeSums {
  double households = 0.0;
  double product = 0.0, home = 0.0, total = 0.0;       ///< Bs a year
  double moderately_poor = 0.0, extremely_poor = 0.0;  ///< households
  double shortfall = 0.0;                              ///< from the moderate line, Bs a year
  double squared_shortfall = 0.0;                      ///< its square, (Bs a year)^2

  IncomeSums& operator+=(const IncomeSums& other) noexcept;
};

/// The same of the households that live in a place, in part.
struct ResidentSums {
  double households = 0.0;
  double total = 0.0;            ///< Bs a year
  double moderately_poor = 0.0;  ///< households

  ResidentSums& operator+=(const ResidentSums& other) noexcept;
};

/// One group's block of slots (a multiple of `lane`): a year's income and who is who. `product` and `home`, what of it was eaten
/// at home, in Bs a year, `other` in centavos a month, the rest 1 or 0.
struct IncomeBlock {
  std::span<const float> product, home;
  std::span<const std::int32_t> other;
  std::span<const std::uint8_t> member, lives, away;
};

/// Who is asked about incomes: members, wherever they are, or everybody who lives there now.
enum class Asked { members, residents };

/// Sums over those asked, and over the residents.
struct BlockSums {
  IncomeSums asked;
  ResidentSums residents;
};
[[nodiscard]] BlockSums income_sums(const IncomeBlock& block, Asked asked, const PovertyLines& lines) noexcept;

inline constexpr float bolivianos_a_year = 12.0F / 100.0F;  ///< of a centavo a month

/// Bs a year, from product income and what of the product was eaten in Bs a year, and other income in centavos a month.
template <class Number>
[[nodiscard]] Number yearly_income(Number product, Number home, Number other) noexcept {
  return product + home + bolivianos_a_year * other;
}

inline constexpr std::size_t fifths = 5;

/// Mean income of each fifth of some households, poorest first: household k = 0 .. n - 1 in order of income is in fifth floor(5 k
/// / n); NaN for a fifth without households. And the Gini coefficient; NaN where nobody earns anything.
struct Inequality {
  std::array<double, fifths> fifth;
  double gini;
};

/// Incomes ordered no further than their fifths need: they are counted and summed by their leading bits, and only where a
/// fifth ends are the few of one bucket sorted.
class Fifths {
 public:
  Fifths();

  /// The incomes are overwritten. For the Gini coefficient those of one bucket, which differ by 3% at the most, count as
  /// equal.
  [[nodiscard]] Inequality among(std::span<float> income);

 private:
  struct Bucket {
    double sum = 0.0;
    std::uint32_t count = 0;
    std::uint32_t split = 0;  ///< 1: its incomes are not all in one fifth
  };
  std::vector<Bucket> buckets_;  ///< by income; empty between calls
};

}  // namespace ayni

#pragma once
// Months since the start of the scenario, and the calendar and agricultural year they fall in.

#include <cstdint>

namespace ayni {

using Month = std::int32_t;  ///< months since the start of the run, 0 = first month
inline constexpr Month never = -1;

inline constexpr int last_month_of_season = 11;  ///< June, counted from July

struct Calendar {
  int start_year = 2007;
  int start_month = 1;  ///< 1 = January

  /// 0 = January .. 11 = December.
  [[nodiscard]] constexpr int month_of_year(Month t) const noexcept { return (start_month - 1 + t) % 12; }
  [[nodiscard]] constexpr int year(Month t) const noexcept { return start_year + (start_month - 1 + t) / 12; }
  /// Month of the agricultural year, which runs from July (0) to June (11) in Bolivia.
  [[nodiscard]] constexpr int month_of_season(Month t) const noexcept { return (month_of_year(t) + 6) % 12; }
  /// Agricultural years since the one that contains the first month.
  [[nodiscard]] constexpr int season(Month t) const noexcept { return (month_of_season(0) + t) / 12; }
};

}  // namespace ayni

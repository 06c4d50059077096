#pragma once
// Values that a scenario gives for points of calendar time: anchors of prices, exchange rates, transfers.

#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/error.hpp"

namespace ayni {

/// Years, the values that belong to them, and the table in which both stand.
struct DatedSeries {
  std::string table;
  std::string years_key;
  const std::vector<double>& years;
  std::string values_key;
  const std::vector<double>& values;
};

/// Whether a series may be left out.
enum class Presence { optional, required };

/// Adds to `found` what is wrong with a series as a whole: a year without a value or the other way round (`remedy` ends the
/// sentence that says what to do), years out of order, nothing where there must be something.
void check_series(const DatedSeries& series, Presence presence, const char* remedy, std::vector<Inconsistency>& found);

/// Calendar time of the middle of month t in fractional years.
[[nodiscard]] double mid_month(const Calendar& calendar, Month t) noexcept;

/// Value at time x of the line through the points, constant before the first and after the last.
[[nodiscard]] double interpolate(const std::vector<double>& at, const std::vector<double>& values, double x) noexcept;

}  // namespace ayni

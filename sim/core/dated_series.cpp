#include "core/dated_series.hpp"

#include <cstddef>

namespace ayni {
namespace {

constexpr double rounding = 1e-6;  // of years written with a few digits

std::string number(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

void check_lengths(const DatedSeries& series, const char* remedy, std::vector<Inconsistency>& found) {
  if (series.years.size() == series.values.size()) return;
  found.push_back({series.table,
                   series.values_key + " has " + std::to_string(series.values.size()) + " values but " +
                       series.years_key + " has " + std::to_string(series.years.size()) +
                       ", so that some have no partner; give one value for each year" + remedy,
                   {series.table + '.' + series.values_key, series.table + '.' + series.years_key}});
}

void check_order(const DatedSeries& series, std::vector<Inconsistency>& found) {
  const std::vector<double>& years = series.years;
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (years[i] - years[i - 1] >= 1.0 / 12.0 - rounding) continue;
    found.push_back({series.table,
                     series.years_key + "[" + std::to_string(i) + "] = " + number(years[i]) +
                         " does not come at least a month (0.0833) after " + number(years[i - 1]) +
                         ", so that the path between them is undefined; put the years in rising order",
                     {series.table + '.' + series.years_key}});
    return;
  }
}

}  // namespace

void check_series(const DatedSeries& series, Presence presence, const char* remedy, std::vector<Inconsistency>& found) {
  check_lengths(series, remedy, found);
  if (presence == Presence::required && series.years.empty()) {
    found.push_back({series.table,
                     series.years_key + " is empty, so that no value is known; give at least one year",
                     {series.table + '.' + series.years_key}});
  }
  check_order(series, found);
}

double mid_month(const Calendar& calendar, Month t) noexcept {
  return calendar.year(t) + (calendar.month_of_year(t) + 0.5) / 12.0;
}

double interpolate(const std::vector<double>& at, const std::vector<double>& values, double x) noexcept {
  if (x <= at.front()) return values.front();
  for (std::size_t i = 1; i < at.size(); ++i) {
    if (x < at[i]) return values[i - 1] + (values[i] - values[i - 1]) * (x - at[i - 1]) / (at[i] - at[i - 1]);
  }
  return values.back();
}

}  // namespace ayni

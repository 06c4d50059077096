#include "io/results_layout.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <stdexcept>

namespace ayni {
namespace {

/// Days from 1970-01-01 to the first day of a month of the Gregorian calendar, month 1 = January (H. Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms").
int days_to(int year, int month) {
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

FileDimension numbered(std::string name, std::vector<int> numbers, std::string unit, std::string long_name,
                       std::string description) {
  FileDimension dimension{name, numbers.size(), false, {}, {}, std::move(numbers)};
  dimension.coordinate = {name, {name}, Storage::int32, std::move(unit), std::move(long_name), std::move(description),
                          {}};
  return dimension;
}

FileDimension labelled(std::string name, std::vector<std::string> labels, std::string description) {
  FileDimension dimension{name, labels.size(), false, {}, std::move(labels), {}};
  dimension.coordinate = {name, {name}, std::nullopt, "1", name, std::move(description), {}};
  return dimension;
}

std::vector<int> counted(std::size_t size) {
  std::vector<int> numbers(size);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

FileDimension time_dimension(const AxisInfo& axis, const Calendar& calendar) {
  std::vector<int> days(axis.size);
  const int start = days_to(calendar.year(0), calendar.month_of_year(0) + 1);
  for (std::size_t t = 0; t < axis.size; ++t) {
    const Month month = static_cast<Month>(t);
    days[t] = days_to(calendar.year(month), calendar.month_of_year(month) + 1) - start;
  }
  const std::string unit =
      "days since " + std::to_string(calendar.year(0)) + "-" + two_digits(calendar.month_of_year(0) + 1) + "-01";
  return numbered(axis.name, std::move(days), unit, "first day of the month", axis.meaning);
}

FileDimension dimension_of(const AxisInfo& axis, const Calendar& calendar) {
  if (axis.axis == Axis::time) return time_dimension(axis, calendar);
  if (axis.axis == Axis::duration) {
    return numbered(axis.name, counted(axis.size), "month", "whole months since the start of a spell", axis.meaning);
  }
  if (axis.labels.empty()) return numbered(axis.name, counted(axis.size), "1", axis.name, axis.meaning);
  if (axis.labels.size() != axis.size) {
    throw std::invalid_argument("axis '" + axis.name + "' has " + std::to_string(axis.size) + " places but " +
                                std::to_string(axis.labels.size()) + " labels");
  }
  return labelled(axis.name, axis.labels, axis.meaning);
}

FileDimension dimension_of(const Table& table) {
  FileDimension dimension;
  dimension.name = table.name;
  dimension.grows = true;
  return dimension;
}

FileVariable variable_of(const Measure& measure, const Catalogue& catalogue) {
  std::vector<std::string> dimensions{"arm", "run"};
  for (const Axis axis : measure.axes) dimensions.push_back(catalogue.axis(axis).name);
  return {measure.name, std::move(dimensions), measure.storage, measure.unit, measure.long_name, measure.meaning, {}};
}

FileTable table_of(const Table& table) {
  const std::string prefix = table.name + "_";
  const std::vector<std::string> own{table.name};
  FileTable file{table.name, {}, {}};
  file.rows = {prefix + "rows",
               {"arm", "run"},
               Storage::int32,
               "1",
               "number of rows of the run on dimension " + table.name,
               table.meaning + " The rows of run 0 come first, arm by arm, then those of run 1.",
               {}};
  file.columns.push_back(
      {prefix + "run", own, Storage::int32, "1", "run of the row", "Value of the coordinate run.", {}});
  file.columns.push_back(
      {prefix + "arm", own, Storage::int32, "1", "arm of the row", "Position on the dimension arm, from 0.", {}});
  for (const Column& column : table.columns) {
    if (!column.flags.empty() && (column.storage != Storage::int8 || column.flags.size() > 127)) {
      throw std::invalid_argument("category '" + prefix + column.name + "' must be int8 and have at most 127 values");
    }
    file.columns.push_back(
        {prefix + column.name, own, column.storage, column.unit, column.long_name, column.meaning, column.flags});
  }
  return file;
}

/// Throws unless every dataset has a name of its own; dimensions are datasets too.
void require_distinct_names(const FileLayout& layout) {
  std::set<std::string> names;
  const auto add = [&names](const std::string& name) {
    if (!names.insert(name).second) throw std::invalid_argument("two datasets would be named '" + name + "'");
  };
  for (const FileDimension& dimension : layout.dimensions) add(dimension.name);
  for (const FileVariable& variable : layout.scalars) add(variable.name);
  for (const FileVariable& variable : layout.measures) add(variable.name);
  for (const FileTable& table : layout.tables) {
    add(table.rows.name);
    for (const FileVariable& column : table.columns) add(column.name);
  }
}

}  // namespace

const FileDimension& FileLayout::dimension(const std::string& name) const {
  const auto found = std::find_if(dimensions.begin(), dimensions.end(),
                                  [&name](const FileDimension& dimension) { return dimension.name == name; });
  if (found == dimensions.end()) throw std::out_of_range("the file has no dimension '" + name + "'");
  return *found;
}

FileLayout file_layout(const Catalogue& catalogue, const FileShape& shape) {
  FileLayout layout;
  layout.dimensions.push_back(labelled("arm", shape.arms, "What is compared. All arms meet the same chance events."));
  layout.dimensions.push_back(numbered("run", counted(shape.runs), "1", "number of the replicate",
                                       "With the seed it determines every random draw; arms of a run share them."));
  for (const AxisInfo& axis : catalogue.axes) layout.dimensions.push_back(dimension_of(axis, shape.calendar));
  for (const FileDimension& dimension : layout.dimensions) {
    if (dimension.size == 0) throw std::invalid_argument("dimension '" + dimension.name + "' is empty");
  }
  for (const Table& table : catalogue.tables) layout.dimensions.push_back(dimension_of(table));

  layout.scalars = {
      FileVariable{
          "scenario_source", {}, std::nullopt, "1", "scenario as written", "Text of the scenario file (TOML).", {}},
      FileVariable{"scenario_resolved",
                   {},
                   std::nullopt,
                   "1",
                   "scenario as resolved",
                   "Every parameter with its value after bases, overlays, settings and defaults (TOML). It and the "
                   "seed determine "
                   "all results.",
                   {}},
      FileVariable{
          "runs_complete",
          {},
          Storage::int64,
          "1",
          "number of runs the file holds",
          "Counted over all arms: run 0 of every arm, then run 1 of every arm, and so on. What lies beyond holds fill "
          "values. Less than arms times runs unless the attribute status is complete.",
          {}}};
  for (const Measure& measure : catalogue.measures) layout.measures.push_back(variable_of(measure, catalogue));
  for (const Table& table : catalogue.tables) layout.tables.push_back(table_of(table));
  require_distinct_names(layout);
  return layout;
}

}  // namespace ayni

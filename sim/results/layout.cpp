#include "results/layout.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <stdexcept>

#include "results/chunk.hpp"

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

/// The leading dimensions of what every run has.
std::vector<std::string> over_runs(const FileShape& shape) {
  if (shape.points == 0) return {"arm", "run"};
  return {"arm", "point", "run"};
}

FileVariable variable_of(const Measure& measure, const Catalogue& catalogue, const FileShape& shape) {
  std::vector<std::string> dimensions = over_runs(shape);
  for (const Axis axis : measure.axes) dimensions.push_back(catalogue.axis(axis).name);
  const std::string unit = measure.unit == share_unit ? "1" : measure.unit;
  return {measure.name, std::move(dimensions), measure.storage, unit, measure.long_name, measure.meaning, {}};
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
               table.meaning + ". The rows of run 0 come first, arm by arm, then those of run 1.",
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
  for (const FileVariable* variable : {&layout.scenario_source, &layout.scenario_resolved, &layout.project,
                                       &layout.runs_complete, &layout.run_status}) {
    add(variable->name);
  }
  for (const FileVariable& variable : layout.factors) add(variable.name);
  for (const FileVariable& variable : layout.measures) add(variable.name);
  for (const FileTable& table : layout.tables) {
    add(table.rows.name);
    for (const FileVariable& column : table.columns) add(column.name);
  }
}

void add_description(FileLayout& layout, const FileShape& shape) {
  layout.scenario_source = {
      "scenario_source", {}, std::nullopt, "1", "scenario as written", "Text of the files given (TOML).", {}};
  layout.scenario_resolved = {"scenario_resolved",
                              {"arm"},
                              std::nullopt,
                              "1",
                              "scenario as resolved",
                              "Every parameter with its value after bases, overlays, settings and defaults (TOML). It, "
                              "the factors of a design and the seed determine all results.",
                              {}};
  layout.project = {"project",
                    {"arm"},
                    Storage::int8,
                    "1",
                    "whether the project operates",
                    "Without it an arm is the twin: the same prices, weather and people, and no project.",
                    {"without", "with"}};
  layout.runs_complete = {"runs_complete",
                          {},
                          Storage::int64,
                          "1",
                          "number of runs the file holds",
                          "Runs come replicate by replicate, in each point by point, at each arm by arm. Less than all "
                          "unless the attribute status is complete.",
                          {}};
  layout.run_status = {"run_status",
                       over_runs(shape),
                       Storage::int8,
                       "1",
                       "what became of the run",
                       "A run that failed has no values; one that is not in the file has the fill value here too.",
                       {"done", "failed"}};
  for (const FileFactor& factor : shape.factors) {
    layout.factors.push_back(
        {factor.name, {"point"}, Storage::real64, factor.unit, factor.parameter, factor.meaning, {}});
  }
}

}  // namespace

const FileDimension& FileLayout::dimension(const std::string& name) const {
  const auto found = std::find_if(dimensions.begin(), dimensions.end(),
                                  [&name](const FileDimension& dimension) { return dimension.name == name; });
  if (found == dimensions.end()) throw std::out_of_range("the file has no dimension '" + name + "'");
  return *found;
}

Plan order_of(const FileShape& shape) {
  Plan plan;
  for (const FileArm& arm : shape.arms) plan.arms.push_back({arm.name, Intervention::on});
  plan.points = std::max<std::size_t>(shape.points, 1);
  plan.replicates = shape.runs;
  return plan;
}

std::size_t Batches::slot(const PlannedRun& run) const noexcept {
  return (run.arm % arms * points + run.point % points) * runs + run.replicate % runs;
}

PlannedRun Batches::first(const PlannedRun& run) const noexcept {
  return {run.arm - run.arm % arms, run.point - run.point % points, run.replicate - run.replicate % runs};
}

Batches batches_of(const Catalogue& catalogue, const FileShape& shape) {
  constexpr std::size_t most_runs = 64;
  constexpr std::size_t most_bytes = std::size_t{64} << 20;
  std::size_t bytes = 1;
  for (const Measure& measure : catalogue.measures) bytes += catalogue.size(measure) * width(measure.storage);
  const std::size_t most = std::clamp<std::size_t>(most_bytes / bytes, 1, most_runs);
  Batches batches;
  batches.arms = std::min(shape.arms.size(), most);
  if (batches.arms < shape.arms.size()) return batches;
  const std::size_t points = std::max<std::size_t>(shape.points, 1);
  batches.points = std::min(points, most / batches.arms);
  if (batches.points < points) return batches;
  batches.runs = std::min(shape.runs, most / (batches.arms * batches.points));
  return batches;
}

FileLayout file_layout(const Catalogue& catalogue, const FileShape& shape) {
  if (shape.points > 0 && !catalogue.tables.empty()) {
    throw std::invalid_argument("a design's file keeps figures, not tables");
  }
  FileLayout layout;
  std::vector<std::string> arms;
  for (const FileArm& arm : shape.arms) arms.push_back(arm.name);
  layout.dimensions.push_back(
      labelled("arm", std::move(arms), "What is compared. All arms meet the same chance events."));
  if (shape.points > 0) {
    layout.dimensions.push_back(
        numbered("point", counted(shape.points), "1", "number of the point", "The factors tell its values."));
  }
  layout.dimensions.push_back(numbered("run", counted(shape.runs), "1", "number of the replicate",
                                       "With the seed it determines every random draw; arms and points share them."));
  for (const AxisInfo& axis : catalogue.axes) layout.dimensions.push_back(dimension_of(axis, shape.calendar));
  for (const FileDimension& dimension : layout.dimensions) {
    if (dimension.size == 0) throw std::invalid_argument("dimension '" + dimension.name + "' is empty");
  }
  for (const Table& table : catalogue.tables) layout.dimensions.push_back(dimension_of(table));

  add_description(layout, shape);
  for (const Measure& measure : catalogue.measures) layout.measures.push_back(variable_of(measure, catalogue, shape));
  for (const Table& table : catalogue.tables) layout.tables.push_back(table_of(table));
  require_distinct_names(layout);
  return layout;
}

}  // namespace ayni

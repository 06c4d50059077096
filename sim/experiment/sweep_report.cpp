#include "experiment/sweep_report.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>

#include "observe/measure_words.hpp"

namespace ayni {
namespace {

constexpr std::size_t most_rows = 32;  ///< of a table for people

/// A text of the terms' section sweep.
std::string said(const std::string& key, Language language, TermValues values = {}) {
  return term("sweep." + key, language, values);
}

/// Points by rising values of the first factor, then of the second, and so on.
std::vector<std::size_t> sorted_points(const PointTable& table) {
  const auto width = static_cast<std::ptrdiff_t>(table.factors.size());
  const auto row = [&](std::size_t point) { return table.values.begin() + static_cast<std::ptrdiff_t>(point) * width; };
  std::vector<std::size_t> points(table.points());
  std::iota(points.begin(), points.end(), std::size_t{0});
  std::stable_sort(points.begin(), points.end(), [&](std::size_t a, std::size_t b) {
    return std::lexicographical_compare(row(a), row(a) + width, row(b), row(b) + width);
  });
  return points;
}

/// The value of a factor at a point, as the design would write it.
ReportCell factor_cell(const PointTable& points, std::size_t point, std::size_t factor) {
  const double value = points.values[point * points.factors.size() + factor];
  const std::vector<std::string>& levels = points.levels[factor];
  if (levels.empty()) return ReportNumber{value};
  return levels[static_cast<std::size_t>(value)];
}

ReportNumber number_of(const Moments& moments) {
  ReportNumber number{moments.mean()};
  number.standard_error = moments.standard_error();
  number.count = static_cast<double>(moments.n());
  return number;
}

ReportColumn column_of(const Measure& outcome, std::string name) {
  const bool share = outcome.unit == share_unit;
  return {std::move(name),
          outcome.name,
          share ? CellKind::share : CellKind::number,
          share ? "1" : outcome.unit,
          outcome.long_name,
          {Beside::standard_error, Beside::count}};
}

/// Of the differences of an outcome, which stand beside it.
ReportColumn difference_of(const Measure& outcome, const char* behind, std::string title, std::string meaning) {
  ReportColumn column = column_of(outcome, outcome.name + behind);
  column.title = std::move(title);
  column.kind = outcome.unit == share_unit ? CellKind::share_difference : CellKind::difference;
  column.meaning = std::move(meaning);
  column.group = outcome.name;
  return column;
}

/// The outcome and, of several points or arms, what is paired.
std::vector<ReportColumn> columns_of(const SweepTable& table, std::size_t k, Language language) {
  const Measure& outcome = table.outcome(k);
  std::vector<ReportColumn> columns{column_of(outcome, outcome.name)};
  columns.front().group = outcome.name;
  if (table.points() > 1) {
    columns.push_back(difference_of(outcome, "_from_first_point", said("from_first", language),
                                    "difference from the design's first point, in the same arm, over pairs of runs"));
  }
  if (table.experiment().arms.size() > 1) {
    columns.push_back(difference_of(outcome, "_from_first_arm",
                                    said("from_arm", language, {{"arm", table.experiment().arms.front().name}}),
                                    "difference from the first arm, at the same point, over pairs of runs"));
  }
  return columns;
}

/// People need no arm where there is one.
ReportColumn arm_column(const SweepTable& table, Language language) {
  ReportColumn column{"arm", term("comparison.arm", language), CellKind::text};
  if (table.experiment().arms.size() == 1) column.readers = Readers::programs;
  return column;
}

ReportTable every_point(const SweepTable& table, Language language) {
  const PointTable& points = table.experiment().points;
  const std::vector<ExperimentArm>& arms = table.experiment().arms;
  ReportTable all;
  for (std::size_t f = 0; f < points.factors.size(); ++f) {
    all.columns.push_back({points.factors[f], points.factors[f],
                           points.levels[f].empty() ? CellKind::setting : CellKind::text, "1", points.parameters[f]});
  }
  all.columns.push_back(arm_column(table, language));
  for (std::size_t k = 0; k < table.outcomes(); ++k) {
    for (ReportColumn& column : columns_of(table, k, language)) all.columns.push_back(std::move(column));
  }
  for (const std::size_t point : sorted_points(points)) {
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
      std::vector<ReportCell> row;
      for (std::size_t f = 0; f < points.factors.size(); ++f) row.push_back(factor_cell(points, point, f));
      row.emplace_back(arms[arm].name);
      for (std::size_t k = 0; k < table.outcomes(); ++k) {
        row.emplace_back(number_of(table.at(arm, point, k)));
        if (table.points() > 1) row.emplace_back(number_of(table.from_first_point(arm, point, k)));
        if (arms.size() > 1) row.emplace_back(number_of(table.from_first_arm(arm, point, k)));
      }
      all.rows.push_back(std::move(row));
    }
  }
  if (all.rows.size() > most_rows) all.readers = Readers::programs;
  return all;
}

std::string point_text(const PointTable& points, std::size_t point, Language language) {
  constexpr std::size_t most = 6;
  std::string text;
  for (std::size_t f = 0; f < std::min(most, points.factors.size()); ++f) {
    const ReportCell cell = factor_cell(points, point, f);
    const auto* const level = std::get_if<std::string>(&cell);
    text += (f > 0 ? ", " : "") + points.factors[f] + " = " +
            (level != nullptr ? *level : value_text(std::get<ReportNumber>(cell).value, CellKind::setting, language));
  }
  return points.factors.size() > most ? text + ", ..." : text;
}

/// Where an outcome is lowest and highest in an arm.
void add_extremes(ReportTable& extremes, const SweepTable& table, std::size_t arm, std::size_t k, Language language) {
  const std::size_t none = table.points();
  std::size_t low = none;
  std::size_t high = none;
  Moments all;
  for (std::size_t point = 0; point < table.points(); ++point) {
    const double mean = table.at(arm, point, k).mean();
    if (std::isnan(mean)) continue;
    all.add(mean);
    if (low == none || mean < table.at(arm, low, k).mean()) low = point;
    if (high == none || mean > table.at(arm, high, k).mean()) high = point;
  }
  if (low == none) return;
  const PointTable& points = table.experiment().points;
  const std::string& name = table.experiment().arms[arm].name;
  const auto place = [&](std::size_t point, Language of) {
    return said("at_point", of, {{"point", point_text(points, point, of)}});
  };
  extremes.rows.push_back(
      {name, "lowest", number_of(table.at(arm, low, k)), place(low, Language::en), place(low, language)});
  extremes.rows.push_back({name, "mean", ReportNumber{all.mean()}, "", ""});
  extremes.rows.push_back(
      {name, "highest", number_of(table.at(arm, high, k)), place(high, Language::en), place(high, language)});
}

ReportSection extremes_of(const SweepTable& table, Language language) {
  ReportSection section{"extremes", said("extremes", language)};
  for (std::size_t k = 0; k < table.outcomes(); ++k) {
    ReportTable extremes;
    extremes.name = table.outcome(k).name;
    extremes.title = measure_in_words(table.outcome(k).name, table.outcome(k).long_name, language);
    extremes.columns = {arm_column(table, language),
                        {"extreme", "", CellKind::text, "", "lowest, mean over points, highest"},
                        column_of(table.outcome(k), "value"),
                        {"point", "", CellKind::text, "", "values of the factors there", {}, Readers::programs},
                        {"point", "", CellKind::text, "", "", {}, Readers::people}};
    extremes.columns[1].labels = "sweep_extreme";
    extremes.columns[2].title = term("comparison.mean", language);
    extremes.columns[2].beside = {Beside::standard_error};
    for (std::size_t arm = 0; arm < table.experiment().arms.size(); ++arm)
      add_extremes(extremes, table, arm, k, language);
    section.tables.push_back(std::move(extremes));
  }
  return section;
}

}  // namespace

SweepTable::SweepTable(const Experiment& experiment, const Catalogue& catalogue)
    : experiment_{experiment}, catalogue_{catalogue} {
  for (std::size_t m = 0; m < catalogue.measures.size() && !experiment.outcomes.empty(); ++m) {
    if (catalogue.size(catalogue.measures[m]) == 1) measures_.push_back(m);
  }
  moments_.resize(experiment.arms.size() * points() * measures_.size());
  from_first_point_.resize(moments_.size());
  from_first_arm_.resize(moments_.size());
  first_points_.resize(experiment.arms.size());
}

void SweepTable::add(const Results& results) {
  if (!results.failure.empty()) return;
  Reference run{results.run, results.point, {}};
  for (const std::size_t measure : measures_) run.values.push_back(results.values[measure][0]);
  const Reference& first_point = first_points_[results.arm];
  const bool has_first_point = !first_point.values.empty() && first_point.run == run.run;
  const bool has_first_arm = !first_arm_.values.empty() && first_arm_.run == run.run && first_arm_.point == run.point;
  for (std::size_t k = 0; k < measures_.size(); ++k) {
    const std::size_t at = place(results.arm, results.point, k);
    moments_[at].add(run.values[k]);
    if (has_first_point) from_first_point_[at].add(run.values[k] - first_point.values[k]);
    if (has_first_arm) from_first_arm_[at].add(run.values[k] - first_arm_.values[k]);
  }
  if (results.point == 0) first_points_[results.arm] = run;
  if (results.arm == 0) first_arm_ = std::move(run);
}

Report report_of(const SweepTable& table, Language language) {
  const Experiment& experiment = table.experiment();
  Report report;
  report.name = "sweep";
  report.language = language;
  report.facts = {{"replicates", std::uint64_t{experiment.replicates}, "runs of each arm at each point"},
                  {"seed", experiment.seed, ""}};
  ReportTable points = every_point(table, language);
  const bool many = points.readers == Readers::programs;
  report.sections = {{"points", "", {}, {std::move(points)}}};
  if (table.outcomes() == 0) return report;
  if (!many && table.points() > 1) {
    report.notes.push_back(said("about_from_first", language, {{"point", point_text(experiment.points, 0, language)}}));
  }
  const std::string what = experiment.replicates > 1
                               ? said("mean_of_runs", language, {{"runs", std::to_string(experiment.replicates)}})
                               : said("one_run", language);
  report.title = many ? said("many_points", language, {{"points", std::to_string(table.points())}, {"what", what}})
                      : said("every_point", language, {{"what", what}});
  if (many) report.sections.push_back(extremes_of(table, language));
  return report;
}

}  // namespace ayni

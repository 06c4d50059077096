#include "app/sweep_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>

#include "app/compare_text.hpp"
#include "core/json.hpp"

namespace ayni {
namespace {

constexpr std::size_t most_lines = 32;

/// Cells right-aligned in columns as wide as they need.
std::string aligned(const std::vector<std::vector<std::string>>& lines) {
  std::vector<std::size_t> widths(lines.front().size(), 0);
  for (const auto& line : lines) {
    for (std::size_t c = 0; c < line.size(); ++c) widths[c] = std::max(widths[c], line[c].size());
  }
  std::string text;
  for (const auto& line : lines) {
    std::string row;
    for (std::size_t c = 0; c < line.size(); ++c) row += fmt::format("{}{:>{}}", c > 0 ? "  " : "", line[c], widths[c]);
    text += row + '\n';
  }
  return text;
}

std::string mean_text(const Moments& moments) {
  if (moments.n() == 0) return "-";
  if (moments.n() == 1) return figure_text(moments.mean());
  return fmt::format("{} ({})", figure_text(moments.mean()), figure_text(moments.standard_error()));
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

std::string every_point(const SweepTable& table) {
  const PointTable& points = table.experiment().points;
  const std::vector<ExperimentArm>& arms = table.experiment().arms;
  std::vector<std::vector<std::string>> lines(1);
  for (const std::string& factor : points.factors) lines[0].push_back(factor);
  if (arms.size() > 1) lines[0].emplace_back("arm");
  for (std::size_t k = 0; k < table.outcomes(); ++k) lines[0].push_back(table.outcome(k).name);
  for (const std::size_t point : sorted_points(points)) {
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
      std::vector<std::string>& line = lines.emplace_back();
      for (std::size_t f = 0; f < points.factors.size(); ++f) line.push_back(factor_text(points, point, f));
      if (arms.size() > 1) line.push_back(arms[arm].name);
      for (std::size_t k = 0; k < table.outcomes(); ++k) line.push_back(mean_text(table.at(arm, point, k)));
    }
  }
  return aligned(lines);
}

std::string point_text(const PointTable& points, std::size_t point) {
  constexpr std::size_t most = 6;
  std::string text;
  for (std::size_t f = 0; f < std::min(most, points.factors.size()); ++f) {
    text += (f > 0 ? ", " : "") + points.factors[f] + " = " + factor_text(points, point, f);
  }
  return points.factors.size() > most ? text + ", ..." : text;
}

/// Where an outcome is lowest and highest in an arm.
std::string extremes(const SweepTable& table, std::size_t arm, std::size_t k) {
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
  if (low == none) return "  no values\n";
  const PointTable& points = table.experiment().points;
  return fmt::format("  lowest  {} at {}\n  mean    {}\n  highest {} at {}\n", mean_text(table.at(arm, low, k)),
                     point_text(points, low), figure_text(all.mean()), mean_text(table.at(arm, high, k)),
                     point_text(points, high));
}

}  // namespace

SweepTable::SweepTable(const Experiment& experiment, const Catalogue& catalogue)
    : experiment_{experiment}, catalogue_{catalogue} {
  for (std::size_t m = 0; m < catalogue.measures.size() && !experiment.outcomes.empty(); ++m) {
    if (catalogue.size(catalogue.measures[m]) == 1) measures_.push_back(m);
  }
  moments_.resize(experiment.arms.size() * points() * measures_.size());
}

void SweepTable::add(const Results& results) {
  if (!results.failure.empty()) return;
  for (std::size_t k = 0; k < measures_.size(); ++k) {
    moments_[(results.arm * points() + results.point) * measures_.size() + k].add(results.values[measures_[k]][0]);
  }
}

std::string factor_text(const PointTable& points, std::size_t point, std::size_t factor) {
  const double value = points.values[point * points.factors.size() + factor];
  const std::vector<std::string>& levels = points.levels[factor];
  return levels.empty() ? fmt::format("{:.4g}", value) : levels[static_cast<std::size_t>(value)];
}

std::string sweep_text(const SweepTable& table) {
  if (table.outcomes() == 0) return "";
  const Experiment& experiment = table.experiment();
  const std::string what =
      experiment.replicates > 1 ? fmt::format("mean over {} runs (standard error)", experiment.replicates) : "one run";
  if (table.points() * experiment.arms.size() <= most_lines) {
    return fmt::format("Outcomes at every point, {}\n{}", what, every_point(table));
  }
  std::string text = fmt::format("Outcomes over {} points, {} at each\n", table.points(), what);
  for (std::size_t k = 0; k < table.outcomes(); ++k) {
    for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm) {
      const std::string of = experiment.arms.size() > 1 ? ", " + experiment.arms[arm].name : "";
      text += fmt::format("{}{}\n{}", table.outcome(k).name, of, extremes(table, arm, k));
    }
  }
  return text;
}

std::string sweep_json(const SweepTable& table, const std::filesystem::path& output) {
  const Experiment& experiment = table.experiment();
  const PointTable& points = experiment.points;
  Json json;
  json["output"] = output.string();
  json["replicates"] = experiment.replicates;
  json["seed"] = experiment.seed;
  json["points"] = Json::array();
  for (std::size_t point = 0; point < points.points(); ++point) {
    Json here{{"factors", Json::object()}, {"arms", Json::object()}};
    for (std::size_t f = 0; f < points.factors.size(); ++f) {
      const double value = points.values[point * points.factors.size() + f];
      Json& factor = here["factors"][points.factors[f]];
      factor = value;
      if (!points.levels[f].empty()) factor = points.levels[f][static_cast<std::size_t>(value)];
    }
    for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm) {
      Json& outcomes = here["arms"][experiment.arms[arm].name] = Json::object();
      for (std::size_t k = 0; k < table.outcomes(); ++k) {
        const Moments& moments = table.at(arm, point, k);
        Json& outcome = outcomes[table.outcome(k).name];
        outcome["mean"] = moments.mean();
        outcome["standard_error"] = moments.standard_error();
        outcome["n"] = moments.n();
      }
    }
    json["points"].push_back(std::move(here));
  }
  return json_text(json);
}

}  // namespace ayni

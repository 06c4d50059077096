#include "design/reader.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "core/printable.hpp"
#include "core/sha256.hpp"
#include "design/factor_setter.hpp"
#include "design/factors.hpp"
#include "design/lever_ranges.hpp"
#include "design/points.hpp"
#include "design/sample_table.hpp"
#include "scenario/settings_reader.hpp"
#include "scenario/toml_value.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// The value of a factor at a point as people read it.
std::string shown_value(const PointTable& points, std::size_t point, std::size_t factor) {
  const double value = points.values[point * points.factors.size() + factor];
  const std::vector<std::string>& levels = points.levels[factor];
  const std::string text = levels.empty() ? toml_number(value) : printable(levels[static_cast<std::size_t>(value)], 40);
  return points.factors[factor] + " = " + text;
}

std::string shown_point(const PointTable& points, std::size_t point) {
  constexpr std::size_t most = 12;
  std::string text = "point " + std::to_string(point) + " (";
  for (std::size_t f = 0; f < points.factors.size() && f < most; ++f) {
    text += (f > 0 ? ", " : "") + shown_value(points, point, f);
  }
  return text + (points.factors.size() > most ? ", ...)" : ")");
}

/// What makes two scenarios' results differ in shape, or nothing.
std::string difference_in_shape(const Scenario& a, const Scenario& b) {
  const auto same_names = [](const auto& one, const auto& other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const auto& x, const auto& y) { return x.name == y.name; });
  };
  if (!same_names(a.region, b.region)) return "regions";
  if (!same_names(a.product, b.product)) return "products";
  if (a.run.horizon_months != b.run.horizon_months) return "run.horizon_months";
  if (a.run.start_year != b.run.start_year || a.run.start_month != b.run.start_month) return "the first month";
  if (a.output.detail != b.output.detail) return "output.detail";
  return {};
}

class DesignReader {
 public:
  DesignReader(const DesignSource& source, const FileReader& read)
      : read_{read},
        folder_{source.file.parent_path()},
        csv_{source.table},
        scenario_settings_{source.scenario_settings},
        settings_{load_settings({source.file, {}, source.settings}, read)} {}

  Design read() {
    refuse_other_files();
    static_cast<void>(fill(design_.parameters, settings_));
    order_as_written();
    read_arms();
    if (!design_.arms.empty()) {
      check_arms();
      check_design();
      make_points();
    }
    throw_if_any();
    check_points();
    throw_if_any();
    design_.as_written = settings_.as_written;
    design_.as_resolved = resolved_text();
    return std::move(design_);
  }

 private:
  SweepParameters& sweep() noexcept { return design_.parameters; }

  [[nodiscard]] SettingPlace place(std::string_view path) const { return place_at(settings_.root, path); }
  [[nodiscard]] bool is_table() const noexcept { return design_.parameters.design == DesignKind::table; }

  void throw_if_any() const {
    std::vector<Problem> all = problems_.sorted();
    all.insert(all.end(), of_scenarios_.begin(), of_scenarios_.end());
    if (!all.empty()) throw InvalidInput{std::move(all)};
  }

  /// A scenario in the place of a design would be a hundred unknown keys.
  void refuse_other_files() {
    if (!settings_.whole) return;
    for (const char* const key : {"factor", "design", "scenario", "arm", "table"}) {
      if (settings_.root.find(key) != settings_.root.end()) return;
    }
    problems_.add({0, 0, 0},
                  "this is not a design: it says neither scenario = ... nor design = ... and has no [factor.<name>]. A "
                  "scenario is run by ayni run; designs are in scenarios/sweeps");
    throw_if_any();
  }

  void order_as_written() {
    const auto order = [this](auto& entries, const std::string& table) {
      std::stable_sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) {
        const SettingPlace first = place(table + a.name);
        const SettingPlace second = place(table + b.name);
        return std::tie(first.source, first.line, first.column) < std::tie(second.source, second.line, second.column);
      });
    };
    order(sweep().factor, "factor.");
    order(sweep().arm, "arm.");
  }

  void read_arms() {
    if (sweep().arm.empty()) {
      read_arm({}, "");
      if (!design_.arms.empty()) design_.arms.front().name = design_.arms.front().resolved.scenario.name;
    }
    for (const ArmParameters& arm : sweep().arm) read_arm(arm, "arm." + arm.name);
  }

  void read_arm(const ArmParameters& arm, const std::string& table) {
    const std::string& scenario = arm.scenario.empty() ? sweep().scenario : arm.scenario;
    if (scenario.empty()) {
      problems_.add(place(table), table.empty() ? "the design says no scenario = \"...\", a file relative to its folder"
                                                : table + " has no scenario, and the design says none for all arms");
      return;
    }
    ScenarioSource source{folder_ / scenario, {}, sweep().settings};
    for (const std::string& overlay : arm.overlays) source.overlays.push_back(folder_ / overlay);
    for (const auto& more : {arm.settings, scenario_settings_}) {
      source.settings.insert(source.settings.end(), more.begin(), more.end());
    }
    if (sweep().seed >= 0) source.settings.push_back("run.seed=" + std::to_string(sweep().seed));
    try {
      design_.arms.push_back({arm.name, read_scenario(source, read_)});
    } catch (const FileError& unreadable) {
      problems_.add(place(arm.scenario.empty() ? "scenario" : table + ".scenario"), unreadable.what());
    } catch (const InvalidInput& invalid) {
      for (const Problem& problem : invalid.problems()) add_scenario_problem(problem, arm, table);
    }
  }

  /// A problem of a --set that the design wrote is told where the design wrote it.
  void add_scenario_problem(const Problem& problem, const ArmParameters& arm, const std::string& table) {
    const auto tell = [&](const std::vector<std::string>& settings, const std::string& path) {
      for (std::size_t i = 0; i < settings.size(); ++i) {
        if (problem.where != "--set " + printable(settings[i], 200)) continue;
        problems_.add(place_at(settings_.root, path, i), problem.message);
        return true;
      }
      return false;
    };
    if (tell(arm.settings, table + ".settings") || tell(sweep().settings, "settings")) return;
    const auto same = [&](const Problem& known) {
      return known.where == problem.where && known.message == problem.message;
    };
    if (std::none_of(of_scenarios_.begin(), of_scenarios_.end(), same)) of_scenarios_.push_back(problem);
  }

  void check_arms() {
    const DesignArm& first = design_.arms.front();
    for (const DesignArm& arm : design_.arms) {
      const std::string difference = difference_in_shape(first.resolved.scenario, arm.resolved.scenario);
      const std::string both = "arms " + first.name + " and " + arm.name;
      if (!difference.empty()) {
        problems_.add(place("arm." + arm.name), both + " differ in " + difference +
                                                    ", so their results have different shapes and cannot stand in "
                                                    "one file; sweep them apart");
      }
      if (first.resolved.scenario.run.seed != arm.resolved.scenario.run.seed) {
        problems_.add(place("arm." + arm.name), both +
                                                    " have different seeds, so they would differ by luck; give the "
                                                    "design one with seed = ...");
      }
    }
    sweep().seed = first.resolved.scenario.run.seed;
  }

  void check_design() {
    if (csv_) {
      sweep().design = DesignKind::table;
      sweep().table = csv_->string();
      return;
    }
    if (is_table() && sweep().table.empty()) {
      problems_.add(place("design"), "which table? Say table = \"points.csv\", or --design points.csv");
    }
    if (!is_table() && sweep().factor.empty()) {
      problems_.add(place("design"), "the design has no factors, so no points; add [factor.<name>] with a parameter");
    }
    if (sweep().design == DesignKind::morris && sweep().levels % 2 != 0) {
      problems_.add(place("levels"), "levels = " + std::to_string(sweep().levels) +
                                         ": Morris's steps need an even number of levels to reach all of them equally");
    }
    take_lever_ranges(sweep());
    check_unused_keys();
  }

  /// A key that the chosen design does not read would change nothing; the resolved text has them all, at their defaults.
  void check_unused_keys() {
    const SweepParameters defaults;
    const bool ranges = std::any_of(sweep().factor.begin(), sweep().factor.end(),
                                    [](const FactorParameters& factor) { return !factor.range.empty(); });
    const DesignKind kind = sweep().design;
    const bool samples =
        kind == DesignKind::latin_hypercube || kind == DesignKind::sobol || kind == DesignKind::saltelli;
    const auto unused = [&](const char* key, bool used, bool changed, const char* users) {
      if (!used && changed) {
        problems_.add(place(key), std::string{key} + " would change nothing in this design; " + users);
      }
    };
    unused("points", samples || (kind == DesignKind::grid && ranges), sweep().points != defaults.points,
           "it counts the points of latin_hypercube, sobol and saltelli, and the steps of ranges in a grid");
    unused("trajectories", kind == DesignKind::morris, sweep().trajectories != defaults.trajectories,
           "it is for morris");
    unused("levels", kind == DesignKind::morris, sweep().levels != defaults.levels,
           "it is for morris; a factor's levels stand in its [factor.<name>]");
    unused("second_order", kind == DesignKind::saltelli, sweep().second_order, "it is for saltelli");
    unused("table", is_table(), !sweep().table.empty(), "it is for the design table");
  }

  void make_points() {
    std::vector<ArmTable> arms;
    for (const DesignArm& arm : design_.arms) arms.push_back({arm.name, parameters_of(arm.resolved.scenario)});
    std::optional<SampleTable> table;
    std::vector<SettingPlace> columns;
    if (is_table() && !sweep().table.empty() && load_table()) {
      table.emplace(settings_.sources.back().text, settings_.sources.size() - 1, problems_);
      columns = table->read_header(sweep(), settings_.root);
    }
    const std::vector<CheckedFactor> factors = FactorCheck{sweep(), settings_.root, arms, columns, problems_}.check();
    if (table) design_.points = table->read_points(sweep(), factors);
    if (!is_table() && problems_.empty() && of_scenarios_.empty() && check_size()) {
      std::vector<Wholeness> wholeness;
      for (const CheckedFactor& factor : factors) wholeness.push_back(factor.wholeness());
      design_.points = design_points(sweep(), wholeness, static_cast<std::uint64_t>(sweep().seed));
    }
  }

  /// Makes the table's text the last source; false when it cannot be read.
  bool load_table() {
    const fs::path path = csv_ ? *csv_ : folder_ / sweep().table;
    FileText file = read_(path, longest_csv);
    if (!file.trouble.empty()) {
      if (csv_) throw FileError{file.trouble};
      problems_.add(place("table"), file.trouble);
      return false;
    }
    settings_.sources.push_back({SettingSource::Kind::file, printable(path.string(), 200), std::move(file.text)});
    return true;
  }

  bool check_size() {
    const double points = number_of_points(sweep());
    if (points * static_cast<double>(sweep().factor.size()) <= most_point_cells) return true;
    problems_.add(place("design"), "the design would have " + toml_number(points) + " points of " +
                                       std::to_string(sweep().factor.size()) + " factors; the most is " +
                                       std::to_string(static_cast<long>(most_point_cells)) + " values in all");
    return false;
  }

  void check_points() {
    constexpr int most_told = 3;
    int told = 0;
    std::vector<FactorSetter> setters;
    for (const DesignArm& arm : design_.arms) setters.emplace_back(arm.resolved.scenario, design_.points);
    for (std::size_t point = 0; point < design_.points.points(); ++point) {
      for (std::size_t arm = 0; arm < setters.size(); ++arm) {
        const std::vector<Inconsistency> found = inconsistencies(setters[arm].at(point));
        if (found.empty()) continue;
        problems_.add({0, 0, 0}, shown_point(design_.points, point) + " does not fit together in arm " +
                                     design_.arms[arm].name + ": " + found.front().key + ": " + found.front().message);
        ++told;
        break;
      }
      if (told == most_told) {
        problems_.add({0, 0, 0}, "the points after point " + std::to_string(point) + " were not looked at");
        return;
      }
    }
  }

  [[nodiscard]] std::string resolved_text() const {
    const PointTable& points = design_.points;
    std::string text = toml_text(parameters_of(design_.parameters));
    text += "\n# points: " + std::to_string(points.points());
    for (std::size_t f = 0; f < points.factors.size(); ++f) {
      text += "\n# column " + points.factors[f] + ": " + points.parameters[f];
      if (!points.levels[f].empty()) text += ' ' + toml_of(points.levels[f]);
    }
    std::string digits;
    for (const double value : points.values) digits += toml_number(value) + '\n';
    return text + "\n# sha256 of their values, row by row, a line each: " + sha256(digits) + '\n';
  }

  const FileReader& read_;
  fs::path folder_;
  std::optional<fs::path> csv_;
  std::vector<std::string> scenario_settings_;
  Settings settings_;
  SettingProblems problems_{settings_.sources};
  std::vector<Problem> of_scenarios_;
  Design design_;
};

}  // namespace

Design read_design(const DesignSource& source, const FileReader& read) { return DesignReader{source, read}.read(); }

ParameterTable design_parameters() { return parameter_pattern<SweepParameters>(); }

}  // namespace ayni

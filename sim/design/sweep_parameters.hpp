#pragma once
// The design file of a sweep: which scenarios, which parameters are varied and how, what is kept of each run.

#include <cstdint>
#include <string>
#include <vector>

#include "core/parameter.hpp"

namespace ayni {

/// How points are chosen. grid: every combination; list: the n-th values of all factors together; table: from a file;
/// the others: see design/sampling.hpp.
enum class DesignKind { grid, list, latin_hypercube, sobol, morris, saltelli, table };

enum class Spacing { linear, log };

/// [factor.<name>]: one varied parameter, with exactly one of range, values and levels (none for a table's column).
struct FactorParameters {
  std::string name;
  std::string parameter;
  std::vector<double> range;
  Spacing spacing = Spacing::linear;
  std::vector<double> values;
  std::vector<std::string> levels;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    static const ChoiceNames spacings{"linear", "log"};
    visit.text("parameter", p.parameter,
               {"path of the scenario's parameter, such as project.counterpart_share", "design"});
    visit.numbers("range", p.range,
                  {"the parameter's unit", -unbounded, unbounded,
                   "[lowest, highest]; a parameter that is a whole number takes every whole number of it equally often",
                   "design"});
    visit.choice("spacing", p.spacing, spacings,
                 {"whether a range is covered evenly in the value or in its logarithm", "design"});
    visit.numbers(
        "values", p.values,
        {"the parameter's unit", -unbounded, unbounded, "the numbers it takes, instead of a range", "design"});
    visit.texts("levels", p.levels,
                {"what it takes, as behind --set path=, for a parameter that is not a number", "design"});
  }
};

/// [arm.<name>]: one side of a comparison, run at every point.
struct ArmParameters {
  std::string name;
  std::string scenario;
  std::vector<std::string> overlays;
  std::vector<std::string> settings;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.text("scenario", p.scenario,
               {"scenario file, relative to the design's folder; empty for the design's scenario", "design"});
    visit.texts("overlays", p.overlays,
                {"files laid over the scenario, as --overlay, relative to the design's folder", "design"});
    visit.texts("settings", p.settings,
                {"changes to the scenario after the design's, as --set: \"project.enabled=false\"", "design"});
  }
};

struct SweepParameters {
  std::int64_t schema_version = 1;
  std::string question;
  std::string scenario;
  std::vector<std::string> settings;
  DesignKind design = DesignKind::grid;
  std::int64_t points = 16;
  std::int64_t trajectories = 20;
  std::int64_t levels = 4;
  bool second_order = false;
  std::string table;
  std::int64_t replicates = 1;
  std::int64_t seed = -1;
  std::vector<std::string> outcomes;
  std::vector<FactorParameters> factor;
  std::vector<ArmParameters> arm;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    static const ChoiceNames designs{"grid", "list", "latin_hypercube", "sobol", "morris", "saltelli", "table"};
    visit.count("schema_version", p.schema_version, {"1", 1, 1, "version of this file's vocabulary", "this program"});
    visit.text("question", p.question, {"the question the design answers", "free choice"});
    visit.text("scenario", p.scenario,
               {"scenario file of every arm that names no other, relative to the design's folder", "design"});
    visit.texts("settings", p.settings, {"changes to every arm's scenario, as --set: \"scale.size=0.05\"", "design"});
    visit.choice("design", p.design, designs,
                 {"how points are chosen. grid: every combination of the factors' values; list: the n-th values of all "
                  "factors together; latin_hypercube, sobol (scrambled): samples of the ranges; morris: trajectories "
                  "that change one factor at a time; saltelli: blocks for Sobol's sensitivity indices; table: a file",
                  "design"});
    visit.count("points", p.points,
                {"points", 1, 1e7,
                 "points of latin_hypercube and sobol, base points of saltelli (for the latter two a power of two, or "
                 "their balance is lost), steps of each range in a grid",
                 "design"});
    visit.count("trajectories", p.trajectories, {"trajectories", 1, 1e6, "trajectories of morris", "design"});
    visit.count("levels", p.levels, {"levels", 2, 1000, "places on each range in morris, an even number", "design"});
    visit.flag("second_order", p.second_order, {"whether saltelli adds the points for second-order indices", "design"});
    visit.text("table", p.table,
               {"CSV file of the points for the design table, relative to the design's folder; its first line names "
                "factors or parameters",
                "design"});
    visit.count("replicates", p.replicates, {"runs", 1, 1e6, "runs of each arm at each point", "design"});
    visit.count(
        "seed", p.seed,
        {"1", -1, 9007199254740991.0,
         "seed of the points and of every run; -1 for that of the scenarios, which must agree on it", "design"});
    visit.texts("outcomes", p.outcomes,
                {"measures kept of each run, with selections: \"kaplan_meier[duration=84]\"; none for every "
                 "measure, but no table of spells or events",
                 "design"});
    visit.entries("factor", p.factor, "parameters that are varied");
    visit.entries("arm", p.arm, "sides of the comparison; without any, the scenario is the only one");
  }
};

}  // namespace ayni

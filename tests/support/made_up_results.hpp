#pragma once
// A small catalogue with every storage, axis and kind of table, and results that follow from (arm, run) by arithmetic, so
// that a reader in any language can know what must stand where.

#include <cstddef>
#include <string>
#include <vector>

#include "core/sha256.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"
#include "results/layout.hpp"
#include "results/provenance.hpp"

namespace ayni::made_up {

inline Catalogue catalogue() {
  const auto axis = [](Axis which, std::string name, std::vector<std::string> labels) {
    const std::size_t size = labels.size();
    return AxisInfo{which, name, size, std::move(labels), "Made-up " + name + "."};
  };
  Catalogue all;
  all.axes = {{Axis::time, "time", 24, {}, "Months of the run."},
              axis(Axis::region, "region", {"altiplano", "valles", "llanos"}),
              axis(Axis::product, "product", {"quinoa", "milk", "ají"}),
              {Axis::duration, "duration", 5, {}, "Months since funding."},
              axis(Axis::cause, "cause", {"price"}),
              axis(Axis::component, "component", {"investment", "assistance"})};
  all.measures = {
      {"price", {Axis::time, Axis::region, Axis::product}, Storage::real32, "1", "price, Bs per kg", "Made up."},
      {"volume", {Axis::time, Axis::component}, Storage::real64, "kg", "volume sold", "Made up."},
      {"members", {Axis::time, Axis::region}, Storage::int32, "1", "members", "Made up."},
      {"balance", {Axis::cause}, Storage::int64, "1", "balance, centavos of Bs", "Beyond 2^32 on purpose."},
      {"at_risk", {Axis::duration, Axis::product}, Storage::int16, "1", "alliances at risk", "Made up."},
      {"worst", {Axis::component, Axis::cause}, Storage::int8, "1", "worst month of the year", "Made up."},
      {"figure_value", {Axis::component}, Storage::real32, "1", "figure of the evaluation", "NaN where unknown."},
      {"mean_trust", {}, Storage::real32, "1", "mean trust", "Made up."}};
  all.tables = {
      {"alliance",
       "Alliance spells.",
       {{"start", Storage::int32, "month", "month of signing", "Months since the start.", {}},
        {"cause", Storage::int8, "1", "cause of the end", "Made up.", {"price gap", "trust", "drought"}},
        {"trust", Storage::real32, "1", "trust at the end", "NaN where still alive.", {}}}},
      {"event", "Things that never happen here.", {{"month", Storage::int16, "month", "month", "Made up.", {}}}}};
  return all;
}

inline const char* const scenario = "schema_version = 1\nmonths = 24\n";

inline FileShape shape(std::size_t runs) {
  FileShape shape;
  shape.arms = {{"project", scenario, true}, {"twin", scenario, false}};
  shape.runs = runs;
  shape.calendar = Calendar{2009, 11};
  return shape;
}

inline Provenance provenance() {
  Provenance provenance;
  provenance.program_version = "0.0.0";
  provenance.git_commit = "unknown";
  provenance.git_dirty = "false";
  provenance.compiler = "none";
  provenance.seed = "18446744073709551615";
  provenance.scenario_source = "# Señal\nschema_version = 1\n";
  provenance.scenario_sha256 = sha256(std::string{scenario} + scenario);
  provenance.command_line = "made-up";
  provenance.host = host_name();
  provenance.started = utc_now();
  return provenance;
}

/// Number of alliances of a run; some runs have none.
inline std::size_t alliances(std::size_t arm, std::size_t run) { return (7 * run + 3 * arm) % 5; }

/// Value i of measure m is 1000 run + 100 arm + 10 m + i, apart from the small storages, which are taken modulo 100, the
/// balance, which is 10^12 more, and the figures, of which the second is NaN.
inline Results results(std::size_t arm, std::size_t run, const Catalogue& catalogue) {
  Results results;
  results.arm = arm;
  results.run = run;
  for (std::size_t m = 0; m < catalogue.measures.size(); ++m) {
    const Measure& measure = catalogue.measures[m];
    std::vector<double> values(catalogue.size(measure));
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::size_t value = 1000 * run + 100 * arm + 10 * m + i;
      if (measure.storage == Storage::int8 || measure.storage == Storage::int16) value %= 100;
      values[i] = static_cast<double>(value) + (measure.name == "balance" ? 1e12 : 0.0);
    }
    if (measure.name == "figure_value") values[1] = __builtin_nan("");
    results.values.push_back(std::move(values));
  }
  Rows rows{{{}, {}, {}}};
  for (std::size_t i = 0; i < alliances(arm, run); ++i) {
    rows.columns[0].push_back(static_cast<double>(run + i));
    rows.columns[1].push_back(static_cast<double>(i) - 1.0);
    rows.columns[2].push_back(i == 0 ? __builtin_nan("") : 0.25 * static_cast<double>(i));
  }
  results.tables = {rows, Rows{{{}}}};
  return results;
}

}  // namespace ayni::made_up

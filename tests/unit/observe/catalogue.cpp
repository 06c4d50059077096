#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "observe/catalogue_of.hpp"
#include "observe/recorder.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

TEST_CASE(
    "Every measure and table of the catalogue has a name of its own, a long name, a unit and a storage it needs") {
  Scenario s = small_scenario();
  s.output.detail = true;
  const Catalogue catalogue = catalogue_of(s);
  std::set<std::string> names;
  for (const Measure& measure : catalogue.measures) {
    CAPTURE(measure.name);
    CHECK(names.insert(measure.name).second);
    CHECK_FALSE(measure.long_name.empty());
    CHECK_FALSE(measure.unit.empty());
    for (const Axis axis : measure.axes) CHECK_NOTHROW(catalogue.axis(axis));
  }
  for (const Table& table : catalogue.tables) {
    CHECK_FALSE(table.meaning.empty());
    std::set<std::string> columns;
    for (const Column& column : table.columns) {
      CAPTURE(table.name, column.name);
      CHECK(columns.insert(column.name).second);
      CHECK_FALSE(column.long_name.empty());
      CHECK_FALSE(column.unit.empty());
    }
  }
}

TEST_CASE("Axes have the lengths of the scenario") {
  const Catalogue catalogue = catalogue_of(small_scenario());
  CHECK(catalogue.axis(Axis::time).size == 60);
  CHECK(catalogue.axis(Axis::region).labels == std::vector<std::string>{"altiplano", "llanos"});
  CHECK(catalogue.axis(Axis::product).labels == std::vector<std::string>{"maize", "milk"});
  CHECK(catalogue.axis(Axis::season).size == 6);  // January 2007 to December 2011
  CHECK(catalogue.axis(Axis::cause).size == causes - 1);
}

TEST_CASE("An unknown name is an error, not a first entry") {
  const Catalogue catalogue = catalogue_of(small_scenario());
  CHECK_THROWS_AS(catalogue.measure("no_such_measure"), std::out_of_range);
  CHECK_THROWS_AS(catalogue.table("no_such_table"), std::out_of_range);
}

TEST_CASE("Final states of agents are in the catalogue only when asked for") {
  Scenario s = small_scenario();
  CHECK_THROWS(catalogue_of(s).table("household"));
  s.output.detail = true;
  CHECK_NOTHROW(catalogue_of(s).table("household"));
}

TEST_CASE("The recorder leaves a value for every cell of the catalogue and rows of equal length in every table") {
  Scenario s = small_scenario();
  s.output.detail = true;
  Laboratory lab{s};
  const Catalogue catalogue = catalogue_of(s);
  Recorder recorder{s, catalogue, lab.world};
  for (Month t = 0; t < 60; ++t) {
    lab.run_to(t + 1);
    recorder.observe(lab.world, t);
  }
  const Results results = recorder.finish(lab.world);
  REQUIRE(results.values.size() == catalogue.measures.size());
  REQUIRE(results.tables.size() == catalogue.tables.size());
  for (std::size_t m = 0; m < results.values.size(); ++m) {
    CHECK(results.values[m].size() == catalogue.size(catalogue.measures[m]));
  }
  for (std::size_t t = 0; t < results.tables.size(); ++t) {
    REQUIRE(results.tables[t].columns.size() == catalogue.tables[t].columns.size());
    for (const auto& column : results.tables[t].columns) {
      CHECK(column.size() == results.tables[t].columns.front().size());
    }
  }
}

TEST_CASE("Values of a category have a flag each") {
  Scenario s = small_scenario();
  s.output.detail = true;
  Laboratory lab{s};
  const Catalogue catalogue = catalogue_of(s);
  Recorder recorder{s, catalogue, lab.world};
  for (Month t = 0; t < 60; ++t) {
    lab.run_to(t + 1);
    recorder.observe(lab.world, t);
  }
  const Results results = recorder.finish(lab.world);
  for (std::size_t t = 0; t < results.tables.size(); ++t) {
    for (std::size_t c = 0; c < results.tables[t].columns.size(); ++c) {
      const auto flags = static_cast<double>(catalogue.tables[t].columns[c].flags.size());
      if (flags == 0.0) continue;
      CAPTURE(catalogue.tables[t].name, catalogue.tables[t].columns[c].name);
      for (const double value : results.tables[t].columns[c]) {
        REQUIRE(value >= -1.0);
        REQUIRE(value < flags);
      }
    }
  }
}

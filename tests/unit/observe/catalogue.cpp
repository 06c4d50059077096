#include <catch2/catch.hpp>
#include <regex>
#include <set>
#include <string>

#include "observe/catalogue_of.hpp"
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

namespace {

bool speaks_of_money(const std::string& text) {
  static const std::regex money{"\\b(Bs|USD|centavos)\\b|[Ii]ncome|[Rr]evenue|Rate of return|rate of return over"};
  return std::regex_search(text, money);
}

/// Whether what an amount buys is told: of its own time, of a named year's prices, or a share of amounts of one time.
bool tells_whose_prices(const std::string& text) {
  static const std::regex told{"nominal|prices of|constant prices"};
  return std::regex_search(text, told);
}

}  // namespace

TEST_CASE("Every measure and column of money says in its description that it is nominal, or at which prices it is") {
  const std::set<std::string> shares{"member_gini", "control_gini", "applicant_gini", "share_without_rate_of_return"};
  Scenario s = small_scenario();
  s.output.detail = true;
  const Catalogue catalogue = catalogue_of(s);
  std::size_t found = 0;
  for (const Measure& measure : catalogue.measures) {
    if (!speaks_of_money(measure.long_name) || shares.count(measure.name) > 0) continue;
    CAPTURE(measure.name, measure.meaning);
    CHECK(tells_whose_prices(measure.meaning));
    ++found;
  }
  for (const Table& table : catalogue.tables) {
    for (const Column& column : table.columns) {
      if (!speaks_of_money(column.long_name)) continue;
      CAPTURE(table.name, column.name, column.meaning);
      CHECK(tells_whose_prices(column.meaning));
      ++found;
    }
  }
  CHECK(found > 60);
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

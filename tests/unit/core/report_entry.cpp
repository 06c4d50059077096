#include "core/report_entry.hpp"

#include <catch2/catch.hpp>

using namespace ayni;

TEST_CASE("a table has a cell of each entry in each row, beneath the entry's own column") {
  struct Herd {
    std::string name;
    double animals;
  };
  const ReportEntries<Herd> entries{
      {{"herd", "Herd", CellKind::text}, [](const Herd& herd) { return herd.name; }},
      {{"animals", "Animals", CellKind::number}, [](const Herd& herd) { return ReportNumber{herd.animals}; }}};
  ReportTable table;
  add_columns(table, entries);
  add_row(table, entries, {"llamas", 12.0});
  add_row(table, entries, {"sheep", 30.0});
  REQUIRE(table.columns.size() == 2);
  REQUIRE(table.rows.size() == 2);
  CHECK(table.columns[1].name == "animals");
  CHECK(std::get<std::string>(table.rows[1][0]) == "sheep");
  CHECK(std::get<ReportNumber>(table.rows[1][1]).value == 30.0);
}

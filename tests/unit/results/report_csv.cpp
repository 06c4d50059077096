#include "results/report_csv.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "core/error.hpp"
#include "support/temporary_folder.hpp"

using namespace ayni;

namespace {

Report report_of_tables() {
  ReportTable kept;
  kept.name = "kaplan_meier[duration=84]";
  kept.columns = {{"arm", "arm", CellKind::text},
                  {"mean", "mean", CellKind::share, "1", "", {Beside::count}},
                  {"difference", "difference", CellKind::share_difference, "1", "", {Beside::interval}},
                  {"left_out", "", CellKind::number, "1", "", {}, Readers::programs},
                  {"money", "money", CellKind::number, "Bs"}};
  kept.rows = {{"a, \"b\"", ReportNumber{0.07, 0, 0, 0, 0, 16}, ReportNumber{-0.035, -0.05, ReportNumber::unknown},
                ReportNumber{1}, ReportNumber{1234567.5}}};
  ReportTable hidden = kept;
  hidden.readers = Readers::programs;
  ReportSection outcomes{"outcomes", "", {}, {kept, hidden, kept}};
  ReportTable findings;
  findings.name = "findings";
  findings.readers = Readers::programs;
  findings.columns = {{"finding", "finding", CellKind::text}, {"mean", "mean", CellKind::number, "1"}};
  findings.rows = {{"lasting", ReportNumber{0.5}}, {"money", ReportNumber{12.0}}};
  findings.row_kinds = {CellKind::share, CellKind::number};
  ReportSection summary{"summary", "", {"In words."}, {findings}};
  ReportSection unseen = outcomes;
  unseen.name = "unseen";
  unseen.readers = Readers::programs;
  return {"made up", "", {}, {}, {summary, outcomes, unseen}, {}};
}

}  // namespace

TEST_CASE("Tables go to CSV as people see them: shares in percent, differences in points, all digits") {
  const std::vector<CsvTable> tables = csv_of(report_of_tables(), CsvStyle::plain);
  REQUIRE(tables.size() == 3);
  CHECK(tables[1].name == "outcomes-kaplan_meier_duration_84.csv");
  CHECK(tables[2].name == "outcomes-kaplan_meier_duration_84-2.csv");
  CHECK(tables[1].text ==
        "arm,mean (%),mean_count,difference (points),difference_low (points),difference_high (points),money (Bs)\n"
        "\"a, \"\"b\"\"\",7,16,-3.5,-5,,1234567.5\n");
}

TEST_CASE("In the Spanish style cells are parted by semicolons and decimals by commas") {
  const std::string text = csv_of(report_of_tables(), CsvStyle::es)[1].text;
  CHECK(text.find("\"a, \"\"b\"\"\";7;16;-3,5;-5;;1234567,5\n") != std::string::npos);
}

TEST_CASE("What a section says in words goes as its table, each row in its unit") {
  CHECK(csv_of(report_of_tables(), CsvStyle::plain)[0].text == "finding,mean,unit\nlasting,50,%\nmoney,12,\n");
}

TEST_CASE("Tables are not replaced unless they may be") {
  const TemporaryFolder folder;
  const auto tables = folder.path() / "deep" / "tables";
  make_room_for_tables(tables, Existing::keep);
  write_tables({{"a.csv", "x\n"}}, tables);
  CHECK_THROWS_AS(make_room_for_tables(tables, Existing::keep), FileError);
  CHECK_THROWS_AS(make_room_for_tables(tables / "a.csv", Existing::replace), FileError);
  make_room_for_tables(tables, Existing::replace);
  std::ifstream file{tables / "a.csv"};
  std::string line;
  CHECK((std::getline(file, line) && line == "x"));
}

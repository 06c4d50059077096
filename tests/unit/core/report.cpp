#include "core/report.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "core/report_json.hpp"

using namespace ayni;

namespace {

Report report_of_one_table() {
  ReportTable table;
  table.name = "lasting";
  table.facts = {{"better", "higher"}, {"least_regret", {}}};
  table.columns = {{"arm", "arm", CellKind::text},
                   {"kept", "kept", CellKind::share, "1", "share that lasts", {Beside::interval, Beside::count}},
                   {"remark", "", CellKind::text, "", "", {}, Readers::people}};
  table.rows = {{"base", ReportNumber{0.25, 0.125, 0.5}, "few"}};
  Report report;
  report.name = "made up";
  report.facts = {{"seed", std::numeric_limits<std::uint64_t>::max()}, {"arms", std::vector<std::string>{"base"}}};
  report.sections = {{"outcomes", "", {}, {table}}};
  return report;
}

}  // namespace

TEST_CASE("A number is shown with four digits in the unit of its kind") {
  CHECK(cell_text(0.123456, CellKind::number) == "0.1235");
  CHECK(cell_text(12345.6, CellKind::number) == "12346");
  CHECK(cell_text(-2.34567e6, CellKind::number) == "-2.346M");
  CHECK(cell_text(0.456251, CellKind::setting) == "0.456251");
  CHECK(cell_text(0.5, CellKind::difference) == "+0.5");
  CHECK(cell_text(0.52994, CellKind::share) == "52.99");
  CHECK(cell_text(0.0123, CellKind::share_difference) == "+1.23");
  CHECK(value_text(0.0123, CellKind::share_difference) == "+1.23 points");
  CHECK(value_text(0.0123, CellKind::share_distance) == "1.23 points");
  CHECK(value_text(-0.1, CellKind::change) == "-10%");
  CHECK(interval_text(0.1, 0.2, CellKind::share) == "10% to 20%");
  CHECK(interval_text(ReportNumber::unknown, 0.2) == "-");
  CHECK(cell_text(ReportNumber::unknown, CellKind::share) == "-");
}

TEST_CASE("Numbers of tables have the language's decimal sign and units") {
  CHECK(cell_text(0.123456, CellKind::number, Language::es) == "0,1235");
  CHECK(cell_text(-2.34567e6, CellKind::number, Language::es) == "-2,346M");
  CHECK(value_text(0.0123, CellKind::share_difference, Language::es) == "+1,23 puntos");
  CHECK(value_text(0.95, CellKind::share, Language::es) == "95 %");
  CHECK(shown_unit({"", "", CellKind::share_difference}, Language::es) == "puntos");
  CHECK(shown_unit({"", "", CellKind::number, "1/year"}, Language::es) == "1/año");
  CHECK(shown_unit({"", "", CellKind::number, "1/year"}) == "1/year");
}

TEST_CASE("A share stays a share for programs, with what is told beside it under names of its own") {
  const Json table = json_of(report_of_one_table())["sections"][0]["tables"][0];
  CHECK(table["rows"][0].dump() == R"({"arm":"base","kept":0.25,"kept_low":0.125,"kept_high":0.5,"kept_count":null})");
  CHECK(table["columns"].size() == 2);
  CHECK(table["columns"][1]["kind"] == "share");
}

TEST_CASE("Facts are values of their report or table, null when there is none") {
  const Json json = json_of(report_of_one_table());
  CHECK(json["seed"] == std::numeric_limits<std::uint64_t>::max());
  CHECK(json["arms"] == Json::array({"base"}));
  CHECK(json["sections"][0]["tables"][0]["better"] == "higher");
  CHECK(json["sections"][0]["tables"][0]["least_regret"].is_null());
}

#include <catch2/catch.hpp>

#include "results/format_page.hpp"
#include "results/layout.hpp"
#include "support/made_up_results.hpp"

using namespace ayni;
using Catch::Matchers::Contains;

TEST_CASE("the page describes every dataset of the file") {
  const Catalogue catalogue = made_up::catalogue();
  const std::string page = format_page(catalogue);
  const FileLayout layout = file_layout(catalogue, made_up::shape(1));
  for (const FileVariable& measure : layout.measures) CHECK_THAT(page, Contains("| `" + measure.name + "` |"));
  for (const FileTable& table : layout.tables) {
    CHECK_THAT(page, Contains("\n### " + table.dimension + "\n") && Contains("| `" + table.rows.name + "` |"));
    for (const FileVariable& column : table.columns) CHECK_THAT(page, Contains("| `" + column.name + "` |"));
  }
  CHECK_THAT(page,
             Contains("| `price` | arm, run, time, region, product | float32 | 1 | price, Bs per kg. Made up. |"));
  CHECK_THAT(page, Contains("Values: price gap, trust, drought; -1 for no value."));
  CHECK_THAT(page, !Contains("Values: project, twin"));
}

TEST_CASE("time stands at the first days of months, leap years and all") {
  FileShape from_november = made_up::shape(1);
  from_november.calendar = Calendar{1999, 11};
  const FileLayout layout = file_layout(made_up::catalogue(), from_november);
  const FileDimension& time = layout.dimension("time");
  CHECK(time.coordinate.unit == "days since 1999-11-01");
  CHECK(time.numbers[0] == 0);
  CHECK(time.numbers[1] == 30);
  CHECK(time.numbers[2] == 61);
  CHECK(time.numbers[4] - time.numbers[3] == 29);
  CHECK(time.numbers[14] == 427);
}

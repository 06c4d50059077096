// What the tables tell of the same things agrees: the events of the project with its alliances, the years of groups with
// the series over all of them.

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "observe/project_events.hpp"
#include "support/run_results.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

namespace {

Scenario watched() {
  Scenario s = bolivia(0.1);
  s.output.detail = true;
  s.project.counterpart_share = 0.5;  // some cannot pay
  return s;
}

}  // namespace

TEST_CASE("Disbursements of the events add up to the grants of the alliances, approvals to the signings") {
  const Runs runs{watched()};
  const Results results = runs.run();
  const auto& kind = runs.cells(results, "project_event", "kind");
  const auto& group = runs.cells(results, "project_event", "group");
  const auto& month = runs.cells(results, "project_event", "month");
  const auto& amount = runs.cells(results, "project_event", "amount");
  std::map<double, double> granted, missed, first;  // by group
  std::map<ProjectStep, std::size_t> number;
  for (std::size_t k = 0; k < kind.size(); ++k) {
    const auto step = static_cast<ProjectStep>(static_cast<int>(kind[k]));
    ++number[step];
    if (step == ProjectStep::tranche_missed) missed[group[k]] += 1.0;
    if (step != ProjectStep::disbursed) continue;
    granted[group[k]] += amount[k];
    first.emplace(group[k], month[k]);
  }
  const auto& alliance = runs.cells(results, "alliance", "group");
  REQUIRE(!alliance.empty());
  CHECK(granted.size() == alliance.size());
  std::size_t missing = 0;
  for (std::size_t k = 0; k < alliance.size(); ++k) {
    CHECK(granted[alliance[k]] == Approx(runs.cells(results, "alliance", "grant")[k]).margin(0.01));
    CHECK(first[alliance[k]] == runs.cells(results, "alliance", "funded")[k]);
    CHECK(missed[alliance[k]] == runs.cells(results, "alliance", "failed_tranches")[k]);
    missing += missed[alliance[k]] > 0.0 ? 1U : 0U;
  }
  CHECK(missing > 0);
  CHECK(number[ProjectStep::approved] == runs.cells(results, "signing", "group").size());
  CHECK(number[ProjectStep::applied] >= alliance.size());
  std::size_t done = 0;
  for (const double completed : runs.cells(results, "alliance", "completed")) done += completed >= 0.0 ? 1U : 0U;
  CHECK(number[ProjectStep::completed] == done);
}

TEST_CASE("The books of groups that could apply add up to the revenue of each year and product") {
  const Runs runs{watched()};
  const Results results = runs.run();
  const auto& group = runs.cells(results, "group_year", "group");
  const auto& season = runs.cells(results, "group_year", "season");
  const auto& control = runs.cells(results, "group", "control");
  const auto& product = runs.cells(results, "group", "product");
  const std::size_t products = runs.catalogue().axis(Axis::product).size;
  std::vector<double> revenue(runs.column(results, "year_revenue").size());
  for (std::size_t k = 0; k < group.size(); ++k) {
    const auto g = static_cast<std::size_t>(group[k]);
    if (control[g] != 0.0) continue;
    revenue[static_cast<std::size_t>(season[k]) * products + static_cast<std::size_t>(product[g])] +=
        runs.cells(results, "group_year", "revenue")[k];
  }
  const auto& series = runs.column(results, "year_revenue");
  std::size_t compared = 0;
  for (std::size_t k = 0; k < revenue.size(); ++k) {
    if (std::isnan(series[k]) || k / products == 0) continue;  // the half year at the start has no rows
    CHECK(revenue[k] == Approx(series[k]));
    compared += series[k] > 0.0 ? 1U : 0U;
  }
  CHECK(compared > 40);
}

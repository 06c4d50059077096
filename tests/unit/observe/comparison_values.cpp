#include "observe/comparison_values.hpp"

#include <catch2/catch.hpp>

#include "core/report_json.hpp"
#include "observe/comparison_tables.hpp"
#include "support/run_results.hpp"

using namespace ayni;

TEST_CASE("A comparison of rows tells the same as one of runs") {
  const Runs base{small_scenario()};
  Scenario changed = small_scenario();
  changed.project.counterpart_share = 0.1;
  const Runs other{changed};
  const Catalogue& catalogue = base.catalogue();
  const std::vector<Outcome> asked = parse_outcomes(usual_outcomes(catalogue), catalogue, OutcomeShape::scalar);
  const std::vector<BrokenBy> by{BrokenBy::region, BrokenBy::quintile};
  constexpr std::size_t replicates = 3;
  ComparisonValues of_runs{catalogue, asked, by, 2, replicates};
  ComparisonValues of_rows{catalogue, asked, by, 2, replicates};
  for (std::size_t r = 0; r < replicates; ++r) {
    for (std::size_t arm = 0; arm < 2; ++arm) {
      Results results = (arm == 0 ? base : other).run(r);
      results.arm = arm;
      results.run = r;
      of_runs.add(results);
      REQUIRE(of_runs.row(results).size() == of_runs.width());
      of_rows.put(arm, r, of_runs.row(results));
    }
  }
  const auto told = [](const ComparisonValues& values) {
    ComparisonReport report;
    report.arms = {"base", "other"};
    report.differences.resize(1);
    values.tell(report, replicates, 0, IntervalRule::fixed(0.95));
    return json_of(report_of(report)).dump();
  };
  CHECK(told(of_rows) == told(of_runs));
}

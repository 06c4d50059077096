// What the studies of incomes find: completion reports and the comparison before and after.

#include <catch2/catch.hpp>
#include <cmath>

#include "unit/observe/evidence_fixture.hpp"

using namespace ayni;

TEST_CASE(
    "The before-after comparison counts a product by the share its sample had, whatever its share of the alliances") {
  Evaluation e{2008, 61, 1.0, 0.2};
  World& world = e.lab.world;
  Groups& group = world.group;
  const auto give = [&](double of_milk, double of_maize) {
    for (Index g = 0; g < group.count; ++g) group.year.net_income[g] = group.product[g] == milk ? of_milk : of_maize;
  };
  give(1000.0, 1000.0);
  e.observe(12);
  e.ally_all();
  for (const Index g : e.alliances) {
    group.cycle.funded[g] = group.cycle.completed[g] = 13;
    group.year.baseline_net_income[g] = 1000.0;
  }
  give(2000.0, 1500.0);
  e.observe(24);  // the year that completion reports tell of
  give(9000.0, 9000.0);
  e.observe(60);
  e.recorder.finish(world);
  CHECK(e.figure("survey_share_of_groups", Sample::early_2013, "milk") == Approx(0.2));
  CHECK(e.figure("survey_groups", Sample::early_2013) == Approx(static_cast<double>(e.alliances.size())));
  CHECK(e.figure("survey_income_change", Sample::early_2013) == Approx(0.2 * 1.0 + 0.8 * 0.5));
  CHECK(e.figure("survey_income_change", Sample::reported_2013) == Approx(0.75));
}

TEST_CASE("Studies see the regions that they covered, and reports tell of completed plans alone") {
  Scenario covered = Evaluation::scenario(2008, 61, 1.0, 0.0);
  covered.region[0].survey.impact_study = false;
  covered.region[1].survey.before_after = false;
  Evaluation e{covered};
  Groups& group = e.lab.world.group;
  e.observe(12);
  e.ally_all();
  for (const Index g : e.alliances) group.cycle.funded[g] = 13;
  for (const Index g : e.alliances) group.cycle.completed[g] = group.region[g] == 0 ? 13 : never;
  group.cycle.completed[e.alliances.front()] = never;
  group.agreement.outlet[e.alliances.back()] = Outlet::dissolved;
  for (const Month t : {24, 36, 60}) e.observe(t);
  e.recorder.finish(e.lab.world);
  const auto in = [&](std::uint16_t region) {
    return static_cast<double>(
        std::count_if(e.alliances.begin(), e.alliances.end(), [&](Index g) { return group.region[g] == region; }));
  };
  REQUIRE(group.region[e.alliances.front()] == 0);
  REQUIRE(group.region[e.alliances.back()] == 1);
  CHECK(e.figure("survey_groups", Sample::evaluated_2013) == in(1) - 1.0);  // one has fallen apart
  CHECK(e.figure("survey_groups", Sample::early_2013) == in(0) - 1.0);      // one was never completed
  CHECK(e.figure("survey_groups", Sample::early_due_2013) == in(0));
  CHECK(e.figure("survey_groups", Sample::reported_2013) == in(0) - 1.0);
  CHECK(e.figure("survey_groups", Sample::due_2013) == in(0) + in(1));
}

TEST_CASE("A completion report is read when the first full year after the last tranche has ended") {
  Evaluation e{2011, 25};
  Groups& group = e.lab.world.group;
  e.observe(12);
  e.ally_all();
  const auto n = static_cast<double>(e.alliances.size());
  for (const Index g : e.alliances) group.cycle.funded[g] = group.cycle.completed[g] = 12;  // June 2012
  group.cycle.completed[e.alliances.front()] = 14;                                          // within the year
  e.observe(24);
  e.recorder.finish(e.lab.world);
  CHECK(e.figure("survey_groups", Sample::reported_2013) == n - 1.0);
}

TEST_CASE(
    "Incremental revenue is of the last full year, income of the completion report's, over the last before funding") {
  Evaluation e{2011, 25};
  World& world = e.lab.world;
  Groups& group = world.group;
  std::fill(group.year.revenue.begin(), group.year.revenue.end(), 1000.0);
  e.observe(12);  // nobody is funded yet: this is the baseline
  e.ally_all();
  for (const Index g : e.alliances) {
    group.cycle.completed[g] = 12;
    group.year.baseline_net_income[g] = 500.0;
    group.year.net_income[g] = 900.0;
    group.year.revenue[g] = 1000.0 + 8.0 * 200.0;  // the exchange rate of the small country is 8
    group.membership.at_start[g] = 20;
  }
  group.year.net_income[e.alliances.front()] = 400.0;
  SECTION("and groups funded too late are not evaluated") {
    for (const Index g : e.alliances) group.cycle.funded[g] = group.cycle.completed[g] = 20;
    e.observe(24);
    e.recorder.finish(world);
    CHECK(std::isnan(e.figure("survey_revenue_gain_usd", Sample::evaluated_2013)));
    CHECK(std::isnan(e.figure("survey_income_change", Sample::reported_2013)));
  }
  SECTION("in dollars, by alliance and family, and relative") {
    for (const Index g : e.alliances) group.cycle.funded[g] = 12;
    e.observe(24);
    e.recorder.finish(world);
    const auto n = static_cast<double>(e.alliances.size());
    CHECK(e.figure("survey_revenue_gain_usd", Sample::evaluated_2013) == Approx(200.0));
    CHECK(e.figure("survey_revenue_gain_per_family_usd", Sample::evaluated_2013) == Approx(10.0));
    CHECK(e.figure("survey_income_change", Sample::reported_2013) == Approx((400.0 * (n - 1.0) - 100.0) / (500.0 * n)));
    CHECK(e.figure("survey_income_loss", Sample::reported_2013) == Approx(1.0 / n));
    CHECK(e.figure("survey_income_gain", Sample::reported_2013) == Approx(1.0 - 1.0 / n));
    CHECK(e.figure("survey_income_effect_loss", Sample::reported_2013) == Approx(1.0 / n));
  }
}

TEST_CASE("Alliances without a full year before funding have no income gain to tell") {
  Evaluation e{2012, 13};
  e.ally_all();
  e.observe(12);
  e.recorder.finish(e.lab.world);
  CHECK(std::isnan(e.figure("survey_income_change", Sample::due_2013)));
}

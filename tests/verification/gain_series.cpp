#include <catch2/catch.hpp>
#include <cmath>

#include "support/run_results.hpp"

using namespace ayni;

namespace {

/// Bs and poor households of a year, over households of funded groups or of controls that live there.
struct Year {
  double income = 0.0, poor = 0.0, households = 0.0;
};

Year year_of(const Laboratory& lab, const std::vector<Index>& groups) {
  const World& world = lab.world;
  const double line = lab.scenario.household.moderate_line_bs * lab.scenario.household.persons * world.price_index;
  Year year;
  for (const Index g : groups) {
    for (std::size_t i = world.group.first[g]; i < world.group.first[g] + world.group.slots[g]; ++i) {
      if (world.household.lives[i] == 0 || world.household.away[i] != 0) continue;
      const double income = static_cast<double>(world.household.product_income[i]) +
                            0.12 * static_cast<double>(world.household.other_income[i]);
      year.income += income;
      year.poor += income <= line ? 1.0 : 0.0;
      year.households += 1.0;
    }
  }
  return year;
}

constexpr Month first_june = 18;  // months that have passed after June 2008
constexpr Month last_june = 54;

}  // namespace

TEST_CASE("Public money per gain is all spent over what funded groups gained more than controls") {
  Scenario s = small_scenario();
  s.run.horizon_months = last_june;
  s.household.moderate_line_bs = 2000.0;
  Laboratory lab{s};
  lab.run();
  std::vector<Index> funded, controls, potential;
  for (Index g = 0; g < lab.world.group.count; ++g) {
    const bool control = lab.world.group.kind[g] == GroupKind::control;
    if (control) controls.push_back(g);
    if (!control) potential.push_back(g);
    if (!control && lab.world.group.cycle.funded[g] != never) funded.push_back(g);
  }
  REQUIRE_FALSE(funded.empty());
  Laboratory early{s};
  early.run_to(first_june);
  const Year before = year_of(early, funded), after = year_of(lab, funded);
  const Year control_before = year_of(early, controls), control_after = year_of(lab, controls);
  const double income = after.households * (after.income / after.households - before.income / before.households -
                                            control_after.income / control_after.households +
                                            control_before.income / control_before.households);
  const double poor = after.households *
                      (after.poor / after.households - before.poor / before.households -
                       control_after.poor / control_after.households + control_before.poor / control_before.households);
  const ProjectUnit& project = lab.world.project;
  const double spent = bolivianos(project.grants + project.assistance + project.brokers + project.administration);

  const Runs runs{s};
  const Results results = runs.run();
  REQUIRE(income > 0.0);
  CHECK(runs.column(results, "cost_per_income_gained")[0] == Approx(spent / income).epsilon(1e-4));
  REQUIRE(poor < 0.0);
  CHECK(runs.column(results, "cost_per_person_out_of_poverty")[0] ==
        Approx(spent / (-poor * s.household.persons)).epsilon(1e-4));
  const Year everybody = year_of(lab, potential);
  CHECK(runs.column(results, "potential_income")[4] == Approx(everybody.income).epsilon(1e-5));
  CHECK(runs.column(results, "potential_poor")[4] == Approx(everybody.poor * s.household.persons));
}

TEST_CASE("Without a project, or within one year, no money bought a gain") {
  Scenario s = small_scenario();
  s.project.enabled = false;
  const Runs without{s};
  CHECK(std::isnan(without.column(without.run(), "cost_per_income_gained")[0]));
  CHECK(without.column(without.run(), "potential_income")[4] > 0.0);
  s.project.enabled = true;
  s.run.horizon_months = first_june;
  const Runs brief{s};
  CHECK(std::isnan(brief.column(brief.run(), "cost_per_person_out_of_poverty")[0]));
  CHECK(std::isnan(brief.column(brief.run(), "potential_poor")[0]));  // January to June 2007
}

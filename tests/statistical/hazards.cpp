// The whole model with everything off but one constant hazard, against the closed form of that hazard. Bounds are 4.5
// standard errors of independent draws: a false alarm once in 150,000 comparisons, 12 of which are made here.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "observe/catalogue_of.hpp"
#include "observe/recorder.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// A country of many groups, all funded at once, in which nothing can end an alliance.
Scenario country_without_hazards(double groups) {
  Scenario s = small_scenario();
  s.run.horizon_months = 96;
  s.scale.potential_groups = groups;
  s.scale.control_groups = 0.0;
  s.scale.members_min = 10;
  for (RegionParameters& region : s.region) {
    region.members_mean = 10.0;
    region.group_young_share = 0.0;
    region.product[0].buyer_capacity = 100.0;
    region.product[0].buyers_per_catchment = 200.0;
    region.migrant_share = 0.0;
  }
  s.project.counterpart_share = 0.0;
  s.project.budget_usd = 1e10;
  s.project.screening_threshold = -10.0;
  s.project.tranches = 1;
  s.trade.late_base = -20.0;
  s.trade.quality_base = -20.0;
  s.trade.transport_fault_per_hour = 0.0;
  s.trade.quantity_fault_chance = 0.0;
  s.trade.damage_gap = 0.0;
  s.trust.learning = false;
  s.alliance.trust_value = 1e6;  // no group would rather leave, and no buyer
  s.alliance.trust_neutral = 0.0;
  s.alliance.buyer_trust_bound = 0.0;
  s.alliance.buyer_failure_per_year = 0.0;
  s.alliance.dissolution_per_year = 0.0;
  s.alliance.minimum_members = 1;
  s.membership.leave_per_year = 0.0;
  s.membership.cohesion_adjustment = 0.0;
  return s;
}

double bound(double share, double n) { return 4.5 * std::sqrt(share * (1.0 - share) / n); }

}  // namespace

TEST_CASE("With no hazard at all every alliance lasts") {
  const Scenario s = country_without_hazards(40.0);
  Laboratory lab{s};
  lab.run();
  const auto& outlet = lab.world.group.agreement.outlet;
  CHECK(std::count(outlet.begin(), outlet.end(), Outlet::first_buyer) >= 36);
  CHECK(std::count(outlet.begin(), outlet.end(), Outlet::free_market) == 0);
  CHECK(std::count(outlet.begin(), outlet.end(), Outlet::dissolved) == 0);
}

TEST_CASE("Survival under a constant hazard of dissolution is (1 - p)^n, n the yearly assemblies passed") {
  Scenario s = country_without_hazards(3000.0);
  s.alliance.dissolution_per_year = 0.1;
  Laboratory lab{s};
  lab.world.group.membership.cohesion.assign(lab.world.group.count, 0.5F);  // where the chance is as given
  const Catalogue catalogue = catalogue_of(s);
  Recorder recorder{s, catalogue, lab.world};
  for (Month t = 0; t < 96; ++t) {
    lab.run_to(t + 1);
    recorder.observe(lab.world, t);
  }
  const Results results = recorder.finish(lab.world);
  const auto& survival = results.values[catalogue.measure("kaplan_meier")];
  const auto& incidence = results.values[catalogue.measure("cumulative_incidence")];
  const auto n = static_cast<double>(results.tables[catalogue.table("alliance")].columns[0].size());
  REQUIRE(n > 2500.0);
  CHECK(survival[2] == 1.0);
  for (const std::size_t month : {3U, 15U, 39U, 63U, 75U}) {
    const double expected = std::pow(0.9, static_cast<double>((month + 9) / 12));
    CAPTURE(month, expected);
    CHECK(std::abs(survival[month] - expected) < bound(expected, n));
    CHECK(survival[month + 11] == survival[month]);
    const std::size_t dissolution = static_cast<std::size_t>(Cause::dissolution) - 1;
    CHECK(incidence[dissolution * 96 + month] == Approx(1.0 - survival[month]).margin(1e-12));
  }
}

TEST_CASE("Buyers under a constant hazard of failure remain with (1 - q)^years, and so do their alliances") {
  Scenario s = country_without_hazards(400.0);
  s.alliance.buyer_failure_per_year = 0.2;
  s.alliance.rematch_chance = 0.0;
  Laboratory lab{s};
  const auto buyers = static_cast<double>(lab.world.buyer.count);
  REQUIRE(buyers >= 400.0);
  for (int year = 1; year < 8; ++year) {
    lab.run_to(12 * year + 1);
    const double expected = std::pow(0.8, year);
    const auto open = static_cast<double>(std::count(lab.world.buyer.open.begin(), lab.world.buyer.open.end(), 1));
    CAPTURE(year);
    if (year % 2 == 1) CHECK(std::abs(open / buyers - expected) < bound(expected, buyers));
    for (Index g = 0; g < lab.world.group.count; ++g) {
      if (lab.world.group.cycle.funded[g] == never || !allied(lab.world.group.agreement.outlet[g])) continue;
      CHECK(lab.world.buyer.open[lab.world.group.agreement.buyer[g]] == 1);
    }
  }
}

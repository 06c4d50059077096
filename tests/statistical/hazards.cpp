// The whole model with everything off but one constant hazard, against the closed form of that hazard. Bounds are 4.5
// standard errors of independent draws: a false alarm once in 150,000 comparisons, 5 of which are made here.

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
  s.trade.transport_base = -20.0;
  s.trade.damage_gap = 0.0;
  keep_buyers_open(s);
  s.trust.learning = false;
  s.alliance.trust_value = 1e6;  // no group would rather leave, and no buyer
  s.alliance.trust_neutral = 0.0;
  s.alliance.buyer_trust_bound = 0.0;
  s.relationship.value_to_group = 1.0;
  s.relationship.value_to_buyer = 1.0;
  s.alliance.company_days = 0.0;
  s.alliance.benefit_noise_days = 0.0;
  s.alliance.meeting_days = 0.0;
  s.alliance.minimum_members = 1;
  s.membership.leave_per_year = 0.0;
  s.membership.exit_per_year = 0.0;
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

TEST_CASE("Survival under a constant hazard of dissolution is (1 - p)^n, n the yearly reckonings passed") {
  Scenario s = country_without_hazards(3000.0);
  // What members gain is nothing beside the noise of the reckoning, and one poor year is enough.
  s.prices.day_wage_bs = {1e4};
  s.alliance.benefit_noise_days = 365.0;
  s.alliance.meeting_days = 0.0;  // falls apart by half
  s.alliance.poor_years_borne = 1;
  Laboratory lab{s};
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
    const double expected = std::pow(0.5, static_cast<double>((month + 9) / 12));
    CAPTURE(month, expected);
    CHECK(std::abs(survival[month] - expected) < bound(expected, n));
    CHECK(survival[month + 11] == survival[month]);
    const std::size_t dissolution = static_cast<std::size_t>(Cause::dissolution) - 1;
    CHECK(incidence[dissolution * 96 + month] == Approx(1.0 - survival[month]).margin(1e-12));
  }
}

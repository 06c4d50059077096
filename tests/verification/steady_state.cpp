// Without shocks, faults and learning nothing has a reason to move.

#include <catch2/catch.hpp>

#include "support/run_results.hpp"

using namespace ayni;

namespace {

/// Everything that disturbs is off: no faults, no failures, no leaving or joining, no wear, and a contract that pays as
/// much as the spot.
Scenario quiet_country() {
  Scenario s = small_scenario();
  s.run.horizon_months = 120;
  for (ProductParameters& product : s.product) {
    product.freight_share_per_hour = 0.0;
    product.alternative_crops = 0;
    product.prefinanced_share = 0.0;  // nobody lacks the cash for inputs
  }
  s.trade.late_base = -20.0;
  s.trade.quality_base = -20.0;
  s.trade.transport_base = -20.0;
  s.alliance.latent_quality = false;
  s.alliance.review_noise = 0.0;
  s.alliance.search_spread = 0.0;
  s.alliance.switching_cost = 100.0;
  s.alliance.buyer_trust_bound = 0.0;
  keep_buyers_open(s);
  s.alliance.meeting_days = 0.0;
  s.alliance.company_days = 0.0;
  s.alliance.benefit_noise_days = 0.0;
  s.alliance.spot_risk = 1.0;
  s.membership.leave_per_year = 0.0;
  s.membership.exit_per_year = 0.0;
  s.membership.growth_per_year = 0.0;
  s.production.area_adjustment_per_year = 0.0;
  s.assistance.forgetting_per_year = 0.0;
  for (ProductParameters& product : s.product) product.package.life_years = 100.0;
  s.project.failure_breaks = 0.0;
  return s;
}

}  // namespace

TEST_CASE("Fixed prices do not drift") {
  const Runs runs{quiet_country()};
  const Results results = runs.run();
  const auto& price = runs.column(results, "reference_price");
  for (std::size_t i = 0; i < price.size(); ++i) CHECK(price[i] == Approx(i % 2 == maize ? 100.0 : 3.0).epsilon(1e-12));
}

TEST_CASE("Without shocks and faults no alliance ends and no member leaves") {
  const Runs runs{quiet_country()};
  const Results results = runs.run();
  for (std::size_t k = 1; k < causes; ++k) CHECK(runs.sum(results, std::string{"ended_by_"} + cause_names[k]) == 0.0);
  const auto& funded = runs.column(results, "funded");
  const auto& first = runs.column(results, "first_buyer");
  const auto& members = runs.column(results, "members");
  REQUIRE(funded.back() > 0.0);
  CHECK(first == funded);
  for (std::size_t i = 0; i < members.size(); ++i) CHECK(members[i] == 20.0 * funded[i]);
}

TEST_CASE("Without the project and without shocks every year is like the one before") {
  const Runs runs{quiet_country()};
  const Results results = runs.run(0, Intervention::off);
  const auto& volume = runs.column(results, "year_volume");
  const auto& produced = runs.column(results, "produced");
  for (std::size_t t = 12; t < 120; ++t) {
    CHECK(produced[2 * t] == produced[2 * (t - 12)]);
    CHECK(produced[2 * t + 1] == produced[2 * (t - 12) + 1]);
  }
  for (std::size_t season = 2; season < 10; ++season) {  // 0 is half a year
    CHECK(volume[2 * season] == volume[2]);
    CHECK(volume[2 * season + 1] == volume[3]);
  }
  CHECK(runs.sum(results, "funded") == 0.0);
}

TEST_CASE("Trust under faultless trade only grows") {
  Scenario s = quiet_country();
  s.trade.damage_gap = 0.0;
  s.trade.side_selling_scale = 0.001;
  s.relationship.value_to_group = 1.0;
  s.trade.quantity_tolerance = 1.0;
  Laboratory lab{s};
  std::vector<double> before(lab.world.group.count, 0.0);
  for (Month t = 0; t < 120; ++t) {
    lab.run_to(t + 1);
    for (const Index g : lab.world.settled) {
      const double now = trust(lab.world.group.trust.good[g], lab.world.group.trust.bad[g]);
      CHECK(now >= before[g] - 1e-6);  // beliefs are held in single precision
      before[g] = now;
    }
  }
  CHECK(*std::max_element(before.begin(), before.end()) > 0.8);
}

// The ends of what a scenario may ask for: no exception, every identity holds each month, and the outcome is the one
// that the extreme forces.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "support/identities.hpp"
#include "support/run_results.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

namespace {

/// Goes through all months with every identity checked, observed all along.
Results survives(const Scenario& scenario) {
  Laboratory lab{scenario};
  REQUIRE(inconsistencies(scenario).empty());
  const auto horizon = static_cast<Month>(scenario.run.horizon_months);
  for (Month t = 0; t < horizon; ++t) {
    lab.run_to(t + 1);
    const std::vector<std::string> found = imbalances(lab.world);
    CAPTURE(t);
    CHECK(found == std::vector<std::string>{});
    if (!found.empty()) break;
  }
  return Runs{scenario}.run();
}

/// A million a unit, or the highest price at which a household's sales are not refused.
void make_dear(Scenario& s) {
  for (ProductParameters& product : s.product) {
    product.price.level = std::min(1e6, 1e9 / (product.yield_per_farm_unit_year * product.farm_units_mean));
  }
}

double funded_at_end(const Scenario& scenario, const Results& results) {
  const Runs runs{scenario};
  const auto& funded = runs.column(results, "funded");
  double sum = 0.0;
  for (std::size_t r = 0; r < scenario.region.size(); ++r) sum += funded[funded.size() - 1 - r];
  return sum;
}

}  // namespace

TEST_CASE("With a counterpart of 0 every group applies and nobody pays") {
  Scenario s = bolivia(0.03);
  s.project.counterpart_share = 0.0;
  const Results results = survives(s);
  CHECK(funded_at_end(s, results) > 0.0);
  CHECK(Runs{s}.sum(results, "counterpart_paid") == 0.0);
}

TEST_CASE("With a counterpart of 1 there is no grant, so nobody applies") {
  Scenario s = bolivia(0.03);
  s.project.counterpart_share = 1.0;
  CHECK(funded_at_end(s, survives(s)) == 0.0);
}

TEST_CASE("Without buyers there is no alliance") {
  Scenario s = bolivia(0.03);
  for (RegionParameters& region : s.region) {
    for (RegionProduct& grown : region.product) grown.buyers_per_catchment = 0.0;
  }
  CHECK(funded_at_end(s, survives(s)) == 0.0);
}

TEST_CASE("With one buyer a market there is no new one to go to") {
  Scenario s = small_scenario();
  s.run.horizon_months = 120;
  for (RegionParameters& region : s.region) region.product[0].buyers_per_catchment = 1.0;
  s.buyer.entrants_share = 0.0;
  const Results results = survives(s);
  CHECK(funded_at_end(s, results) > 0.0);
  CHECK(Runs{s}.sum(results, "new_buyer") == 0.0);
  CHECK(Runs{s}.sum(results, "ended_by_better_buyer") == 0.0);
}

TEST_CASE("Buyers without capacity still can only be left with what one group sells") {
  Scenario s = bolivia(0.03);
  for (RegionParameters& region : s.region) {
    for (RegionProduct& grown : region.product) grown.buyer_capacity = 0.0;
  }
  CHECK(funded_at_end(s, survives(s)) == 0.0);
}

TEST_CASE("The highest prices that a scenario takes do not overflow any account") {
  Scenario s = bolivia(0.03);
  s.prices.mode = PriceMode::fixed;
  make_dear(s);
  const Results results = survives(s);
  for (const auto& column : results.values) {
    for (const double value : column) CHECK_FALSE(std::isinf(value));
  }
}

TEST_CASE("A price near nothing leaves households poor and the books balanced") {
  Scenario s = bolivia(0.03);
  s.prices.mode = PriceMode::fixed;
  for (ProductParameters& product : s.product) product.price.level = 0.001;
  survives(s);
}

TEST_CASE("Loans as long as the ranges allow do not overflow") {
  Scenario s = small_scenario();
  s.prices.mode = PriceMode::fixed;
  make_dear(s);
  s.fund.rule = FundRule::required;
  s.fund.loan_months = 60.0;
  s.fund.savings_per_meeting_bs = 1e5;
  s.credit.limit_months = 60.0;
  s.credit.helping_per_year = 1.0;
  s.credit.demand_share = 1.0;
  survives(s);
}

TEST_CASE("Without any hazard no drought is seen") {
  Scenario s = bolivia(0.03);
  for (RegionParameters& region : s.region) region.weather = RegionWeather{0.0, 0.0, 0.0, 0.5, 0.0};
  const Results results = survives(s);
  CHECK(Runs{s}.sum(results, "drought") == 0.0);
}

TEST_CASE("A drought in every year leaves less to sell than none") {
  Scenario none = bolivia(0.03);
  for (RegionParameters& region : none.region) region.weather.drought = 0.0;
  Scenario always = bolivia(0.03);
  for (RegionParameters& region : always.region) region.weather.drought = 1.0;
  CHECK(Runs{always}.sum(survives(always), "produced") < Runs{none}.sum(survives(none), "produced"));
}

TEST_CASE("A run may be one month long") {
  Scenario s = bolivia(0.03);
  s.run.horizon_months = 1;
  survives(s);
}

TEST_CASE("A run may begin in any month of the year") {
  for (std::int64_t month = 1; month <= 12; ++month) {
    Scenario s = small_scenario();
    s.run.start_month = month;
    s.run.horizon_months = 30;
    survives(s);
  }
}

TEST_CASE("The smallest country lives") { survives(bolivia(0.01)); }

TEST_CASE("Groups may be as small as one household") {
  Scenario s = bolivia(0.03);
  s.scale.members_min = 1;
  s.scale.members_sigma = 2.0;
  s.alliance.minimum_members = 1;
  for (RegionParameters& region : s.region) region.members_mean = 5.0;
  survives(s);
}

TEST_CASE("A country without control groups, and one without potential groups, live") {
  Scenario s = bolivia(0.03);
  s.scale.control_groups = 0.0;
  survives(s);
  s = bolivia(0.03);
  s.scale.potential_groups = 0.0;
  CHECK(funded_at_end(s, survives(s)) == 0.0);
}

TEST_CASE("A project without a budget funds nobody") {
  Scenario s = small_scenario();
  s.project.budget_usd = 0.0;
  CHECK(funded_at_end(s, survives(s)) == 0.0);
}

TEST_CASE("Everything in one tranche, in 24, at once, or years late: the books balance") {
  for (const std::int64_t tranches : {1, 24}) {
    for (const std::int64_t lag : {0, 36}) {
      Scenario s = small_scenario();
      s.run.horizon_months = 120;
      s.project.tranches = tranches;
      s.project.disbursement_lag_months = lag;
      survives(s);
    }
  }
}

TEST_CASE("All members leaving at once dissolves groups and breaks nothing") {
  Scenario s = small_scenario();
  s.membership.exit_per_year = 1.0;
  const Results results = survives(s);
  CHECK(Runs{s}.sum(results, "dissolved") > 0.0);
}

TEST_CASE("No brokers, no neighbours, no peers: groups know the buyers of their own place") {
  Scenario s = bolivia(0.03);
  s.scale.brokers_per_catchment = 0.0;
  s.relations.peers_named = 0;
  s.membership.community_ratio = 1.0;
  survives(s);
}

TEST_CASE("Buyers with costs far above any margin close after two lean years, and with them every alliance") {
  Scenario s = small_scenario();
  make_buyers_fail(s, 5.0);
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) kind->entry_cost_bs = 0.0;
  const Results results = survives(s);
  CHECK(Runs{s}.sum(results, "ended_by_buyer_failed") > 0.0);
  const auto& first = Runs{s}.column(results, "first_buyer");
  CHECK(first[first.size() - 1] + first[first.size() - 2] == 0.0);
}

// What shares a seed shares every shock that still applies; a lever that cannot matter changes nothing at all.

#include <catch2/catch.hpp>

#include "support/run_results.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

namespace {

/// Whether a change of a scenario leaves every number of a run as it was.
template <class Change>
bool inert(Scenario scenario, Change change) {
  const Results before = Runs{scenario}.run();
  change(scenario);
  return same_bytes(before, Runs{scenario}.run());
}

}  // namespace

TEST_CASE("The same seed gives the same bytes, and another replicate and another seed do not") {
  Scenario s = bolivia(0.05);
  const Runs runs{s};
  const Results first = runs.run(3);
  CHECK(same_bytes(first, runs.run(3)));
  CHECK_FALSE(same_bytes(first, runs.run(4)));
  ++s.run.seed;
  CHECK_FALSE(same_bytes(first, Runs{s}.run(3)));
}

TEST_CASE("Without a fund its rules are inert") {
  Scenario s = bolivia(0.05);
  s.fund.rule = FundRule::off;
  CHECK(inert(s, [](Scenario& p) { p.fund.interest_per_year = 0.9; }));
  CHECK(inert(s, [](Scenario& p) { p.fund.meeting_interval_months = 7; }));
  CHECK(inert(s, [](Scenario& p) { p.fund.savings_per_meeting_bs = 999.0; }));
}

TEST_CASE("An independent appraisal does not see political favour") {
  const Scenario s = bolivia(0.05);
  REQUIRE(s.project.political_bias == 0.0);
  CHECK(inert(s, [](Scenario& p) { p.municipality.favour_sigma = 4.0; }));
  Scenario biased = s;
  biased.project.political_bias = 1.0;
  CHECK_FALSE(inert(biased, [](Scenario& p) { p.municipality.favour_sigma = 4.0; }));
}

TEST_CASE("Without bank loans the bank's terms are inert") {
  Scenario s = bolivia(0.05);
  s.credit.bank_loans = false;
  s.project.bank_incentive_chance = 0.0;
  CHECK(inert(s, [](Scenario& p) {
    p.credit.interest_per_year = 1.0;
    p.credit.limit_months = 30.0;
    p.credit.guarantee_share = 1.0;
  }));
}

TEST_CASE("A top-up that never comes, insurance that nobody buys, and support that is not offered are inert") {
  const Scenario s = bolivia(0.05);
  CHECK(inert(s, [](Scenario& p) {
    p.household.insurance_trigger = 0.9;
    p.household.insurance_payout_share = 2.0;
    p.household.insurance_subsidy = 1.0;
  }));
  Scenario producers_only = s;
  producers_only.project.offer_processing = false;
  producers_only.project.offer_marketing = false;
  CHECK(inert(producers_only, [](Scenario& p) { p.project.buyer_support_usd = 1e6; }));
}

TEST_CASE("A floor below every contract price is inert") {
  CHECK(inert(bolivia(0.05), [](Scenario& p) { p.trade.price_floor_share = 1e-6; }));
}

TEST_CASE("With the project off all its levers are inert") {
  Scenario s = bolivia(0.05);
  s.project.enabled = false;
  CHECK(inert(s, [](Scenario& p) {
    p.project.counterpart_share = 0.9;
    p.project.tranches = 7;
    p.project.disbursement_lag_months = 20;
    p.project.appraisal_error = 5.0;
    p.project.budget_usd = 1.0;
    p.assistance.topup_months = 100.0;
  }));
}

TEST_CASE("A project switched off by the scenario is the no-project twin") {
  Scenario s = bolivia(0.05);
  const Results twin = Runs{s}.run(2, Intervention::off);
  s.project.enabled = false;
  CHECK(same_bytes(twin, Runs{s}.run(2)));
}

TEST_CASE(
    "The twin meets the same prices and weather and, but for roads that the project has mended, control communities") {
  Scenario s = bolivia(0.05);
  s.municipality.groups_needed = 1000.0;  // no works: mended roads serve control communities too
  for (ProductParameters& product : s.product)
    product.town_supply_share = 0.0;  // what alliances take from towns moves prices
  const Runs runs{s};
  const Results project = runs.run(1);
  const Results twin = runs.run(1, Intervention::off);
  for (const char* shock : {"reference_price", "quota", "boom", "spot_price", "drought", "control_income",
                            "control_product_income", "control_extreme_poverty"}) {
    CAPTURE(shock);
    CHECK(same_bytes(runs.column(project, shock), runs.column(twin, shock)));
  }
  CHECK(runs.sum(project, "funded") > 0.0);
  CHECK(runs.sum(twin, "funded") == 0.0);
}

TEST_CASE("Policies that share a seed share people, luck, prices and weather") {
  Scenario s = bolivia(0.05);
  s.inputs.elasticity = 0.0;  // money buys inputs, so harvests may differ where money does
  for (ProductParameters& product : s.product) {
    product.town_supply_share = 0.0;  // what alliances take from towns moves prices
    product.labour_days = 0.0;        // goods ask for work that is then missing elsewhere on the farm
  }
  Laboratory base{s};
  s.project.counterpart_share = 0.6;
  s.project.tranches = 1;
  s.fund.rule = FundRule::required;
  s.trade.indexation = 1.0;
  Laboratory policy{s};
  CHECK(base.world.household.capacity == policy.world.household.capacity);
  CHECK(base.world.group.trait.management == policy.world.group.trait.management);
  CHECK(base.world.ties.reach == policy.world.ties.reach);
  // The luck of a year differs only where a household is away in one of the worlds.
  base.run_to(43);
  policy.run_to(43);
  std::size_t shared = 0;
  for (std::size_t i = 0; i < base.world.household.count; ++i) {
    if (base.world.household.away[i] != policy.world.household.away[i]) continue;
    REQUIRE(base.world.household.harvest[i] == policy.world.household.harvest[i]);
    ++shared;
  }
  CHECK(shared > base.world.household.count / 2);
  CHECK(base.world.market.spot == policy.world.market.spot);
  CHECK(base.world.climate.yield == policy.world.climate.yield);
}

TEST_CASE("A larger country keeps the groups that the smaller one has") {
  const World small = Laboratory{bolivia(0.05)}.world;
  const World large = Laboratory{bolivia(0.1)}.world;
  std::size_t found = 0;
  for (Index a = 0; a < small.group.count; ++a) {
    for (Index b = 0; b < large.group.count; ++b) {
      if (small.group.identity[a] != large.group.identity[b]) continue;
      ++found;
      break;
    }
  }
  CHECK(found == small.group.count);
}

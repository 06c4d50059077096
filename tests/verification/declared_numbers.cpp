// A number that is declared is also used: what stood in code as a literal and became a parameter moves a run when it is
// set, and nothing else has to be set for it but what makes the case occur.

#include <catch2/catch.hpp>

#include "support/run_results.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

namespace {

Results run(std::vector<std::string> settings) { return Runs{bolivia(0.1, std::move(settings))}.run(); }

/// All groups look for a buyer at once, and the buyers cannot take all of them.
const std::vector<std::string> crowd{"project.call_months=[0]",
                                     "project.call_shares=[1]",
                                     "project.legalisation_months_max=0",
                                     "region.lago.product.milk.buyer_capacity=0.5",
                                     "region.salar.product.quinoa.buyer_capacity=0.5",
                                     "region.valles.product.milk.buyer_capacity=0.5"};

/// Whether the run with a setting differs from the one without, both under the same circumstances.
bool moves(const std::string& setting, std::vector<std::string> circumstances) {
  const Results without = run(circumstances);
  circumstances.push_back(setting);
  return !same_bytes(run(std::move(circumstances)), without);
}

}  // namespace

TEST_CASE("Each declared number moves a run") {
  const Results usual = run({});
  const std::string setting = GENERATE(
      as<std::string>{}, "alliance.offer_weight=1.0", "alliance.crop_advantage_limit=0.05",
      "alliance.avoidance_months=0", "alliance.company_days=40.0", "alliance.volume_memory=0.9",
      "prices.base_year=2010", "trade.transport_fault_freight=3.0", "trade.quality_fault_factor=1.0",
      "trade.refusal_bound=0.95", "credit.bank_capital_members_per_group=0", "credit.harvests_to_write_off=1",
      "fund.birth_cohesion=20.0", "project.investment_sigma=0.1", "project.legalisation_shortest_share=1.0",
      "project.preparation_spread=0.1", "project.inexperience_penalty=2.0", "membership.cohesion_base=0.3",
      "membership.cohesion_benefit_neutral=0.0", "membership.gain_scale_bs=100.0", "membership.cohesion_start=0.3",
      "membership.cohesion_start_sigma=0.2", "membership.cohesion_start_management=0.2",
      "membership.women_share_sigma=0.3", "membership.indigenous_share_sigma=0.3", "assistance.hired_advice_share=0.5",
      "assistance.hired_advice_reserve=1000.0", "assistance.quality_start=0.4", "assistance.quality_start_sigma=0.2",
      "assistance.quality_start_management=0.2", "municipality.budget_months=12", "buyer.capacity_spread=0.1",
      "production.area_price_response=1.0", "household.food_margin=1.0", "labour.hire_spread=1.0",
      "labour.hire_margin=0.0", "labour.wage_work_share=0.0", "labour.paid_work_displaced=0.0",
      "evaluation.first_benefit_months=18", "evaluation.shadow_wage_share=0.0");
  CAPTURE(setting);
  CHECK_FALSE(same_bytes(run({setting}), usual));
}

TEST_CASE("Each declared number moves a run in which its case occurs") {
  using Case = std::pair<const char*, std::vector<std::string>>;
  const auto [setting, circumstances] =
      GENERATE(Case{"alliance.score_management=1.0", crowd}, Case{"alliance.score_hours=0.5", crowd},
               Case{"alliance.candidate_capacity_share=1.0", crowd},
               Case{"trade.advance_recovery_share=0.1", {"buyer.advances_share=1", "household.savings_months=1"}},
               Case{"project.preparation_without_broker=5.0", {"relations.broker_service_share=0.1"}},
               Case{"fund.minimum_assets_bs=1000000", {"fund.rule=required"}},
               Case{"fund.grace_months=1000", {"fund.rule=required", "fund.minimum_assets_bs=1000000"}},
               Case{"support.least_share_of_capital=0.0", {"project.buyer_support_usd=40000"}},
               Case{"support.life_years=20", {"project.buyer_support_usd=40000"}},
               Case{"support.market_gain=0.5", {"project.buyer_support_usd=40000"}},
               Case{"municipality.needs_sigma=0.3", {"project.targeting_need=1.0", "project.budget_usd=20e6"}},
               Case{"production.area_shrinkage_limit=0.0",
                    {"production.area_adjustment_per_year=1.0", "production.area_price_response=20"}});
  CAPTURE(setting);
  CHECK(moves(setting, circumstances));
}

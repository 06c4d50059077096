// Money, goods, members and loans balance in every month of every scenario. step() itself audits the ledger and goods
// and throws; the identities of members and loans are summed here from the households.

#include <catch2/catch.hpp>

#include "support/identities.hpp"
#include "support/scenario_files.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// The first month in which something does not balance, with what it was; empty when all months balance.
std::string first_imbalance(Laboratory& lab) {
  const auto horizon = static_cast<Month>(lab.scenario.run.horizon_months);
  for (Month t = 0; t < horizon; ++t) {
    lab.run_to(t + 1);
    const std::vector<std::string> found = imbalances(lab.world);
    if (!found.empty()) return "month " + std::to_string(t) + ": " + found.front();
  }
  return {};
}

}  // namespace

TEST_CASE("Money, goods, members and loans balance every month in every scenario file") {
  for (const auto& file : scenario_files()) {
    CAPTURE(file.filename().string());
    Laboratory lab{scenario_of(file, 0.05)};
    CHECK(first_imbalance(lab) == "");
  }
}

TEST_CASE("They balance in several replicates of the baseline") {
  for (std::uint64_t replicate = 1; replicate < 4; ++replicate) {
    CAPTURE(replicate);
    Laboratory lab{bolivia(0.1), replicate};
    CHECK(first_imbalance(lab) == "");
  }
}

TEST_CASE("They balance in the no-project twin") {
  Laboratory lab{bolivia(0.1), 0, false};
  CHECK(first_imbalance(lab) == "");
  CHECK(lab.world.project.account == 0);
  CHECK(lab.world.ledger.flow(Account::project, Account::group) == 0);
}

TEST_CASE("They balance where money is short: low cash, every counterpart late, all lenders at work") {
  Scenario s = small_scenario();
  s.household.savings_months = 0.3;
  s.project.counterpart_share = 0.6;
  s.project.application_spread = 10.0;  // groups apply that cannot pay
  s.project.bank_incentive_chance = 1.0;
  s.buyer.advances_share = 1.0;
  s.fund.rule = FundRule::required;
  s.credit.helping_per_year = 1.0;
  s.credit.demand_share = 1.0;
  s.trade.late_base = 0.0;
  Laboratory lab{s};
  CHECK(first_imbalance(lab) == "");
}

TEST_CASE("They balance where firms of several catchments close and enter, each in all of them at once") {
  Scenario s = small_scenario();
  s.scale.municipalities_per_catchment = 1.0;  // three catchments in each region
  make_buyers_fail(s, 0.3);
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) {
    kind->firm_catchments = 2;
    kind->entry_cost_bs = 1.0;
  }
  s.buyer.advances_share = 1.0;
  Laboratory lab{s};
  const Buyers& buyer = lab.world.buyer;
  std::size_t changes = 0;
  for (Month t = 0; t < static_cast<Month>(s.run.horizon_months); ++t) {
    const std::vector<std::uint8_t> before = buyer.open;
    lab.run_to(t + 1);
    CHECK(imbalances(lab.world) == std::vector<std::string>{});
    for (Index b = 0; b < buyer.count; ++b) {
      changes += buyer.next[b] != nobody && buyer.open[b] != before[b] ? 1U : 0U;
      if (buyer.next[b] != nobody) CHECK(buyer.open[b] == buyer.open[buyer.next[b]]);
    }
  }
  CHECK(changes > 0);
}

TEST_CASE("They balance where groups save before they apply, and savings pay counterparts") {
  Scenario s = small_scenario();
  s.fund.rule = FundRule::savings_first;
  s.fund.savings_per_meeting_bs = 300.0;
  s.project.counterpart_share = 0.6;
  s.project.application_spread = 10.0;  // groups apply that cannot pay
  Laboratory lab{s};
  CHECK(first_imbalance(lab) == "");
  CHECK(lab.world.ledger.flow(Account::fund, Account::household) > 0);
}

TEST_CASE("They balance without a levy, so that every centavo of a sale is paid out") {
  for (Scenario s : {small_scenario(), bolivia(0.1)}) {
    s.trade.levy_share = 0.0;
    Laboratory lab{s};
    CHECK(first_imbalance(lab) == "");
  }
}

#include "model/project.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// Money for all, no administration, no fees, plans of one size, members with plenty of cash.
Scenario plain_project() {
  Scenario s = small_scenario();
  s.project.budget_usd = 1e8;
  s.project.administration_share = 0.0;
  s.project.broker_fee_usd = 0.0;
  s.project.screening_threshold = -10.0;
  s.project.offer_processing = false;
  s.project.offer_marketing = false;
  s.project.counterpart_share = 0.3;
  s.project.in_kind_cap = 0.2;
  s.project.tranches = 3;
  s.project.assistance_share = 0.1;
  s.project.bank_incentive_chance = 0.0;
  s.buyer.advances_share = 0.0;
  return s;
}

/// A group whose agreement has just been signed: plan of 10,000.01 Bs, counterpart of 3,000 Bs of which 600 in kind.
struct Signed : Laboratory {
  Index g, b;

  explicit Signed(const Scenario& s) : Laboratory{s}, g{group_of(maize)}, b{buyer_of(maize)} {
    look_at_markets();
    Groups& group = world.group;
    for (Stage& stage : group.stage) stage = Stage::rejected;  // nobody else moves
    ally(g, b);
    group.stage[g] = Stage::signed_;
    group.funded[g] = never;
    group.completed[g] = never;
    group.investment[g] = 1'000'001;
    group.counterpart[g] = 300'000;
    group.in_kind[g] = 60'000;
    group.grant[g] = 700'001;
    group.cohesion[g] = 0.5F;
    group.due[g] = 0;
    give_members(1'000'000);
  }
  void give_members(std::int32_t cash) {
    for (std::size_t i = first(); i < end(); ++i) {
      world.household.cash[i] = cash * world.household.member[i];
      world.household.spending[i] = 0;
    }
    begin_books();
  }
  void begin_books() {
    world.ledger = Ledger{};
    world.ledger.open(holdings(world).balances);
  }
  void advance(Month t) {
    model.project.advance(world, t);
    CHECK_NOTHROW(world.ledger.audit(holdings(world).balances, t));
  }
  [[nodiscard]] std::size_t first() const { return world.group.first[g]; }
  [[nodiscard]] std::size_t end() const { return first() + world.group.slots[g]; }
};

}  // namespace

TEST_CASE("Counterpart and grant are paid tranche by tranche and add up to the centavo") {
  Scenario s = plain_project();
  s.project.tranche_interval_months = 4;
  s.project.disbursement_lag_months = 2;
  Signed one{s};
  Groups& group = one.world.group;
  Month t = 1;
  for (const Month paid_at : {1, 5, 9}) {  // by the calendar, however late the project is
    for (; t < paid_at; ++t) one.advance(t);
    const Centavos before = group.counterpart_paid[one.g];
    one.advance(t++);
    CHECK(group.counterpart_paid[one.g] - before == 80'000);
    CHECK(group.awaited[one.g] == paid_at + 2);
  }
  for (; t < 20; ++t) one.advance(t);
  CHECK(group.stage[one.g] == Stage::completed);
  CHECK(group.completed[one.g] == 11);
  CHECK(group.funded[one.g] == 3);  // the clock starts with the first disbursement
  CHECK(group.counterpart_paid[one.g] == 240'000);
  CHECK(group.disbursed[one.g] == 700'001);
  CHECK(one.world.ledger.flow(Account::household, Account::group) == 240'000);
  CHECK(one.world.ledger.flow(Account::project, Account::group) == 700'001);
}

TEST_CASE("Of what is disbursed the assistance stays in the account and the rest buys goods, labour included") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.disbursement_lag_months = 0;
  s.project.assistance_share = 0.1;
  Signed one{s};
  one.advance(1);
  one.advance(2);
  Groups& group = one.world.group;
  CHECK(group.stage[one.g] == Stage::completed);
  CHECK(group.assistance_left[one.g] == 94'000);
  CHECK(group.account[one.g] == 94'000);
  CHECK(group.goods_stock[one.g] == Approx((940'001 - 94'000 + 60'000) / 100.0));
}

TEST_CASE("Members pay in proportion to what they can spare; who pays more than an equal part lends to who pays less") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  Signed one{s};
  Households& household = one.world.household;
  const std::size_t rich = one.first();
  household.cash[rich] = 3'000'000;
  household.cash[rich + 1] = 0;
  one.begin_books();
  one.advance(1);
  const auto members = static_cast<double>(one.world.group.members[one.g]);
  const double spare = 3e6 + (members - 2.0) * 1e6;
  CHECK(3'000'000 - household.cash[rich] == Approx(240'000.0 * 3e6 / spare).margin(1.0));
  CHECK(household.cash[rich + 1] == 0);
  CHECK(household.peer_balance[rich] == Approx(240'000.0 * 3e6 / spare - 240'000.0 / members).margin(2.0));
  CHECK(household.peer_balance[rich + 1] == Approx(-240'000.0 / members).margin(1.0));
  std::int64_t sum = 0;
  for (std::size_t i = one.first(); i < one.end(); ++i) sum += household.peer_balance[i];
  CHECK(sum == 0);
}

TEST_CASE("A group raises spare cash above its members' reserve, as far as cohesion carries") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.solidarity_base = 0.5;
  s.project.demoralisation_per_month = 0.0;
  s.project.solidarity_cohesion = 0.4;  // at cohesion 0.5: 0.7 of what all could spare
  s.project.patience_months = 36;
  Signed one{s};
  const auto each = static_cast<std::int32_t>(240'000 / one.world.group.members[one.g]);
  one.give_members(static_cast<std::int32_t>(each / 0.7) - 2);
  one.advance(1);
  CHECK(one.world.group.awaited[one.g] == never);
  one.give_members(static_cast<std::int32_t>(each / 0.7) + 2);
  one.advance(2);
  CHECK(one.world.group.awaited[one.g] == 3);
}

TEST_CASE("A tranche that cannot be paid costs cohesion each month; beyond patience it may end the alliance") {
  Scenario s = plain_project();
  s.project.patience_months = 2;
  s.project.demoralisation_per_month = 0.02;
  s.project.failure_breaks = 1.0;
  Signed one{s};
  one.give_members(0);
  one.world.group.due[one.g] = 1;
  one.advance(1);
  one.advance(2);
  CHECK(one.world.group.stage[one.g] == Stage::signed_);
  CHECK(one.world.group.cohesion[one.g] == Approx(0.46));
  one.advance(3);
  CHECK(one.world.group.stage[one.g] == Stage::withdrawn);
  CHECK(one.world.group.refusal[one.g] == Refusal::no_counterpart);  // never funded: no alliance ended
  CHECK(one.world.group.outlet[one.g] == Outlet::unfunded);
  CHECK(one.world.group.buyer[one.g] == nobody);
}

TEST_CASE("A group that fails after its first disbursement loses the alliance that month, and only that month") {
  Scenario s = plain_project();
  s.project.patience_months = 0;
  s.project.failure_breaks = 1.0;
  Signed one{s};
  one.world.group.stage[one.g] = Stage::executing;
  one.world.group.funded[one.g] = 0;
  one.world.group.tranche[one.g] = 1;
  one.give_members(0);
  one.advance(1);
  CHECK(one.world.group.stage[one.g] == Stage::withdrawn);
  CHECK(one.world.group.counterpart_failed[one.g] == 1);
  CHECK(one.world.group.failed_tranches[one.g] == 1);
  one.advance(2);
  CHECK(one.world.group.counterpart_failed[one.g] == 0);
}

TEST_CASE("What was committed and will not be disbursed is free for others") {
  Scenario s = plain_project();
  s.project.patience_months = 0;
  s.project.failure_breaks = 1.0;
  Signed one{s};
  one.world.project.committed = 700'001;
  one.give_members(0);
  one.advance(1);
  CHECK(one.world.project.committed == 0);
}

TEST_CASE("A late disbursement costs cohesion by the months beyond the first") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.demoralisation_per_month = 0.03;
  s.project.disbursement_lag_months = 5;
  Signed one{s};
  for (Month t = 1; t < 7; ++t) one.advance(t);
  CHECK(one.world.group.funded[one.g] == 6);
  CHECK(one.world.group.cohesion[one.g] == Approx(0.5 - 4 * 0.03));
}

TEST_CASE("A disbursement waits while the project has no money") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  Signed one{s};
  one.advance(1);
  one.world.project.account = 700'000;  // a centavo short
  one.begin_books();
  one.advance(2);
  CHECK(one.world.group.funded[one.g] == never);
  one.world.project.account = 700'001;
  one.begin_books();
  one.advance(3);
  CHECK(one.world.group.funded[one.g] == 3);
}

TEST_CASE("A buyer that gives advances covers what is missing, up to its share of a year's deliveries") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.advance_share = 0.15;
  Signed one{s};
  one.give_members(0);
  one.world.buyer.gives_advances[one.b] = 1;
  one.world.group.contracted[one.g] = 160.1;  // 15 % of 160.1 quintals at 100 Bs is just enough
  one.advance(1);
  CHECK(one.world.group.advance[one.g] == 240'000);
  CHECK(one.world.ledger.flow(Account::buyer, Account::group) == 240'000);
  CHECK(one.world.group.awaited[one.g] == 2);
}

TEST_CASE("An advance that would not be enough is not taken") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.advance_share = 0.15;
  Signed one{s};
  one.give_members(0);
  one.world.buyer.gives_advances[one.b] = 1;
  one.world.group.contracted[one.g] = 159.9;
  one.advance(1);
  CHECK(one.world.group.advance[one.g] == 0);
  CHECK(one.world.group.account[one.g] == 0);
  CHECK(one.world.group.awaited[one.g] == never);
}

TEST_CASE("A dissolved group receives nothing more, and what it was promised is free for others") {
  Signed one{plain_project()};
  one.world.project.committed = 700'001;
  one.world.group.stage[one.g] = Stage::executing;
  one.world.group.outlet[one.g] = Outlet::dissolved;
  one.world.group.awaited[one.g] = 1;
  one.advance(1);
  CHECK(one.world.group.stage[one.g] == Stage::withdrawn);
  CHECK(one.world.group.disbursed[one.g] == 0);
  CHECK(one.world.project.committed == 0);
}

TEST_CASE("A group whose buyer closes before the first disbursement looks for another one") {
  Signed one{plain_project()};
  one.world.project.committed = 700'001;
  one.world.buyer.open[one.b] = 0;
  one.advance(1);
  CHECK(one.world.group.stage[one.g] == Stage::preparing);
  CHECK(one.world.group.buyer[one.g] == nobody);
  CHECK(one.world.project.committed == 0);
  one.advance(2);
  CHECK(one.world.seeking == std::vector<Index>{one.g});
}

TEST_CASE("With the incentive the bank lends the members of an established group what is missing, and it is paid in") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.bank_incentive_chance = 1.0;
  Signed one{s};
  one.world.group.young[one.g] = 0;
  one.give_members(0);
  one.advance(1);
  CHECK(one.world.group.awaited[one.g] == 2);
  CHECK(one.world.group.account[one.g] == 240'000);
  std::int64_t debt = 0;
  for (std::size_t i = one.first(); i < one.end(); ++i) debt += one.world.household.bank_debt[i];
  CHECK(debt == one.world.bank.lent);
  CHECK(debt == one.world.group.bank_issued[one.g]);
  CHECK(debt == 240'000);

  Signed young{s};
  young.world.group.young[young.g] = 1;
  young.give_members(0);
  young.advance(1);
  CHECK(young.world.group.awaited[young.g] == never);
}

TEST_CASE("The bank's loan for a counterpart is paid in even by members who have less than their reserve") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.reserve_months = 1.0;
  s.project.bank_incentive_chance = 1.0;
  Signed one{s};
  one.world.group.young[one.g] = 0;
  one.give_members(0);
  for (std::size_t i = one.first(); i < one.end(); ++i) one.world.household.spending[i] = 1'000'000;
  one.advance(1);
  REQUIRE(one.world.group.counterpart_paid[one.g] == 240'000);
  CHECK(one.world.group.account[one.g] == 240'000);
  for (std::size_t i = one.first(); i < one.end(); ++i) CHECK(one.world.household.cash[i] >= 0);
}

TEST_CASE("The administration is paid in equal parts until its months are over") {
  Scenario s = plain_project();
  s.project.budget_usd = 1e6;
  s.project.bolivianos_per_usd = 7.0;
  s.project.administration_share = 0.2;
  s.project.administration_months = 10;
  s.project.call_months = {100.0};
  Laboratory lab{s};
  lab.run_to(15);
  CHECK(lab.world.project.administration == centavos(1.4e6));
  CHECK(lab.world.ledger.flow(Account::project, Account::outside) == lab.world.project.administration);
}

TEST_CASE("The board commits no more than the calls so far have brought") {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  s.project.call_months = {0.0, 1000.0};
  s.project.call_shares = {0.5, 0.5};
  s.project.budget_usd = 4e5;
  Laboratory lab{s};
  lab.run();
  CHECK(lab.world.project.committed <= centavos(0.5 * 4e5 * s.project.bolivianos_per_usd));
  CHECK(lab.world.project.committed > 0);
  const auto& refusal = lab.world.group.refusal;
  CHECK(std::count(refusal.begin(), refusal.end(), Refusal::no_budget) > 0);
}

TEST_CASE("Groups that score below the threshold are not eligible") {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  s.project.screening_threshold = 10.0;
  Laboratory lab{s};
  lab.run();
  const auto& refusal = lab.world.group.refusal;
  CHECK(std::count(refusal.begin(), refusal.end(), Refusal::not_eligible) > 0);
  CHECK(std::count(lab.world.group.funded.begin(), lab.world.group.funded.end(), never) ==
        static_cast<std::ptrdiff_t>(lab.world.group.count));
}

TEST_CASE("A biased appraisal scores by political favour, a targeted one by need, and remoteness costs") {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  s.project.appraisal_error = 0.0;
  s.project.remoteness_penalty = 0.1;
  s.project.political_bias = 0.7;
  s.project.targeting_need = 2.0;
  Laboratory lab{s};
  lab.run();
  const std::vector<float>& needs = lab.world.municipality.need;
  const double mean_need = std::accumulate(needs.begin(), needs.end(), 0.0) / static_cast<double>(needs.size());
  std::size_t scored = 0;
  const Groups& group = lab.world.group;
  for (Index g = 0; g < group.count; ++g) {
    if (group.signed_month[g] == never) continue;
    const Index m = group.municipality[g];
    const double expected = static_cast<double>(group.management[g]) - (group.young[g] != 0 ? 0.3 : 0.0) +
                            0.7 * static_cast<double>(lab.world.municipality.favour[m]) +
                            2.0 * (static_cast<double>(needs[m]) - mean_need) - 0.1 * lab.world.roads.cost_to_market(m);
    CHECK(group.score[g] == Approx(expected).margin(0.2));  // works may have shortened the way since
    ++scored;
  }
  CHECK(scored > 0);
}

TEST_CASE("Young groups become legal entities first, so they sign later") {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  s.project.legalisation_months_max = 24.0;
  s.region[0].group_young_share = 1.0;
  s.region[0].group_old_share = 0.0;
  s.region[1].group_young_share = 0.0;
  Laboratory lab{s};
  lab.run();
  Month latest_old = 0;
  Month earliest_young = 1000;
  for (Index g = 0; g < lab.world.group.count; ++g) {
    const Month signed_at = lab.world.group.signed_month[g];
    if (signed_at == never) continue;
    if (lab.world.group.young[g] != 0) {
      earliest_young = std::min(earliest_young, signed_at);
    } else {
      latest_old = std::max(latest_old, signed_at);
    }
  }
  REQUIRE(latest_old > 0);
  REQUIRE(earliest_young < 1000);
  CHECK(earliest_young >= 6);
}

TEST_CASE("Support for processing is taken where it counts beside the buyer's capital, and not elsewhere") {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  s.project.offer_processing = true;
  s.project.buyer_support_usd = 4000.0;
  s.buyer.capital_sigma = 0.0;
  for (const double capital : {1e9, 100.0}) {
    s.buyer.capital_bs = capital;
    Laboratory lab{s};
    lab.run();
    const auto& model = lab.world.group.model;
    const auto processing = std::count(model.begin(), model.end(), AllianceModel::processing);
    CHECK((capital > 1e6 ? processing == 0 : processing > 0));
    CHECK(lab.world.ledger.flow(Account::project, Account::buyer) ==
          processing * centavos(4000.0 * s.project.bolivianos_per_usd));
  }
}

TEST_CASE("Without the project nobody applies and nothing is spent") {
  Laboratory lab{plain_project(), 0, false};
  lab.run();
  CHECK(std::count(lab.world.group.stage.begin(), lab.world.group.stage.end(), Stage::outside) ==
        static_cast<std::ptrdiff_t>(lab.world.group.count));
  CHECK(lab.world.project.account == 0);
}

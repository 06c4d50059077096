// From the signed agreement to the last tranche.

#include <catch2/catch.hpp>

#include "support/project_fixture.hpp"

using namespace ayni;

TEST_CASE("Counterpart and grant are paid tranche by tranche and add up to the centavo") {
  Scenario s = plain_project();
  s.project.tranche_interval_months = 4;
  s.project.disbursement_lag_months = 2;
  Signed one{s};
  Groups& group = one.world.group;
  Month t = 1;
  for (const Month paid_at : {1, 5, 9}) {  // by the calendar, however late the project is
    for (; t < paid_at; ++t) one.advance(t);
    const Centavos before = group.investment.counterpart_paid[one.g];
    one.advance(t++);
    CHECK(group.investment.counterpart_paid[one.g] - before == 80'000);
    CHECK(group.cycle.awaited[one.g] == paid_at + 2);
  }
  for (; t < 20; ++t) one.advance(t);
  CHECK(group.cycle.stage[one.g] == Stage::completed);
  CHECK(group.cycle.completed[one.g] == 11);
  CHECK(group.cycle.funded[one.g] == 3);  // the clock starts with the first disbursement
  CHECK(group.investment.counterpart_paid[one.g] == 240'000);
  CHECK(group.investment.disbursed[one.g] == 700'001);
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
  CHECK(group.cycle.stage[one.g] == Stage::completed);
  CHECK(group.investment.assistance_left[one.g] == 94'000);
  CHECK(group.account.balance[one.g] == 94'000);
  CHECK(group.technology.goods_bought[one.g] == Approx((940'001 - 94'000 + 60'000) / 100.0));
}

TEST_CASE(
    "Members pay in proportion to what they can spare, and who pays more than an equal part lends to who pays less") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  Signed one{s};
  Households& household = one.world.household;
  const std::size_t rich = one.first();
  household.cash[rich] = 3'000'000;
  household.cash[rich + 1] = 0;
  one.begin_books();
  one.advance(1);
  const auto members = static_cast<double>(one.world.group.membership.members[one.g]);
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
  const auto each = static_cast<std::int32_t>(240'000 / one.world.group.membership.members[one.g]);
  one.give_members(static_cast<std::int32_t>(each / 0.7) - 2);
  one.advance(1);
  CHECK(one.world.group.cycle.awaited[one.g] == never);
  one.give_members(static_cast<std::int32_t>(each / 0.7) + 2);
  one.advance(2);
  CHECK(one.world.group.cycle.awaited[one.g] == 3);
}

TEST_CASE("A tranche that cannot be paid costs cohesion each month, and beyond patience it may end the alliance") {
  Scenario s = plain_project();
  s.project.patience_months = 2;
  s.project.demoralisation_per_month = 0.02;
  s.project.failure_breaks = 1.0;
  Signed one{s};
  one.give_members(0);
  one.world.group.cycle.due[one.g] = 1;
  one.advance(1);
  one.advance(2);
  CHECK(one.world.group.cycle.stage[one.g] == Stage::signed_);
  CHECK(one.world.group.membership.cohesion[one.g] == Approx(0.46));
  one.advance(3);
  CHECK(one.world.group.cycle.stage[one.g] == Stage::withdrawn);
  CHECK(one.world.group.cycle.refusal[one.g] == Refusal::no_counterpart);  // never funded: no alliance ended
  CHECK(one.world.group.agreement.outlet[one.g] == Outlet::unfunded);
  CHECK(one.world.group.agreement.buyer[one.g] == nobody);
}

TEST_CASE("A group that fails after its first disbursement loses the alliance that month, and only that month") {
  Scenario s = plain_project();
  s.project.patience_months = 0;
  s.project.failure_breaks = 1.0;
  Signed one{s};
  one.world.group.cycle.stage[one.g] = Stage::executing;
  start_funding(one.world, one.g, 0);
  one.world.group.cycle.tranche[one.g] = 1;
  one.give_members(0);
  one.advance(1);
  CHECK(one.world.group.cycle.stage[one.g] == Stage::withdrawn);
  CHECK(one.world.group.cycle.counterpart_failed[one.g] == 1);
  CHECK(one.world.group.cycle.failed_tranches[one.g] == 1);
  one.advance(2);
  CHECK(one.world.group.cycle.counterpart_failed[one.g] == 0);
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
  CHECK(one.world.group.cycle.funded[one.g] == 6);
  CHECK(one.world.group.membership.cohesion[one.g] == Approx(0.5 - 4 * 0.03));
}

TEST_CASE("A disbursement waits while the project has no money") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  Signed one{s};
  one.advance(1);
  one.world.project.account = 700'000;  // a centavo short
  one.begin_books();
  one.advance(2);
  CHECK(one.world.group.cycle.funded[one.g] == never);
  one.world.project.account = 700'001;
  one.begin_books();
  one.advance(3);
  CHECK(one.world.group.cycle.funded[one.g] == 3);
}

TEST_CASE("A buyer that gives advances covers what is missing, up to its share of a year's deliveries") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.advance_share = 0.15;
  Signed one{s};
  one.give_members(0);
  one.world.buyer.gives_advances[one.b] = 1;
  one.world.group.agreement.contracted[one.g] = 160.1;  // 15 % of 160.1 quintals at 100 Bs is just enough
  one.advance(1);
  CHECK(one.world.group.account.advance[one.g] == 240'000);
  CHECK(one.world.ledger.flow(Account::buyer, Account::group) == 240'000);
  CHECK(one.world.group.membership.benefit[one.g] == Approx(2'400.0));  // it is kept back from what deliveries bring
  CHECK(one.world.group.cycle.awaited[one.g] == 2);
}

TEST_CASE("An advance that would not be enough is not taken") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.advance_share = 0.15;
  Signed one{s};
  one.give_members(0);
  one.world.buyer.gives_advances[one.b] = 1;
  one.world.group.agreement.contracted[one.g] = 159.9;
  one.advance(1);
  CHECK(one.world.group.account.advance[one.g] == 0);
  CHECK(one.world.group.account.balance[one.g] == 0);
  CHECK(one.world.group.cycle.awaited[one.g] == never);
}

TEST_CASE("A dissolved group receives nothing more, and what it was promised is free for others") {
  Signed one{plain_project()};
  one.world.project.committed = 700'001;
  one.world.group.cycle.stage[one.g] = Stage::executing;
  one.world.group.agreement.outlet[one.g] = Outlet::dissolved;
  one.world.group.cycle.awaited[one.g] = 1;
  one.advance(1);
  CHECK(one.world.group.cycle.stage[one.g] == Stage::withdrawn);
  CHECK(one.world.group.investment.disbursed[one.g] == 0);
  CHECK(one.world.project.committed == 0);
}

TEST_CASE("A group whose buyer closes before the first disbursement looks for another one") {
  Signed one{plain_project()};
  one.world.project.committed = 700'001;
  one.world.buyer.open[one.b] = 0;
  one.advance(1);
  CHECK(one.world.group.cycle.stage[one.g] == Stage::preparing);
  CHECK(one.world.group.agreement.buyer[one.g] == nobody);
  CHECK(one.world.project.committed == 0);
  one.advance(2);
  CHECK(one.world.seeking == std::vector<Index>{one.g});
}

TEST_CASE("What was paid under an agreement whose buyer closed before funding counts under the next one") {
  Scenario s = plain_project();
  s.project.disbursement_lag_months = 2;
  Signed one{s};
  Groups& group = one.world.group;
  one.advance(1);
  REQUIRE(group.investment.counterpart_paid[one.g] == 80'000);
  one.world.buyer.open[one.b] = 0;
  one.advance(2);
  one.world.buyer.open[one.b] = 1;  // another buyer, and another agreement
  one.ally(one.g, one.b);
  group.cycle.stage[one.g] = Stage::signed_;
  one.forget_funding(one.g);
  group.cycle.completed[one.g] = never;
  group.cycle.due[one.g] = 3;
  one.advance(3);
  CHECK(group.cycle.awaited[one.g] == 5);
  CHECK(group.investment.counterpart_paid[one.g] == 80'000);
  CHECK(group.account.balance[one.g] == 80'000);
  CHECK(one.world.ledger.flow(Account::household, Account::group) == 80'000);
}

TEST_CASE("An advance given back to a buyer that closed before funding no longer counts as counterpart") {
  Scenario s = plain_project();
  s.project.disbursement_lag_months = 2;
  Signed one{s};
  one.give_members(0);
  one.world.buyer.gives_advances[one.b] = 1;
  one.world.group.agreement.contracted[one.g] = 1000.0;
  one.advance(1);
  REQUIRE(one.world.group.account.advance[one.g] == 80'000);
  one.world.buyer.open[one.b] = 0;
  one.advance(2);
  CHECK(one.world.group.account.balance[one.g] == 0);
  CHECK(one.world.group.investment.counterpart_paid[one.g] == 0);
}

TEST_CASE("Tranches are for groups with a buyer: without one nobody pays, and patience runs out as for a counterpart") {
  Scenario s = plain_project();
  s.project.disbursement_lag_months = 2;
  s.project.patience_months = 2;
  s.project.failure_breaks = 1.0;
  Signed one{s};
  Groups& group = one.world.group;
  for (Month t = 1; t < 4; ++t) one.advance(t);
  REQUIRE(group.cycle.funded[one.g] == 3);
  group.agreement.outlet[one.g] = Outlet::free_market;
  for (Month t = 4; t < 7; ++t) one.advance(t);
  CHECK(group.investment.counterpart_paid[one.g] == 80'000);
  CHECK(group.cycle.stage[one.g] == Stage::executing);
  group.agreement.outlet[one.g] = Outlet::new_buyer;  // it found another one in time
  for (Month t = 7; t < 10; ++t) one.advance(t);
  CHECK(group.investment.counterpart_paid[one.g] == 160'000);
  CHECK(group.cycle.tranche[one.g] == 2);
  group.agreement.outlet[one.g] = Outlet::free_market;
  for (Month t = 10; t < 20; ++t) one.advance(t);
  CHECK(group.cycle.stage[one.g] == Stage::withdrawn);
  CHECK(group.investment.disbursed[one.g] == 466'667);
}

TEST_CASE("With the incentive the bank lends the members of an established group what is missing, and it is paid in") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.bank_incentive_chance = 1.0;
  Signed one{s};
  one.world.group.trait.young[one.g] = 0;
  one.give_members(0);
  one.advance(1);
  CHECK(one.world.group.cycle.awaited[one.g] == 2);
  CHECK(one.world.group.account.balance[one.g] == 240'000);
  std::int64_t debt = 0;
  for (std::size_t i = one.first(); i < one.end(); ++i) debt += one.world.household.bank_debt[i];
  CHECK(debt == one.world.bank.lent);
  CHECK(debt == one.world.group.bank.issued[one.g]);
  CHECK(debt == 240'000);

  Signed young{s};
  young.world.group.trait.young[young.g] = 1;
  young.give_members(0);
  young.advance(1);
  CHECK(young.world.group.cycle.awaited[young.g] == never);
}

TEST_CASE("The bank's loan for a counterpart is paid in even by members who have less than their reserve") {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.reserve_months = 1.0;
  s.project.bank_incentive_chance = 1.0;
  Signed one{s};
  one.world.group.trait.young[one.g] = 0;
  one.give_members(0);
  for (std::size_t i = one.first(); i < one.end(); ++i) one.world.household.spending[i] = 1'000'000;
  one.advance(1);
  REQUIRE(one.world.group.investment.counterpart_paid[one.g] == 240'000);
  CHECK(one.world.group.account.balance[one.g] == 240'000);
  for (std::size_t i = one.first(); i < one.end(); ++i) CHECK(one.world.household.cash[i] >= 0);
}

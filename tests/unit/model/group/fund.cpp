#include "model/group/fund.hpp"

#include <catch2/catch.hpp>

#include "support/identities.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// Everybody pays who can; a meeting every three months, four instalments, 12 percent a year.
Scenario sound_fund() {
  Scenario s = small_scenario();
  s.fund.rule = FundRule::required;
  s.fund.withhold_base = -20.0;
  s.fund.run_effect = 0.0;
  s.fund.interest_per_year = 0.12;
  s.fund.savings_per_meeting_bs = 10.0;
  s.fund.loan_months = 2.0;
  s.fund.reserve_share = 0.0;
  s.fund.meetings_to_write_off = 2;
  s.fund.need_months = 1.0;
  s.fund.imitation = 0.0;
  return s;
}

/// A group whose fund was founded in month 0 and holds 1,000 Bs; nobody has cash but whom the test gives some.
struct Fund : Laboratory {
  Index g;
  std::size_t i;

  explicit Fund(const Scenario& s) : Laboratory{s}, g{group_of(maize)}, i{world.group.first[g]} {
    look_at_markets();
    ally(g, buyer_of(maize));
    world.group.fund.open[g] = 1;
    world.group.fund.started[g] = 0;
    world.group.fund.cash[g] = 100'000;
    world.group.crop.inputs_month[g] = 0;  // so that meetings fall on months 3, 6, 9
    for (std::size_t k = i; k < i + world.group.slots[g]; ++k) {
      world.household.cash[k] = 10'000;
      world.household.spending[k] = 10'000;
    }
  }
  void meet(Month t) {
    world.ledger = Ledger{};
    world.ledger.open(holdings(world).balances);
    model.funds->advance(world, t);
    CHECK_NOTHROW(world.ledger.audit(holdings(world).balances, t));
    CHECK(imbalances(world) == std::vector<std::string>{});
  }
  [[nodiscard]] Households& all() { return world.household; }
};

}  // namespace

TEST_CASE("A member who is short of cash borrows, and repays in instalments with interest") {
  Fund one{sound_fund()};
  one.all().cash[one.i] = 0;
  one.meet(3);
  CHECK(one.all().fund_debt[one.i] == 20'000);  // two months' spending
  CHECK(one.all().cash[one.i] == 20'000);
  CHECK(one.world.group.fund.cash[one.g] == 80'000);
  CHECK(one.world.group.fund.issued[one.g] == 20'000);
  one.all().cash[one.i] = 100'000;
  one.meet(6);
  CHECK(one.all().fund_debt[one.i] == 20'000 - 5'001);
  CHECK(one.all().cash[one.i] == 100'000 - 5'001 - 600);  // three months at one percent
  CHECK(one.world.group.fund.cash[one.g] == 80'000 + 5'601);
  for (const Month t : {9, 12, 15}) one.meet(t);
  CHECK(one.all().fund_debt[one.i] == 0);
  CHECK(one.world.group.fund.lent[one.g] == 0);
  CHECK(one.world.group.fund.repaid[one.g] == 20'000);
}

TEST_CASE("Before inputs are bought a loan is of what is missing for them") {
  Fund one{sound_fund()};
  one.world.group.crop.inputs_due[one.g] = 1;
  one.world.group.crop.input_cost[one.g] = 15'000.0F;
  one.world.group.crop.input_floor[one.g] = 0.0F;
  one.all().capacity[one.i] = 1.0F;
  one.all().capacity[one.i + 1] = 0.5F;
  one.meet(3);
  CHECK(one.all().fund_debt[one.i] == 5'000);
  CHECK(one.all().fund_debt[one.i + 1] == 0);  // lacks nothing
}

TEST_CASE(
    "Before inputs are bought, and only then, a share of what nobody borrows goes back to members in equal parts") {
  Scenario s = sound_fund();
  s.fund.share_out = 0.5;
  s.fund.reserve_share = 0.2;
  for (const bool before_inputs : {true, false}) {
    Fund one{s};
    one.world.group.crop.inputs_due[one.g] = before_inputs ? 1 : 0;
    one.world.group.crop.input_cost[one.g] = 0.0F;
    one.world.group.fund.savings[one.g] = 90'000;
    one.meet(3);
    const Centavos out = before_inputs ? 40'000 : 0;  // half of what is beyond the reserve of a fifth
    CHECK(one.world.group.fund.cash[one.g] == 100'000 - out);
    CHECK(one.world.group.fund.savings[one.g] == 90'000 - out);
    CHECK(one.all().cash[one.i] == 10'000 + out / one.world.group.membership.members[one.g]);
  }
}

TEST_CASE("Who could not buy the season's inputs otherwise neither saves nor repays before they are bought") {
  Fund one{sound_fund()};
  GroupCrop& crop = one.world.group.crop;
  one.all().cash[one.i] = 0;
  one.meet(3);
  REQUIRE(one.all().fund_debt[one.i] == 20'000);
  crop.inputs_due[one.g] = 1;
  crop.input_floor[one.g] = 0.0F;
  crop.input_cost[one.g] = 200'000.0F;
  for (std::size_t k = one.i; k < one.i + one.world.group.slots[one.g]; ++k) one.all().capacity[k] = 0.0F;
  for (const std::size_t k : {one.i, one.i + 1}) {
    one.all().cash[k] = 100'000;
    one.all().capacity[k] = 1.0F;
  }
  one.world.group.fund.cash[one.g] = 0;  // nothing to lend
  one.meet(6);
  CHECK(one.all().cash[one.i] == 100'000);
  CHECK(one.all().cash[one.i + 1] == 100'000);
  CHECK(one.all().arrears[one.i] == 0);
  crop.inputs_due[one.g] = 0;
  one.meet(9);
  CHECK(one.all().cash[one.i] < 100'000);
  CHECK(one.all().fund_debt[one.i] == 20'000 - 5'001);
  CHECK(one.all().cash[one.i + 1] == 99'000);
}

TEST_CASE("A meeting is held just before the season's inputs are bought, whenever that is") {
  for (const Month month : {3, 4, 5}) {
    Fund one{sound_fund()};
    one.world.group.crop.inputs_month[one.g] = month;
    one.all().cash[one.i] = 0;
    one.meet(3);
    CHECK((one.all().fund_debt[one.i] > 0) == (month == 3));
  }
}

TEST_CASE("Between meetings nothing happens") {
  Fund one{sound_fund()};
  one.all().cash[one.i] = 0;
  one.meet(4);
  one.meet(5);
  CHECK(one.all().fund_debt[one.i] == 0);
}

TEST_CASE("Who has more than the month's spending saves, and who owes or has less does not") {
  Fund one{sound_fund()};
  one.all().cash[one.i] = 11'000;
  one.all().cash[one.i + 1] = 10'999;
  one.meet(3);
  CHECK(one.all().cash[one.i] == 10'000);
  CHECK(one.all().cash[one.i + 1] == 10'999);
  CHECK(one.world.group.fund.savings[one.g] == 1000);
  CHECK(one.world.ledger.flow(Account::household, Account::fund) == 1000);
}

TEST_CASE("Loans stop at the reserve") {
  Scenario s = sound_fund();
  s.fund.reserve_share = 0.5;
  Fund one{s};
  for (std::size_t k = one.i; k < one.i + 20; ++k) one.all().cash[k] = 0;
  one.meet(3);
  CHECK(one.world.group.fund.lent[one.g] == 40'000);  // a third loan would touch the half that stays
  CHECK(one.world.group.fund.cash[one.g] == 60'000);
}

TEST_CASE("A loan overdue for longer than the bound is written off") {
  Fund one{sound_fund()};
  one.all().cash[one.i] = 0;
  one.meet(3);
  one.all().cash[one.i] = 0;
  one.all().spending[one.i] = 0;
  one.meet(6);
  CHECK(one.all().arrears[one.i] == 1);
  CHECK(one.world.group.fund.overdue[one.g] == 20'000);
  one.meet(9);
  CHECK(one.world.group.fund.written_off[one.g] == 0);
  one.meet(12);
  CHECK(one.world.group.fund.written_off[one.g] == 20'000);
  CHECK(one.all().fund_debt[one.i] == 0);
  CHECK(one.world.group.fund.lent[one.g] == 0);
}

TEST_CASE("A household in arrears owes the missed instalments too") {
  Fund one{sound_fund()};
  one.all().cash[one.i] = 0;
  one.meet(3);
  one.all().cash[one.i] = 0;
  one.meet(6);
  one.all().cash[one.i] = 100'000;
  one.meet(9);
  CHECK(one.all().fund_debt[one.i] == 20'000 - 2 * 5'001);
  CHECK(one.all().arrears[one.i] == 0);
}

TEST_CASE("Others' defaults make households withhold what they could pay: a run") {
  Scenario s = sound_fund();
  s.fund.withhold_base = 0.0;
  s.fund.run_effect = 40.0;
  s.fund.savings_effect = 0.0;
  s.fund.cohesion_effect = 0.0;
  Fund one{s};
  one.all().cash[one.i] = 0;
  one.meet(3);
  one.all().cash[one.i] = 100'000;
  one.world.group.fund.overdue[one.g] = one.world.group.fund.lent[one.g];
  one.meet(6);
  CHECK(one.all().fund_debt[one.i] == 20'000);
  CHECK(one.all().arrears[one.i] == 1);
}

TEST_CASE("Who saved what the fund lends, and who holds together, pays back what others in their place withhold") {
  const auto owes_after = [](double savings_effect, double cohesion_effect, double own, float cohesion) {
    Scenario s = sound_fund();
    s.fund.withhold_base = 500.0;  // without either effect nobody pays
    s.fund.savings_effect = savings_effect;
    s.fund.cohesion_effect = cohesion_effect;
    Fund one{s};
    one.all().cash[one.i] = 0;
    one.meet(3);
    one.all().cash[one.i] = 100'000;
    GroupFund& fund = one.world.group.fund;
    fund.savings[one.g] = static_cast<Centavos>(own * static_cast<double>(fund.cash[one.g] + fund.lent[one.g]));
    one.world.group.membership.cohesion[one.g] = cohesion;
    one.meet(6);
    return one.all().fund_debt[one.i];
  };
  CHECK(owes_after(0.0, 0.0, 1.0, 1.0F) == 20'000);
  CHECK(owes_after(1000.0, 0.0, 0.0, 0.5F) == 20'000);
  CHECK(owes_after(1000.0, 0.0, 1.0, 0.5F) == 20'000 - 5'001);
  CHECK(owes_after(0.0, 2000.0, 0.0, 0.0F) == 20'000);
  CHECK(owes_after(0.0, 2000.0, 0.0, 1.0F) == 20'000 - 5'001);
}

TEST_CASE("A fund without anything left to lend dies, and what it holds goes back to members in equal parts") {
  Fund one{sound_fund()};
  one.world.group.fund.cash[one.g] = 4999;
  one.meet(15);
  CHECK(one.world.group.fund.open[one.g] == 0);
  CHECK(one.world.group.fund.ended[one.g] == 15);
  CHECK(one.all().cash[one.i] == 10'000 + 249);
  CHECK(one.world.group.account.balance[one.g] == 4999 - 20 * 249);
}

TEST_CASE("The fund of a dissolved group is closed and its loans written off") {
  Fund one{sound_fund()};
  one.all().cash[one.i] = 0;
  one.meet(3);
  one.all().cash[one.i] = 0;
  one.world.group.agreement.outlet[one.g] = Outlet::dissolved;
  one.world.group.agreement.buyer[one.g] = nobody;
  one.world.buyer.free_capacity = one.world.buyer.capacity;
  one.meet(6);
  CHECK(one.world.group.fund.open[one.g] == 0);
  CHECK(one.world.group.fund.written_off[one.g] == 20'000);
  CHECK(one.world.group.fund.cash[one.g] == 0);
}

TEST_CASE("Required funds start with the last tranche, seeded ones with their share of the grant, and none when off") {
  for (const FundRule rule : {FundRule::off, FundRule::required, FundRule::grant_seeded}) {
    Scenario s = sound_fund();
    s.fund.rule = rule;
    s.fund.seed_share = 0.1;
    Laboratory lab{s};
    lab.look_at_markets();
    const Index g = lab.group_of(maize);
    lab.ally(g, lab.buyer_of(maize));
    lab.world.group.cycle.completed[g] = 7;
    lab.world.group.investment.grant[g] = 500'000;
    lab.model.funds->advance(lab.world, 7);
    CHECK(lab.world.group.fund.open[g] == (rule == FundRule::off ? 0 : 1));
    CHECK(lab.world.group.fund.cash[g] == (rule == FundRule::grant_seeded ? 50'000 : 0));
    CHECK(lab.world.ledger.flow(Account::project, Account::fund) == lab.world.group.fund.cash[g]);
  }
}

TEST_CASE("Savings first: a group saves from a year before its call, and lends when no counterpart awaits it") {
  Scenario s = sound_fund();
  s.fund.rule = FundRule::savings_first;
  s.fund.lead_months = 12;
  s.fund.promotion_bs_per_member = 10.0;
  Laboratory lab{s};
  World& world = lab.world;
  Groups& group = world.group;
  lab.look_at_markets();
  for (Stage& stage : group.cycle.stage) stage = Stage::rejected;  // nobody else saves
  const Index g = lab.group_of(maize);
  group.cycle.stage[g] = Stage::outside;
  group.cycle.call[g] = 20;
  group.crop.inputs_month[g] = 11;  // meetings fall on months 11 and 14
  const std::size_t poor = group.first[g];
  for (std::size_t i = poor; i < poor + group.slots[g]; ++i) {
    world.household.cash[i] = 1'000'000;
    world.household.spending[i] = 10'000;
  }
  world.household.cash[poor] = 0;
  world.project.account = 1'000'000;
  world.ledger.open(holdings(world).balances);
  const Centavos members = group.membership.members[g];

  lab.model.funds->advance(world, 7);
  CHECK(group.fund.open[g] == 0);
  lab.model.funds->advance(world, 8);
  CHECK(group.fund.open[g] == 1);
  CHECK(world.ledger.flow(Account::project, Account::outside) == 1'000 * members);
  lab.model.funds->advance(world, 11);
  CHECK(group.fund.cash[g] == 1'000 * (members - 1));
  CHECK(group.fund.lent[g] == 0);  // although a member could not live for a month
  group.cycle.stage[g] = Stage::rejected;
  lab.model.funds->advance(world, 14);
  CHECK(group.fund.lent[g] > 0);
  CHECK_NOTHROW(world.ledger.audit(holdings(world).balances, 14));
  for (Index other = 0; other < group.count; ++other) CHECK((group.fund.open[other] == 0 || other == g));
}

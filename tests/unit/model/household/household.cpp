#include "model/household/household.hpp"

#include <catch2/catch.hpp>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// One household of the first maize group, alone in the focus: 100 Bs a month of other income, 1,200 Bs a year expected.
struct Home : Laboratory {
  Index g;
  std::size_t i;

  explicit Home(const Scenario& s) : Laboratory{s}, g{group_of(maize)}, i{world.group.first[g]} {
    look_at_markets();
    Households& household = world.household;
    household.other_income_base[i] = 100.0F;
    household.expected_income[i] = 1200.0F;
    household.cash[i] = 0;
    household.animals[i] = 0;
    world.market.months_to_sale[maize] = 1;
  }
  Households& all() { return world.household; }
};

Scenario savers() {
  Scenario s = small_scenario();
  s.household.buffer_months = 1.0;
  s.household.consumption_floor_share = 0.5;
  s.household.animal_discount = 0.2;
  s.household.herd_months = 3.0;
  s.household.restocking_share = 0.2;
  s.household.planned_saving_share = 0.15;
  s.household.savings_ceiling_months = 6.0;
  s.household.expectation_memory = 0.75;
  s.household.drought_loss_other = 0.5;
  return s;
}

}  // namespace

TEST_CASE("Members put their share by while their group has a counterpart to pay, and only then") {
  for (const Stage stage : {Stage::rejected, Stage::forming, Stage::executing, Stage::completed}) {
    Home one{savers()};
    one.world.group.cycle.stage[one.g] = stage;
    one.model.households->begin_season(one.world, 0);
    CHECK(one.all().other_income[one.i] == 10000);
    const bool saves = stage == Stage::forming || stage == Stage::executing;
    CHECK(one.all().spending[one.i] == Approx(saves ? 0.85 * 20000 : 20000).margin(1.0));
  }
}

TEST_CASE(
    "A household with its buffer spends as usual, one with less spends less, and none below the floor by choice") {
  const std::pair<std::int32_t, std::int32_t> left_of[]{{30000, 20000}, {20000, 15000}, {2000, 2000}, {0, 0}};
  for (const auto& [cash, left] : left_of) {
    Home one{savers()};
    one.model.households->begin_season(one.world, 0);
    one.all().cash[one.i] = cash;
    one.model.households->advance(one.world);
    CHECK(one.all().cash[one.i] == left);
  }
}

TEST_CASE("What there is has to last until the next sale") {
  Home one{savers()};
  one.model.households->begin_season(one.world, 0);
  one.world.market.months_to_sale[maize] = 6;
  one.all().cash[one.i] = 60000;
  one.model.households->advance(one.world);
  CHECK(one.all().cash[one.i] == Approx(70000.0 - (70000.0 + 5 * 10000.0) / 7.0).margin(2.0));
}

TEST_CASE("Animals are sold at a discount for what is missing to the floor, and for nothing else") {
  for (const std::int32_t cash : {1000, 6000}) {
    Home one{savers()};
    one.all().other_income_base[one.i] = 0.0F;  // usual spending 10,000, floor 5,000
    one.model.households->begin_season(one.world, 0);
    one.all().cash[one.i] = cash;
    one.all().animals[one.i] = 100000;
    one.model.households->advance(one.world);
    CHECK(one.all().animals[one.i] == Approx(cash < 5000 ? 95000 : 100000).margin(2.0));
    CHECK(one.all().cash[one.i] == Approx(cash < 5000 ? 0 : 1000).margin(2.0));
  }
}

TEST_CASE("Cash to spare buys animals, a share of it a month, until the herd is whole") {
  const std::pair<std::int32_t, std::int32_t> herds[]{{0, 16000}, {20000, 30000}, {40000, 40000}};
  for (const auto& [before, after] : herds) {
    Scenario s = savers();
    s.household.savings_ceiling_months = 24.0;
    Home one{s};
    one.all().other_income_base[one.i] = 0.0F;
    one.model.households->begin_season(one.world, 0);
    one.all().cash[one.i] = 100000;
    one.all().animals[one.i] = before;
    one.model.households->advance(one.world);
    CHECK(one.all().animals[one.i] == Approx(after).margin(2.0));
    CHECK(one.all().cash[one.i] == Approx(90000 - (after - before)).margin(2.0));
  }
}

TEST_CASE("Cash beyond the ceiling goes into durable goods") {
  Home one{savers()};
  one.model.households->begin_season(one.world, 0);
  one.all().cash[one.i] = 500000;
  one.model.households->advance(one.world);
  CHECK(one.all().cash[one.i] == 6 * 20000);
}

TEST_CASE("Income comes from outside and spending goes there, all of it through the ledger") {
  Home one{savers()};
  one.world.ledger.open(holdings(one.world).balances);
  one.model.households->begin_season(one.world, 0);
  one.model.households->advance(one.world);
  CHECK(one.world.ledger.flow(Account::outside, Account::household) > 0);
  CHECK_NOTHROW(one.world.ledger.audit(holdings(one.world).balances, 0));
}

TEST_CASE("A drought takes its share of other income") {
  Home one{savers()};
  one.world.climate.drought[one.world.group.region[one.g]] = 0.6;
  one.model.households->begin_season(one.world, 0);
  CHECK(one.all().other_income[one.i] == Approx(10000 * (1.0 - 0.5 * 0.6)).margin(1.0));
}

TEST_CASE("A drought takes its share of the animals") {
  Scenario s = savers();
  s.household.drought_loss_animals = 0.4;
  Home one{s};
  one.all().animals[one.i] = 1000;
  one.world.climate.drought[one.world.group.region[one.g]] = 0.5;
  one.model.households->begin_season(one.world, 0);
  CHECK(one.all().animals[one.i] == Approx(800).margin(1.0));
}

TEST_CASE("Expectations are an average of past years, and a new year starts from nothing") {
  Home one{savers()};
  one.all().product_income[one.i] = 400.0F;
  one.model.households->begin_season(one.world, 6);
  CHECK(one.all().expected_income[one.i] == Approx(0.75 * 1200.0 + 0.25 * 400.0));
  CHECK(one.all().product_income[one.i] == 0.0F);
}

TEST_CASE("Who is away neither earns nor spends here") {
  Home one{savers()};
  one.all().away[one.i] = 1;
  one.all().cash[one.i] = 500;
  one.model.households->begin_season(one.world, 0);
  CHECK(one.all().other_income[one.i] == 0);
  CHECK(one.all().spending[one.i] == 0);
}

TEST_CASE("Loans between members are paid back out of what is left after a month's spending, in proportion") {
  Home one{savers()};
  Households& household = one.all();
  one.world.group.investment.counterpart_paid[one.g] = 1;
  const std::size_t a = one.i;
  household.peer_balance[a] = 3000;
  household.peer_balance[a + 1] = 1000;
  household.peer_balance[a + 2] = -4000;
  for (std::size_t k = a; k < a + 3; ++k) {
    household.cash[k] = 5000;
    household.spending[k] = 3000;
  }
  one.model.households->begin_season(one.world, 6);
  CHECK(household.peer_balance[a + 2] == -2000);
  CHECK(household.cash[a + 2] == 3000);
  CHECK(household.peer_balance[a] == 1500);
  CHECK(household.cash[a] == 6500);
  CHECK(household.peer_balance[a + 1] == 500);
  CHECK(household.cash[a + 1] == 5500);
}

TEST_CASE("Odd centavos of repaid loans are not lost") {
  Home one{savers()};
  Households& household = one.all();
  one.world.group.investment.counterpart_paid[one.g] = 1;
  const std::size_t a = one.i;
  for (std::size_t k = 0; k < 7; ++k) household.peer_balance[a + k] = 101 + static_cast<std::int32_t>(k);
  household.peer_balance[a + 7] = -(7 * 101 + 21);
  household.cash[a + 7] = 500;
  household.spending[a + 7] = 0;
  std::int64_t before = 0;
  for (std::size_t k = 0; k < 8; ++k) before += household.cash[a + k];
  one.model.households->begin_season(one.world, 6);
  std::int64_t after = 0;
  std::int64_t owed = 0;
  for (std::size_t k = 0; k < 8; ++k) {
    after += household.cash[a + k];
    owed += household.peer_balance[a + k];
  }
  CHECK(after == before);
  CHECK(owed == 0);
}

TEST_CASE("Drought insurance takes a premium each year and pays above its trigger, subsidised by the project") {
  Scenario s = savers();
  s.household.insurance_premium_share = 0.05;
  s.household.insurance_trigger = 0.5;
  s.household.insurance_payout_share = 0.4;
  s.household.insurance_subsidy = 0.5;
  for (const double drought : {0.49, 0.5}) {
    Home one{s};
    Households& household = one.all();
    household.cash[one.i] = 10000;
    household.product_income[one.i] = 1200.0F;  // as expected
    one.world.climate.drought[one.world.group.region[one.g]] = drought;
    const Centavos project = one.world.project.account;
    one.model.households->begin_season(one.world, 6);
    const std::int32_t premium = 3000;  // half of 5 percent of 120,000 centavos
    const std::int32_t payout = drought < 0.5 ? 0 : 48000;
    CHECK(household.cash[one.i] == 10000 - premium + payout);
    CHECK(project - one.world.project.account == one.world.ledger.flow(Account::project, Account::outside));
    CHECK(one.world.ledger.flow(Account::project, Account::outside) >= premium);
  }
}

TEST_CASE("Who cannot pay the premium is not insured") {
  Scenario s = savers();
  s.household.insurance_premium_share = 0.05;
  s.household.insurance_trigger = 0.1;
  Home one{s};
  one.all().product_income[one.i] = 1200.0F;
  one.all().cash[one.i] = 100;
  one.world.climate.drought[one.world.group.region[one.g]] = 1.0;
  one.model.households->begin_season(one.world, 6);
  CHECK(one.all().cash[one.i] == 100);
}

TEST_CASE("Other income that comes in until the next sale need not be kept, and buys animals too") {
  Scenario s = savers();
  Home one{s};
  one.model.households->begin_season(one.world, 0);  // earns 10,000 a month, spends 20,000
  one.world.market.months_to_sale[maize] = 4;
  one.all().cash[one.i] = 150000;
  one.model.households->advance(one.world);
  const double kept = 150000 + 10000 - 20000;
  const double to_spare = kept - 20000 * (3 + 1.0) + 10000 * 3;
  CHECK(one.all().animals[one.i] == Approx(0.2 * to_spare).margin(2.0));
  CHECK(one.all().cash[one.i] == Approx(kept - 0.2 * to_spare).margin(4.0));
}

TEST_CASE("Other income follows wages by the share of work for wages in it, and general prices by the rest") {
  Home one{[] {
    Scenario s = savers();
    s.labour.wage_work_share = 0.25;
    return s;
  }()};
  one.world.price_index = 1.2;
  one.world.wage_index = 2.0;
  one.model.households->begin_season(one.world, 0);
  CHECK(one.all().other_income[one.i] == Approx(10000 * (0.75 * 1.2 + 0.25 * 2.0)).margin(1.0));
}

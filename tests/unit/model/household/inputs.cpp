#include "model/household/inputs.hpp"

#include <catch2/catch.hpp>

#include <cmath>

#include "support/identities.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

constexpr Month september = 8;

Scenario with_inputs() {
  Scenario s = small_scenario();
  s.inputs.elasticity = 0.3;
  s.inputs.own_share = 0.2;
  s.inputs.advance_share = 0.5;
  s.inputs.advance_trust = 0.5;
  s.product[maize].prefinanced_share = 0.5;
  s.product[maize].input_month = 9;
  return s;
}

/// A group whose farms of one unit ask for inputs of 100 Bs; its members have the cash that the test gives them.
struct Sowing : Laboratory {
  Index g, b;
  std::size_t i;

  explicit Sowing(const Scenario& s, std::int32_t cash) : Laboratory{s}, g{group_of(maize)}, b{buyer_of(maize)} {
    i = world.group.first[g];
    look_at_markets();
    ally(g, b);
    model.inputs->begin_season(world, 0);
    world.group.crop.input_cost[g] = 10'000.0F;
    world.group.crop.input_floor[g] = 0.0F;
    world.group.crop.input_wait[g] = 0.0F;
    world.group.practice.buys_inputs[g] = 0;
    world.buyer.gives_advances[b] = 0;
    Households& household = world.household;
    for (std::size_t k = i; k < i + world.group.slots[g]; ++k) {
      household.capacity[k] = household.member[k] != 0 ? 1.0F : 0.0F;
      household.harvest[k] = household.capacity[k];
      household.cash[k] = household.member[k] != 0 ? cash : 0;
      household.product_income[k] = 0.0F;
    }
  }
  void sow() {
    world.ledger = Ledger{};
    world.ledger.open(holdings(world).balances);
    model.inputs->buy(world, september);
    CHECK_NOTHROW(world.ledger.audit(holdings(world).balances, september));
    CHECK(imbalances(world) == std::vector<std::string>{});
  }
  [[nodiscard]] Households& all() { return world.household; }
  [[nodiscard]] double harvest() const { return static_cast<double>(world.household.harvest[i]); }
  void trusted(float good, float bad) {
    world.buyer.gives_advances[b] = 1;
    world.group.trust.buyer_good[g] = good;
    world.group.trust.buyer_bad[g] = bad;
  }
};

}  // namespace

TEST_CASE("Who can pay for all inputs harvests the whole, and has paid for them") {
  Sowing one{with_inputs(), 12'000};
  one.sow();
  CHECK(one.harvest() == 1.0);
  CHECK(one.all().cash[one.i] == 2'000);
  CHECK(one.all().product_income[one.i] == Approx(-100.0));
  CHECK(one.world.ledger.flow(Account::household, Account::outside) >= 10'000);
  CHECK(one.world.group.crop.inputs_due[one.g] == 0);
}

TEST_CASE("Hired hands are paid with the inputs, and a group that buys together saves on inputs alone") {
  Scenario s = with_inputs();
  s.trade.input_saving = 0.2;
  Sowing one{s, 20'000};
  one.world.group.practice.buys_inputs[one.g] = 1;
  for (std::size_t k = 0; k < one.world.group.slots[one.g]; ++k) {
    one.all().wages[one.i + k] = one.all().member[one.i + k] * 5'000;
  }
  one.sow();
  const double members = one.world.group.membership.members[one.g];
  CHECK(one.all().cash[one.i] == 5'000);
  CHECK(one.harvest() == 1.0);
  CHECK(one.world.group.membership.benefit[one.g] == Approx(members * 100.0 * 0.2 / 0.8));
}

TEST_CASE("Hands who are not paid do not come, and what they would have worked bears nothing") {
  Sowing one{with_inputs(), 10'000};
  one.world.day_wage = 50.0;
  one.world.group.practice.buys_inputs[one.g] = 0;
  for (std::size_t k = 0; k < one.world.group.slots[one.g]; ++k) {
    one.all().wages[one.i + k] = one.all().member[one.i + k] * 10'000;  // 2 days
    one.all().family_days[one.i + k] = 6.0F;
  }
  one.sow();
  CHECK(one.all().cash[one.i] == 0);
  CHECK(one.harvest() == Approx(std::pow(0.5, 0.3) * (1.0 - 0.5 * 2.0 / 8.0)).epsilon(1e-3));
}

TEST_CASE("Who can pay for a part harvests that part to the power of the elasticity") {
  Sowing one{with_inputs(), 5'000};
  one.sow();
  CHECK(one.harvest() == Approx(std::pow(0.5, 0.3)).epsilon(1e-3));
  CHECK(one.all().cash[one.i] == 0);
}

TEST_CASE("Who has no cash harvests what its own seed and labour give") {
  Sowing one{with_inputs(), 0};
  one.sow();
  CHECK(one.harvest() == Approx(std::pow(0.2, 0.3)).epsilon(1e-3));
  CHECK(one.all().product_income[one.i] == 0.0F);
}

TEST_CASE("What a household needs to live on until the next sale, beyond its other income, is not spent on inputs") {
  for (const std::int32_t cash : {13'000, 8'000, 3'000}) {
    Sowing one{with_inputs(), cash};
    one.world.group.crop.input_floor[one.g] = 3.0F;
    one.world.group.crop.input_wait[one.g] = 3.0F;
    one.all().spending[one.i] = 2'000;
    one.all().other_income[one.i] = 1'000;
    one.sow();
    CHECK(one.all().cash[one.i] == 3'000);
    CHECK(one.harvest() == Approx(std::pow(std::max((cash - 3'000) / 10'000.0, 0.2), 0.3)).epsilon(1e-3));
  }
}

TEST_CASE("A buyer advances what is missing to a group that it trusts, and the group owes it") {
  Sowing one{with_inputs(), 4'000};
  one.trusted(9.0F, 1.0F);
  one.sow();
  const Centavos missing = 6'000 * one.world.group.membership.members[one.g];
  CHECK(one.world.group.account.advance[one.g] == missing);
  CHECK(one.world.ledger.flow(Account::buyer, Account::group) == missing);
  CHECK(one.world.ledger.flow(Account::group, Account::household) == missing);
  CHECK(one.harvest() == 1.0);
}

TEST_CASE("A buyer advances nothing to a group that it does not trust") {
  Sowing one{with_inputs(), 4'000};
  one.trusted(1.0F, 9.0F);
  one.sow();
  CHECK(one.world.group.account.advance[one.g] == 0);
  CHECK(one.harvest() < 1.0);
}

TEST_CASE("Advances stop at their share of the contract, what is owed already included") {
  Sowing one{with_inputs(), 0};
  one.trusted(9.0F, 1.0F);
  const double yearly =
      one.world.group.agreement.contracted[one.g] * one.world.market.index[one.world.group.cell[one.g]];
  one.world.group.account.advance[one.g] = centavos(0.5 * yearly) - 1'000;
  one.sow();
  CHECK(one.world.group.account.advance[one.g] <= centavos(0.5 * yearly));
  CHECK(one.harvest() == Approx(std::pow(0.2, 0.3)).epsilon(1e-3));
}

TEST_CASE("Inputs are bought in their month and in no other") {
  Sowing one{with_inputs(), 10'000};
  one.model.inputs->buy(one.world, september + 1);
  CHECK(one.all().cash[one.i] == 10'000);
}

TEST_CASE(
    "A season's inputs cost a share of what the farm sells, at the prices of the day, less what buying together "
    "saves") {
  Scenario s = with_inputs();
  s.product[maize].cost_share = 0.3;
  s.product[maize].loss_share = 0.1;
  s.trade.input_saving = 0.2;
  for (const bool together : {false, true}) {
    Laboratory one{s};
    const Index g = one.group_of(maize);
    one.look_at_markets();
    one.ally(g, one.buyer_of(maize));
    one.world.price_index = 1.5;
    one.world.group.crop.area_growth[g] = 0.1F;
    one.world.group.practice.buys_inputs[g] = together ? 1 : 0;
    one.model.inputs->begin_season(one.world, 0);
    const double units = s.product[maize].yield_per_farm_unit_year * 0.9 * 1.1;
    const double before_harvest = 0.3 * 100.0 * 0.5;  // Bs a unit
    CHECK(one.world.group.crop.input_cost[g] ==
          Approx(100.0 * units * before_harvest * 1.5 * (together ? 0.8 : 1.0)).epsilon(1e-6));
  }
}

TEST_CASE("Inputs fall due in their month of the season, and what is kept then has to last until the next sale") {
  Scenario s = with_inputs();
  s.household.consumption_floor_share = 0.6;
  for (const Month begins : {0, 6, 10}) {
    Laboratory one{s};
    const GroupCrop& crop = one.world.group.crop;
    const Index g = one.group_of(maize);
    one.model.inputs->begin_season(one.world, begins);
    CHECK(one.world.calendar.month_of_year(crop.inputs_month[g]) == september);
    CHECK(crop.inputs_month[g] >= begins);
    CHECK(crop.inputs_month[g] < begins + 12);
    CHECK(crop.input_wait[g] == 8.0F);  // maize is sold in May
    CHECK(crop.input_floor[g] == Approx(0.6 * 8.0));
  }
}

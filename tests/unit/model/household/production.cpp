#include "model/household/production.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// May 2007, when maize is harvested.
constexpr Month harvest_month = 4;

/// Output of 2 farm units at a yield of 10, of which 8 % are lost and five people eat 2 units; round numbers.
Scenario round_numbers() {
  Scenario s = small_scenario();
  s.product[maize].yield_per_farm_unit_year = 10.0;
  s.household.persons = 5.0;
  s.product[maize].home_consumption = 0.4;
  s.product[maize].loss_share = 0.08;
  return s;
}

/// What the k-th household of a group has to sell in May, hundredths.
std::int32_t after_harvest(Laboratory& lab, Index g, std::size_t k) {
  lab.model.production->reap(lab.world, g, harvest_month);
  return lab.world.sellable[k];
}

std::size_t first_household(const World& world, Index g) { return world.group.first[g]; }

}  // namespace

TEST_CASE("Output is (capacity x skill + what goods add) x yield x share of the month x area x weather") {
  Laboratory lab{round_numbers()};
  const Index g = lab.group_of(maize);
  const std::size_t i = first_household(lab.world, g);
  lab.world.household.harvest[i] = 2.0F;
  CHECK(after_harvest(lab, g, 0) == 2000 - 200 - 160);  // hundredths

  lab.world.group.technology.equipment[g] = 0.25F;
  lab.world.group.technology.skill[g] = 0.25F;
  lab.world.group.crop.area_growth[g] = 0.2F;
  lab.world.climate.yield[lab.world.group.cell[g]] = 0.5;
  CHECK(after_harvest(lab, g, 0) == Approx(0.92 * 1000 * (2.0 * 1.25 + 0.25) * 1.2 * 0.5 - 200).margin(2.0));
}

TEST_CASE("Technology is the members' own, and their neighbours produce without it") {
  Laboratory lab{round_numbers()};
  const Index g = lab.group_of(maize);
  const std::size_t i = first_household(lab.world, g);
  lab.world.group.technology.skill[g] = 0.5F;
  lab.world.household.harvest[i] = 2.0F;
  lab.world.household.harvest[i + 1] = 2.0F;
  lab.world.household.member[i + 1] = 0;
  CHECK(after_harvest(lab, g, 0) == Approx(0.92 * 3000 - 200).margin(2.0));
  CHECK(after_harvest(lab, g, 1) == Approx(0.92 * 2000 - 200).margin(2.0));
}

TEST_CASE("What is produced is eaten, lost or to be sold, to the hundredth") {
  Scenario s = round_numbers();
  s.product[maize].home_consumption = 1.37;
  s.product[maize].loss_share = 0.0891;
  s.production.luck_spread = 0.3;
  s.production.ability_sigma = 0.7;
  Laboratory lab{s};
  lab.model.production->begin_season(lab.world, 0);
  const Index g = lab.group_of(maize);
  lab.model.production->reap(lab.world, g, harvest_month);
  const auto begin = lab.world.sellable.begin();
  const std::int64_t to_sell = std::accumulate(begin, begin + lab.world.group.slots[g], std::int64_t{0});
  const Goods& goods = lab.world.goods[lab.world.group.cell[g]];
  CHECK(goods.produced > 0);
  CHECK(goods.produced == goods.home + goods.lost + to_sell);
}

TEST_CASE("A household eats its quantity whatever the harvest, and a larger harvest is all marketed") {
  Laboratory lab{round_numbers()};
  const Index g = lab.group_of(maize);
  Households& household = lab.world.household;
  const std::size_t i = first_household(lab.world, g);
  lab.look_at_markets();
  const double price = lab.world.market.spot[lab.world.group.cell[g]] -
                       static_cast<double>(lab.world.group.transport.freight_market[g]);
  household.harvest[i] = 2.0F;
  household.harvest[i + 1] = 4.0F;
  CHECK(after_harvest(lab, g, 0) == 1840 - 200);
  CHECK(lab.world.sellable[1] == 3680 - 200);
  CHECK(price > 0.0);
  CHECK(household.home_consumption[i] == Approx(2.0 * price));
  CHECK(household.home_consumption[i + 1] == Approx(2.0 * price));
}

TEST_CASE("What the harvest lacks of a household's food is bought at a margin, as far as its cash goes") {
  Scenario s = round_numbers();
  s.household.food_margin = 0.25;
  Laboratory lab{s};
  lab.look_at_markets();
  const Index g = lab.group_of(maize);
  Households& household = lab.world.household;
  const std::size_t i = first_household(lab.world, g);
  for (std::size_t k = 0; k < 4; ++k) household.harvest[i + k] = 0.1F;  // 0.92 units after losses, of 2
  household.cash[i] = 100'000'000;
  household.cash[i + 1] = 5'000;
  household.cash[i + 2] = 100'000'000;
  household.away[i + 2] = 1;
  const double price = lab.world.market.spot[lab.world.group.cell[g]] -
                       static_cast<double>(lab.world.group.transport.freight_market[g]);
  const Centavos before = household_cash(lab.world);
  CHECK(after_harvest(lab, g, 0) == 0);
  CHECK(100'000'000 - household.cash[i] == Approx(108 * price * 1.25).margin(2.0));
  CHECK(household.cash[i + 1] == 0);
  CHECK(household.cash[i + 2] == 100'000'000);  // who is away eats elsewhere
  CHECK(household.home_consumption[i] == Approx(0.92 * price));
  CHECK(lab.world.ledger.flow(Account::household, Account::outside) == before - household_cash(lab.world));
}

TEST_CASE("A warehouse prevents its share of the losses after harvest") {
  Scenario s = round_numbers();
  s.production.warehouse_saves = 0.75;
  Laboratory lab{s};
  const Index g = lab.group_of(maize);
  const std::size_t i = first_household(lab.world, g);
  lab.world.household.harvest[i] = 2.0F;
  lab.world.group.technology.warehouse[g] = 1;
  CHECK(after_harvest(lab, g, 0) == 2000 - 200 - 40);
}

TEST_CASE("A product is sold in its months alone, and the months' shares add up to the year") {
  const Laboratory lab{round_numbers()};
  double year = 0.0;
  for (int month = 0; month < 12; ++month) {
    CHECK(lab.model.production->sells(maize, month) == (month == 4));
    CHECK(lab.model.production->sells(milk, month));
    CHECK(lab.model.production->month_share(milk, month) == Approx(1.0 / 12.0));
    year += lab.model.production->month_share(milk, month);
  }
  CHECK(year == Approx(1.0));
}

TEST_CASE("Out of season nothing is produced") {
  Laboratory lab{round_numbers()};
  lab.model.production->begin_season(lab.world, 0);
  CHECK(lab.model.production->reap(lab.world, lab.group_of(maize), 0).produced == 0);
  CHECK(lab.model.production->reap(lab.world, lab.group_of(milk), 0).produced > 0);
}

TEST_CASE("Without a spread of luck everybody harvests by capacity, and who is away by what others work of the land") {
  Scenario s = round_numbers();
  s.production.idle_land_worked = 0.25;
  Laboratory lab{s};
  const std::size_t i = first_household(lab.world, lab.group_of(maize));
  lab.world.household.away[i] = 1;
  lab.model.production->begin_season(lab.world, 0);
  CHECK(lab.world.household.harvest[i] == Approx(0.25F * lab.world.household.capacity[i]));
  CHECK(lab.world.household.harvest[i + 1] == lab.world.household.capacity[i + 1]);
}

TEST_CASE("Luck stays within sqrt(3) of its spread and is drawn anew each year") {
  Scenario s = round_numbers();
  s.production.luck_spread = 0.2;
  Laboratory lab{s};
  Households& household = lab.world.household;
  lab.model.production->begin_season(lab.world, 0);
  const std::vector<float> first = household.harvest;
  for (std::size_t i = 0; i < household.count; ++i) {
    if (household.lives[i] == 0 || household.away[i] != 0) continue;
    CHECK(first[i] >= household.capacity[i] * (1.0F - 0.3465F));
    CHECK(first[i] <= household.capacity[i] * (1.0F + 0.3465F));
  }
  lab.look_at_markets();
  lab.model.production->begin_season(lab.world, 6);
  CHECK(first != household.harvest);
}

TEST_CASE("Land closes a part of the gap to what the price asks for, between its bounds, and orchards do not follow") {
  Scenario s = round_numbers();
  s.production.area_adjustment_per_year = 0.2;
  s.production.area_price_response = 0.5;
  s.production.area_limit = 0.4;
  s.product[milk].perennial_share = 1.0;
  Laboratory lab{s};
  const Index g = lab.group_of(maize);
  const float& area = lab.world.group.crop.area_growth[g];
  lab.look_at_markets();
  lab.model.production->begin_season(lab.world, 6);
  CHECK(area == Approx(0.0).margin(1e-6));  // the price of the start asks for the land of the start
  lab.world.market.reference[maize] *= 1.44;
  lab.model.production->begin_season(lab.world, 18);
  CHECK(area == Approx(0.2 * 0.2));  // the root of 1.44 is 1.2
  lab.world.market.reference[maize] *= 100.0;
  for (Month t = 30; t < 800; t += 12) lab.model.production->begin_season(lab.world, t);
  CHECK(area == Approx(0.4));
  lab.world.market.reference[maize] *= 1e-9;
  for (Month t = 810; t < 1600; t += 12) lab.model.production->begin_season(lab.world, t);
  CHECK(area == Approx(-0.2));
  CHECK(lab.world.group.crop.area_growth[lab.group_of(milk)] == 0.0F);
}

TEST_CASE("A farm is its land and what goods add to a member's, and nothing of who is away") {
  Laboratory lab{round_numbers()};
  const Index g = lab.group_of(maize);
  const std::size_t i = first_household(lab.world, g);
  for (std::size_t k = 0; k < 3; ++k) lab.world.household.capacity[i + k] = 2.0F;
  lab.world.household.member[i + 1] = 0;
  lab.world.household.away[i + 2] = 1;
  lab.world.group.technology.equipment[g] = 0.5F;
  lab.world.group.crop.area_growth[g] = 0.5F;
  CHECK(farm_units(lab.world, g, i) == 3.75);
  CHECK(farm_units(lab.world, g, i + 1) == 3.0);
  CHECK(farm_units(lab.world, g, i + 2) == 0.0);
}

TEST_CASE("Land does not grow where hands are missing") {
  Laboratory lab{round_numbers()};
  const Index g = lab.group_of(maize);
  lab.look_at_markets();
  lab.world.market.reference[maize] *= 1.44;
  lab.world.group.crop.labour_gap[g] = 1.0F;
  lab.model.production->begin_season(lab.world, 6);
  CHECK(lab.world.group.crop.area_growth[g] == 0.0F);
}

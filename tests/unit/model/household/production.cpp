#include "model/household/production.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// May 2007, when maize is harvested.
constexpr Month harvest_month = 4;

/// Output of 2 farm units at a yield of 10, of which 10 % are eaten and 8 % lost; round numbers.
Scenario round_numbers() {
  Scenario s = small_scenario();
  s.product[maize].yield_per_farm_unit_year = 10.0;
  s.product[maize].home_share = 0.1;
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
  CHECK(after_harvest(lab, g, 0) == Approx(0.82 * 1000 * (2.0 * 1.25 + 0.25) * 1.2 * 0.5).margin(2.0));
}

TEST_CASE("Technology is the members' own, and their neighbours produce without it") {
  Laboratory lab{round_numbers()};
  const Index g = lab.group_of(maize);
  const std::size_t i = first_household(lab.world, g);
  lab.world.group.technology.skill[g] = 0.5F;
  lab.world.household.harvest[i] = 2.0F;
  lab.world.household.harvest[i + 1] = 2.0F;
  lab.world.household.member[i + 1] = 0;
  CHECK(after_harvest(lab, g, 0) == Approx(0.82 * 3000).margin(2.0));
  CHECK(after_harvest(lab, g, 1) == Approx(0.82 * 2000).margin(2.0));
}

TEST_CASE("What is produced is eaten, lost or to be sold, to the hundredth") {
  Scenario s = round_numbers();
  s.product[maize].home_share = 0.137;
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

TEST_CASE("Land follows the price since the start, between its bounds, and orchards do not follow") {
  Scenario s = round_numbers();
  s.production.area_growth_per_year = 0.02;
  s.production.area_limit = 0.05;
  s.product[milk].perennial_share = 1.0;
  Laboratory lab{s};
  const Index g = lab.group_of(maize);
  const float& area = lab.world.group.crop.area_growth[g];
  lab.look_at_markets();
  lab.model.production->begin_season(lab.world, 6);
  CHECK(area == Approx(0.02));  // the price of the start: the rate itself
  lab.world.market.reference[maize] *= 2.718281828459045;
  lab.model.production->begin_season(lab.world, 18);
  CHECK(area == Approx(0.05));  // three times the rate, but no more than the limit
  lab.world.market.reference[maize] *= 1e-9;
  for (Month t = 30; t < 400; t += 12) lab.model.production->begin_season(lab.world, t);
  CHECK(area == Approx(-0.2));
  CHECK(lab.world.group.crop.area_growth[lab.group_of(milk)] == 0.0F);
}

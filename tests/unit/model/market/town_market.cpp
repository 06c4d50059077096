#include "model/market/town_market.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// The towns where milk and maize are sold; 1,000 litres a month in the first year.
struct Towns : Laboratory {
  std::size_t dairy = 0, grain = 0;
  TownMarkets towns;

  explicit Towns(const Scenario& s) : Laboratory{s}, towns{s.product} {
    for (std::size_t c = 0; c < world.cells.size(); ++c) (world.cells[c].product == milk ? dairy : grain) = c;
    for (Month t = 0; t <= 12; ++t) month(t, 1000);
  }
  /// The price of milk of month t, after so many litres were sold in town in the month before.
  double month(Month t, Hundredths sold, double processed = 0.0) {
    world.goods[dairy] = Goods{};
    world.goods[dairy].spot = sold / 2;
    world.goods[dairy].delivered = sold;  // of which the dairy took half
    world.goods[dairy].accepted = sold - sold / 2;
    world.goods[dairy].processed = processed;
    world.market.spot[dairy] = 2.0;
    world.market.spot[grain] = 80.0;
    towns.advance(world, t);
    return world.market.spot[dairy];
  }
};

Scenario market_of_towns() {
  Scenario s = small_scenario();
  s.product[milk].town_supply_share = 0.5;
  s.product[milk].town_elasticity = 2.0;
  s.product[milk].by_product_gain = 0.2;
  s.product[milk].by_product_demand_share = 0.4;
  s.product[maize].town_supply_share = 0.5;
  s.product[maize].by_product_gain = 0.1;
  return s;
}

}  // namespace

TEST_CASE(
    "In town the price of milk falls with what is sold there, by demand's elasticity and the groups' part of it") {
  Towns one{market_of_towns()};
  CHECK(one.month(13, 1000) == Approx(2.0));
  CHECK(one.month(14, 2000) == Approx(2.0 / std::sqrt(1.5)));
  CHECK(one.month(15, 0) == Approx(2.0 / std::sqrt(0.5)));
  CHECK(one.month(16, 1000) == Approx(2.0));
}

TEST_CASE("In the first year, and of a product that no dairy buys, the spot price is that of its path") {
  Scenario s = market_of_towns();
  Towns one{s};
  CHECK(one.month(11, 5000) == 2.0);
  one.month(20, 5000);
  CHECK(one.world.market.spot[one.grain] == 80.0);
  CHECK(one.world.market.by_product_gain[one.grain] == 0.1);
}

TEST_CASE("The more cheese is made the less it adds, and plants make it of so much milk as earns the same either way") {
  Towns one{market_of_towns()};
  CHECK(one.world.market.by_product_gain[one.dairy] == Approx(0.2));
  for (Month t = 13; t < 60; ++t) one.month(t, 1000, 200.0);  // half of what the demand bears
  CHECK(one.world.market.by_product_gain[one.dairy] == Approx(0.1).epsilon(1e-3));
  CHECK(one.world.market.by_product_share[one.dairy] == Approx(0.5).epsilon(1e-3));
  for (Month t = 60; t < 120; ++t) one.month(t, 1000, 900.0);  // more than it bears
  CHECK(one.world.market.by_product_gain[one.dairy] == 0.0);
  double made = 0.0;
  for (Month t = 120; t < 300; ++t) {  // all milk in town belongs to groups with plants
    one.month(t, 1000, made);
    made = 1000.0 * one.world.market.by_product_share[one.dairy];
  }
  CHECK(made == Approx(1000.0 * (1.0 - made / 400.0)).epsilon(1e-3));
}

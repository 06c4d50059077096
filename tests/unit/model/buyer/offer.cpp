#include "model/buyer/offer.hpp"

#include <catch2/catch.hpp>

#include "support/alliance_fixture.hpp"

using namespace ayni;

namespace {

/// A group of maize and the buyers in its reach, all in one place, who sell at 150 what the market town pays 10 for.
struct Bazaar : Laboratory {
  Index g;
  Offers offers;

  explicit Bazaar(const Scenario& s) : Laboratory{s}, g{group_of(maize)}, offers{s.buyer, s.product} {
    look_at_markets();
    world.market.spot[world.group.cell[g]] = 10.0;
    world.group.practice.negotiates[g] = 0;
    world.ties.broker[g] = nobody;
    for (Index b = 0; b < world.buyer.count; ++b) {
      world.buyer.outlet_margin[b] = 0.5F;
      world.buyer.open[b] = 0;
    }
  }
  /// So many equal buyers, in reach of nobody else.
  void open(Index number) {
    Index k = world.ties.reach_begin[g];
    REQUIRE(world.ties.reach_begin[g + 1] - k >= number);
    for (Index n = 0; n < number; ++n, ++k) {
      const Index b = world.ties.reach[k];
      world.buyer.open[b] = 1;
      world.buyer.capacity[b] = 100.0;
      world.buyer.municipality[b] = world.group.municipality[g];
    }
  }
  [[nodiscard]] Index first() const { return world.ties.reach[world.ties.reach_begin[g]]; }
  [[nodiscard]] double price() const { return offers.price(world, g, first(), offers.concentration(world, g)); }
};

Scenario oligopsony() {
  Scenario s = decided_by_state();
  s.region[1].product[0].buyers_per_catchment = 12.0;
  s.buyer.conduct = 1.0;
  s.buyer.supply_elasticity = 1.0;
  s.buyer.bargaining_base = 0.0;
  s.buyer.bargaining_jointly = 0.0;
  s.buyer.bargaining_broker = 0.0;
  return s;
}

}  // namespace

TEST_CASE("A single buyer pays the monopsony's share of what a unit is worth to it, two and ten equal ones more") {
  for (const double elasticity : {0.5, 1.0, 2.0}) {
    Scenario s = oligopsony();
    s.buyer.supply_elasticity = elasticity;
    for (const Index buyers : {1U, 2U, 10U}) {
      Bazaar one{s};
      one.open(buyers);
      CHECK(one.offers.concentration(one.world, one.g) == Approx(1.0 / buyers));
      CHECK(one.price() == Approx(150.0 * elasticity / (elasticity + 1.0 / buyers)).epsilon(1e-5));
    }
  }
}

TEST_CASE(
    "Price takers pay all that a unit is worth to them, however few they are, and collusion pays less than Cournot") {
  const auto price = [](double conduct) {
    Scenario s = oligopsony();
    s.buyer.conduct = conduct;
    Bazaar one{s};
    one.open(2);
    return one.price();
  };
  CHECK(price(0.0) == Approx(150.0).epsilon(1e-5));
  CHECK(price(1.0) == Approx(100.0).epsilon(1e-5));
  CHECK(price(2.0) < price(1.0));
}

TEST_CASE("A closed buyer is no rival, and one far away counts by its nearness") {
  Scenario s = oligopsony();
  Bazaar one{s};
  one.open(2);
  const Index other = one.world.ties.reach[one.world.ties.reach_begin[one.g] + 1];
  one.world.buyer.open[other] = 0;
  CHECK(one.offers.concentration(one.world, one.g) == 1.0);
  one.world.buyer.open[other] = 1;
  for (Index m = 0; m < one.world.municipality.count; ++m) {
    if (one.world.municipality.catchment[m] != one.world.group.catchment[one.g]) continue;
    const double hours = one.world.roads.cost(one.world.group.municipality[one.g], m);
    if (!(hours > 0.0 && hours < 1000.0)) continue;
    one.world.buyer.municipality[other] = m;
    const double near = s.buyer.nearness_hours / (s.buyer.nearness_hours + hours);
    CHECK(one.offers.concentration(one.world, one.g) == Approx((1.0 + near * near) / ((1.0 + near) * (1.0 + near))));
    return;
  }
  FAIL("no other municipality");
}

TEST_CASE("Nobody is offered less than the spot market pays, unless the buyer earns less") {
  Bazaar one{oligopsony()};
  one.open(1);
  one.world.group.transport.freight_market[one.g] = 5.0F;
  one.world.market.spot[one.world.group.cell[one.g]] = 105.0;  // 100 at the farm gate; the monopsonist would pay 75
  CHECK(one.price() == Approx(100.0));
  one.world.market.spot[one.world.group.cell[one.g]] = 200.0;
  CHECK(one.price() == Approx(150.0).epsilon(1e-5));
}

TEST_CASE(
    "Negotiating together and a better broker each win back their share of the markdown, no more than all of it") {
  Scenario s = oligopsony();
  s.buyer.bargaining_base = 0.1;
  s.buyer.bargaining_jointly = 0.2;
  s.buyer.bargaining_broker = 0.3;
  Bazaar one{s};
  one.open(1);
  const auto won = [&one] { return (one.price() - 75.0) / 75.0; };
  CHECK(won() == Approx(0.1).epsilon(1e-4));
  one.world.group.practice.negotiates[one.g] = 1;
  CHECK(won() == Approx(0.3).epsilon(1e-4));
  one.world.ties.broker[one.g] = 0;
  one.world.broker.skill[0] = 0.5F;
  CHECK(won() == Approx(0.45).epsilon(1e-4));
  one.world.broker.skill[0] = 1.5F;
  CHECK(won() == Approx(0.75).epsilon(1e-4));
  one.world.broker.skill[0] = 100.0F;
  CHECK(won() == Approx(1.0).epsilon(1e-4));
}

TEST_CASE("Trips make a small group's offer lower than a large one's, and handling everybody's") {
  Scenario s = oligopsony();
  s.buyer.conduct = 0.0;
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) {
    kind->trip_cost_bs = 300.0;
    kind->handling_cost_share = 0.05;
  }
  Bazaar one{s};
  one.open(1);
  one.world.price_index = 2.0;
  one.world.group.crop.expected_volume[one.g] = 100.0;
  CHECK(one.price() == Approx(150.0 - 2.0 * (5.0 + 3.0)).epsilon(1e-5));  // maize is settled once a year
  one.world.group.crop.expected_volume[one.g] = 10.0;
  CHECK(one.price() == Approx(150.0 - 2.0 * (5.0 + 30.0)).epsilon(1e-5));
}

TEST_CASE("Freight that the group bears is in the price at the buyer's gate only as far as the market pays for it") {
  Scenario s = oligopsony();
  s.buyer.conduct = 0.0;
  s.product[maize].freight_share_per_hour = 0.02;
  Bazaar one{s};
  one.open(1);
  const double way = one.offers.freight(one.world, one.g, one.first());
  CHECK(way == Approx(2.0 * one.world.roads.cost(one.world.group.municipality[one.g],
                                                 one.world.buyer.municipality[one.first()])));
  CHECK(one.price() - way == Approx(150.0 - way).epsilon(1e-5));
}

TEST_CASE("An administered price is paid by all, whatever they earn and however few they are") {
  Laboratory lab{oligopsony()};
  lab.look_at_markets();
  const Index g = lab.group_of(milk);
  const Offers offers{lab.scenario.buyer, lab.scenario.product};
  for (Index b = 0; b < lab.world.buyer.count; ++b) {
    if (lab.world.buyer.product[b] != milk) continue;
    lab.world.buyer.outlet_margin[b] = 0.1F * static_cast<float>(b);
    for (const double concentration : {0.1, 1.0}) CHECK(offers.price(lab.world, g, b, concentration) == Approx(3.0));
  }
}

TEST_CASE("Only the buyer in whose name a group is certified earns, and pays for, what a certificate is worth") {
  Scenario s = oligopsony();
  s.product[maize].certificate_premium = 0.2;
  Bazaar one{s};
  one.open(2);
  const Index second = one.world.ties.reach[one.world.ties.reach_begin[one.g] + 1];
  const double plain = one.offers.value(one.world, one.g, second);  // nobody has had it certified yet
  REQUIRE(plain > 0.0);
  one.world.group.agreement.certifier[one.g] = one.first();
  CHECK(one.offers.value(one.world, one.g, one.first()) == plain);
  CHECK(one.offers.value(one.world, one.g, second) == Approx(0.8 * plain));
  const double concentration = one.offers.concentration(one.world, one.g);
  CHECK(one.offers.price(one.world, one.g, second, concentration) == Approx(0.8 * one.price()));
}

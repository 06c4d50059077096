#include "model/buyer/relationship.hpp"

#include <catch2/catch.hpp>

#include "trade_fixture.hpp"

using namespace ayni;

TEST_CASE("A price that both sides honour holds, one outside moves just to the nearer end") {
  for (const double price : {90.0, 100.0, 110.0}) {
    CHECK(settle_price(price, {90.0, 110.0}).standing == Standing::honoured);
    CHECK(settle_price(price, {90.0, 110.0}).price == price);
  }
  CHECK(settle_price(89.0, {90.0, 110.0}).standing == Standing::renegotiated);
  CHECK(settle_price(89.0, {90.0, 110.0}).price == 90.0);
  CHECK(settle_price(111.0, {90.0, 110.0}).standing == Standing::renegotiated);
  CHECK(settle_price(111.0, {90.0, 110.0}).price == 110.0);
}

TEST_CASE("Where there is no price that both honour the agreement is suspended, at one it holds") {
  CHECK(settle_price(100.0, {100.0, 99.9}).standing == Standing::suspended);
  CHECK(settle_price(80.0, {100.0, 100.0}).price == 100.0);
}

TEST_CASE("The future is worth more with trust, with a yearly gain, with more settlements a year and with patience") {
  const double usual = worth_of_future(0.5, 0.1, 1.0, 0.8);
  CHECK(usual == Approx(0.5 * 4.0 * 0.1));
  CHECK(worth_of_future(0.6, 0.1, 1.0, 0.8) > usual);
  CHECK(worth_of_future(0.5, 0.2, 1.0, 0.8) > usual);
  CHECK(worth_of_future(0.5, 0.1, 12.0, 0.8) > usual);
  CHECK(worth_of_future(0.5, 0.1, 1.0, 0.9) > usual);
}

TEST_CASE("A relationship at a loss, without trust or without a tomorrow is worth nothing") {
  CHECK(worth_of_future(0.5, -0.1, 1.0, 0.8) == 0.0);
  CHECK(worth_of_future(0.0, 0.1, 1.0, 0.8) == 0.0);
  CHECK(worth_of_future(0.5, 0.1, 1.0, 0.0) == 0.0);
}

namespace {

/// What is paid where the agreed price is 100 and the market pays so much on the spot and at the buyer's outlet.
struct Paid {
  double price;
  bool renegotiated;
  Outlet outlet;
};

Paid paid(Scenario s, double spot, double index, float trust_of_group = 1.0F) {
  s.product[maize].fixed_price_weight = 1.0;
  Settlement one{s, maize};
  one.world.group.trust.good[one.g] = trust_of_group;
  one.world.market.spot[one.cell] = spot;
  one.world.market.index[one.cell] = index;
  one.settle();
  return {static_cast<double>(one.settlement().contract_price[one.g]), one.settlement().renegotiated[one.g] != 0,
          one.world.group.agreement.outlet[one.g]};
}

}  // namespace

TEST_CASE("A spot price above the agreed one is borne as far as the relationship is worth it to the group") {
  Scenario s = frictionless();
  s.relationship.value_to_group = 0.05;  // with even trust and a discount of 0.8 worth a tenth of the price
  s.relationship.discount_per_year = 0.8;
  CHECK(paid(s, 109.0, 109.0).price == Approx(100.0));
  CHECK_FALSE(paid(s, 109.0, 109.0).renegotiated);
  const Paid more = paid(s, 121.0, 121.0);
  CHECK(more.price == Approx(110.0));
  CHECK(more.renegotiated);
  CHECK(paid(s, 121.0, 121.0, 9.0F).price < more.price);  // a group that trusts bears more
  s.relationship.discount_per_year = 0.9;
  CHECK(paid(s, 121.0, 121.0).price < more.price);
}

TEST_CASE("A market below the agreed price is borne as far as the relationship is worth it to the buyer") {
  Scenario s = frictionless();
  s.relationship.value_to_buyer = 0.05;
  s.relationship.discount_per_year = 0.8;
  CHECK(paid(s, 91.0, 91.0).price == Approx(100.0));
  const Paid less = paid(s, 80.0, 80.0);
  CHECK(less.price == Approx(90.0));  // what a unit costs elsewhere and a tenth of the price agreed
  CHECK(less.renegotiated);
  CHECK(less.outlet == Outlet::first_buyer);
}

TEST_CASE(
    "Where the buyer cannot sell for what the group could get, the agreement is suspended and members sell outside") {
  Scenario s = frictionless();
  s.product[maize].fixed_price_weight = 1.0;
  Settlement one{s, maize};
  one.world.market.spot[one.cell] = 130.0;  // the buyer sells at 110
  one.settle();
  CHECK(one.world.group.agreement.outlet[one.g] == Outlet::suspended);
  CHECK(one.world.group.agreement.suspended[one.g] == harvest_month);
  CHECK(one.world.group.agreement.buyer[one.g] == one.b);
  CHECK(one.world.settled.empty());
  CHECK(one.world.goods[one.cell].delivered == 0);
  CHECK(one.flow(Account::consumer, Account::household) > 0);

  one.reap(harvest_month + 12);
  one.settle(harvest_month + 12);  // still too dear: the month of the suspension stays
  CHECK(one.world.group.agreement.suspended[one.g] == harvest_month);

  one.world.market.spot[one.cell] = 100.0;
  one.reap(harvest_month + 24);
  one.settle(harvest_month + 24);
  CHECK(one.world.group.agreement.outlet[one.g] == Outlet::first_buyer);
  CHECK(one.world.group.agreement.buyer[one.g] == one.b);
  CHECK(one.world.settled == std::vector<Index>{one.g});
}

TEST_CASE("A floor above what the buyer honours is waived rather than that the group sells for less elsewhere") {
  Scenario s = frictionless();
  s.relationship.value_to_buyer = 0.05;  // it bears a tenth of the price agreed
  s.relationship.discount_per_year = 0.8;
  s.trade.price_floor_share = 0.95;
  const Paid waived = paid(s, 80.0, 80.0);
  CHECK(waived.outlet == Outlet::first_buyer);
  CHECK(waived.price == Approx(90.0));
  CHECK(waived.renegotiated);
  s.trade.price_floor_share = 1.05;  // honoured: the market is 98, and the buyer bears a tenth of it more
  CHECK(paid(s, 98.0, 98.0).price == Approx(105.0));
}

TEST_CASE("A buyer that has sold on at a fixed price cannot follow a boom that another can") {
  Scenario s = frictionless();
  CHECK(paid(s, 130.0, 130.0).outlet == Outlet::first_buyer);
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) kind->presold_share = 1.0;
  CHECK(paid(s, 130.0, 130.0).outlet == Outlet::suspended);
}

TEST_CASE("Without price noise no settlement of a whole run is renegotiated, and no agreement suspended") {
  Scenario s = small_scenario();
  s.run.horizon_months = 96;
  for (ProductParameters& product : s.product) product.fixed_price_weight = 1.0;
  keep_buyers_open(s);
  Laboratory lab{s};
  std::size_t settlements = 0;
  while (lab.month < 96) {
    lab.run_to(lab.month + 1);
    for (const Index g : lab.world.settled) {
      ++settlements;
      CHECK(lab.world.group.settlement.renegotiated[g] == 0);
    }
    for (const Outlet outlet : lab.world.group.agreement.outlet) CHECK(outlet != Outlet::suspended);
  }
  CHECK(settlements > 100);
}

// What a delivery costs and brings the buyer, and freight.

#include "model/buyer/trade.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "trade_fixture.hpp"

using namespace ayni;

TEST_CASE("The buyer pays, fetches and sells on what it takes of a delivery, not all that was delivered") {
  Scenario s = loyal();
  s.trade.rejection_strictness = 0.5;
  s.product[maize].label_premium = 0.2;
  Settlement one{s, maize};
  one.world.group.technology.quality[one.g] = 0.6F;
  one.world.group.technology.labelled[one.g] = 1;
  one.world.group.transport.freight_buyer[one.g] = 4.0F;
  one.settle();
  const Goods& goods = one.world.goods[one.cell];
  const double taken = std::round(static_cast<double>(one.members_harvest()) * (1.0 - 0.4 * 0.5));
  CHECK(goods.delivered == one.members_harvest());
  CHECK(goods.accepted == Approx(taken).margin(1.0));
  const auto accepted = static_cast<double>(goods.accepted);
  CHECK(one.flow(Account::buyer, Account::group) == Approx(accepted * 120.0).margin(1.0));  // the index and the label
  CHECK(one.flow(Account::consumer, Account::buyer) == Approx(accepted * 130.0).epsilon(1e-6));
  CHECK(one.flow(Account::group, Account::outside) == Approx(accepted * 4.0).margin(1.0));
  CHECK(one.world.group.year.premium[one.g] == Approx(accepted * 0.01 * 20.0));
}

TEST_CASE("Handling by the unit and a trip for each collection are costs of the buyer, in prices of the day") {
  Scenario s = loyal();
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) {
    kind->handling_cost_share = 0.05;
    kind->trip_cost_bs = 300.0;
  }
  Settlement one{s, maize};
  one.world.price_index = 1.2;
  one.settle();
  const auto accepted = static_cast<double>(one.world.goods[one.cell].accepted);
  CHECK(one.world.firm.year.costs[one.world.buyer.firm[one.b]] ==
        Approx((accepted * 0.01 * 5.0 + 300.0) * 1.2).epsilon(1e-6));
  CHECK(one.flow(Account::buyer, Account::outside) ==
        Approx(100.0 * one.world.firm.year.costs[one.world.buyer.firm[one.b]]).margin(1.0));
}

TEST_CASE("Freight comes out of what the group is paid, and a fault on the way makes it half as dear again") {
  Scenario s = loyal();
  const auto freight = [&s](double base) {
    s.trade.transport_base = base;
    Settlement one{s, maize};
    one.world.group.transport.freight_buyer[one.g] = 4.0F;
    one.settle();
    CHECK(one.flow(Account::group, Account::household) ==
          Approx(static_cast<double>(one.members_harvest()) * (base > 0.0 ? 94.0 : 96.0)).epsilon(1e-4));
    return static_cast<double>(one.flow(Account::group, Account::outside)) / static_cast<double>(one.members_harvest());
  };
  CHECK(freight(-20.0) == Approx(4.0));
  CHECK(freight(10.0) == Approx(6.0));
}

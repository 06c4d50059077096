// What a settlement does to trust and grievances, and freight.

#include "model/buyer/trade.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "trade_fixture.hpp"

using namespace ayni;

TEST_CASE("Damage to the group adds the gap, what was refused and what was not paid, by their weights, one at most") {
  Scenario s = frictionless();
  s.trade.damage_gap = 2.0;
  s.trade.damage_unpaid = 0.5;
  Settlement one{s, milk};
  one.world.market.spot[one.cell] = 3.3;
  one.world.firm.pays[one.world.buyer.firm[one.b]] = 0.6F;
  one.settle();
  CHECK(one.settlement().damage[one.g] == Approx(2.0 * 0.1 + 0.5 * 0.4).epsilon(1e-4));
  CHECK(one.settlement().unpaid[one.g] == Approx(0.4).epsilon(1e-4));

  Settlement worse{s, milk};
  worse.world.market.spot[worse.cell] = 9.0;
  worse.settle();
  CHECK(worse.settlement().damage[worse.g] == 1.0F);
}

TEST_CASE(
    "A price lowered below what was agreed damages the group's trust by the share of the agreed price that is lost") {
  Scenario s = frictionless();
  s.trade.damage_gap = 2.0;
  Settlement one{s, maize};
  one.world.group.agreement.fixed_price[one.g] = 180.0F;  // a quarter of it and three quarters of 100 are 120
  one.settle();
  REQUIRE(one.settlement().contract_price[one.g] == Approx(100.0));  // the buyer would get it for that elsewhere
  CHECK(one.settlement().renegotiated[one.g] == 1);
  CHECK(one.settlement().damage[one.g] == Approx(2.0 * 20.0 / 120.0).epsilon(1e-4));
}

TEST_CASE("The buyer's trust is damaged by the group's faults alone, each by its weight") {
  const auto damage = [](auto change) {
    Scenario s = loyal();
    s.trade.damage_late = 0.3;
    s.trade.damage_quality = 0.25;
    s.trade.damage_transport = 0.2;
    change(s.trade);
    Settlement one{s, maize};
    one.settle();
    CHECK(one.settlement().damage[one.g] == 0.0F);
    return static_cast<double>(one.settlement().buyer_damage[one.g]);
  };
  CHECK(damage([](TradeParameters&) {}) == Approx(0.0).margin(1e-6));
  CHECK(damage([](TradeParameters& p) { p.late_base = 10.0; }) == Approx(0.3));
  CHECK(damage([](TradeParameters& p) { p.quality_base = 10.0; }) == Approx(0.25));
  CHECK(damage([](TradeParameters& p) { p.transport_base = 10.0; }) == Approx(0.2));
}

TEST_CASE(
    "A grievance is a moving average of the settlements under the agreement, the first of which is all there is") {
  Scenario s = frictionless();
  s.trade.grievance_memory = 0.75;
  Settlement one{s, milk};
  const std::size_t price = static_cast<std::size_t>(Reason::price_below_spot) * one.world.group.count + one.g;
  one.world.group.settlement.contract_price[one.g] = 0.0F;  // nothing settled yet
  one.world.market.spot[one.cell] = 3.3;
  one.settle();
  CHECK(one.world.group.agreement.grievance[price] == 1.0F);
  one.world.market.spot[one.cell] = 2.7;
  one.reap(harvest_month + 1);
  one.settle(harvest_month + 1);
  CHECK(one.world.group.agreement.grievance[price] == Approx(0.75));
  const std::size_t quality = static_cast<std::size_t>(Reason::quality) * one.world.group.count + one.g;
  CHECK(one.world.group.agreement.grievance[quality] == 0.0F);
}

TEST_CASE("Freight follows the hours of road") {
  Scenario s = small_scenario();
  s.product[maize].freight_share_per_hour = 0.02;
  Laboratory lab{s};
  const Index g = lab.group_of(maize);
  lab.world.group.transport.hours_buyer[g] = 3.0F;
  lab.world.group.transport.hours_market[g] = 1.0F;
  lab.model.trade->set_way(lab.world.group, g);
  CHECK(lab.world.group.transport.freight_buyer[g] == Approx(6.0));
  CHECK(lab.world.group.transport.freight_market[g] == Approx(2.0));
}

// Sales without an agreement.

#include <catch2/catch.hpp>

#include "model/buyer/trade.hpp"
#include "model/household/production.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

constexpr Month harvest_month = 4;

Scenario spot_market() {
  Scenario s = small_scenario();
  s.product[maize].cost_share = 0.0;
  s.product[maize].loss_share = 0.0;
  s.product[maize].price.spot_margin = 0.0;
  return s;
}

}  // namespace

TEST_CASE("Without an alliance everything is sold on the spot, at the price less the way to the town") {
  Scenario s = spot_market();
  Laboratory lab{s};
  lab.look_at_markets();
  const Index g = lab.group_of(maize);
  lab.world.group.transport.freight_market[g] = 30.0F;
  lab.model.production->begin_season(lab.world, 0);
  const Goods reaped = lab.model.production->reap(lab.world, g, harvest_month);
  const std::int64_t harvest = lab.world.goods[lab.world.group.cell[g]].produced;
  lab.model.trade->settle(lab.world, g, harvest_month, reaped);
  CHECK(lab.world.settled.empty());
  CHECK(lab.world.group.settlement.spot_price[g] == Approx(70.0));
  CHECK(lab.world.goods[lab.world.group.cell[g]].spot == harvest);
  CHECK(lab.world.ledger.flow(Account::buyer, Account::group) == 0);
}

TEST_CASE("Cash costs of production are paid by the unit, as far as the household can") {
  Scenario s = spot_market();
  s.product[maize].cost_share = 0.4;
  s.product[maize].prefinanced_share = 0.0;
  Laboratory lab{s};
  lab.look_at_markets();
  const Index g = lab.group_of(maize);
  lab.world.group.transport.freight_market[g] = 0.0F;
  const std::size_t i = lab.world.group.first[g];
  lab.model.production->begin_season(lab.world, 0);
  Goods reaped = lab.model.production->reap(lab.world, g, harvest_month);
  const std::int32_t harvest = lab.world.sellable[0];
  lab.world.household.cash[i] = 0;
  lab.model.trade->settle(lab.world, g, harvest_month, reaped);
  CHECK(lab.world.household.cash[i] == Approx(harvest * 60.0).epsilon(1e-6));
  CHECK(lab.world.household.product_income[i] == Approx(harvest * 0.6).epsilon(1e-6));

  lab.world.market.spot[lab.world.group.cell[g]] = 10.0;  // below cost
  lab.world.household.cash[i] = 0;
  reaped = lab.model.production->reap(lab.world, g, harvest_month);
  lab.model.trade->settle(lab.world, g, harvest_month, reaped);
  CHECK(lab.world.household.cash[i] == 0);
}

TEST_CASE("Inputs that a group buys together are cheaper, as long as it is one") {
  Scenario s = spot_market();
  s.product[maize].cost_share = 0.4;
  s.product[maize].prefinanced_share = 0.0;
  s.trade.input_saving = 0.1;
  const auto cash_of_a_unit = [&](bool together, Outlet outlet) {
    Laboratory lab{s};
    lab.look_at_markets();
    const Index g = lab.group_of(maize);
    lab.world.group.transport.freight_market[g] = 0.0F;
    lab.world.group.practice.buys_inputs[g] = together ? 1 : 0;
    lab.world.group.agreement.outlet[g] = outlet;
    const std::size_t i = lab.world.group.first[g];
    lab.model.production->begin_season(lab.world, 0);
    const Goods reaped = lab.model.production->reap(lab.world, g, harvest_month);
    const std::int32_t harvest = lab.world.sellable[0];
    lab.world.household.cash[i] = 0;
    lab.model.trade->settle(lab.world, g, harvest_month, reaped);
    return static_cast<double>(lab.world.household.cash[i]) / harvest;
  };
  CHECK(cash_of_a_unit(false, Outlet::free_market) == Approx(60.0).epsilon(1e-6));
  CHECK(cash_of_a_unit(true, Outlet::free_market) == Approx(64.0).epsilon(1e-6));
  CHECK(cash_of_a_unit(true, Outlet::dissolved) == Approx(60.0).epsilon(1e-6));
}

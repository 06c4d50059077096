#include "model/buyer/trade.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "trade_fixture.hpp"

using namespace ayni;

namespace {

double logistic_of(double x) { return 1.0 / (1.0 + std::exp(-x)); }

}  // namespace

TEST_CASE("The contract price weighs the fixed price and this month's index") {
  Settlement one{frictionless(), maize};
  one.world.group.agreement.fixed_price[one.g] = 80.0F;
  one.settle();
  CHECK(one.world.group.settlement.contract_price[one.g] == Approx(0.25 * 80.0 + 0.75 * 100.0));
  CHECK(one.world.group.settlement.spot_price[one.g] == Approx(100.0));
}

TEST_CASE("A floor holds the contract price at its share of the fixed price") {
  Scenario s = frictionless();
  s.trade.price_floor_share = 0.9;
  Settlement one{s, maize};
  one.world.group.agreement.fixed_price[one.g] = 200.0F;
  one.settle();
  CHECK(one.world.group.settlement.contract_price[one.g] == Approx(180.0));
}

TEST_CASE("A premium rewards quality beyond the first, and the label of origin") {
  Scenario s = frictionless();
  s.trade.quality_premium = 0.1;
  s.product[maize].label_premium = 0.2;
  Settlement one{s, maize};
  one.world.group.agreement.fixed_price[one.g] = 100.0F;
  one.world.group.technology.baseline_quality[one.g] = 0.6F;
  one.world.group.technology.quality[one.g] = 0.8F;
  one.world.group.technology.labelled[one.g] = 1;
  one.settle();
  CHECK(one.world.group.settlement.contract_price[one.g] == Approx(100.0 * (1.0 + 0.1 * 0.5 + 0.2)));
}

TEST_CASE("An administered price has no fixed part") {
  Settlement one{frictionless(), milk};
  one.world.group.agreement.fixed_price[one.g] = 9.0F;
  one.settle();
  CHECK(one.world.group.settlement.contract_price[one.g] == Approx(3.0));
}

TEST_CASE("Side-selling is logistic in the gap between spot and contract") {
  for (const double spot : {90.0, 100.0, 103.0, 110.0}) {
    Settlement one{frictionless(), maize};
    one.world.market.spot[one.cell] = spot;
    one.settle();
    const double gap = spot / 100.0 - 1.0;
    CHECK(one.world.group.settlement.side_selling[one.g] == Approx(logistic_of(gap / 0.025)).epsilon(1e-5));
  }
}

TEST_CASE("Trust, cohesion, an advance and enforcement each widen the tolerance by their own amount") {
  Scenario s = frictionless();
  s.trade.side_selling_trust = 0.2;
  s.trade.side_selling_cohesion = 0.1;
  s.trade.side_selling_advance = 0.04;
  s.trade.contract_enforcement = 0.03;
  s.trade.gap_tolerance = 0.01;
  Settlement one{s, maize};
  one.world.group.trust.good[one.g] = 3.0F;  // trust 0.75
  one.world.group.membership.cohesion[one.g] = 0.9F;
  one.world.group.account.advance[one.g] = 1;
  one.world.market.spot[one.cell] = 115.0;
  one.settle();
  const double tolerance = 0.01 + 0.03 + 0.2 * 0.25 + 0.1 * 0.4 + 0.04;
  CHECK(one.world.group.settlement.side_selling[one.g] ==
        Approx(logistic_of((0.15 - tolerance) / 0.025)).epsilon(1e-4));
}

TEST_CASE("Without temptation members deliver all, and the buyer pays the group and the group its members") {
  Scenario s = frictionless();
  s.trade.gap_tolerance = 0.5;
  s.trade.levy_share = 0.02;
  Settlement one{s, maize};
  const std::int64_t harvest = one.members_harvest();
  const Centavos cash_of_buyer = one.world.buyer.cash[one.b];
  one.settle();
  CHECK(one.world.goods[one.cell].delivered == harvest);
  CHECK(one.world.goods[one.cell].accepted == harvest);
  const Centavos due = harvest * 100;  // hundredths of a quintal at 100 Bs are centavos times 100
  CHECK(one.flow(Account::buyer, Account::group) == due);
  CHECK(one.world.group.account.balance[one.g] == Approx(static_cast<double>(due) * 0.02).epsilon(1e-4));
  CHECK(one.flow(Account::buyer, Account::group) ==
        one.flow(Account::group, Account::household) + one.world.group.account.balance[one.g]);
  // The buyer sells at the price plus its margin.
  CHECK(one.world.buyer.cash[one.b] - cash_of_buyer == Approx(static_cast<double>(due) * 0.1).epsilon(1e-6));
}

TEST_CASE("A household short of cash side-sells more, at most all") {
  Scenario s = frictionless();
  s.trade.need_multiplier = 1.5;
  Settlement one{s, maize};
  Households& household = one.world.household;
  const std::size_t rich = one.first();
  const std::size_t poor = rich + 1;
  household.spending[rich] = 1000;
  household.cash[rich] = 1000;
  household.spending[poor] = 1000;
  household.cash[poor] = 999;
  const std::int32_t harvest = one.world.sellable[0];
  one.settle();  // no gap: half is side-sold
  CHECK(one.world.delivered[0] == Approx(0.5 * harvest).margin(1.0));
  CHECK(one.world.delivered[1] == Approx(0.25 * harvest).margin(1.0));
}

TEST_CASE("A harvest beyond the precision of single numbers is delivered whole, and no more than that") {
  Scenario s = frictionless();
  s.trade.gap_tolerance = 0.9;
  Settlement one{s, maize};
  one.world.sellable[0] = 100'000'001;
  one.world.sellable[1] = 99'999'999;  // rounded up to a multiple of 8 in single precision
  one.settle();
  CHECK(one.world.delivered[0] <= 100'000'001);
  CHECK(one.world.delivered[1] == 99'999'999);
}

TEST_CASE("Only members deliver, and neighbours sell on the spot") {
  Scenario s = frictionless();
  s.trade.gap_tolerance = 0.5;
  s.scale.neighbours_share = 0.5;
  Settlement one{s, maize};
  one.settle();
  const Households& household = one.world.household;
  for (std::size_t k = 0; k < one.world.group.slots[one.g]; ++k) {
    const std::size_t i = one.first() + k;
    CHECK((household.member[i] != 0 || one.world.delivered[k] == 0));
    if (household.member[i] == 0 && household.lives[i] != 0) CHECK(one.world.sellable[k] > 0);
  }
}

TEST_CASE("A market buyer refuses what is over quota, and a dairy takes it at the lower price") {
  Scenario s = frictionless();
  s.trade.gap_tolerance = 0.9;
  Settlement grain{s, maize};
  grain.world.market.quota[maize] = 0.75;
  const std::int64_t harvest = grain.members_harvest();
  grain.settle();
  CHECK(grain.world.goods[grain.cell].accepted == Approx(0.75 * static_cast<double>(harvest)).margin(1.0));
  CHECK(grain.world.group.settlement.damage[grain.g] == Approx(0.25));

  Settlement dairy{s, milk};
  dairy.world.market.quota[milk] = 0.75;
  dairy.world.market.over_quota[milk] = 2.0;
  const std::int64_t litres = dairy.members_harvest();
  dairy.settle();
  CHECK(dairy.world.goods[dairy.cell].accepted == litres);
  CHECK(dairy.flow(Account::buyer, Account::group) == Approx(static_cast<double>(litres) * 2.75).margin(1.0));
}

TEST_CASE("Closed exports keep the buyer from taking their share, and that is a cut like any other to the group") {
  Scenario s = frictionless();
  s.trade.gap_tolerance = 0.9;
  s.product[maize].export_share = 0.4;
  Settlement one{s, maize};
  one.world.market.export_open[maize] = 0;
  const std::int64_t harvest = one.members_harvest();
  one.settle();
  CHECK(one.world.goods[one.cell].accepted == Approx(0.6 * static_cast<double>(harvest)).margin(1.0));
  CHECK(one.world.group.settlement.damage[one.g] == Approx(0.4));
}

TEST_CASE("What the buyer turns away for quality the group sells at a discount") {
  Scenario s = frictionless();
  s.trade.gap_tolerance = 0.5;
  s.trade.rejection_strictness = 0.5;
  s.trade.reject_discount = 0.2;
  Settlement one{s, maize};
  one.world.group.technology.quality[one.g] = 0.6F;
  const std::int64_t harvest = one.members_harvest();
  one.settle();
  const auto refused = static_cast<double>(harvest) * 0.4 * 0.5;
  CHECK(one.world.goods[one.cell].accepted == Approx(static_cast<double>(harvest) - refused).margin(1.0));
  CHECK(one.flow(Account::outside, Account::group) == Approx(refused * 80.0).margin(100.0));
  CHECK(one.world.group.settlement.volume_taken[one.g] == Approx(0.8));
}

TEST_CASE("A dispute over quality makes the buyer turn away three times as much, all of it at most") {
  const auto taken = [](double strictness, bool disputed) {
    Scenario s = frictionless();
    s.trade.gap_tolerance = 0.9;
    s.trade.rejection_strictness = strictness;
    Settlement one{s, maize};
    one.world.group.technology.quality[one.g] = 0.6F;
    one.world.group.agreement.quality_chance[one.g] = disputed ? 1.0F : 0.0F;
    one.settle();
    CHECK(one.world.goods[one.cell].delivered == one.members_harvest());
    return static_cast<double>(one.world.goods[one.cell].accepted) / static_cast<double>(one.members_harvest());
  };
  CHECK(taken(0.25, false) == Approx(1.0 - 0.4 * 0.25).epsilon(1e-4));
  CHECK(taken(0.25, true) == Approx(1.0 - 3.0 * 0.4 * 0.25).epsilon(1e-4));
  CHECK(taken(0.75, false) == Approx(1.0 - 0.4 * 0.75).epsilon(1e-4));
  CHECK(taken(0.9, true) == 0.0);  // 3 x 0.36 is more than all
}

TEST_CASE("The buyer pays, fetches and sells on what it takes of a delivery, not all that was delivered") {
  Scenario s = frictionless();
  s.trade.gap_tolerance = 0.9;
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
  CHECK(one.flow(Account::outside, Account::buyer) == Approx(accepted * 110.0).epsilon(1e-6));
  CHECK(one.flow(Account::group, Account::outside) == Approx(accepted * 4.0).margin(1.0));
  CHECK(one.world.group.year.premium[one.g] == Approx(accepted * 0.01 * 20.0));
}

TEST_CASE("Freight comes out of what the group is paid, and a transport fault makes it half as dear again") {
  Scenario s = frictionless();
  s.trade.gap_tolerance = 0.9;
  Settlement one{s, maize};
  one.world.group.transport.freight_buyer[one.g] = 4.0F;
  const std::int64_t harvest = one.members_harvest();
  one.settle();
  CHECK(one.flow(Account::group, Account::outside) == harvest * 4);
  CHECK(one.flow(Account::group, Account::household) == Approx(static_cast<double>(harvest) * 96.0).epsilon(1e-4));

  Settlement bad_road{s, maize};
  bad_road.world.group.transport.freight_buyer[bad_road.g] = 4.0F;
  bad_road.world.group.transport.fault_chance[bad_road.g] = 0.8F;
  bad_road.world.climate.wet = true;
  bool failed = false;
  for (Month t = harvest_month; t < 400 && !failed; t += 12) {
    bad_road.reap(t);
    const Centavos before = bad_road.flow(Account::group, Account::outside);
    bad_road.settle(t);
    failed = bad_road.flow(Account::group, Account::outside) - before == harvest * 6;
  }
  CHECK(failed);
}

TEST_CASE("Damage adds the gap and the faults by their weights, one at most") {
  Scenario s = frictionless();
  s.trade.damage_gap = 2.0;
  s.trade.damage_fault = 0.5;
  s.trade.damage_late = 0.8;
  Settlement one{s, maize};
  one.world.market.spot[one.cell] = 110.0;
  one.world.group.agreement.late_chance[one.g] = 1.0F;
  one.settle();
  CHECK(one.world.group.settlement.damage[one.g] == Approx(2.0 * 0.1 + 0.5 * 0.8));
  CHECK(one.world.group.settlement.buyer_damage[one.g] == Approx(logistic_of(0.1 / 0.025)).epsilon(1e-4));

  Settlement worse{s, maize};
  worse.world.market.spot[worse.cell] = 300.0;
  worse.settle();
  CHECK(worse.world.group.settlement.damage[worse.g] == 1.0F);
}

TEST_CASE(
    "A grievance is a moving average of the settlements under the agreement, the first of which is all there is") {
  Scenario s = frictionless();
  s.trade.grievance_memory = 0.75;
  Settlement one{s, maize};
  one.world.group.agreement.late_chance[one.g] = 1.0F;
  const std::size_t late = static_cast<std::size_t>(Reason::late_delivery) * one.world.group.count + one.g;
  one.world.group.settlement.contract_price[one.g] = 0.0F;  // nothing settled yet
  one.settle();
  CHECK(one.world.group.agreement.grievance[late] == 1.0F);
  one.world.group.agreement.late_chance[one.g] = 0.0F;
  one.reap(harvest_month + 12);
  one.settle(harvest_month + 12);
  CHECK(one.world.group.agreement.grievance[late] == Approx(0.75));
  const std::size_t quality = static_cast<std::size_t>(Reason::quality) * one.world.group.count + one.g;
  CHECK(one.world.group.agreement.grievance[quality] == 0.0F);
}

TEST_CASE("Better matches fail less: chances are logistic in match quality") {
  Scenario s = frictionless();
  s.trade.late_base = -2.0;
  s.trade.quality_base = -4.0;
  s.trade.match_quality_effect = 1.25;
  Laboratory lab{s};
  lab.look_at_markets();
  const Index g = lab.group_of(maize);
  lab.world.group.agreement.match_quality[g] = 0.8F;
  lab.model.trade->agree(lab.world.group, g, lab.world.market);
  CHECK(lab.world.group.agreement.late_chance[g] == Approx(logistic_of(-3.0)));
  CHECK(lab.world.group.agreement.quality_chance[g] == Approx(logistic_of(-5.0)));
  CHECK(lab.world.group.agreement.fixed_price[g] == Approx(100.0));
}

TEST_CASE("Freight and transport faults follow the hours of road") {
  Scenario s = small_scenario();
  s.product[maize].freight_share_per_hour = 0.02;
  s.trade.transport_fault_per_hour = 0.1;
  Laboratory lab{s};
  const Index g = lab.group_of(maize);
  lab.world.group.transport.hours_buyer[g] = 3.0F;
  lab.world.group.transport.hours_market[g] = 1.0F;
  lab.model.trade->set_freight(lab.world.group, g);
  CHECK(lab.world.group.transport.freight_buyer[g] == Approx(6.0));
  CHECK(lab.world.group.transport.freight_market[g] == Approx(2.0));
  CHECK(lab.world.group.transport.fault_chance[g] == Approx(0.3));
  lab.world.group.transport.hours_buyer[g] = 100.0F;
  lab.model.trade->set_freight(lab.world.group, g);
  CHECK(lab.world.group.transport.fault_chance[g] == Approx(0.8));
}

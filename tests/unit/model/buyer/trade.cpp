#include "model/buyer/trade.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "trade_fixture.hpp"

using namespace ayni;

namespace {

double logistic_of(double x) { return 1.0 / (1.0 + std::exp(-x)); }

}  // namespace

TEST_CASE("The contract price weighs the season's fixed price and this month's index, at the terms of signing") {
  Settlement one{loyal(), maize};
  one.world.group.agreement.fixed_price[one.g] = 80.0F;
  one.world.group.agreement.terms[one.g] = 0.9F;
  one.settle();
  CHECK(one.settlement().contract_price[one.g] == Approx(0.25 * 80.0 + 0.75 * 0.9 * 100.0));
  CHECK(one.settlement().spot_price[one.g] == Approx(100.0));
}

TEST_CASE("A wholly indexed contract does not know the fixed price, a half indexed one half of it") {
  for (const double indexation : {1.0, 0.5}) {
    Scenario s = loyal();
    s.product[maize].fixed_price_weight = 1.0;
    s.trade.indexation = indexation;
    Settlement one{s, maize};
    one.world.group.agreement.fixed_price[one.g] = 80.0F;
    one.settle();
    CHECK(one.settlement().contract_price[one.g] == Approx(indexation * 100.0 + (1.0 - indexation) * 80.0));
  }
}

TEST_CASE("A floor and a ceiling hold the contract price at their shares of the fixed price") {
  Scenario s = loyal();
  s.trade.price_floor_share = 0.9;
  Settlement above{s, maize};
  above.world.group.agreement.fixed_price[above.g] = 200.0F;
  above.settle();
  CHECK(above.settlement().contract_price[above.g] == Approx(180.0));

  s = loyal();
  s.trade.price_ceiling_share = 1.1;
  Settlement below{s, maize};
  below.world.group.agreement.fixed_price[below.g] = 80.0F;
  below.settle();
  CHECK(below.settlement().contract_price[below.g] == Approx(88.0));
}

TEST_CASE("A premium rewards quality beyond the first, and the label of origin") {
  Scenario s = loyal();
  s.trade.quality_premium = 0.1;
  s.product[maize].label_premium = 0.2;
  Settlement one{s, maize};
  one.world.group.technology.baseline_quality[one.g] = 0.6F;
  one.world.group.technology.quality[one.g] = 0.8F;
  one.world.group.technology.labelled[one.g] = 1;
  one.settle();
  CHECK(one.settlement().contract_price[one.g] == Approx(100.0 * (1.0 + 0.1 * 0.5 + 0.2)));
}

TEST_CASE("An administered price has no fixed part and is not renegotiated, however far the spot price is") {
  for (const double spot : {2.0, 3.0, 9.0}) {
    Settlement one{frictionless(), milk};
    one.world.group.agreement.fixed_price[one.g] = 9.0F;
    one.world.market.spot[one.cell] = spot;
    one.settle();
    CHECK(one.settlement().contract_price[one.g] == Approx(3.0));
    CHECK(one.settlement().renegotiated[one.g] == 0);
    CHECK(one.world.group.agreement.outlet[one.g] == Outlet::first_buyer);
  }
}

TEST_CASE("Side-selling is logistic in the gap between spot and contract") {
  for (const double spot : {2.7, 3.0, 3.09, 3.3}) {
    Settlement one{frictionless(), milk};
    one.world.market.spot[one.cell] = spot;
    one.settle();
    const double gap = spot / 3.0 - 1.0;
    CHECK(one.settlement().side_selling[one.g] == Approx(logistic_of(gap / 0.025)).epsilon(1e-4));
  }
}

TEST_CASE("The relationship's worth, cohesion, an advance and an enforced penalty each widen what members bear") {
  Scenario s = frictionless();
  s.relationship.value_to_group = 0.005;
  s.relationship.discount_per_year = 0.8;
  s.trade.side_selling_cohesion = 0.1;
  s.trade.side_selling_advance = 0.04;
  s.trade.contract_enforcement = 0.1;
  s.trade.non_delivery_penalty = 0.3;
  Settlement one{s, milk};
  one.world.group.trust.good[one.g] = 3.0F;  // trust 0.75
  one.world.group.membership.cohesion[one.g] = 0.9F;
  one.world.group.account.advance[one.g] = 1;
  one.world.market.spot[one.cell] = 3.0 * 1.35;
  one.settle();
  const double bound = 0.75 * 4.0 * 0.005 * 12.0 + 0.1 * 0.3 + 0.1 * 0.4 + 0.04;
  CHECK(one.settlement().side_selling[one.g] == Approx(logistic_of((0.35 - bound) / 0.025)).epsilon(1e-4));
}

TEST_CASE("What is still to come of a grant binds members, the less the later it comes, and what has come does not") {
  Scenario s = frictionless();
  s.relationship.grant_pull = 0.01;
  s.relationship.discount_per_year = 0.8;
  const auto side_sold = [&s](Centavos disbursed, Month awaited) {
    Settlement one{s, milk};
    one.world.group.trust.good[one.g] = 3.0F;  // trust 0.75
    one.world.group.cycle.stage[one.g] = Stage::executing;
    one.world.group.investment.grant[one.g] = 1000;
    one.world.group.investment.disbursed[one.g] = disbursed;
    one.world.group.cycle.awaited[one.g] = awaited;
    one.world.market.spot[one.cell] = 3.0 * 1.25;
    one.settle();
    return static_cast<double>(one.settlement().side_selling[one.g]);
  };
  const auto bound = [](double to_come, double years) {
    return 0.75 * 4.0 * 12.0 * 0.01 * to_come * std::pow(0.8, years);
  };
  CHECK(side_sold(250, harvest_month + 6) == Approx(logistic_of((0.25 - bound(0.75, 0.5)) / 0.025)).epsilon(1e-4));
  CHECK(side_sold(250, never) == Approx(logistic_of((0.25 - bound(0.75, 0.0)) / 0.025)).epsilon(1e-4));
  CHECK(side_sold(1000, never) == Approx(logistic_of(0.25 / 0.025)).epsilon(1e-4));
}

TEST_CASE(
    "A penalty without enforcement, and enforcement without a penalty, change nothing, both together bind members") {
  const auto side_sold = [](double enforcement, double penalty) {
    Scenario s = frictionless();
    s.trade.contract_enforcement = enforcement;
    s.trade.non_delivery_penalty = penalty;
    Settlement one{s, milk};
    one.world.market.spot[one.cell] = 3.15;
    one.settle();
    return one.settlement().side_selling[one.g];
  };
  CHECK(side_sold(0.0, 1.0) == side_sold(0.0, 0.0));
  CHECK(side_sold(1.0, 0.0) == side_sold(0.0, 0.0));
  CHECK(side_sold(0.5, 0.2) < side_sold(0.0, 0.0));
  CHECK(side_sold(1.0, 0.2) < side_sold(0.5, 0.2));
}

TEST_CASE("An enforced penalty is taken out of the payment for what is missing, never more than what is due") {
  Scenario s = frictionless();
  s.trade.quantity_tolerance = 0.0;
  s.trade.contract_enforcement = 0.5;
  s.trade.non_delivery_penalty = 0.2;
  Settlement one{s, milk};
  const auto harvest = static_cast<double>(one.members_harvest());
  one.agree_on(2.0 * harvest);  // half of it is missing
  one.settle();
  const auto delivered = static_cast<double>(one.world.goods[one.cell].delivered);
  const double due = delivered * 3.0 - (2.0 * harvest - delivered) * 3.0 * 0.1;
  CHECK(one.flow(Account::buyer, Account::group) == Approx(due).margin(2.0));

  one.agree_on(100.0 * harvest);
  const Centavos before = one.flow(Account::buyer, Account::group);
  one.reap(harvest_month + 1);
  one.settle(harvest_month + 1);
  CHECK(one.flow(Account::buyer, Account::group) == before);
}

TEST_CASE("Without temptation members deliver all, and the buyer pays the group and the group its members") {
  Scenario s = loyal();
  s.trade.levy_share = 0.02;
  Settlement one{s, maize};
  const std::int64_t harvest = one.members_harvest();
  const Centavos cash_of_buyer = one.world.firm.cash[one.world.buyer.firm[one.b]];
  one.settle();
  CHECK(one.world.goods[one.cell].delivered == harvest);
  CHECK(one.world.goods[one.cell].accepted == harvest);
  const Centavos due = harvest * 100;  // hundredths of a quintal at 100 Bs are centavos times 100
  CHECK(one.flow(Account::buyer, Account::group) == due);
  CHECK(one.world.group.account.balance[one.g] == Approx(static_cast<double>(due) * 0.02).epsilon(1e-4));
  CHECK(one.flow(Account::buyer, Account::group) ==
        one.flow(Account::group, Account::household) + one.world.group.account.balance[one.g]);
  // The buyer sells a tenth above the index.
  CHECK(one.world.firm.cash[one.world.buyer.firm[one.b]] - cash_of_buyer ==
        Approx(static_cast<double>(due) * 0.1).epsilon(1e-6));
  CHECK(one.world.firm.profit(one.world.buyer.firm[one.b]) ==
        Approx(static_cast<double>(due) * 0.1 * 0.01).epsilon(1e-6));
}

TEST_CASE(
    "A group pays a tax on what it sells under an agreement, and an agreement worth no more than that is suspended") {
  Scenario s = loyal();
  s.trade.levy_share = 0.02;
  s.trade.sales_tax_share = 0.1;
  Settlement taxed{s, maize};
  taxed.settle();
  const auto received = static_cast<double>(taxed.flow(Account::buyer, Account::group));
  CHECK(received > 0.0);
  CHECK(taxed.flow(Account::group, Account::outside) == Approx(0.1 * received).margin(1.0));
  CHECK(taxed.flow(Account::group, Account::household) == Approx(0.88 * received).epsilon(1e-3));

  Scenario worthless = frictionless();
  worthless.trade.sales_tax_share = 0.1;
  Settlement taxed_away{worthless, maize};
  taxed_away.settle();
  CHECK(taxed_away.world.group.agreement.outlet[taxed_away.g] == Outlet::suspended);
  worthless.trade.sales_tax_share = 0.0;
  Settlement untaxed{worthless, maize};
  untaxed.settle();
  CHECK(untaxed.world.group.agreement.outlet[untaxed.g] == Outlet::first_buyer);
  CHECK(untaxed.flow(Account::group, Account::outside) == 0);

  Settlement alone{s, maize};
  alone.world.group.agreement.outlet[alone.g] = Outlet::free_market;
  alone.settle();
  CHECK(alone.flow(Account::group, Account::outside) == 0);
}

TEST_CASE(
    "A delivery benefits members by what it earned them above the spot price, and by what a sure outlet is worth") {
  Scenario s = loyal();
  s.relationship.value_to_group = 0.5;
  Settlement one{s, maize};
  one.world.market.spot[one.cell] = 90.0;
  one.settle();
  const double units = static_cast<double>(one.members_harvest()) * hundredth;
  CHECK(one.world.group.membership.benefit[one.g] == Approx(units * (100.0 - 90.0 + 0.5 * 100.0)).epsilon(1e-4));
}

TEST_CASE("A buyer that gives advances is worth more to a group, which bears a wider gap for it") {
  const auto side_sold = [](bool advances) {
    Scenario s = frictionless();
    s.relationship.value_to_group = 0.002;
    s.relationship.value_of_advances = 0.001;
    Settlement one{s, milk};
    one.world.buyer.gives_advances[one.b] = advances ? 1 : 0;
    one.world.market.spot[one.cell] = 3.15;
    one.settle();
    return one.settlement().side_selling[one.g];
  };
  CHECK(side_sold(true) < side_sold(false));
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
  Settlement one{loyal(), maize};
  one.world.sellable[0] = 100'000'001;
  one.world.sellable[1] = 99'999'999;  // rounded up to a multiple of 8 in single precision
  one.settle();
  CHECK(one.world.delivered[0] <= 100'000'001);
  CHECK(one.world.delivered[1] == 99'999'999);
}

TEST_CASE("Only members deliver, and neighbours sell on the spot") {
  Scenario s = loyal();
  s.membership.community_ratio = 1.5;
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
  Settlement grain{loyal(), maize};
  grain.world.market.quota[maize] = 0.75;
  const std::int64_t harvest = grain.members_harvest();
  grain.settle();
  CHECK(grain.world.goods[grain.cell].accepted == Approx(0.75 * static_cast<double>(harvest)).margin(1.0));
  CHECK(grain.settlement().refused[grain.g] == Approx(0.25).epsilon(1e-3));
  CHECK(grain.settlement().damage[grain.g] == Approx(0.25).epsilon(1e-3));

  Settlement dairy{loyal(), milk};
  dairy.world.market.quota[milk] = 0.75;
  dairy.world.market.over_quota[milk] = 2.0;
  dairy.world.market.spot[dairy.cell] = 1.5;
  const std::int64_t litres = dairy.members_harvest();
  dairy.settle();
  CHECK(dairy.world.goods[dairy.cell].accepted == litres);
  CHECK(dairy.flow(Account::buyer, Account::group) == Approx(static_cast<double>(litres) * 2.75).margin(1.0));
}

TEST_CASE(
    "Milk beyond the quota goes to town where that pays more than the dairy's surplus price, some of it as cheese") {
  for (const bool plant : {false, true}) {
    CAPTURE(plant);
    Settlement one{loyal(), milk};
    one.world.market.quota[milk] = 0.75;
    one.world.market.over_quota[milk] = 2.0;
    one.world.market.spot[one.cell] = 2.4;
    one.world.market.by_product_gain[one.cell] = 0.1;
    one.world.market.by_product_share[one.cell] = 0.5;
    one.world.group.technology.processing[one.g] = plant ? 1 : 0;
    const auto litres = static_cast<double>(one.members_harvest());
    one.settle();
    CHECK(static_cast<double>(one.world.goods[one.cell].accepted) == Approx(0.75 * litres).margin(1.0));
    CHECK(one.world.goods[one.cell].processed == Approx(plant ? 0.125 * litres : 0.0).margin(1.0));
    CHECK(one.flow(Account::buyer, Account::group) == Approx(0.75 * litres * 3.0).margin(1.0));
    CHECK(one.flow(Account::consumer, Account::group) ==
          Approx(0.25 * litres * 2.4 * (plant ? 1.05 : 1.0)).epsilon(1e-4));
    CHECK(one.settlement().refused[one.g] == 0.0F);                       // the dairy would have taken it
    CHECK(one.settlement().damage[one.g] == Approx(0.25).epsilon(1e-3));  // but has cut its quota
  }
}

TEST_CASE("Closed exports keep the buyer from taking their share, and that is a cut like any other to the group") {
  Scenario s = loyal();
  s.product[maize].export_share = 0.4;
  Settlement one{s, maize};
  one.world.market.export_open[maize] = 0;
  const std::int64_t harvest = one.members_harvest();
  one.settle();
  CHECK(one.world.goods[one.cell].accepted == Approx(0.6 * static_cast<double>(harvest)).margin(1.0));
  CHECK(one.settlement().damage[one.g] == Approx(0.4).epsilon(1e-3));
}

TEST_CASE("Beyond the volume agreed and its tolerance a buyer takes what it has room for, under water only the least") {
  Scenario s = loyal();
  s.trade.quantity_tolerance = 0.2;
  const auto taken = [&s](double outlet_margin, double room) {
    Settlement one{s, maize};
    const auto harvest = static_cast<double>(one.members_harvest());
    one.agree_on(0.5 * harvest);
    one.world.buyer.free_capacity[one.b] = room * one.world.group.agreement.contracted[one.g];
    one.world.buyer.outlet_margin[one.b] = static_cast<float>(outlet_margin);
    one.settle();
    CHECK(one.world.goods[one.cell].delivered == one.members_harvest());
    return static_cast<double>(one.world.goods[one.cell].accepted) / (0.5 * harvest);
  };
  CHECK(taken(0.1, 0.0) == Approx(1.2).epsilon(1e-3));
  CHECK(taken(0.1, 0.5) == Approx(1.7).epsilon(1e-3));
  CHECK(taken(0.1, 9.0) == Approx(2.0).epsilon(1e-3));   // all that was delivered
  CHECK(taken(-0.1, 9.0) == Approx(0.8).epsilon(1e-3));  // it loses on each unit
}

TEST_CASE("What a group delivers short of what was agreed is its fault beyond the tolerance only") {
  Scenario s = loyal();
  s.trade.damage_short = 1.0;
  const auto damage = [&s](double tolerance) {
    s.trade.quantity_tolerance = tolerance;
    Settlement one{s, maize};
    one.agree_on(static_cast<double>(one.members_harvest()) / 0.9);
    one.settle();
    return one.settlement().buyer_damage[one.g];
  };
  CHECK(damage(0.15) < 1e-6F);
  CHECK(damage(0.0) == Approx(0.1).epsilon(1e-3));
}

TEST_CASE(
    "What the buyer turns away for quality the group sells at a discount, and it is no refusal of what was agreed") {
  Scenario s = loyal();
  s.trade.rejection_strictness = 0.5;
  s.trade.reject_discount = 0.2;
  Settlement one{s, maize};
  one.world.group.technology.quality[one.g] = 0.6F;
  const std::int64_t harvest = one.members_harvest();
  one.settle();
  const auto turned_away = static_cast<double>(harvest) * 0.4 * 0.5;
  CHECK(one.world.goods[one.cell].accepted == Approx(static_cast<double>(harvest) - turned_away).margin(1.0));
  CHECK(one.flow(Account::consumer, Account::group) == Approx(turned_away * 80.0).margin(100.0));
  CHECK(one.settlement().volume_taken[one.g] == Approx(0.8));
  CHECK(one.settlement().refused[one.g] < 1e-3F);
}

TEST_CASE("A dispute over quality makes the buyer turn away three times as much, all of it at most") {
  const auto taken = [](double strictness, bool disputed) {
    Scenario s = loyal();
    s.trade.rejection_strictness = strictness;
    s.trade.quality_base = disputed ? 10.0 : -20.0;
    Settlement one{s, maize};
    one.world.group.technology.quality[one.g] = 0.6F;
    one.settle();
    CHECK(one.world.goods[one.cell].delivered == one.members_harvest());
    return static_cast<double>(one.world.goods[one.cell].accepted) / static_cast<double>(one.members_harvest());
  };
  CHECK(taken(0.25, false) == Approx(1.0 - 0.4 * 0.25).epsilon(1e-4));
  CHECK(taken(0.25, true) == Approx(1.0 - 3.0 * 0.4 * 0.25).epsilon(1e-4));
  CHECK(taken(0.75, false) == Approx(1.0 - 0.4 * 0.75).epsilon(1e-4));
  CHECK(taken(0.9, true) == 0.0);  // 3 x 0.36 is more than all
}

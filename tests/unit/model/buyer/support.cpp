#include "model/buyer/support.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "support/alliance_fixture.hpp"
#include "trade_fixture.hpp"

using namespace ayni;

namespace {

/// Buyers without costs who pay all that a unit is worth to them, and keep all that a plant brings.
Scenario no_costs() {
  Scenario s = decided_by_state();
  s.buyer.bargaining_base = 0.0;
  s.buyer.bargaining_jointly = 0.0;
  s.buyer.bargaining_broker = 0.0;
  s.buyer.capital_sigma = 0.0;
  s.trade.rejection_strictness = 0.0;
  s.project.bolivianos_per_usd = 10.0;
  s.project.buyer_support_usd = 1e7;
  s.project.budget_usd = 1e8;
  s.support.share_most = 0.5;
  s.support.plant_cost_share = 0.4;
  s.support.paperwork_bs = 1000.0;
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) {
    kind->least_investment_bs = 0.0;
    kind->firm_capital_bs = 1000.0;
  }
  return s;
}

/// An alliance that has just been paid for the first time, and who decides for its buyer. A year of what it has agreed is worth
/// 100,000 Bs.
struct Paid : Reviewed {
  BuyerSupport support;

  explicit Paid(const Scenario& s)
      : Reviewed{s}, support{s.support, s.project, s.buyer, s.trade.rejection_strictness, s.product} {
    world.group.agreement.contracted[g] = 1000.0;
    world.group.technology.quality[g] = 0.6F;
    world.ledger = Ledger{};
    world.ledger.open(holdings(world).balances);
  }
  AllianceModel decide(Month t = 0) {
    world.group.cycle.funded[g] = t;
    support.advance(world, t);
    CHECK_NOTHROW(world.ledger.audit(holdings(world).balances, t));
    return world.group.investment.model[g];
  }
  [[nodiscard]] double net_value(AllianceModel offered) const { return support.weigh(world, g, offered).net_value; }
};

/// At a return wanted, where one agreement in so many years ends.
double annuity(double wanted, double years_an_end, double years) {
  const double rate = (1.0 + wanted) * (1.0 + 1.0 / years_an_end) - 1.0;
  return (1.0 - std::pow(1.0 + rate, -years)) / rate;
}

double value_of_plant(const std::function<void(Scenario&)>& change) {
  Scenario s = no_costs();
  change(s);
  return Paid{s}.net_value(AllianceModel::processing);
}

}  // namespace

TEST_CASE("A plant is worth the annuity of what it earns, less the owner's part and the paperwork") {
  CHECK(value_of_plant([](Scenario&) {}) ==
        Approx(annuity(0.15, 8.0, 8.0) * 0.10 * 100e3 - 0.5 * 0.4 * 100e3 - 1000.0).epsilon(1e-6));
  CHECK(value_of_plant([](Scenario& s) { s.support.return_wanted = 0.0; }) ==
        Approx(annuity(0.0, 8.0, 8.0) * 10e3 - 20e3 - 1000.0).epsilon(1e-6));
}

TEST_CASE("A plant is worth less the more alliances of the product have ended, and no other product's count") {
  Paid one{no_costs()};
  Groups& group = one.world.group;
  const auto worth_after = [&one](Month t) {
    one.support.learn(one.world, t);
    return one.net_value(AllianceModel::processing) + 21e3;
  };
  start_funding(one.world, one.g + 1, 0);
  start_funding(one.world, one.group_of(milk), 0);
  group.agreement.ended[one.group_of(milk)] = 0;
  REQUIRE(group.product[one.g + 1] == maize);
  CHECK(worth_after(24) == Approx(annuity(0.15, 12.0, 8.0) * 10e3).epsilon(1e-6));
  group.agreement.ended[one.g + 1] = 12;
  CHECK(worth_after(24) == Approx(annuity(0.15, 11.0 / 2.0, 8.0) * 10e3).epsilon(1e-6));
}

TEST_CASE("Nobody builds a plant for an alliance that is approved and not paid yet") {
  Paid one{no_costs()};
  one.forget_funding(one.g);
  one.world.approved = {one.g};
  one.support.advance(one.world, 0);
  CHECK(one.world.group.agreement.support_ends[one.g] == never);
}

TEST_CASE("A buyer takes more than was agreed only where that pays without the plant") {
  const auto accepted = [](double value) {
    Settlement one{loyal(), maize};
    one.agree_on(0.5 * static_cast<double>(one.members_harvest()));
    one.world.buyer.outlet_margin[one.b] = static_cast<float>(value);
    one.world.group.agreement.margin_gain[one.g] = 0.2F;
    one.settle();
    return static_cast<double>(one.world.goods[one.cell].accepted) / static_cast<double>(one.members_harvest());
  };
  CHECK(accepted(0.1) == Approx(1.0));
  CHECK(accepted(-0.1) == Approx(0.5).epsilon(1e-3));
}

TEST_CASE("A better market is worth its price less what it turns away and the interest until it pays") {
  Scenario s = no_costs();
  s.trade.rejection_strictness = 0.25;  // of 0.4 below the specification
  s.support.market_strictness = 2.0;
  s.support.market_delay_months = 4;
  s.buyer.interest_per_year = 0.12;
  const double earns = (0.08 - 0.12 * 4.0 / 12.0) * (1.0 - 0.4 * 0.25 * 2.0);
  CHECK(Paid{s}.net_value(AllianceModel::marketing) ==
        Approx(annuity(0.15, 8.0, 8.0) * earns * 100e3 - 0.5 * 0.3 * 100e3 - 1000.0).epsilon(1e-6));
}

TEST_CASE(
    "More support, up to its limit, a larger gain and a longer life make a plant worth more, a share won back less") {
  const double usual = value_of_plant([](Scenario&) {});
  CHECK(value_of_plant([](Scenario& s) { s.support.share_most = 0.7; }) > usual);
  CHECK(value_of_plant([](Scenario& s) { s.support.plant_gain = 0.2; }) > usual);
  CHECK(value_of_plant([](Scenario& s) { s.support.life_years = 12; }) > usual);
  CHECK(value_of_plant([](Scenario& s) { s.support.return_wanted = 0.3; }) < usual);
  CHECK(value_of_plant([](Scenario& s) { s.buyer.bargaining_base = 0.5; }) < usual);
  CHECK(value_of_plant([](Scenario& s) { s.support.plant_cost_share = 1.2; }) < usual);
  CHECK(value_of_plant([](Scenario& s) { s.project.buyer_support_usd = 2e7; }) == usual);
  CHECK(value_of_plant([](Scenario& s) { s.project.buyer_support_usd = 0.0; }) == Approx(usual - 20e3).epsilon(1e-6));
}

TEST_CASE("Without a gain nobody takes part, however much of it the project pays") {
  Scenario s = no_costs();
  s.support.share_most = 1.0;
  s.support.plant_gain = 0.0;
  s.support.market_gain = 0.0;
  CHECK(Paid{s}.decide() == AllianceModel::producers);
}

TEST_CASE("A firm takes part only where it gains a share of its capital and its plant is not too large for one group") {
  const auto taken = [](double capital, double least_plant) {
    Scenario s = no_costs();
    for (BuyerKindParameters* const kind : kinds_of(s.buyer)) {
      kind->firm_capital_bs = capital;
      kind->least_investment_bs = least_plant;
    }
    return Paid{s}.decide() != AllianceModel::producers;
  };
  CHECK(taken(100e3, 0.0));
  CHECK_FALSE(taken(400e3, 0.0));
  CHECK(taken(100e3, 45e3));
  CHECK_FALSE(taken(100e3, 2.4e6));
}

TEST_CASE("Of two that pay a buyer takes the better one, and only what is offered") {
  Scenario s = no_costs();
  Paid both{s};
  const bool plant = both.net_value(AllianceModel::processing) > both.net_value(AllianceModel::marketing);
  CHECK(both.decide() == (plant ? AllianceModel::processing : AllianceModel::marketing));
  s.support.market_gain = 0.5;
  CHECK(Paid{s}.decide() == AllianceModel::marketing);
  s.project.offer_marketing = false;
  CHECK(Paid{s}.decide() == AllianceModel::processing);
  s.project.offer_processing = false;
  CHECK(Paid{s}.decide() == AllianceModel::producers);
}

TEST_CASE("Project and owner pay for a plant to the centavo, and the owner's part is a cost of the year") {
  Scenario s = no_costs();
  s.project.offer_marketing = false;
  Paid one{s};
  REQUIRE(one.decide() == AllianceModel::processing);
  const Ledger& ledger = one.world.ledger;
  CHECK(ledger.flow(Account::project, Account::buyer) == 2'000'000);
  CHECK(ledger.flow(Account::outside, Account::buyer) == 2'100'000);
  CHECK(ledger.flow(Account::buyer, Account::outside) == 4'100'000);
  CHECK(one.world.firm.year.costs[one.world.buyer.firm[one.b]] == Approx(21e3));
  CHECK(one.world.project.grants == 2'000'000);
  CHECK(one.world.project.committed == 2'000'000);
}

TEST_CASE("A project without the money builds nothing") {
  Paid one{no_costs()};
  one.world.outside += one.world.project.account;
  one.world.project.account = 0;
  one.world.ledger.open(holdings(one.world).balances);
  CHECK(one.decide() == AllianceModel::producers);
}

TEST_CASE("A plant serves the group until it has worn out or they part") {
  Scenario s = no_costs();
  s.project.offer_marketing = false;
  s.support.life_years = 5;
  Paid one{s};
  const auto& gain = one.world.group.agreement.margin_gain;
  one.decide(3);
  CHECK(gain[one.g] == Approx(0.10));
  one.support.advance(one.world, 62);
  CHECK(gain[one.g] == Approx(0.10));
  one.support.advance(one.world, 63);
  CHECK(gain[one.g] == 0.0F);
  one.decide(70);
  REQUIRE(gain[one.g] == Approx(0.10));
  part_from_buyer(one.world, one.g);
  CHECK(gain[one.g] == 0.0F);
  CHECK(one.world.group.agreement.support_ends[one.g] == never);
}

TEST_CASE("The group is offered the share of a plant's gain that it bargains for, by its own buyer only") {
  Scenario s = no_costs();
  s.buyer.conduct = 1.0;
  s.buyer.bargaining_base = 0.25;
  Reviewed one{s};
  const Offers offers{s.buyer, s.product};
  const double before = offers.price(one.world, one.g, one.b, 1.0);
  one.world.group.agreement.margin_gain[one.g] = 0.2F;
  CHECK(offers.price(one.world, one.g, one.b, 1.0) == Approx(before + 0.25 * 20.0).epsilon(1e-5));
  CHECK(offers.value(one.world, one.g, one.b) == Approx(120.0).epsilon(1e-5));
  for (Index other = 0; other < one.world.buyer.count; ++other) {
    if (other == one.b || one.world.buyer.product[other] != maize) continue;
    CHECK(offers.price(one.world, one.g, other, 1.0) == Approx(before).epsilon(1e-5));
    return;
  }
  FAIL("no other buyer");
}

TEST_CASE("What was agreed brings the buyer the gain of its plant, and no more than that does") {
  const auto sales = [](double agreed, double gain) {
    Settlement one{loyal(), maize};
    one.agree_on(agreed * static_cast<double>(one.members_harvest()));
    one.world.buyer.free_capacity[one.b] *= 2.0;
    one.world.group.agreement.margin_gain[one.g] = static_cast<float>(gain);
    one.settle();
    REQUIRE(one.world.goods[one.cell].accepted == one.members_harvest());
    return static_cast<double>(one.flow(Account::consumer, Account::buyer)) /
           static_cast<double>(one.members_harvest());
  };
  CHECK(sales(1.0, 0.0) == Approx(110.0).epsilon(1e-5));
  CHECK(sales(1.0, 0.2) == Approx(130.0).epsilon(1e-5));
  CHECK(sales(0.5, 0.2) == Approx(120.0).epsilon(1e-3));
}

TEST_CASE("A stricter market turns away more and pays the buyer later") {
  Scenario s = loyal();
  s.trade.rejection_strictness = 0.25;
  Settlement one{s, maize};
  one.world.group.technology.quality[one.g] = 0.6F;
  one.world.group.agreement.strictness[one.g] = 2.0F;
  one.world.group.agreement.delay_months[one.g] = 2;
  one.settle();
  const auto accepted = static_cast<double>(one.world.goods[one.cell].accepted);
  CHECK(accepted == Approx(0.8 * static_cast<double>(one.members_harvest())).epsilon(1e-3));
  const std::size_t slot = (harvest_month + 2) % outlet_slots;
  CHECK(one.world.firm.sales[slot * one.world.firm.count + one.world.buyer.firm[one.b]] ==
        Approx(accepted * 110.0).epsilon(1e-5));
  CHECK(one.flow(Account::consumer, Account::buyer) == 0);
}

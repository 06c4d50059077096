#include "model/buyer/buyer_accounts.hpp"

#include <catch2/catch.hpp>

#include "model/buyer/trade.hpp"
#include "support/alliance_fixture.hpp"

using namespace ayni;

namespace {

constexpr Month june = 5;  // runs begin in January

/// One buyer of maize without overheads or other business, whose customers pay after two months; no other has cash.
struct Firm : Laboratory {
  Index b;

  static Scenario plain() {
    Scenario s = decided_by_state();
    for (BuyerKindParameters* const kind : kinds_of(s.buyer)) {
      kind->outlet_months = 2;
      kind->credit_limit = 1.0;
      kind->sunk_share = 0.5;
      kind->entry_cost_bs = 0.0;
    }
    s.buyer.other_suppliers_share = 0.0;
    s.buyer.interest_per_year = 0.12;
    s.buyer.dividend_share = 0.5;
    return s;
  }

  explicit Firm(const Scenario& s = plain()) : Laboratory{s}, b{buyer_of(maize)} {
    look_at_markets();
    for (Index other = 0; other < world.buyer.count; ++other) own(other, 0);
    own(b, 100'000);
    begin_books();
  }
  void own(Index buyer, Centavos amount) {
    world.buyer.finance.own_at_start[buyer] = amount;
    world.buyer.finance.cash[buyer] = amount;
  }
  void owe(Index g, Centavos amount) {
    world.owed.push_back({g, b, amount, 0});
    world.buyer.finance.owed[b] += amount;
    world.group.account.receivable[g] += amount;
  }
  void customers_owe(Centavos amount, Month when) {
    world.buyer.finance.sales[static_cast<std::size_t>(when) % outlet_slots * world.buyer.count + b] += amount;
  }
  void begin_books() {
    world.ledger = Ledger{};
    world.ledger.open(holdings(world).balances);
  }
  void begin_month(Month t) {
    model.buyers->begin_month(world, t);
    model.trade->collect_debts(world);
    CHECK_NOTHROW(world.ledger.audit(holdings(world).balances, t));
  }
  void close_year(Month t = june) {
    model.buyers->close_year(world, t);
    CHECK_NOTHROW(world.ledger.audit(holdings(world).balances, t));
  }
  [[nodiscard]] Centavos cash() const { return world.buyer.finance.cash[b]; }
  [[nodiscard]] Centavos debt() const { return world.buyer.finance.debt[b]; }
};

}  // namespace

TEST_CASE("A buyer short of cash pays each group the same share of what it owes, with all it has and can borrow") {
  Firm one;
  const Index g = one.group_of(maize);
  one.owe(g, 300'000);
  one.owe(g + 1, 100'000);
  one.customers_owe(250'000, 7);  // so its own funds are negative and nobody lends to it
  one.begin_month(1);
  CHECK(one.world.group.account.receivable[g] == 225'000);
  CHECK(one.world.group.account.receivable[g + 1] == 75'000);
  CHECK(one.cash() == 0);
  CHECK(one.debt() == 0);
  CHECK(one.world.ledger.flow(Account::buyer, Account::group) == 100'000);
}

TEST_CASE("A buyer pays its debts with the next customers' money, draws on its credit line, and pays that back first") {
  Firm one;
  const Index g = one.group_of(maize);
  one.owe(g, 120'000);
  one.customers_owe(50'000, 3);  // own funds 30,000, of which it can borrow as much again
  one.begin_month(1);
  CHECK(one.world.group.account.receivable[g] == 0);
  CHECK(one.cash() == 0);
  CHECK(one.debt() == 20'000);
  one.begin_month(2);
  CHECK(one.debt() == 20'200);  // interest of a hundredth a month is borrowed where there is no cash
  one.begin_month(3);
  CHECK(one.debt() == 0);
  CHECK(one.cash() == 50'000 - 20'200 - 202);
}

TEST_CASE("What a buyer can pay at once of a month's deliveries is its cash and credit over what it has contracted") {
  Scenario s = Firm::plain();
  Firm one{s};
  const Index g = one.group_of(maize);
  one.ally(g, one.b);
  one.world.group.agreement.contracted[g] = 100.0;  // all in May, 10,000 Bs
  one.begin_month(3);
  CHECK(one.world.buyer.finance.pays[one.b] == 1.0F);
  one.own(one.b, 250'000);
  one.begin_books();
  one.begin_month(4);
  CHECK(one.world.buyer.finance.pays[one.b] == Approx(0.5));  // 2,500 Bs and as much credit
}

TEST_CASE("A buyer closes after two lean years on end, not after one, nor while what it lost is sunk") {
  const auto open_after = [](std::initializer_list<Centavos> own_funds) {
    Firm one;
    Month t = june;
    for (const Centavos funds : own_funds) {
      one.world.buyer.finance.cash[one.b] = 0;
      one.world.buyer.finance.debt[one.b] = -funds;
      one.begin_books();
      one.close_year(t);
      t += 12;
    }
    return one.world.buyer.open[one.b] != 0;
  };
  CHECK(open_after({-50'001}));  // half of 100,000 is sunk
  CHECK_FALSE(open_after({-50'001, -50'001}));
  CHECK(open_after({-50'000, -50'000, -50'000}));
  CHECK(open_after({-50'001, -49'999, -50'001}));
  CHECK_FALSE(open_after({-49'999, -50'001, -90'000}));
}

TEST_CASE(
    "When a buyer closes the bank loses what it lent, groups what its customers' money does not cover, and no more") {
  Firm one;
  const Index g = one.group_of(maize);
  one.world.buyer.finance.cash[one.b] = 0;
  one.world.buyer.finance.debt[one.b] = 500'000;
  one.world.buyer.finance.lean_years[one.b] = 1;
  one.owe(g, 300'000);
  one.customers_owe(100'000, june + 1);
  one.begin_books();
  one.close_year();
  REQUIRE(one.world.buyer.open[one.b] == 0);
  CHECK(one.world.bank.commercial_lost == 500'000);
  CHECK(one.debt() == 0);
  one.begin_month(june + 1);
  CHECK(one.world.ledger.flow(Account::buyer, Account::group) == 100'000);
  CHECK(one.world.group.account.receivable[g] == 0);
  CHECK(one.world.owed.empty());
  CHECK(one.world.buyer.finance.owed[one.b] == 0);
  CHECK(one.cash() == 0);
}

TEST_CASE("Owners take a share of what is beyond the funds of the start in prices of the day, and nothing else") {
  const auto taken = [](Centavos cash, double price_index) {
    Firm one;
    one.world.buyer.finance.cash[one.b] = cash;
    one.world.price_index = price_index;
    one.begin_books();
    one.close_year();
    return cash - one.cash();
  };
  CHECK(taken(100'000, 1.0) == 0);
  CHECK(taken(90'000, 1.0) == 0);
  CHECK(taken(140'000, 1.0) == 20'000);
  CHECK(taken(140'000, 1.3) == 5'000);
  CHECK(taken(140'000, 1.5) == 0);
}

TEST_CASE("Only the end of the agricultural year closes, opens and pays dividends") {
  Firm one;
  one.world.buyer.finance.cash[one.b] = 200'000;
  one.begin_books();
  for (const Month t : {0, 4, 6, 11}) one.close_year(t);
  CHECK(one.cash() == 200'000);
}

namespace {

/// Whether one more buyer opens where groups without an agreement have so much to sell.
bool opens(const Scenario& s, double unserved_units) {
  Firm one{s};
  Groups& group = one.world.group;
  for (Index b = 0; b < one.world.buyer.count; ++b) {
    if (one.world.buyer.product[b] == maize) one.world.buyer.open[b] = 0;
    one.world.buyer.finance.cash[b] = 0;
    one.world.buyer.capacity[b] = 1e6;
    one.world.buyer.outlet_margin[b] = 0.2F;
  }
  const Index g = one.group_of(maize);
  start_funding(one.world, g, 0);
  group.agreement.outlet[g] = Outlet::free_market;
  group.crop.expected_volume[g] = unserved_units;
  one.begin_books();
  one.close_year();
  std::size_t open = 0;
  for (Index b = 0; b < one.world.buyer.count; ++b) {
    if (one.world.buyer.product[b] != maize || one.world.buyer.open[b] == 0) continue;
    ++open;
    CHECK(one.world.buyer.catchment[b] == group.catchment[g]);
    CHECK(one.world.buyer.free_capacity[b] == one.world.buyer.capacity[b]);
    CHECK(one.world.buyer.finance.cash[b] == one.world.buyer.finance.own_at_start[b]);
  }
  CHECK(open <= 1);
  return open > 0;
}

}  // namespace

TEST_CASE(
    "A buyer enters where the yearly margin on unserved volume pays the cost of entry back, and not where it does "
    "not") {
  Scenario s = Firm::plain();
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) kind->entry_cost_bs = 30'000.0;
  s.buyer.entry_years = 5.0;
  s.buyer.conduct = 1.0;
  s.buyer.supply_elasticity = 1.0;
  s.buyer.bargaining_base = 0.0;
  // Alone it would keep half of the 120 that a unit brings: 60 a unit against 6,000 a year.
  CHECK(opens(s, 101.0));
  CHECK_FALSE(opens(s, 99.0));
  CHECK_FALSE(opens(s, 0.0));
  s.buyer.bargaining_base = 0.5;
  CHECK_FALSE(opens(s, 101.0));
  s.buyer.bargaining_base = 0.0;
  s.buyer.conduct = 0.0;
  CHECK_FALSE(opens(s, 1e5));  // price takers earn nothing
}

TEST_CASE("Buyers of a kind without a cost of entry never enter") { CHECK_FALSE(opens(Firm::plain(), 1e5)); }

TEST_CASE(
    "Overheads are due each month in prices of the day, and what others supply earns the margin over their price") {
  Scenario s = Firm::plain();
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) kind->overhead_share = 0.12;
  Firm one{s};
  one.world.buyer.capacity[one.b] = 50.0;
  one.world.price_index = 2.0;
  one.begin_month(1);
  CHECK(one.cash() == 100'000 - 10'000);  // a hundredth of 50 units at 100 Bs, at twice the prices
  CHECK(one.world.buyer.year.costs[one.b] == Approx(100.0));

  s = Firm::plain();
  s.buyer.other_suppliers_share = 0.4;
  for (const double margin : {0.1, -0.1}) {
    Firm trader{s};
    trader.world.buyer.capacity[trader.b] = 50.0;
    trader.world.buyer.outlet_margin[trader.b] = static_cast<float>(margin);
    trader.world.market.spot = trader.world.market.index;
    trader.begin_month(3);
    CHECK(trader.cash() == 100'000);  // no maize in April
    trader.begin_month(4);
    CHECK(trader.cash() == 100'000 + rounded(20.0 * 100.0 * 100.0 * margin));
    CHECK(trader.world.buyer.profit(trader.b) == Approx(2000.0 * margin).epsilon(1e-6));
  }
}

TEST_CASE("The books of a year begin anew in July, and what was earned before stays known") {
  Firm one;
  one.world.buyer.year.sales[one.b] = 70.0;
  one.world.buyer.year.purchases[one.b] = 30.0;
  one.world.buyer.year.costs[one.b] = 15.0;
  one.begin_month(5);
  CHECK(one.world.buyer.profit(one.b) == 25.0);
  one.begin_month(6);
  CHECK(one.world.buyer.profit(one.b) == 0.0);
  CHECK(one.world.buyer.year.earlier_profit[one.b] == 25.0);
}

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
    world.firm.own_at_start[world.buyer.firm[buyer]] = amount;
    world.firm.cash[world.buyer.firm[buyer]] = amount;
  }
  void owe(Index g, Centavos amount) {
    world.owed.push_back({g, b, amount, 0});
    world.firm.owed[world.buyer.firm[b]] += amount;
    world.group.account.receivable[g] += amount;
  }
  void customers_owe(Centavos amount, Month when) {
    world.firm.sales[static_cast<std::size_t>(when) % outlet_slots * world.firm.count + world.buyer.firm[b]] += amount;
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
  [[nodiscard]] Centavos cash() const { return world.firm.cash[world.buyer.firm[b]]; }
  [[nodiscard]] Centavos debt() const { return world.firm.debt[world.buyer.firm[b]]; }
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
  CHECK(one.world.firm.pays[one.world.buyer.firm[one.b]] == 1.0F);
  one.own(one.b, 250'000);
  one.begin_books();
  one.begin_month(4);
  CHECK(one.world.firm.pays[one.world.buyer.firm[one.b]] == Approx(0.5));  // 2,500 Bs and as much credit
}

TEST_CASE("A buyer closes after two lean years on end, not after one, nor while what it lost is sunk") {
  const auto open_after = [](std::initializer_list<Centavos> own_funds) {
    Firm one;
    Month t = june;
    for (const Centavos funds : own_funds) {
      one.world.firm.cash[one.world.buyer.firm[one.b]] = 0;
      one.world.firm.debt[one.world.buyer.firm[one.b]] = -funds;
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
  one.world.firm.cash[one.world.buyer.firm[one.b]] = 0;
  one.world.firm.debt[one.world.buyer.firm[one.b]] = 500'000;
  one.world.firm.lean_years[one.world.buyer.firm[one.b]] = 1;
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
  CHECK(one.world.firm.owed[one.world.buyer.firm[one.b]] == 0);
  CHECK(one.cash() == 0);
}

TEST_CASE("Owners take a share of what is beyond the funds of the start in prices of the day, and nothing else") {
  const auto taken = [](Centavos cash, double price_index) {
    Firm one;
    one.world.firm.cash[one.world.buyer.firm[one.b]] = cash;
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

namespace {

/// A firm of the first two buyers of maize, one in each of two catchments, whatever it is; or two firms of one each.
struct Branches : Firm {
  Index other;

  static Scenario two_catchments(std::int64_t firm_catchments) {
    Scenario s = plain();
    s.scale.municipalities_per_catchment = 1.5;
    for (BuyerKindParameters* const kind : kinds_of(s.buyer)) kind->firm_catchments = firm_catchments;
    return s;
  }
  explicit Branches(std::int64_t firm_catchments) : Firm{two_catchments(firm_catchments)}, other{b} {
    const Buyers& buyer = world.buyer;
    while (buyer.product[other] != maize || buyer.catchment[other] == buyer.catchment[b]) ++other;
    for (const Index one : {b, other}) {
      world.firm.own_at_start[buyer.firm[one]] = 0;
      world.firm.cash[buyer.firm[one]] = 0;
    }
    for (const Index one : {b, other}) world.firm.own_at_start[buyer.firm[one]] += 50'000;
    begin_books();
  }
  /// What the buyers in the two catchments have lost (below 0) or gained is their firm's.
  void end_year(Centavos here, Centavos there, Month t) {
    Firms& firm = world.firm;
    const Index f = world.buyer.firm[b];
    const Index g = world.buyer.firm[other];
    for (const Index one : {f, g}) firm.cash[one] = firm.debt[one] = 0;
    const auto book = [&firm](Index one, Centavos amount) {
      (amount < 0 ? firm.debt[one] : firm.cash[one]) += amount < 0 ? -amount : amount;
    };
    book(f, here);
    book(g, there);
    begin_books();
    close_year(t);
  }
};

}  // namespace

TEST_CASE("A firm of two catchments bears bad years in one that close a firm of that one alone") {
  Branches alone{1};
  Branches firm{2};
  REQUIRE(alone.world.buyer.firm[alone.b] != alone.world.buyer.firm[alone.other]);
  REQUIRE(firm.world.buyer.firm[firm.b] == firm.world.buyer.firm[firm.other]);
  for (const Month t : {june, june + 12}) {
    alone.end_year(-60'000, 30'000, t);
    firm.end_year(-60'000, 30'000, t);
  }
  CHECK(alone.world.buyer.open[alone.b] == 0);
  CHECK(alone.world.buyer.open[alone.other] == 1);
  CHECK(firm.world.buyer.open[firm.b] == 1);
  CHECK(firm.world.buyer.open[firm.other] == 1);
}

TEST_CASE("A firm that closes closes in all its catchments") {
  Branches firm{2};
  for (const Month t : {june, june + 12}) firm.end_year(-90'000, 30'000, t);
  CHECK(firm.world.buyer.open[firm.b] == 0);
  CHECK(firm.world.buyer.open[firm.other] == 0);
}

TEST_CASE("The money of one catchment pays what a firm owes in another, and cash short in one is short in all") {
  Branches firm{2};
  const Index f = firm.world.buyer.firm[firm.b];
  const Index g = firm.group_of(maize);
  firm.world.firm.cash[f] = 100'000;
  firm.customers_owe(-100'000, 7);  // so nobody lends to it
  firm.owe(g, 150'000);
  firm.world.owed.push_back({g + 1, firm.other, 50'000, 0});
  firm.world.firm.owed[f] += 50'000;
  firm.world.group.account.receivable[g + 1] += 50'000;
  firm.begin_books();
  firm.begin_month(1);
  CHECK(firm.world.group.account.receivable[g] == 75'000);
  CHECK(firm.world.group.account.receivable[g + 1] == 25'000);
}

TEST_CASE("A firm that a shock has shut in one catchment is in business, and pays what it owes there") {
  Branches firm{2};
  const Index f = firm.world.buyer.firm[firm.b];
  const Index g = firm.group_of(maize);
  firm.world.buyer.open[firm.b] = 0;
  firm.world.buyer.shut[firm.b] = 1;
  firm.owe(g, 30'000);
  firm.world.firm.cash[f] = 20'000;
  firm.customers_owe(10'000, 2);
  firm.customers_owe(-100'000, 7);
  firm.begin_books();
  firm.begin_month(1);
  CHECK(firm.world.group.account.receivable[g] == 10'000);
  firm.begin_month(2);
  CHECK(firm.world.group.account.receivable[g] == 0);
}

TEST_CASE("Only the end of the agricultural year closes, opens and pays dividends") {
  Firm one;
  one.world.firm.cash[one.world.buyer.firm[one.b]] = 200'000;
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
    one.world.firm.cash[one.world.buyer.firm[b]] = 0;
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
    CHECK(one.world.firm.cash[one.world.buyer.firm[b]] == one.world.firm.own_at_start[one.world.buyer.firm[b]]);
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
  CHECK(one.world.firm.year.costs[one.world.buyer.firm[one.b]] == Approx(100.0));

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
    CHECK(trader.world.firm.profit(trader.world.buyer.firm[trader.b]) == Approx(2000.0 * margin).epsilon(1e-6));
  }
}

TEST_CASE("The books of a year begin anew in July, and what was earned before stays known") {
  Firm one;
  one.world.firm.year.sales[one.world.buyer.firm[one.b]] = 70.0;
  one.world.firm.year.purchases[one.world.buyer.firm[one.b]] = 30.0;
  one.world.firm.year.costs[one.world.buyer.firm[one.b]] = 15.0;
  one.begin_month(5);
  CHECK(one.world.firm.profit(one.world.buyer.firm[one.b]) == 25.0);
  one.begin_month(6);
  CHECK(one.world.firm.profit(one.world.buyer.firm[one.b]) == 0.0);
  CHECK(one.world.firm.year.earlier_profit[one.world.buyer.firm[one.b]] == 25.0);
}

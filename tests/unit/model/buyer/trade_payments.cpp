// When buyers pay, what they go on owing, and how they recover an advance.

#include <catch2/catch.hpp>

#include "trade_fixture.hpp"

using namespace ayni;

TEST_CASE("A late payment comes a month later, in the proportion of what members produce") {
  Scenario s = frictionless();
  s.trade.late_delay_share = 1.0;
  s.trade.gap_tolerance = 0.5;
  s.trade.levy_share = 0.1;
  Settlement one{s, maize};
  one.world.group.agreement.late_chance[one.g] = 1.0F;
  const std::int64_t due = one.members_harvest() * 100;
  one.settle();
  CHECK(one.flow(Account::buyer, Account::group) == 0);
  CHECK(one.world.group.account.receivable[one.g] == due);
  CHECK(one.world.owed.size() == 1);
  one.reap(harvest_month + 1);  // no maize in June
  one.settle(harvest_month + 1);
  CHECK(one.flow(Account::buyer, Account::group) == due);
  CHECK(one.world.group.account.receivable[one.g] == 0);
  CHECK(one.flow(Account::group, Account::household) == Approx(static_cast<double>(due) * 0.9).epsilon(1e-6));
  CHECK(one.world.owed.empty());
}

TEST_CASE("A buyer short of cash pays what it has and goes on owing the rest, and once closed it never pays") {
  Scenario s = frictionless();
  s.trade.late_delay_share = 1.0;
  s.trade.gap_tolerance = 0.5;
  Settlement one{s, maize};
  one.world.group.agreement.late_chance[one.g] = 1.0F;
  const std::int64_t due = one.members_harvest() * 100;
  one.settle();
  one.world.buyer.cash[one.b] = 5;
  one.reap(harvest_month + 1);
  one.settle(harvest_month + 1);
  CHECK(one.world.buyer.cash[one.b] == 0);
  CHECK(one.flow(Account::buyer, Account::group) == 5);
  CHECK(one.world.group.account.receivable[one.g] == due - 5);
  CHECK(one.world.owed.size() == 1);
  one.world.buyer.open[one.b] = 0;
  one.settle(harvest_month + 2);
  CHECK(one.world.group.account.receivable[one.g] == 0);
  CHECK(one.world.owed.empty());
}

TEST_CASE("What an earlier buyer owes stays owed beside the debt of the next one") {
  Scenario s = frictionless();
  s.trade.late_delay_share = 1.0;
  s.trade.gap_tolerance = 0.5;
  Settlement one{s, maize};
  one.world.group.agreement.late_chance[one.g] = 1.0F;
  const std::int64_t due = one.members_harvest() * 100;
  one.settle();
  Index other = one.b + 1;
  while (one.world.buyer.product[other] != maize) ++other;
  one.world.buyer.cash[one.b] = 0;  // the first one cannot pay yet
  one.world.group.agreement.buyer[one.g] = other;
  one.reap(harvest_month);
  one.settle(harvest_month + 12);
  CHECK(one.world.group.account.receivable[one.g] == 2 * due);
  one.world.buyer.cash[one.b] = due;
  one.reap(harvest_month + 1);
  one.settle(harvest_month + 13);
  CHECK(one.flow(Account::buyer, Account::group) == 2 * due);
  CHECK(one.world.buyer.cash[one.b] == 0);
  CHECK(one.world.group.account.receivable[one.g] == 0);
}

TEST_CASE("An advance is recovered at delivery, out of half the payment at most") {
  Scenario s = frictionless();
  s.trade.gap_tolerance = 0.5;
  Settlement small{s, maize};
  const std::int64_t due = small.members_harvest() * 100;
  small.world.group.account.advance[small.g] = 1000;
  small.settle();
  CHECK(small.world.group.account.advance[small.g] == 0);
  CHECK(small.flow(Account::buyer, Account::group) == due - 1000);

  Settlement large{s, maize};
  large.world.group.account.advance[large.g] = due;
  large.settle();
  CHECK(large.world.group.account.advance[large.g] == due - due / 2);
  CHECK(large.flow(Account::buyer, Account::group) == due - due / 2);
}

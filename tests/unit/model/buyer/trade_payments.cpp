// When buyers pay, what they go on owing, and how they recover an advance.

#include <catch2/catch.hpp>

#include "model/household/inputs.hpp"
#include "trade_fixture.hpp"

using namespace ayni;

TEST_CASE("What a buyer does not pay at once it owes, and what it pays later goes to members as they produce") {
  Scenario s = loyal();
  s.trade.levy_share = 0.1;
  Settlement one{s, maize};
  one.world.firm.pays[one.world.buyer.firm[one.b]] = 0.0F;
  const std::int64_t due = one.members_harvest() * 100;
  one.settle();
  CHECK(one.flow(Account::buyer, Account::group) == 0);
  CHECK(one.world.group.account.receivable[one.g] == due);
  CHECK(one.world.firm.owed[one.world.buyer.firm[one.b]] == due);
  REQUIRE(one.world.owed.size() == 1);
  one.pay(due);
  CHECK(one.flow(Account::buyer, Account::group) == due);
  CHECK(one.world.group.account.receivable[one.g] == 0);
  CHECK(one.flow(Account::group, Account::household) == Approx(static_cast<double>(due) * 0.9).epsilon(1e-6));
  CHECK(one.world.owed.empty());
}

TEST_CASE("A buyer that pays a part goes on owing the rest, and once its firm has closed it never pays what is left") {
  Settlement one{loyal(), maize};
  one.world.firm.pays[one.world.buyer.firm[one.b]] = 0.25F;
  const std::int64_t due = one.members_harvest() * 100;
  one.settle();
  CHECK(one.flow(Account::buyer, Account::group) == Approx(0.25 * static_cast<double>(due)));
  const Centavos left = one.world.group.account.receivable[one.g];
  CHECK(left == due - one.flow(Account::buyer, Account::group));
  one.pay(5);
  CHECK(one.world.group.account.receivable[one.g] == left - 5);
  REQUIRE(one.world.owed.size() == 1);
  one.world.firm.open[one.world.buyer.firm[one.b]] = 0;
  one.pay(7);
  CHECK(one.world.group.account.receivable[one.g] == 0);
  CHECK(one.world.owed.empty());
}

TEST_CASE("A buyer never pays more than its cash and credit line, whatever it had meant to pay") {
  Settlement one{loyal(), milk};  // its own customers pay a month later
  one.world.firm.cash[one.world.buyer.firm[one.b]] = 1000;
  one.world.firm.limit[one.world.buyer.firm[one.b]] = 500;
  one.world.firm.debt[one.world.buyer.firm[one.b]] = 100;
  one.world.firm.pays[one.world.buyer.firm[one.b]] = 1.0F;
  one.settle();
  CHECK(one.flow(Account::buyer, Account::group) == 1400);
  CHECK(one.world.firm.cash[one.world.buyer.firm[one.b]] == 0);
  CHECK(one.world.firm.debt[one.world.buyer.firm[one.b]] == 500);
}

TEST_CASE("Two debts of one group to the same buyer are one, and those of an earlier buyer stay beside them") {
  Settlement one{loyal(), maize};
  const std::int64_t due = one.members_harvest() * 100;
  one.world.firm.pays[one.world.buyer.firm[one.b]] = 0.0F;
  one.settle();
  one.reap(harvest_month + 12);
  one.settle(harvest_month + 12);
  CHECK(one.world.owed.size() == 1);
  Index other = one.b + 1;
  while (one.world.buyer.product[other] != maize) ++other;
  one.world.firm.pays[one.world.buyer.firm[other]] = 0.0F;
  one.world.buyer.free_capacity[other] = one.world.group.agreement.contracted[one.g];
  one.world.group.agreement.buyer[one.g] = other;
  one.reap(harvest_month + 24);
  one.settle(harvest_month + 24);
  CHECK(one.world.owed.size() == 2);
  CHECK(one.world.group.account.receivable[one.g] == 3 * due);
  CHECK(one.world.firm.owed[one.world.buyer.firm[one.b]] == 2 * due);
  CHECK(one.world.firm.owed[one.world.buyer.firm[other]] == due);
}

TEST_CASE(
    "Inputs that the buyer advanced cost members nothing until it keeps them back, and then as much as their own") {
  Scenario s = loyal();
  ProductParameters& product = s.product[maize];
  product.cost_share = 0.2;
  product.prefinanced_share = 1.0;
  product.input_month = 1;
  s.inputs.advance_share = 0.5;
  s.inputs.advance_trust = 0.0;
  s.trade.side_selling_advance = 0.0;
  s.trade.input_saving = 0.0;
  const auto income = [&s](bool advanced, double& before_sale, double& benefit) {
    Settlement one{s, maize};
    Households& household = one.world.household;
    one.world.buyer.gives_advances[one.b] = advanced ? 1 : 0;
    for (std::size_t i = one.first(); i < one.end(); ++i) {
      household.cash[i] = advanced ? 0 : 10'000'000;
      household.spending[i] = household.other_income[i] = 0;
      household.product_income[i] = 0.0F;
    }
    const auto of_members = [&] {
      double sum = 0.0;
      for (std::size_t i = one.first(); i < one.end(); ++i)
        sum += static_cast<double>(household.product_income[i]) * static_cast<double>(household.member[i]);
      return sum;
    };
    one.model.inputs->begin_season(one.world, 0);
    one.model.inputs->buy(one.world, 0);
    before_sale = of_members();
    CHECK((one.world.group.account.advance[one.g] > 0) == advanced);
    one.reap(harvest_month);
    one.settle();
    CHECK(one.world.group.account.advance[one.g] == 0);
    benefit = one.world.group.membership.benefit[one.g];
    return of_members();
  };
  double own_before = 0.0;
  double advanced_before = 0.0;
  double own_benefit = 0.0;
  double advanced_benefit = 0.0;
  const double own = income(false, own_before, own_benefit);
  const double advanced = income(true, advanced_before, advanced_benefit);
  CHECK(own_before < 0.0);
  CHECK(advanced_before == 0.0);
  CHECK(own > 0.0);
  CHECK(advanced == Approx(own).epsilon(1e-3));
  CHECK(own_benefit > 0.0);
  CHECK(advanced_benefit == Approx(own_benefit).epsilon(1e-3));  // of the group, for which members meet
}

TEST_CASE("An advance is recovered at delivery, out of half the payment at most") {
  Scenario s = loyal();
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

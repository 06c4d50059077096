#include "model/household/credit.hpp"

#include <catch2/catch.hpp>

#include "support/identities.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

constexpr Month july = 6;
constexpr Month august = 7;
constexpr Month may = 16;  // of the next year, when maize is sold

Scenario lending() {
  Scenario s = small_scenario();
  s.credit.helping_per_year = 0.0;
  s.credit.limit_months = 3.0;
  s.credit.interest_per_year = 0.1;
  s.credit.guarantee_share = 0.5;
  s.credit.bad_record_bound = 0.25;
  s.credit.demand_share = 1.0;
  s.credit.imitation = 0.0;
  return s;
}

/// A group that helps its members; all could pay the season's inputs but the first, which lacks a little more than three
/// months' spending.
struct Bank : Laboratory {
  Index g;
  std::size_t i;

  explicit Bank(const Scenario& s) : Laboratory{s}, g{group_of(maize)}, i{world.group.first[g]} {
    look_at_markets();
    ally(g, buyer_of(maize));
    world.group.bank.helps_members[g] = 1;
    for (std::size_t k = i; k < i + world.group.slots[g]; ++k) {
      world.household.capacity[k] = 1.0F;
      world.household.cash[k] = 40'000;
      world.household.spending[k] = 10'000;
    }
    world.group.crop.input_cost[g] = 40'000.0F;
    world.group.crop.input_floor[g] = 0.0F;
    world.group.crop.inputs_due[g] = 1;
    world.group.crop.inputs_month[g] = august;
    world.household.cash[i] = 9'999;
    begin_books();
  }
  void begin_books() {
    world.ledger = Ledger{};
    world.ledger.open(holdings(world).balances);
  }
  void advance(Month t) {
    model.credit->lend_for_inputs(world, t);
    model.credit->advance(world, t);
    CHECK_NOTHROW(world.ledger.audit(holdings(world).balances, t));
    CHECK(imbalances(world) == std::vector<std::string>{});
  }
};

}  // namespace

TEST_CASE("The bank lends what is missing for inputs, up to some months of spending, to who lacks anything") {
  Bank one{lending()};
  const Centavos before = one.world.bank.account;
  one.advance(july);
  CHECK(one.world.bank.lent == 0);
  one.advance(august);
  CHECK(one.world.household.bank_debt[one.i] == 30'000);
  CHECK(one.world.household.cash[one.i] == 39'999);
  CHECK(one.world.household.bank_debt[one.i + 1] == 0);  // is not short
  CHECK(before - one.world.bank.account == 30'000);
  CHECK(one.world.group.bank.issued[one.g] == 30'000);
}

TEST_CASE("Who lacks less borrows less, and nobody borrows for inputs that are bought already") {
  Bank one{lending()};
  one.world.household.cash[one.i] = 30'000;
  one.begin_books();
  one.advance(august);
  CHECK(one.world.household.bank_debt[one.i] == 10'000);

  Bank late{lending()};
  late.world.group.crop.inputs_due[late.g] = 0;
  late.advance(august);
  CHECK(late.world.bank.lent == 0);
}

TEST_CASE("In the month of the last main sale the loan is repaid with interest") {
  Bank one{lending()};
  one.advance(august);
  one.world.household.cash[one.i] = 50'000;
  one.begin_books();
  one.advance(may - 1);
  CHECK(one.world.bank.repaid == 0);
  one.advance(may);
  CHECK(one.world.household.bank_debt[one.i] == 0);
  CHECK(one.world.household.cash[one.i] == 50'000 - 33'000);
  CHECK(one.world.bank.repaid == 30'000);
  CHECK(one.world.ledger.flow(Account::household, Account::bank) == 33'000);
}

TEST_CASE("A small sale after the main one does not put off what is due") {
  Scenario s = lending();
  s.product[maize].sold_by_month[6] = 0.4;
  Bank one{s};
  one.advance(august);
  one.world.household.cash[one.i] = 50'000;
  one.begin_books();
  one.advance(may);
  CHECK(one.world.household.bank_debt[one.i] == 0);
}

TEST_CASE(
    "Who cannot repay pays interest first, then what there is, and after the second harvest the rest is written off") {
  Bank one{lending()};
  one.world.group.account.balance[one.g] = 4'000;
  one.begin_books();
  one.advance(august);
  one.world.household.cash[one.i] = 13'000;
  one.begin_books();
  one.advance(may);
  CHECK(one.world.household.bank_debt[one.i] == 20'000);
  CHECK(one.world.household.cash[one.i] == 0);
  CHECK(one.world.bank.written_off == 0);
  one.advance(may + 12);
  CHECK(one.world.household.bank_debt[one.i] == 0);
  CHECK(one.world.bank.written_off == 20'000);
  CHECK(one.world.group.bank.written_off[one.g] == 20'000);
  CHECK(one.world.group.account.balance[one.g] == 0);  // the guarantee is half of it, as far as the account goes
  CHECK(one.world.ledger.flow(Account::group, Account::bank) == 4'000);
}

TEST_CASE("A group with a bad record gets no more loans") {
  Bank one{lending()};
  one.world.group.bank.issued[one.g] = 100'000;
  one.world.group.bank.written_off[one.g] = 25'001;
  one.model.credit->lend_for_inputs(one.world, august);
  CHECK(one.world.household.bank_debt[one.i] == 0);
  one.world.group.bank.written_off[one.g] = 25'000;
  one.world.group.crop.inputs_month[one.g] += 12;
  one.model.credit->lend_for_inputs(one.world, august + 12);
  CHECK(one.world.household.bank_debt[one.i] == 30'000);
}

TEST_CASE("The bank lends what it has and no more") {
  Bank one{lending()};
  one.world.bank.account = 29'999;
  one.begin_books();
  one.advance(august);
  CHECK(one.world.bank.lent == 0);
}

TEST_CASE("Without the lever, without help, before funding and after dissolution there are no loans") {
  Scenario off = lending();
  off.credit.bank_loans = false;
  Bank no_loans{off};
  no_loans.advance(august);
  CHECK(no_loans.world.bank.lent == 0);

  Bank unhelpful{lending()};
  unhelpful.world.group.bank.helps_members[unhelpful.g] = 0;
  unhelpful.advance(july);
  unhelpful.advance(august);
  CHECK(unhelpful.world.bank.lent == 0);

  Bank dissolved{lending()};
  dissolved.world.group.agreement.outlet[dissolved.g] = Outlet::dissolved;
  dissolved.model.credit->advance(dissolved.world, august);
  CHECK(dissolved.world.bank.lent == 0);
}

TEST_CASE("A loan is repaid even after the lever is off or the group is gone") {
  Bank one{lending()};
  one.advance(august);
  one.world.household.cash[one.i] = 50'000;
  one.world.group.agreement.outlet[one.g] = Outlet::dissolved;
  one.world.group.agreement.buyer[one.g] = nobody;
  one.world.buyer.free_capacity = one.world.buyer.capacity;
  one.begin_books();
  one.advance(may);
  CHECK(one.world.bank.repaid == 30'000);
}

TEST_CASE("A group that can pays its share of what its members never repay, and the bank bears the rest") {
  Scenario s = lending();
  s.credit.guarantee_share = 0.3;
  Bank one{s};
  one.world.group.account.balance[one.g] = 100'000;
  one.begin_books();
  one.advance(august);
  one.world.household.cash[one.i] = 0;
  one.begin_books();
  one.advance(may);
  one.advance(may + 12);
  CHECK(one.world.bank.written_off == 30'000);
  CHECK(one.world.group.bank.guaranteed[one.g] == 9'000);
  CHECK(one.world.group.account.balance[one.g] == 91'000);
  CHECK(one.world.ledger.flow(Account::group, Account::bank) == 9'000);
}

TEST_CASE(
    "A group whose peers all vouch for their members comes to vouch for its own, one among others that do not by "
    "chance") {
  Scenario s = lending();
  s.credit.helping_per_year = 0.5;
  s.credit.imitation = 1000.0;
  Bank one{s};
  GroupBankLoans& bank = one.world.group.bank;
  REQUIRE(one.world.ties.peers_begin[one.g] < one.world.ties.peers_begin[one.g + 1]);
  one.world.group.trait.management[one.g] = 0.0F;
  std::fill(bank.helps_members.begin(), bank.helps_members.end(), std::uint8_t{1});
  for (Month t = july; t < july + 120; t += 12) {  // ten years of chances
    bank.helps_members[one.g] = 0;
    one.advance(t);
    CHECK(bank.helps_members[one.g] == 1);
  }
}

#include "model/ledger.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace ayni;

namespace {

Balances with(Account account, Centavos amount) {
  Balances balances{};
  balances[static_cast<std::size_t>(account)] = amount;
  return balances;
}

}  // namespace

TEST_CASE("The ledger adds up what flows from one class of accounts to another, each way apart") {
  Ledger ledger;
  ledger.post(Account::buyer, Account::group, 120);
  ledger.post(Account::buyer, Account::group, 30);
  ledger.post(Account::group, Account::buyer, 7);
  CHECK(ledger.flow(Account::buyer, Account::group) == 150);
  CHECK(ledger.flow(Account::group, Account::buyer) == 7);
  CHECK(ledger.flow(Account::group, Account::household) == 0);
}

TEST_CASE("Books balance when every class holds its opening balance, what came and less what went") {
  Ledger ledger;
  Balances balances = with(Account::buyer, 1000);
  ledger.open(balances);
  CHECK_NOTHROW(ledger.audit(balances, 0));
  ledger.post(Account::buyer, Account::group, 400);
  ledger.post(Account::group, Account::household, 390);
  balances[static_cast<std::size_t>(Account::buyer)] = 600;
  balances[static_cast<std::size_t>(Account::group)] = 10;
  balances[static_cast<std::size_t>(Account::household)] = 390;
  CHECK_NOTHROW(ledger.audit(balances, 1));
}

TEST_CASE("A payment within a class needs no booking and changes no balance") {
  Ledger ledger;
  const Balances balances = with(Account::household, 5);
  ledger.open(balances);
  ledger.post(Account::household, Account::household, 3);
  CHECK_NOTHROW(ledger.audit(balances, 0));
}

TEST_CASE("A single centavo that was not booked breaks the audit, which names the month, the class and both sums") {
  Ledger ledger;
  ledger.open(with(Account::fund, 100));
  CHECK_THROWS_AS(ledger.audit(with(Account::fund, 101), 17), BrokenInvariant);
  CHECK_THROWS_WITH(ledger.audit(with(Account::fund, 101), 17), Catch::Contains("month 17") &&
                                                                    Catch::Contains("funds") &&
                                                                    Catch::Contains("101") && Catch::Contains("100"));
}

TEST_CASE("Money made out of nothing in one class and booked to none is found in the outside world too") {
  Ledger ledger;
  ledger.open({});
  CHECK_THROWS_WITH(ledger.audit(with(Account::outside, -1), 0), Catch::Contains("outside world"));
}

// The accounts of everyone by agricultural year, on a world made by hand.

#include "observe/account_years.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "observe/catalogue_of.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

constexpr Month june_2007 = 5;  // closes the half year that the run begins with
constexpr Month july_2007 = 6;
constexpr Month june_2008 = 17;
constexpr Month last = 19;

/// A run of twenty months whose accounts are looked at.
struct Books : Laboratory {
  Catalogue catalogue;
  Results results;
  AccountYears years;

  Books()
      : Laboratory{scenario_of_twenty_months()},
        catalogue{catalogue_of(scenario)},
        results{unclaimed_results(catalogue)},
        years{scenario, catalogue, results, world} {}
  static Scenario scenario_of_twenty_months() {
    Scenario s = small_scenario();
    s.run.horizon_months = last + 1;
    return s;
  }
  [[nodiscard]] double held(const char* measure, std::size_t season, Account of) const {
    return results.values[catalogue.measure(measure)].at(season * account_classes + static_cast<std::size_t>(of));
  }
  [[nodiscard]] double between(const char* measure, std::size_t season, Account payer, Account payee) const {
    return results.values[catalogue.measure(measure)].at((season * account_classes + static_cast<std::size_t>(payer)) *
                                                             account_classes +
                                                         static_cast<std::size_t>(payee));
  }
};

}  // namespace

TEST_CASE("What is paid counts in the agricultural year in which it is paid, by who pays and who is paid") {
  Books books;
  const double project = bolivianos(books.world.project.account);
  books.world.ledger.post(Account::project, Account::group, 70'000);
  books.years.observe(books.world, june_2007);
  books.world.ledger.post(Account::project, Account::group, 500);
  books.world.ledger.post(Account::group, Account::project, 3'000);
  books.years.observe(books.world, july_2007);  // no year ends
  books.years.observe(books.world, june_2008);
  books.world.ledger.post(Account::consumer, Account::buyer, 1'200);
  books.years.observe(books.world, last);  // a part of a year, but the run ends
  CHECK(books.between("account_flow", 0, Account::project, Account::group) == 700.0);
  CHECK(books.between("account_flow", 1, Account::project, Account::group) == 5.0);
  CHECK(books.between("account_flow", 1, Account::group, Account::project) == 30.0);
  CHECK(books.between("account_flow", 2, Account::project, Account::group) == 0.0);
  CHECK(books.between("account_flow", 2, Account::consumer, Account::buyer) == 12.0);
  CHECK(books.held("account_opening", 0, Account::project) == project);
  CHECK(books.held("account_closing", 0, Account::project) == project - 700.0);
  CHECK(books.held("account_opening", 1, Account::project) == project - 700.0);
  CHECK(books.held("account_closing", 1, Account::project) == project - 675.0);
  CHECK(books.held("account_closing", 2, Account::consumer) == -12.0);
  CHECK(books.held("account_opening", 0, Account::consumer) == 0.0);
}

TEST_CASE("A year that has not come is not there") {
  Books books;
  books.years.observe(books.world, june_2007);
  CHECK(std::isnan(books.held("account_opening", 1, Account::group)));
  CHECK(std::isnan(books.between("account_flow", 1, Account::project, Account::group)));
}

TEST_CASE("Debts stand by who owes them to whom") {
  Books books;
  World& world = books.world;
  const Index g = books.group_of(milk);
  const Index b = books.buyer_of(milk);
  world.group.fund.lent[g] = 1'100;
  world.bank.lent = 9'000;
  world.bank.repaid = 2'000;
  world.bank.written_off = 500;
  world.bank.commercial_lost = 700;
  world.group.account.advance[g] = 1'300;
  world.firm.owed[world.buyer.firm[b]] = 1'700;
  world.firm.debt[world.buyer.firm[b]] = 1'900;
  world.firm.sales[2 * world.firm.count + world.buyer.firm[b]] = 2'300;
  world.firm.costs[world.firm.count + world.buyer.firm[b]] = 2'900;
  books.years.observe(world, june_2007);
  const auto owed = [&](Account debtor, Account creditor) {
    return books.between("account_owed", 0, debtor, creditor);
  };
  CHECK(owed(Account::household, Account::fund) == 11.0);
  CHECK(owed(Account::household, Account::bank) == 65.0);
  CHECK(owed(Account::group, Account::buyer) == 13.0);
  CHECK(owed(Account::buyer, Account::group) == 17.0);
  CHECK(owed(Account::buyer, Account::bank) == 19.0);
  CHECK(owed(Account::bank, Account::outside) == 26.0);  // lent on, or lost
  CHECK(owed(Account::consumer, Account::buyer) == 23.0);
  CHECK(owed(Account::buyer, Account::outside) == 29.0);
  double all = 0.0;
  for (std::size_t k = 0; k < account_classes * account_classes; ++k) {
    all += books.between("account_owed", 0, static_cast<Account>(k / account_classes),
                         static_cast<Account>(k % account_classes));
  }
  CHECK(all == 203.0);  // nobody else owes anything
}

#include "observe/account_years.hpp"

#include <numeric>

#include "model/scenario.hpp"

namespace ayni {
namespace {

Balances balances(const Ledger& ledger) {
  Balances held{};
  for (std::size_t k = 0; k < account_classes; ++k) held[k] = ledger.balance(static_cast<Account>(k));
  return held;
}

Payments flows(const Ledger& ledger) {
  Payments paid{};
  for (std::size_t from = 0; from < account_classes; ++from) {
    for (std::size_t to = 0; to < account_classes; ++to) {
      paid[from][to] = ledger.flow(static_cast<Account>(from), static_cast<Account>(to));
    }
  }
  return paid;
}

Centavos sum(const std::vector<Centavos>& amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), Centavos{0});
}

template <Balances AccountYear::*held>
void of_each(const AccountYear& year, std::span<double> values) {
  for (std::size_t k = 0; k < account_classes; ++k) values[k] = bolivianos((year.*held)[k]);
}

template <Payments AccountYear::*amounts>
void between(const AccountYear& year, std::span<double> values) {
  for (std::size_t from = 0; from < account_classes; ++from) {
    for (std::size_t to = 0; to < account_classes; ++to) {
      values[from * account_classes + to] = bolivianos((year.*amounts)[from][to]);
    }
  }
}

const MeasureEntries<AccountYear>& all() {
  const std::vector<Axis> of_class{Axis::season, Axis::payer};
  const std::vector<Axis> of_pair{Axis::season, Axis::payer, Axis::payee};
  static const MeasureEntries<AccountYear> list{
      {{"account_opening", of_class, Storage::real64, "1", "Held by a class of accounts when the year begins, Bs",
        "cash, nominal; the first year begins with the run; consumers and what is outside begin with 0, as only what "
        "they pay and are paid is known"},
       of_each<&AccountYear::opening>},
      {{"account_flow", of_pair, Storage::real64, "1", "Paid from one class of accounts to another in the year, Bs",
        "nominal; every payment is in one of these sums, those of the parts of years at both ends of the run too, so "
        "that "
        "opening + what the class was paid - what it paid = closing"},
       between<&AccountYear::flow>},
      {{"account_closing", of_class, Storage::real64, "1", "Held by a class of accounts when the year ends, Bs",
        "cash, nominal; every month the run checks it against the sum over the agents of the class"},
       of_each<&AccountYear::closing>},
      {{"account_owed", of_pair, Storage::real64, "1", "Owed by one class of accounts to another at the year's end, Bs",
        "nominal; principal of loans, buyers' advances, deliveries and sales not paid yet, and what banks refinance of "
        "their loans to buyers; what members owe each other is left out"},
       between<&AccountYear::owed>}};
  return list;
}

}  // namespace

Payments debts(const World& world) {
  Payments owed{};
  const auto from_to = [&owed](Account debtor, Account creditor) -> Centavos& {
    return owed[static_cast<std::size_t>(debtor)][static_cast<std::size_t>(creditor)];
  };
  const Groups& group = world.group;
  const Firms& firm = world.firm;
  from_to(Account::household, Account::fund) = sum(group.fund.lent);
  from_to(Account::household, Account::bank) = world.bank.lent - world.bank.repaid - world.bank.written_off;
  from_to(Account::group, Account::buyer) = sum(group.account.advance);
  from_to(Account::buyer, Account::group) = sum(firm.owed);
  from_to(Account::buyer, Account::bank) = sum(firm.debt);
  from_to(Account::bank, Account::outside) = sum(firm.debt) + world.bank.commercial_lost;
  from_to(Account::consumer, Account::buyer) = sum(firm.sales);
  from_to(Account::buyer, Account::outside) = sum(firm.costs);
  return owed;
}

void AccountYears::declare(Catalogue& catalogue) { ayni::declare(catalogue, all()); }

AccountYears::AccountYears(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world)
    : last_month_{static_cast<Month>(scenario.run.horizon_months) - 1},
      opening_{balances(world.ledger)},
      before_{flows(world.ledger)},
      writer_{all(), catalogue, results, Axis::season} {}

void AccountYears::observe(const World& world, Month t) {
  if (world.calendar.month_of_season(t) != last_month_of_season && t != last_month_) return;
  const Payments until_now = flows(world.ledger);
  AccountYear year{opening_, balances(world.ledger), until_now, debts(world)};
  for (std::size_t from = 0; from < account_classes; ++from) {
    for (std::size_t to = 0; to < account_classes; ++to) year.flow[from][to] -= before_[from][to];
  }
  writer_.fill(year, static_cast<std::size_t>(world.calendar.season(t)));
  opening_ = year.closing;
  before_ = until_now;
}

}  // namespace ayni

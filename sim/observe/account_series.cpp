#include "observe/account_series.hpp"

#include <numeric>

namespace ayni {

void AccountSeries::declare(Catalogue& catalogue) {
  const auto add = [&](const char* name, std::vector<Axis> axes, Storage storage, const char* unit,
                       const char* long_name, const char* meaning, std::optional<Better> better = {}) {
    catalogue.measures.push_back({name, std::move(axes), storage, unit, long_name, meaning, better});
  };
  add("project_spent", {Axis::time, Axis::component}, Storage::real64, "1", "Spent by the project so far, Bs",
      "by component; municipal works are among the grants", Better::lower);
  add("counterpart_paid", {Axis::time}, Storage::real64, "1", "Counterpart paid by groups so far, Bs",
      "cash from members, buyers' advances and bank loans");
  add("funds", {Axis::time}, Storage::int32, "1", "Revolving funds at work", "groups with a fund");
  add("fund_cash", {Axis::time}, Storage::real64, "1", "Cash of revolving funds, Bs", "sum over funds");
  add("fund_lent", {Axis::time}, Storage::real64, "1", "Loans of revolving funds outstanding, Bs", "principal");
  add("fund_overdue", {Axis::time}, Storage::real64, "1", "Portfolio of revolving funds at risk, Bs",
      "principal of loans with an instalment overdue at the last meeting", Better::lower);
  add("fund_written_off", {Axis::time}, Storage::real64, "1", "Written off by revolving funds so far, Bs", "principal",
      Better::lower);
  add("bank_debt", {Axis::time}, Storage::real64, "1", "Bank loans of members outstanding, Bs", "principal");
  add("bank_written_off", {Axis::time}, Storage::real64, "1", "Bank loans written off so far, Bs", "principal",
      Better::lower);
  add("advances", {Axis::time}, Storage::real64, "1", "Buyers' advances outstanding, Bs", "recovered at delivery");
  add("municipal_works", {Axis::time}, Storage::int32, "1", "Works with municipal co-finance so far",
      "decided, not necessarily finished");
  add("ledger_flow", {Axis::payer, Axis::payee}, Storage::int64, "1",
      "Paid from one class of accounts to another over the run, centavos",
      "every payment of the run is in one of these sums");
}

AccountSeries::AccountSeries(const Catalogue& catalogue, Results& results) {
  const auto column = [&](const char* name) { return results.values[catalogue.measure(name)].data(); };
  project_ = column("project_spent");
  counterpart_ = column("counterpart_paid");
  funds_ = column("funds");
  fund_cash_ = column("fund_cash");
  fund_lent_ = column("fund_lent");
  fund_overdue_ = column("fund_overdue");
  fund_written_off_ = column("fund_written_off");
  bank_debt_ = column("bank_debt");
  bank_written_off_ = column("bank_written_off");
  advances_ = column("advances");
  works_ = column("municipal_works");
  flows_ = column("ledger_flow");
}

void AccountSeries::observe(const World& world, Month t) {
  const Groups& group = world.group;
  const auto month = static_cast<std::size_t>(t);
  const auto total = [](const std::vector<Centavos>& amounts) {
    return bolivianos(std::accumulate(amounts.begin(), amounts.end(), Centavos{0}));
  };
  const ProjectUnit& project = world.project;
  project_[month * 4 + 0] = bolivianos(project.grants);
  project_[month * 4 + 1] = bolivianos(project.assistance);
  project_[month * 4 + 2] = bolivianos(project.brokers);
  project_[month * 4 + 3] = bolivianos(project.administration);
  counterpart_[month] = total(group.investment.counterpart_paid);
  funds_[month] = static_cast<double>(std::accumulate(group.fund.open.begin(), group.fund.open.end(), 0));
  fund_cash_[month] = total(group.fund.cash);
  fund_lent_[month] = total(group.fund.lent);
  fund_overdue_[month] = total(group.fund.overdue);
  fund_written_off_[month] = total(group.fund.written_off);
  bank_debt_[month] = bolivianos(world.bank.lent - world.bank.repaid - world.bank.written_off);
  bank_written_off_[month] = bolivianos(world.bank.written_off);
  advances_[month] = total(group.account.advance);
  works_[month] = static_cast<double>(world.cofinanced_works);
}

void AccountSeries::finish(const World& world) {
  for (std::size_t from = 0; from < account_classes; ++from) {
    for (std::size_t to = 0; to < account_classes; ++to) {
      flows_[from * account_classes + to] =
          static_cast<double>(world.ledger.flow(static_cast<Account>(from), static_cast<Account>(to)));
    }
  }
}

}  // namespace ayni

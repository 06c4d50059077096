#include "observe/account_series.hpp"

#include <numeric>

namespace ayni {
namespace {

/// Bs, summed over groups.
template <auto part, auto amount>
void total(const SeenMonth& seen, std::span<double> values) {
  const std::vector<Centavos>& amounts = (seen.world.group.*part).*amount;
  values[0] = bolivianos(std::accumulate(amounts.begin(), amounts.end(), Centavos{0}));
}

void project_spent(const SeenMonth& seen, std::span<double> values) {
  for (std::size_t k = 0; k < project_components.size(); ++k) {
    values[k] = bolivianos(seen.world.project.*project_components[k].spent);
  }
}

void funds(const SeenMonth& seen, std::span<double> values) {
  const std::vector<std::uint8_t>& open = seen.world.group.fund.open;
  values[0] = static_cast<double>(std::accumulate(open.begin(), open.end(), 0));
}

void bank_debt(const SeenMonth& seen, std::span<double> values) {
  const Banks& bank = seen.world.bank;
  values[0] = bolivianos(bank.lent - bank.repaid - bank.written_off);
}

void bank_written_off(const SeenMonth& seen, std::span<double> values) {
  values[0] = bolivianos(seen.world.bank.written_off);
}

void municipal_works(const SeenMonth& seen, std::span<double> values) {
  values[0] = static_cast<double>(seen.world.cofinanced_works);
}

/// What a class of accounts was paid more than it paid, over the run.
Centavos net_receipts(const Ledger& ledger, Account of) {
  Centavos net = 0;
  for (std::size_t k = 0; k < account_classes; ++k) {
    net += ledger.flow(static_cast<Account>(k), of) - ledger.flow(of, static_cast<Account>(k));
  }
  return net;
}

void public_money(const World& world, std::span<double> values) {
  const std::vector<Centavos>& cofinanced = world.municipality.cofinanced;
  const Centavos works = std::accumulate(cofinanced.begin(), cofinanced.end(), Centavos{0});
  values[0] = bolivianos(works - net_receipts(world.ledger, Account::project));
}

void buyer_profit(const World& world, std::span<double> values) {
  values[0] = 0.0;
  for (Index f = 0; f < world.firm.count; ++f) values[0] += world.firm.year.earlier_profit[f] + world.firm.profit(f);
}

MonthlyMeasures all() {
  const std::vector<Axis> monthly{Axis::time};
  return {
      {{"project_spent",
        {Axis::time, Axis::component},
        Storage::real64,
        "1",
        "Spent by the project so far, Bs",
        "by component; municipal works are among the grants; nominal",
        Better::lower},
       project_spent},
      {{"counterpart_paid", monthly, Storage::real64, "1", "Counterpart paid by groups so far, Bs",
        "cash from members, buyers' advances and bank loans; nominal"},
       total<&Groups::investment, &GroupInvestment::counterpart_paid>},
      {{"funds", monthly, Storage::int32, "1", "Revolving funds at work", "groups with a fund"}, funds},
      {{"fund_cash", monthly, Storage::real64, "1", "Cash of revolving funds, Bs", "sum over funds; nominal"},
       total<&Groups::fund, &GroupFund::cash>},
      {{"fund_lent", monthly, Storage::real64, "1", "Loans of revolving funds outstanding, Bs", "principal; nominal"},
       total<&Groups::fund, &GroupFund::lent>},
      {{"fund_overdue", monthly, Storage::real64, "1", "Portfolio of revolving funds at risk, Bs",
        "principal of loans with an instalment overdue at the last meeting; nominal", Better::lower},
       total<&Groups::fund, &GroupFund::overdue>},
      {{"fund_written_off", monthly, Storage::real64, "1", "Written off by revolving funds so far, Bs",
        "principal; nominal", Better::lower},
       total<&Groups::fund, &GroupFund::written_off>},
      {{"fund_issued", monthly, Storage::real64, "1", "Lent by revolving funds so far, Bs", "principal; nominal"},
       total<&Groups::fund, &GroupFund::issued>},
      {{"fund_issued_for_inputs", monthly, Storage::real64, "1", "Lent by revolving funds for inputs so far, Bs",
        "principal; the rest is lent to live on; nominal"},
       total<&Groups::fund, &GroupFund::issued_for_inputs>},
      {{"bank_issued", monthly, Storage::real64, "1", "Lent by banks to members so far, Bs",
        "principal; for inputs, and for what was missing of counterparts; nominal"},
       total<&Groups::bank, &GroupBankLoans::issued>},
      {{"bank_debt", monthly, Storage::real64, "1", "Bank loans of members outstanding, Bs", "principal; nominal"},
       bank_debt},
      {{"bank_written_off", monthly, Storage::real64, "1", "Bank loans written off so far, Bs", "principal; nominal",
        Better::lower},
       bank_written_off},
      {{"advances", monthly, Storage::real64, "1", "Buyers' advances outstanding, Bs",
        "recovered at delivery; nominal"},
       total<&Groups::account, &GroupAccounts::advance>},
      {{"municipal_works", monthly, Storage::int32, "1", "Works with municipal co-finance so far",
        "decided, not necessarily finished"},
       municipal_works}};
}

}  // namespace

const MonthlyMeasures& account_series() {
  static const MonthlyMeasures list = all();
  return list;
}

const MeasureEntries<World>& ledger_totals() {
  static const MeasureEntries<World> list{
      {{"public_money",
        {},
        Storage::real64,
        "1",
        "Public money over the run, Bs",
        "all that the project paid to anybody (grants, support of buyers, advice, seeds of funds, its part of works "
        "and "
        "of insurance premiums, brokers, administration) less all that was paid back to it, and what municipalities "
        "put "
        "into works with it; not their other spending; nominal",
        Better::lower},
       public_money},
      {{"buyer_profit",
        {},
        Storage::real64,
        "1",
        "Profit of buyers over the run, Bs",
        "all buyers together, closed ones too, in the business with groups and with others: sales less purchases, "
        "handling, trips, overheads, interest and advances never repaid, when they arise rather than when they are "
        "paid; nominal",
        Better::higher},
       buyer_profit}};
  return list;
}

}  // namespace ayni

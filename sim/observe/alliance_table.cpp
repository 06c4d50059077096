#include "observe/alliance_table.hpp"

#include <algorithm>
#include <string>

#include "observe/project_events.hpp"

namespace ayni {
namespace {

using Row = AllianceRow;

/// A column of the groups.
template <auto column>
double own(const Row& row) {
  return static_cast<double>((row.world.group.*column)[row.group]);
}

/// A column of one of their parts.
template <auto part, auto column>
double of(const Row& row) {
  return static_cast<double>(((row.world.group.*part).*column)[row.group]);
}

template <auto column>
double invested_bs(const Row& row) {
  return bolivianos((row.world.group.investment.*column)[row.group]);
}

double group_number(const Row& row) { return static_cast<double>(row.group); }

double months_with_buyer(const Row& row) { return static_cast<double>(duration(row.world, row.group, row.last_month)); }

double applied(const Row& row) { return static_cast<double>(application(row.world, row.group)); }

double has_ended(const Row& row) { return row.world.group.agreement.ended[row.group] != never ? 1.0 : 0.0; }

double group_trust(const Row& row) {
  const GroupTrust& belief = row.world.group.trust;
  return trust(belief.good[row.group], belief.bad[row.group]);
}

double buyer_trust(const Row& row) {
  const GroupTrust& belief = row.world.group.trust;
  return trust(belief.buyer_good[row.group], belief.buyer_bad[row.group]);
}

double had_fund(const Row& row) { return row.world.group.fund.started[row.group] != never ? 1.0 : 0.0; }

double fund_age(const Row& row) {
  const GroupFund& fund = row.world.group.fund;
  if (fund.started[row.group] == never) return -1.0;
  const Month until = fund.ended[row.group] != never ? fund.ended[row.group] : row.last_month;
  return static_cast<double>(until - fund.started[row.group]);
}

double buyer_lends(const Row& row) {
  return static_cast<double>(row.world.buyer.gives_advances[row.world.group.agreement.first_buyer[row.group]]);
}

/// "bit k stands for: 0 price below spot, 1 late delivery, ..."
std::string reason_bits() {
  std::string text = "bit k stands for:";
  for (std::size_t k = 0; k < reasons; ++k) {
    std::string name = reason_names[k];
    std::replace(name.begin(), name.end(), '_', ' ');
    text += (k > 0 ? ", " : " ") + std::to_string(k) + " " + name;
  }
  return text;
}

TableEntry<Row> table() {
  return {
      "alliance",
      "one row for each alliance that received a first disbursement",
      {{{"group", Storage::int32, "1", "Number of the group", "position in the world of the run", {}}, group_number},
       {{"region", Storage::int8, "1", "Region", "", {}}, own<&Groups::region>, Axis::region},
       {{"product", Storage::int8, "1", "Product at the start", "", {}}, own<&Groups::product>, Axis::product},
       {{"municipality", Storage::int32, "1", "Number of the municipality", "", {}}, own<&Groups::municipality>},
       {{"applied", Storage::int16, "month", "Month of application", "months since the start of the run", {}}, applied},
       {{"signed", Storage::int16, "month", "Month of signing", "months since the start of the run", {}},
        of<&Groups::cycle, &ProjectCycle::signed_month>},
       {{"funded", Storage::int16, "month", "Month of the first disbursement", "the clock of survival starts here", {}},
        of<&Groups::cycle, &ProjectCycle::funded>},
       {{"completed", Storage::int16, "month", "Month of the last disbursement", "-1: it has not come", {}},
        of<&Groups::cycle, &ProjectCycle::completed>},
       {{"duration",
         Storage::int16,
         "month",
         "Months with the first buyer",
         "from funding to the end or to the end of the run",
         {}},
        months_with_buyer},
       {{"ended", Storage::int8, "1", "Whether it ended", "0: censored at the end of the run", {}}, has_ended},
       {{"cause", Storage::int8, "1", "Cause of the end",
         "the first that applied (competing risks); none while it has not ended", flags(cause_names)},
        of<&Groups::agreement, &Agreements::cause>},
       {{"ended_by", Storage::int8, "1", "Who ended it",
         "neither: the buyer closed or the group fell apart; both: no price was left that either would honour; none "
         "while it has not ended",
         flags(ended_by_names)},
        of<&Groups::agreement, &Agreements::ended_by>},
       {{"main_reason", Storage::int8, "1", "Term whose violation was behind its end",
         "price or product where those drew the group away; where one side lost trust, what it had suffered most of "
         "late; none "
         "where a firm closed, a counterpart failed or the group fell apart",
         flags(main_reason_names)},
        of<&Groups::agreement, &Agreements::main_reason>},
       {{"reasons", Storage::int8, "1", "Reasons the group would state, as bits", reason_bits(), {}},
        of<&Groups::agreement, &Agreements::stated_reasons>},
       {{"state", Storage::int8, "1", "State at the end of the run",
         "first_buyer includes a return to it; the report counts dissolved as free market", flags(outlet_names)},
        of<&Groups::agreement, &Agreements::outlet>},
       {{"trust",
         Storage::real32,
         "1",
         "Trust of the group when last allied",
         "mean of the Beta belief; NaN for a group that never had a buyer",
         {}},
        group_trust},
       {{"buyer_trust",
         Storage::real32,
         "1",
         "Trust of the buyer when last allied",
         "mean of the Beta belief; NaN for a group that never had a buyer",
         {}},
        buyer_trust},
       {{"match_quality", Storage::real32, "1", "Latent quality of the last match", "unknown to both sides", {}},
        of<&Groups::agreement, &Agreements::match_quality>},
       {{"members_start", Storage::int32, "1", "Members at the start", "", {}},
        of<&Groups::membership, &GroupMembership::at_start>},
       {{"members_end", Storage::int32, "1", "Members at the end of the run", "", {}},
        of<&Groups::membership, &GroupMembership::members>},
       {{"women_share", Storage::real32, "1", "Share of women among members", "at the start", {}},
        of<&Groups::trait, &GroupTraits::women_share>},
       {{"indigenous_share", Storage::real32, "1", "Share of indigenous members", "at the start", {}},
        of<&Groups::trait, &GroupTraits::indigenous_share>},
       {{"model",
         Storage::int8,
         "1",
         "Alliance model",
         "1 producers, 2 and the buyer's processing, 3 and its marketing",
         {}},
        of<&Groups::investment, &GroupInvestment::model>},
       {{"grant", Storage::real32, "1", "Grant disbursed, Bs", "nominal", {}},
        invested_bs<&GroupInvestment::disbursed>},
       {{"investment", Storage::real32, "1", "Plan of all sources, Bs", "nominal", {}},
        invested_bs<&GroupInvestment::total>},
       {{"failed_tranches", Storage::int8, "1", "Counterpart tranches not paid in time", "", {}},
        of<&Groups::cycle, &ProjectCycle::failed_tranches>},
       {{"warehouse", Storage::int8, "1", "Owns a warehouse", "0 or 1", {}},
        of<&Groups::technology, &GroupTechnology::warehouse>},
       {{"processing", Storage::int8, "1", "Owns a processing plant", "0 or 1", {}},
        of<&Groups::technology, &GroupTechnology::processing>},
       {{"vehicle", Storage::int8, "1", "Owns a vehicle", "0 or 1", {}},
        of<&Groups::technology, &GroupTechnology::vehicle>},
       {{"fund", Storage::int8, "1", "Had a revolving fund", "0 or 1", {}}, had_fund},
       {{"fund_age",
         Storage::int16,
         "month",
         "Age of the revolving fund at its end or at the end of the run",
         "-1 without one",
         {}},
        fund_age},
       {{"helps_with_bank", Storage::int8, "1", "Helps members to bank loans", "0 or 1", {}},
        of<&Groups::bank, &GroupBankLoans::helps_members>},
       {{"buys_inputs", Storage::int8, "1", "Buys inputs together", "0 or 1", {}},
        of<&Groups::practice, &GroupPractices::buys_inputs>},
       {{"hires_advice", Storage::int8, "1", "Hires technical assistance in the last month", "0 or 1", {}},
        of<&Groups::practice, &GroupPractices::hires_advice>},
       {{"negotiates", Storage::int8, "1", "Negotiates prices together", "0 or 1", {}},
        of<&Groups::practice, &GroupPractices::negotiates>},
       {{"buyer_lends", Storage::int8, "1", "The first buyer gives advances", "0 or 1", {}}, buyer_lends},
       {{"baseline_income",
         Storage::real32,
         "1",
         "Net product income of the group before the project, Bs a year",
         "all households of its community; nominal",
         {}},
        of<&Groups::year, &YearBooks::baseline_net_income>},
       {{"last_income",
         Storage::real32,
         "1",
         "Net product income of the group in the last full year, Bs",
         "all households of its community; July to June; nominal; NaN when the run has none",
         {}},
        [](const Row& row) { return row.last_income; }},
       {{"rate_of_return",
         Storage::real32,
         "1/year",
         "Internal rate of return over the evaluator's years",
         "constant prices; NaN when none exists, see share_without_rate_of_return",
         {}},
        [](const Row& row) { return row.returns.rate_of_return; }},
       {{"net_present_value",
         Storage::real32,
         "1",
         "Net present value at the discount rate, Bs",
         "at the prices of the year before funding; NaN before a year of benefits was seen",
         {}},
        [](const Row& row) { return row.returns.net_present_value; }}}};
}

}  // namespace

const TableEntry<AllianceRow>& alliance_table() {
  static const TableEntry<AllianceRow> entry = table();
  return entry;
}

}  // namespace ayni

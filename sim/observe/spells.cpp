#include "observe/spells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "model/scenario.hpp"
#include "observe/survival.hpp"

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

const std::vector<std::string> outlet_names{"unfunded", "first_buyer", "new_buyer", "free_market", "dissolved"};
const std::vector<std::string> event_names{"funded", "agreement_ended", "agreement_signed", "fund_started",
                                           "fund_ended"};

/// As it stands in the file; an agreement may be made and end within one month, and then has no buyer any more.
double buyer_number(Index buyer) { return buyer == nobody ? -1.0 : double(buyer); }

std::vector<std::string> names(const auto& from) { return {from.begin(), from.end()}; }

void add_row(Rows& rows, std::initializer_list<double> cells) {
  std::size_t column = 0;
  for (const double cell : cells) rows.columns[column++].push_back(cell);
}

}  // namespace

void SpellRecorder::declare(Catalogue& catalogue) {
  const auto& regions = catalogue.axis(Axis::region).labels;
  const auto& products = catalogue.axis(Axis::product).labels;
  catalogue.tables.push_back(
      {"alliance",
       "one row for each alliance that received a first disbursement",
       {{"group", Storage::int32, "1", "Number of the group", "position in the world of the run", {}},
        {"region", Storage::int8, "1", "Region", "", regions},
        {"product", Storage::int8, "1", "Product at the start", "", products},
        {"municipality", Storage::int32, "1", "Number of the municipality", "", {}},
        {"signed", Storage::int16, "month", "Month of signing", "months since the start of the run", {}},
        {"funded", Storage::int16, "month", "Month of the first disbursement", "the clock of survival starts here", {}},
        {"duration",
         Storage::int16,
         "month",
         "Months with the first buyer",
         "from funding to the end or to the end of the run",
         {}},
        {"ended", Storage::int8, "1", "Whether it ended", "0: censored at the end of the run", {}},
        {"cause", Storage::int8, "1", "Cause of the end",
         "the first that applied (competing risks); none while it has not ended", names(cause_names)},
        {"reasons",
         Storage::int8,
         "1",
         "Reasons the group would state, as bits",
         "bit k stands for: 0 price below spot, 1 late delivery, 2 product change, 3 transport, 4 quantity, 5 quality",
         {}},
        {"state", Storage::int8, "1", "State at the end of the run",
         "first_buyer includes a return to it; the report counts dissolved as free market", outlet_names},
        {"trust", Storage::real32, "1", "Trust of the group when last allied", "mean of the Beta belief", {}},
        {"buyer_trust", Storage::real32, "1", "Trust of the buyer when last allied", "mean of the Beta belief", {}},
        {"match_quality", Storage::real32, "1", "Latent quality of the last match", "unknown to both sides", {}},
        {"members_start", Storage::int32, "1", "Members at the start", "", {}},
        {"members_end", Storage::int32, "1", "Members at the end of the run", "", {}},
        {"women_share", Storage::real32, "1", "Share of women among members", "at the start", {}},
        {"indigenous_share", Storage::real32, "1", "Share of indigenous members", "at the start", {}},
        {"model",
         Storage::int8,
         "1",
         "Alliance model",
         "1 producers, 2 and the buyer's processing, 3 and its marketing",
         {}},
        {"grant", Storage::real32, "1", "Grant disbursed, Bs", "", {}},
        {"investment", Storage::real32, "1", "Plan, Bs, all sources", "", {}},
        {"failed_tranches", Storage::int8, "1", "Counterpart tranches not paid in time", "", {}},
        {"warehouse", Storage::int8, "1", "Owns a warehouse", "0 or 1", {}},
        {"processing", Storage::int8, "1", "Owns a processing plant", "0 or 1", {}},
        {"vehicle", Storage::int8, "1", "Owns a vehicle", "0 or 1", {}},
        {"fund", Storage::int8, "1", "Had a revolving fund", "0 or 1", {}},
        {"fund_age",
         Storage::int16,
         "month",
         "Age of the revolving fund at its end or at the end of the run",
         "-1 without one",
         {}},
        {"helps_with_bank", Storage::int8, "1", "Helps members to bank loans", "0 or 1", {}},
        {"buys_inputs", Storage::int8, "1", "Buys inputs together", "0 or 1", {}},
        {"hires_advice", Storage::int8, "1", "Hires technical assistance in the last month", "0 or 1", {}},
        {"negotiates", Storage::int8, "1", "Negotiates prices together", "0 or 1", {}},
        {"buyer_lends", Storage::int8, "1", "The first buyer gives advances", "0 or 1", {}},
        {"baseline_income",
         Storage::real32,
         "1",
         "Net product income of the group before the project, Bs a year",
         "all households of its community",
         {}},
        {"last_income",
         Storage::real32,
         "1",
         "Net product income of the group in the last full year, Bs",
         "all households of its community",
         {}},
        {"rate_of_return",
         Storage::real32,
         "1/year",
         "Internal rate of return over the evaluator's years",
         "NaN when none exists",
         {}},
        {"net_present_value", Storage::real32, "1", "Net present value at the discount rate, Bs", "", {}}}});
  catalogue.tables.push_back(
      {"event",
       "what happened to funded groups, in the order of time",
       {{"month", Storage::int16, "month", "Month of the event", "months since the start of the run", {}},
        {"group", Storage::int32, "1", "Number of the group", "", {}},
        {"kind", Storage::int8, "1", "Kind of event", "", event_names},
        {"cause", Storage::int8, "1", "Cause, of an agreement that ended", "none for other events", names(cause_names)},
        {"buyer", Storage::int32, "1", "Number of the buyer", "-1 where it does not apply", {}}}});
  const auto add = [&](const char* name, std::vector<Axis> axes, const char* unit, const char* long_name,
                       const char* meaning, std::optional<Better> better = {}) {
    catalogue.measures.push_back({name, std::move(axes), Storage::real32, unit, long_name, meaning, better});
  };
  add("kaplan_meier", {Axis::duration}, "1", "Share still with the first buyer, by months since funding",
      "Kaplan-Meier estimate of the run; NaN without alliances", Better::higher);
  add("kaplan_meier_by_region", {Axis::region, Axis::duration}, "1", "Share still with the first buyer, by region",
      "Kaplan-Meier estimate of the run; NaN without alliances", Better::higher);
  add("kaplan_meier_by_product", {Axis::product, Axis::duration}, "1", "Share still with the first buyer, by product",
      "Kaplan-Meier estimate of the run; NaN without alliances", Better::higher);
  add("at_risk", {Axis::region, Axis::duration}, "1", "Alliances at risk, by region",
      "funded that many months ago or more, and not ended before");
  add("cumulative_incidence", {Axis::cause, Axis::duration}, "1", "Share ended by each cause",
      "Aalen-Johansen estimate: causes compete; NaN without alliances", Better::lower);
  add("cumulative_incidence_by_region", {Axis::region, Axis::cause, Axis::duration}, "1",
      "Share ended by each cause, by region", "Aalen-Johansen estimate: causes compete; NaN without alliances",
      Better::lower);
  add("cumulative_incidence_by_product", {Axis::product, Axis::cause, Axis::duration}, "1",
      "Share ended by each cause, by product", "Aalen-Johansen estimate: causes compete; NaN without alliances",
      Better::lower);
  add("breakups_in_first_year", {}, "1", "Share of breakups within a year of funding",
      "of alliances that ended within 84 months");
  add("rate_of_return", {}, "1/year", "Rate of return, mean over alliances",
      "constant prices, over the evaluator's years, against the last full year before funding; alliances without a "
      "rate "
      "left out",
      Better::higher);
  add("rate_of_return_low", {}, "1/year", "The same with lower benefits", "benefits times evaluation.lower_benefits",
      Better::higher);
  add("cost_per_lasting_alliance", {}, "1", "Public money per alliance still with its first buyer at the end, Bs",
      "all the project spent; NaN without any", Better::lower);
}

SpellRecorder::SpellRecorder(const Scenario& scenario, const Catalogue& catalogue, const Appraisal& appraisal)
    : appraisal_{appraisal},
      lower_benefits_{scenario.evaluation.lower_benefits},
      alliances_{catalogue.table("alliance")},
      events_{catalogue.table("event")},
      horizon_{static_cast<Month>(scenario.run.horizon_months)} {}

void SpellRecorder::observe(const World& world, Month t, Results& results) {
  const Groups& group = world.group;
  Rows& events = results.tables[events_];
  const auto month = static_cast<double>(t);
  for (const Index g : world.funded) {  // an alliance may end in the month of its first disbursement
    if (group.cycle.funded[g] == t)
      add_row(events, {month, double(g), 0.0, 0.0, buyer_number(group.agreement.first_buyer[g])});
    if (group.fund.started[g] == t) add_row(events, {month, double(g), 3.0, 0.0, -1.0});
    if (group.fund.ended[g] == t) add_row(events, {month, double(g), 4.0, 0.0, -1.0});
  }
  for (const Breakup& end : world.breakups)
    add_row(events, {month, double(end.group), 1.0, double(end.cause), buyer_number(end.buyer)});
  for (const Index g : world.agreed)
    add_row(events, {month, double(g), 2.0, 0.0, buyer_number(group.agreement.buyer[g])});
}

void SpellRecorder::write_spell(const World& world, Index g, const Returns& returns, Results& results) const {
  const Groups& group = world.group;
  const bool ended = group.agreement.ended[g] != never;
  const Month until = ended ? group.agreement.ended[g] : horizon_ - 1;
  const bool had_fund = group.fund.started[g] != never;
  const Month fund_until = group.fund.ended[g] != never ? group.fund.ended[g] : horizon_ - 1;
  add_row(results.tables[alliances_], {double(g),
                                       double(group.region[g]),
                                       double(group.product[g]),
                                       double(group.municipality[g]),
                                       double(group.cycle.signed_month[g]),
                                       double(group.cycle.funded[g]),
                                       double(until - group.cycle.funded[g]),
                                       ended ? 1.0 : 0.0,
                                       double(group.agreement.cause[g]),
                                       double(group.agreement.stated_reasons[g]),
                                       double(group.agreement.outlet[g]),
                                       trust(group.trust.good[g], group.trust.bad[g]),
                                       trust(group.trust.buyer_good[g], group.trust.buyer_bad[g]),
                                       double(group.agreement.match_quality[g]),
                                       double(group.membership.at_start[g]),
                                       double(group.membership.members[g]),
                                       double(group.trait.women_share[g]),
                                       double(group.trait.indigenous_share[g]),
                                       double(group.investment.model[g]),
                                       bolivianos(group.investment.disbursed[g]),
                                       bolivianos(group.investment.total[g]),
                                       double(group.cycle.failed_tranches[g]),
                                       double(group.technology.warehouse[g]),
                                       double(group.technology.processing[g]),
                                       double(group.technology.vehicle[g]),
                                       had_fund ? 1.0 : 0.0,
                                       had_fund ? double(fund_until - group.fund.started[g]) : -1.0,
                                       double(group.bank.helps_members[g]),
                                       double(group.practice.buys_inputs[g]),
                                       double(group.practice.hires_advice[g]),
                                       double(group.practice.negotiates[g]),
                                       double(world.buyer.gives_advances[group.agreement.first_buyer[g]]),
                                       group.year.baseline_net_income[g],
                                       group.year.last_net_income[g],
                                       returns.rate_of_return,
                                       returns.net_present_value});
}

void SpellRecorder::write_survival(const World& world, const Catalogue& catalogue, Results& results) const {
  const Groups& group = world.group;
  std::vector<Month> duration;
  std::vector<std::uint8_t> cause;
  std::vector<std::vector<std::uint32_t>> in_region(catalogue.axis(Axis::region).size);
  std::vector<std::vector<std::uint32_t>> of_product(catalogue.axis(Axis::product).size);
  for (const Index g : world.funded) {
    const auto position = static_cast<std::uint32_t>(duration.size());
    in_region[group.region[g]].push_back(position);
    of_product[group.product[g]].push_back(position);
    const bool ended = group.agreement.ended[g] != never;
    duration.push_back((ended ? group.agreement.ended[g] : horizon_ - 1) - group.cycle.funded[g]);
    cause.push_back(ended ? static_cast<std::uint8_t>(group.agreement.cause[g]) : std::uint8_t{0});
  }
  const Spells spells{duration, cause};
  LifeTable table{horizon_ - 1, causes - 1};
  std::vector<double> variance(table.months * (causes - 1));
  const auto into = [&](const std::string& name, std::size_t row, std::size_t width) {
    return std::span{results.values[catalogue.measure(name)]}.subspan(row * width, width);
  };
  const auto estimate = [&](const std::string& by, std::size_t row) {
    const std::span survival = into("kaplan_meier" + by, row, table.months);
    const std::span incidence = into("cumulative_incidence" + by, row, table.months * (causes - 1));
    kaplan_meier(table, survival, std::span{variance}.first(table.months));
    cumulative_incidence(table, incidence, variance);
    if (table.at_risk.front() > 0) return;
    std::fill(survival.begin(), survival.end(), nothing);
    std::fill(incidence.begin(), incidence.end(), nothing);
  };
  for (std::size_t p = 0; p < of_product.size(); ++p) {
    tabulate(spells, of_product[p], table);
    estimate("_by_product", p);
  }
  for (std::size_t r = 0; r < in_region.size(); ++r) {
    tabulate(spells, in_region[r], table);
    estimate("_by_region", r);
    std::copy(table.at_risk.begin(), table.at_risk.end(), into("at_risk", r, table.months).begin());
  }
  tabulate(spells, table);
  estimate("", 0);
  double within_year = 0.0;
  double within_seven = 0.0;
  for (std::size_t k = 0; k < duration.size(); ++k) {
    within_year += cause[k] != 0 && duration[k] <= 12 ? 1.0 : 0.0;
    within_seven += cause[k] != 0 && duration[k] <= 84 ? 1.0 : 0.0;
  }
  results.values[catalogue.measure("breakups_in_first_year")][0] =
      within_seven > 0.0 ? within_year / within_seven : nothing;
}

void SpellRecorder::finish(const World& world, const Catalogue& catalogue, Results& results) {
  const Groups& group = world.group;
  double lasting = 0.0;
  std::array<InvestmentPlan, lane> plans;
  std::array<Returns, lane> full, low;
  for (std::size_t first = 0; first < world.funded.size(); first += lane) {
    const std::size_t n = std::min(lane, world.funded.size() - first);
    const std::span groups = std::span{world.funded}.subspan(first, n);
    for (std::size_t k = 0; k < n; ++k) plans[k] = appraisal_.plan(world, groups[k]);
    appraisal_.returns({plans.data(), n}, 1.0, {full.data(), n});
    appraisal_.returns({plans.data(), n}, lower_benefits_, {low.data(), n});
    for (std::size_t k = 0; k < n; ++k) {
      write_spell(world, groups[k], full[k], results);
      rate_.push_back(full[k].rate_of_return);
      low_rate_.push_back(low[k].rate_of_return);
      lasting += group.agreement.outlet[groups[k]] == Outlet::first_buyer ? 1.0 : 0.0;
    }
  }
  write_survival(world, catalogue, results);
  const auto mean = [](const std::vector<double>& rates) {
    double sum = 0.0;
    double n = 0.0;
    for (const double rate : rates) {
      if (std::isnan(rate)) continue;
      sum += rate;
      n += 1.0;
    }
    return n > 0.0 ? sum / n : nothing;
  };
  results.values[catalogue.measure("rate_of_return")][0] = mean(rate_);
  results.values[catalogue.measure("rate_of_return_low")][0] = mean(low_rate_);
  const ProjectUnit& project = world.project;
  const double spent = bolivianos(project.grants + project.assistance + project.brokers + project.administration);
  results.values[catalogue.measure("cost_per_lasting_alliance")][0] = lasting > 0.0 ? spent / lasting : nothing;
}

}  // namespace ayni

#include "observe/survey_statistics.hpp"

#include <cmath>
#include <limits>

namespace ayni {
namespace {

constexpr double does_not_apply = std::numeric_limits<double>::quiet_NaN();

double yes(bool condition) noexcept { return condition ? 1.0 : 0.0; }

bool dropped(const Look& look, Index g) {
  const Agreements& agreement = look.world.group.agreement;
  return agreement.first_buyer[g] != nobody && agreement.outlet[g] != Outlet::first_buyer;
}

template <Outlet outlet>
constexpr auto sells_to = [](const Look& look, Index g) { return yes(look.world.group.agreement.outlet[g] == outlet); };

double free_market(const Look& look, Index g) {
  const Outlet outlet = look.world.group.agreement.outlet[g];
  return yes(outlet == Outlet::free_market || outlet == Outlet::dissolved);
}

double dropped_in_first_year(const Look& look, Index g) {
  const Groups& group = look.world.group;
  return dropped(look, g) ? yes(group.agreement.ended[g] - group.cycle.funded[g] <= 12) : does_not_apply;
}

double attended(const Look& look, Index g) {
  return look.workshops[g] == Workshops::not_invited ? does_not_apply : yes(look.workshops[g] == Workshops::came);
}

/// First and last funding year of the groups invited in 2018 (World Bank IEG 2018, P083051, table D.3).
constexpr int first_cohort = 2007;
constexpr int last_cohort = 2011;

/// Years a group had worked when it could first apply.
double age(const Look& look, Index g) { return static_cast<double>(look.age_at_start[g]); }
constexpr double ten_years = 10.0;

template <int year>
constexpr auto funded_in = [](const Look& look, Index g) {
  const Month funded = look.world.group.cycle.funded[g];
  return yes(funded != never && look.world.calendar.year(funded) == year);
};

/// Of the groups funded in a year.
template <int year>
constexpr auto attended_funded_in = [](const Look& look, Index g) {
  const Month funded = look.world.group.cycle.funded[g];
  return funded != never && look.world.calendar.year(funded) == year ? attended(look, g) : does_not_apply;
};

/// Members now less those in the month of funding.
std::int32_t new_members(const Look& look, Index g) {
  return look.world.group.membership.members[g] - look.members_at_funding[g];
}

/// Of the groups whose product dairies buy.
double operating_milk_group(const Look& look, Index g) {
  const Groups& group = look.world.group;
  const bool milk = look.products[group.product[g]].buyer_kind == BuyerKind::dairy;
  return milk ? yes(operates(group, g)) : does_not_apply;
}

template <Reason reason>
constexpr auto states = [](const Look& look, Index g) {
  if (!dropped(look, g)) return does_not_apply;
  return yes((unsigned{look.world.group.agreement.stated_reasons[g]} >> static_cast<unsigned>(reason)) & 1U);
};

double revenue_gain(const Look& look, Index g) {
  if (!look.appraisal.has_baseline(g)) return does_not_apply;
  return (look.appraisal.latest_revenue(g) - look.appraisal.inflation(g) * look.baseline_revenue[g]) /
         look.bolivianos_per_usd;
}

/// In nominal Bs, as a project's monitoring compares a completion report with the feasibility study.
double income_gain(const Look& look, Index g) {
  const auto season = look.appraisal.due_season(look.world, g);
  if (!look.appraisal.has_baseline(g) || !season) return does_not_apply;
  return look.appraisal.income(g, *season) - look.world.group.year.baseline_net_income[g];
}

/// With the project less without it, as an economic analysis compares them.
double incremental_income(const Look& look, Index g) {
  const auto season = look.appraisal.due_season(look.world, g);
  return look.appraisal.has_baseline(g) && season ? look.appraisal.benefit(look.world, g, *season) : does_not_apply;
}

/// Over the baseline; undefined for a group that earned nothing then.
double over_baseline(const Look& look, Index g, double gain) {
  const double baseline = look.world.group.year.baseline_net_income[g];
  return baseline > 0.0 ? gain / baseline : does_not_apply;
}

/// Whether it is positive, where the question applies.
double positive(double gain) { return std::isnan(gain) ? gain : yes(gain > 0.0); }

double investment(const Look& look, Index g) {
  return bolivianos(look.world.group.investment.total[g]) / look.project_bolivianos_per_usd;
}

/// What the project gives: the plan without the producers' counterpart.
double grant(const Look& look, Index g) {
  return bolivianos(look.world.group.investment.grant[g]) / look.project_bolivianos_per_usd;
}

template <auto part, auto flag>
constexpr auto has = [](const Look& look, Index g) { return yes(((look.world.group.*part).*flag)[g] != 0); };

constexpr const char* of_droppers = "share of the groups that do not sell to their first buyer; several may be stated";
constexpr const char* of_the_year = "to the workshops of 2018; of those invited; NaN as survey_attended";
constexpr const char* at_the_start = "when the run begins";
constexpr const char* in_the_sample = "number in the sample";
constexpr const char* since_funding = "households that belong to it, against those in the month of its funding";
constexpr const char* of_report =
    "alliance product, all members, nominal; the first full year after the last tranche (a year "
    "after funding, where it was never paid) over the last before funding; alliances without either left out";
constexpr const char* against_without =
    "net product income of all members in the first full year after the last tranche (a year after "
    "funding, where it was never paid), at the prices of the baseline's year, above the baseline times what the "
    "controls' was multiplied by since; alliances "
    "without either left out";
constexpr const char* at_constant_prices =
    "last full year less the last before funding, at the prices of the last full year; alliances without a full year "
    "before "
    "funding left out";

/// An answer is NaN where the question does not apply to the group. Groups of one cell stand together, so sums are carried
/// on in registers until the cell changes.
template <class Answer>
void add(const Look& look, std::span<const Index> groups, std::span<double> sums, std::span<double> weights) {
  const std::vector<Index>& cell = look.world.group.cell;
  for (auto g = groups.begin(); g != groups.end();) {
    const Index here = cell[*g];
    double sum = 0.0;
    double weight = 0.0;
    for (; g != groups.end() && cell[*g] == here; ++g) {
      const double answer = Answer{}(look, *g);
      if (std::isnan(answer)) continue;
      sum += answer;
      weight += 1.0;
    }
    sums[here] += sum;
    weights[here] += weight;
  }
}

template <Summary summary = Summary::mean, Occasion occasion = Occasion::surveys, class Answer>
constexpr SurveyStatistic ask(const char* name, const char* long_name, const char* meaning,
                              Answer /*captures nothing*/) {
  return {name, "1", long_name, meaning, summary, occasion, add<Answer>};
}

/// Of yes and no.
template <Summary summary = Summary::mean, Occasion occasion = Occasion::surveys, class Answer>
constexpr SurveyStatistic ask_share(const char* name, const char* long_name, const char* meaning, Answer /*as above*/) {
  return {name, share_unit, long_name, meaning, summary, occasion, add<Answer>};
}

constexpr SurveyStatistic statistics[]{
    ask<Summary::sum, Occasion::any>("groups", "Alliances", "number", [](const Look&, Index) { return 1.0; }),
    ask_share<Summary::share, Occasion::any>("share_of_groups", "Share of the sample's alliances",
                                             "in each region and product", [](const Look&, Index) { return 1.0; }),
    ask<Summary::sum, Occasion::any>(
        "producers", "Producers", "members at the start",
        [](const Look& look, Index g) { return double(look.world.group.membership.at_start[g]); }),
    ask<Summary::mean, Occasion::any>(
        "members_at_start", "Members of an alliance at the start", "mean",
        [](const Look& look, Index g) { return double(look.world.group.membership.at_start[g]); }),
    ask<Summary::mean, Occasion::any>("investment_usd", "Plan of an alliance, USD",
                                      "mean; all sources, nominal, at the project's exchange rate",
                                      [](const Look& look, Index g) { return investment(look, g); }),
    ask<Summary::mean, Occasion::any>("investment_per_producer_usd", "Plan a member, USD",
                                      "mean over alliances; nominal",
                                      [](const Look& look, Index g) {
                                        return investment(look, g) / double(look.world.group.membership.at_start[g]);
                                      }),
    ask<Summary::mean, Occasion::any>(
        "grant_usd", "Grant to an alliance, USD",
        "mean; the plan less the producers' counterpart, nominal, at the project's exchange rate",
        [](const Look& look, Index g) { return grant(look, g); }),
    ask<Summary::mean, Occasion::any>(
        "grant_per_producer_usd", "Grant a member, USD", "mean over alliances; nominal",
        [](const Look& look, Index g) { return grant(look, g) / double(look.world.group.membership.at_start[g]); }),
    ask_share<Summary::mean, Occasion::any>(
        "women_share", "Share of women among members", "mean over groups",
        [](const Look& look, Index g) { return double(look.world.group.trait.women_share[g]); }),
    ask_share<Summary::mean, Occasion::any>(
        "indigenous_share", "Share of indigenous members", "mean over groups",
        [](const Look& look, Index g) { return double(look.world.group.trait.indigenous_share[g]); }),
    ask_share("young", "Share of groups below a year of age", at_the_start,
              [](const Look& look, Index g) { return yes(age(look, g) < 1.0); }),
    ask_share("established", "Share of groups of one to ten years", at_the_start,
              [](const Look& look, Index g) { return yes(age(look, g) >= 1.0 && age(look, g) <= ten_years); }),
    ask_share("old", "Share of groups older than ten years", at_the_start,
              [](const Look& look, Index g) { return yes(age(look, g) > ten_years); }),
    ask<Summary::sum>("funded_2007", "Groups funded in 2007", in_the_sample, funded_in<first_cohort>),
    ask<Summary::sum>("funded_2008", "Groups funded in 2008", in_the_sample, funded_in<first_cohort + 1>),
    ask<Summary::sum>("funded_2009", "Groups funded in 2009", in_the_sample, funded_in<first_cohort + 2>),
    ask<Summary::sum>("funded_2010", "Groups funded in 2010", in_the_sample, funded_in<last_cohort - 1>),
    ask<Summary::sum>("funded_2011", "Groups funded in 2011", in_the_sample, funded_in<last_cohort>),
    ask_share<Summary::mean, Occasion::any>("same_buyer", "Share with the first buyer", "a return to it counts",
                                            sells_to<Outlet::first_buyer>),
    ask_share<Summary::mean, Occasion::any>("new_buyer", "Share with a new buyer", "allied to another than the first",
                                            sells_to<Outlet::new_buyer>),
    ask_share<Summary::mean, Occasion::any>("free_market", "Share on the free market",
                                            "without an agreement, or dissolved",
                                            [](const Look& look, Index g) { return free_market(look, g); }),
    ask_share<Summary::mean, Occasion::any>(
        "operating", "Share still operating", "has members and has not fallen apart",
        [](const Look& look, Index g) { return yes(operates(look.world.group, g)); }),
    ask_share<Summary::mean, Occasion::any>("operating_milk", "Share of milk groups still operating",
                                            "of the groups whose product dairies buy",
                                            [](const Look& look, Index g) { return operating_milk_group(look, g); }),
    ask_share("members_increased", "Share with more members than when funded", since_funding,
              [](const Look& look, Index g) { return yes(new_members(look, g) > 0); }),
    ask_share("members_unchanged", "Share with as many members as when funded", since_funding,
              [](const Look& look, Index g) { return yes(new_members(look, g) == 0); }),
    ask_share("members_decreased", "Share with fewer members than when funded", since_funding,
              [](const Look& look, Index g) { return yes(new_members(look, g) < 0); }),
    ask_share("changed_product", "Share that has changed to another crop", "at least once since the start",
              has<&Groups::crop, &GroupCrop::changed>),
    ask_share<Summary::mean, Occasion::any>("dropped_in_first_year", "Share of breakups within a year of funding",
                                            "of the groups that do not sell to their first buyer",
                                            [](const Look& look, Index g) { return dropped_in_first_year(look, g); }),
    ask_share("attended", "Share that came to the workshops of 2018",
              "of the groups invited; NaN in samples of earlier years, since nobody has been, and in a run that ends "
              "before the workshops",
              [](const Look& look, Index g) { return attended(look, g); }),
    ask_share("attended_funded_2007", "Share of the groups funded in 2007 that came", of_the_year,
              attended_funded_in<first_cohort>),
    ask_share("attended_funded_2008", "Share of the groups funded in 2008 that came", of_the_year,
              attended_funded_in<first_cohort + 1>),
    ask_share("attended_funded_2009", "Share of the groups funded in 2009 that came", of_the_year,
              attended_funded_in<first_cohort + 2>),
    ask_share("attended_funded_2010", "Share of the groups funded in 2010 that came", of_the_year,
              attended_funded_in<last_cohort - 1>),
    ask_share("attended_funded_2011", "Share of the groups funded in 2011 that came", of_the_year,
              attended_funded_in<last_cohort>),
    ask_share("reason_price_below_spot", "Reason for dropping the buyer: price below spot", of_droppers,
              states<Reason::price_below_spot>),
    ask_share("reason_late_delivery", "Reason for dropping the buyer: late", of_droppers,
              states<Reason::late_delivery>),
    ask_share("reason_product_change", "Reason for dropping the buyer: change of product", of_droppers,
              states<Reason::product_change>),
    ask_share("reason_transport", "Reason for dropping the buyer: transport", of_droppers, states<Reason::transport>),
    ask_share("reason_quantity", "Reason for dropping the buyer: quantity", of_droppers, states<Reason::quantity>),
    ask_share("reason_quality", "Reason for dropping the buyer: quality", of_droppers, states<Reason::quality>),
    ask_share("warehouse", "Share that owns a warehouse", "", has<&Groups::technology, &GroupTechnology::warehouse>),
    ask_share("processing", "Share that owns a processing plant", "",
              has<&Groups::technology, &GroupTechnology::processing>),
    ask_share("vehicle", "Share that owns a vehicle", "", has<&Groups::technology, &GroupTechnology::vehicle>),
    ask_share("advised", "Share whose members were given technical assistance", "at any time since funding",
              [](const Look& look, Index g) { return yes(look.world.group.technology.skill[g] > 0.0F); }),
    ask_share("lends_internally", "Share with a revolving fund", "of its own, at work",
              has<&Groups::fund, &GroupFund::open>),
    ask_share("helps_with_bank", "Share that helps members to bank loans", "",
              has<&Groups::bank, &GroupBankLoans::helps_members>),
    ask_share("buys_inputs", "Share that buys inputs together", "",
              has<&Groups::practice, &GroupPractices::buys_inputs>),
    ask_share("hires_advice", "Share that has hired technical assistance",
              "out of its plan at any time, or pays for it in the month of the survey",
              [](const Look& look, Index g) {
                const Groups& group = look.world.group;
                return yes(group.practice.hires_advice[g] != 0 || group.cycle.assistance_share[g] > 0.0);
              }),
    ask_share("sells_together", "Share that sells together", "has an agreement, or negotiates prices together",
              [](const Look& look, Index g) {
                const Groups& group = look.world.group;
                return yes(operates(group, g) &&
                           (allied(group.agreement.outlet[g]) || group.practice.negotiates[g] != 0));
              }),
    ask_share("negotiates", "Share that negotiates prices together", "",
              has<&Groups::practice, &GroupPractices::negotiates>),
    ask_share("buyer_lends", "Share whose first buyer offers credit", "advances against deliveries",
              [](const Look& look, Index g) {
                const Index b = look.world.group.agreement.first_buyer[g];
                return yes(b != nobody && look.world.buyer.gives_advances[b] != 0);
              }),
    ask("income_change", "Relative change of net income", of_report,
        [](const Look& look, Index g) { return over_baseline(look, g, income_gain(look, g)); }),
    ask("income_effect", "Relative change of net income by the project", against_without,
        [](const Look& look, Index g) { return over_baseline(look, g, incremental_income(look, g)); }),
    ask_share("income_loss", "Share with less net income than before", of_report,
              [](const Look& look, Index g) { return positive(-income_gain(look, g)); }),
    ask_share("income_effect_loss", "Share with less net income than without the project", against_without,
              [](const Look& look, Index g) { return positive(-incremental_income(look, g)); }),
    ask_share("income_gain", "Share with more net income than without the project", against_without,
              [](const Look& look, Index g) { return positive(incremental_income(look, g)); }),
    ask("revenue_gain_usd", "Incremental revenue of an alliance, USD a year", at_constant_prices,
        [](const Look& look, Index g) { return revenue_gain(look, g); }),
    ask("revenue_gain_per_family_usd", "Incremental revenue a family, USD a year",
        "that of the alliance over its members at the start, at the prices of the last full year; mean over alliances",
        [](const Look& look, Index g) {
          return revenue_gain(look, g) / double(look.world.group.membership.at_start[g]);
        }),
};

}  // namespace

std::span<const SurveyStatistic> survey_statistics() noexcept { return statistics; }

}  // namespace ayni

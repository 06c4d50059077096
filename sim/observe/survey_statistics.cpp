#include "observe/survey_statistics.hpp"

#include <limits>

namespace ayni {
namespace {

constexpr double does_not_apply = std::numeric_limits<double>::quiet_NaN();

double yes(bool condition) noexcept { return condition ? 1.0 : 0.0; }

bool dropped(const Look& look, Index g) { return look.world.group.outlet[g] != Outlet::first_buyer; }

template <Outlet outlet>
double sells_to(const Look& look, Index g) {
  return yes(look.world.group.outlet[g] == outlet);
}

double free_market(const Look& look, Index g) {
  const Outlet outlet = look.world.group.outlet[g];
  return yes(outlet == Outlet::free_market || outlet == Outlet::dissolved);
}

double dropped_in_first_year(const Look& look, Index g) {
  const Groups& group = look.world.group;
  return dropped(look, g) ? yes(group.ended[g] - group.funded[g] <= 12) : does_not_apply;
}

template <Reason reason>
double states(const Look& look, Index g) {
  if (!dropped(look, g)) return does_not_apply;
  return yes((look.world.group.stated_reasons[g] >> static_cast<unsigned>(reason)) & 1U);
}

/// Of the last full agricultural year.
double net_income(const Look& look, Index g) {
  const Groups& group = look.world.group;
  return look.year_closes ? group.year_net_income[g] : group.last_net_income[g];
}

double revenue_gain(const Look& look, Index g) {
  const Groups& group = look.world.group;
  const double latest = look.year_closes ? group.year_revenue[g] : group.last_revenue[g];
  return (latest - look.baseline_revenue[g]) / look.bolivianos_per_usd;
}

double income_gain(const Look& look, Index g) {
  return net_income(look, g) - look.world.group.baseline_net_income[g];
}

double investment(const Look& look, Index g) {
  return bolivianos(look.world.group.investment[g]) / look.project_bolivianos_per_usd;
}

template <std::vector<std::uint8_t> Groups::*flag>
double has(const Look& look, Index g) {
  return yes((look.world.group.*flag)[g] != 0);
}

constexpr const char* of_droppers = "share of the groups that do not sell to their first buyer; several may be stated";
constexpr const char* of_baseline =
    "alliance product, all households of the community, nominal; last full year over the last before funding";

constexpr SurveyStatistic statistics[]{
    {"groups", "1", "Alliances", "number", Summary::sum, [](const Look&, Index) { return 1.0; }},
    {"share_of_groups", "1", "Share of the sample's alliances", "in each region and product", Summary::share,
     [](const Look&, Index) { return 1.0; }},
    {"producers", "1", "Producers", "members at the start", Summary::sum,
     [](const Look& look, Index g) { return double(look.world.group.initial_members[g]); }},
    {"members_at_start", "1", "Members of an alliance at the start", "mean", Summary::mean,
     [](const Look& look, Index g) { return double(look.world.group.initial_members[g]); }},
    {"investment_usd", "1", "Plan of an alliance, USD", "mean; all sources, at the project's exchange rate",
     Summary::mean, investment},
    {"investment_per_producer_usd", "1", "Plan a member, USD", "mean over alliances", Summary::mean,
     [](const Look& look, Index g) { return investment(look, g) / double(look.world.group.initial_members[g]); }},
    {"same_buyer", "1", "Share with the first buyer", "a return to it counts", Summary::mean,
     sells_to<Outlet::first_buyer>},
    {"new_buyer", "1", "Share with a new buyer", "allied to another than the first", Summary::mean,
     sells_to<Outlet::new_buyer>},
    {"free_market", "1", "Share on the free market", "without an agreement, or dissolved", Summary::mean, free_market},
    {"operating", "1", "Share still operating", "has members and has not fallen apart", Summary::mean,
     [](const Look& look, Index g) { return yes(operates(look.world.group, g)); }},
    {"attended", "1", "Share that came to the workshops of 2018", "of the groups invited", Summary::mean,
     [](const Look& look, Index g) { return yes(look.attended[g] != 0); }},
    {"dropped_in_first_year", "1", "Share of breakups within a year of funding",
     "of the groups that do not sell to their first buyer", Summary::mean, dropped_in_first_year},
    {"reason_price_below_spot", "1", "Reason for dropping the buyer: price below spot", of_droppers, Summary::mean,
     states<Reason::price_below_spot>},
    {"reason_late_delivery", "1", "Reason for dropping the buyer: late", of_droppers, Summary::mean,
     states<Reason::late_delivery>},
    {"reason_product_change", "1", "Reason for dropping the buyer: change of product", of_droppers, Summary::mean,
     states<Reason::product_change>},
    {"reason_transport", "1", "Reason for dropping the buyer: transport", of_droppers, Summary::mean,
     states<Reason::transport>},
    {"reason_quantity", "1", "Reason for dropping the buyer: quantity", of_droppers, Summary::mean,
     states<Reason::quantity>},
    {"reason_quality", "1", "Reason for dropping the buyer: quality", of_droppers, Summary::mean,
     states<Reason::quality>},
    {"warehouse", "1", "Share that owns a warehouse", "", Summary::mean, has<&Groups::warehouse>},
    {"processing", "1", "Share that owns a processing plant", "", Summary::mean, has<&Groups::processing>},
    {"vehicle", "1", "Share that owns a vehicle", "", Summary::mean, has<&Groups::vehicle>},
    {"advised", "1", "Share whose members were given technical assistance", "at any time since funding", Summary::mean,
     [](const Look& look, Index g) { return yes(look.world.group.skill[g] > 0.0F); }},
    {"lends_internally", "1", "Share with a revolving fund", "of its own, at work", Summary::mean,
     has<&Groups::has_fund>},
    {"helps_with_bank", "1", "Share that helps members to bank loans", "", Summary::mean,
     has<&Groups::helps_with_bank>},
    {"buys_inputs", "1", "Share that buys inputs together", "", Summary::mean, has<&Groups::buys_inputs>},
    {"hires_advice", "1", "Share that hires technical assistance", "pays for it itself in the month of the survey",
     Summary::mean, has<&Groups::hires_advice>},
    {"negotiates", "1", "Share that negotiates prices together", "", Summary::mean, has<&Groups::negotiates>},
    {"buyer_lends", "1", "Share whose first buyer offers credit", "advances against deliveries", Summary::mean,
     [](const Look& look, Index g) {
       return yes(look.world.buyer.gives_advances[look.world.group.first_buyer[g]] != 0);
     }},
    {"income_change", "1", "Relative change of net income", of_baseline, Summary::over_baseline, income_gain},
    {"income_loss", "1", "Share with less net income than before", of_baseline, Summary::mean,
     [](const Look& look, Index g) { return yes(income_gain(look, g) < 0.0); }},
    {"income_gain", "1", "Share with more net income than before", of_baseline, Summary::mean,
     [](const Look& look, Index g) { return yes(income_gain(look, g) > 0.0); }},
    {"revenue_gain_usd", "1", "Incremental revenue of an alliance, USD a year", of_baseline, Summary::mean,
     revenue_gain},
    {"revenue_gain_per_family_usd", "1", "Incremental revenue a family, USD a year",
     "that of the alliance over its members at the start; mean over alliances", Summary::mean,
     [](const Look& look, Index g) { return revenue_gain(look, g) / double(look.world.group.initial_members[g]); }},
};

}  // namespace

std::span<const SurveyStatistic> survey_statistics() noexcept { return statistics; }

}  // namespace ayni

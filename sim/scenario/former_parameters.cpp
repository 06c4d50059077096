#include "scenario/former_parameters.hpp"

#include <array>
#include <utility>
#include <vector>

#include "core/printable.hpp"

namespace ayni {
namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t dot = path.find('.');
    parts.push_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    path.remove_prefix(dot + 1);
  }
}

/// Version 1: [product.<name>.price.shock.<name>].
std::string price_shock(const std::vector<std::string_view>& parts) {
  const bool was = parts.size() == 5 && parts[0] == "product" && parts[2] == "price" && parts[3] == "shock";
  if (!was) return {};
  return "is now [shock." + printable(parts[4]) + "] with target = \"price\" and product = \"" + printable(parts[1]) +
         "\" (since schema_version 2); kind, start_month, months and size stay as they are";
}

/// Parameters of the first economy.
constexpr std::array<std::pair<std::string_view, std::string_view>, 45> first_economy{{
    {"trade.fixed_price_weight",
     "is now a product's (product.<name>.fixed_price_weight); trade.indexation indexes all"},
    {"trade.gap_tolerance", "follows from what the relationship is worth; see [relationship]"},
    {"trade.side_selling_trust", "follows from what the relationship is worth; see [relationship]"},
    {"trade.match_quality_effect", "is now trade.fault_match"},
    {"trade.transport_fault_per_hour", "is now trade.fault_hours, in log odds"},
    {"trade.transport_fault_most", "is gone: chances are now log odds"},
    {"trade.wet_season_factor", "is now trade.fault_wet, in log odds"},
    {"trade.quantity_fault_chance", "is gone: buyers refuse what they have no outlet for"},
    {"trade.quantity_fault_cut", "is gone: buyers refuse what they have no outlet for"},
    {"trade.quantity_grievance_bound", "is now trade.refusal_bound, the share that is missing"},
    {"trade.late_delay_share", "is gone: buyers pay late when they are short of cash; see [buyer]"},
    {"trade.damage_fault", "is gone: damage_late, damage_quality and damage_transport stand by themselves"},
    {"trade.damage_quantity", "is now trade.damage_refused (the buyer's) and trade.damage_short (the group's)"},
    {"alliance.price_drift", "is gone: other buyers' offers are those of today; see [buyer] conduct"},
    {"alliance.buyer_failure_per_year",
     "is gone: buyers close when their own funds are; see [buyer.<kind>] sunk_share"},
    {"alliance.dissolution_per_year",
     "is gone: groups fall apart when they are not worth members' time (meeting_days)"},
    {"alliance.idle_dissolution_per_year",
     "is gone: groups fall apart when they are not worth members' time (meeting_days)"},
    {"scale.neighbours_share", "is now membership.community_ratio, of the whole community: one more"},
    {"membership.benefit_scale", "is now membership.gain_scale_bs: members weigh their own gain in money"},
    {"membership.join_per_year", "is now membership.interest_per_year, for those who gain"},
    {"membership.price_benefit_limit", "is gone: members weigh their own gain in money"},
    {"household.inflation_per_year", "is now prices.inflation_per_year, beside prices.consumer_prices"},
    {"alliance.day_wage_bs", "is now prices.day_wages_bs"},
    {"alliance.service_keeps", "is gone: services count by what they save"},
    {"alliance.dissolution_cohesion", "is now alliance.company_days"},
    {"buyer.capital_bs", "is now buyer.<kind>.firm_capital_bs, and working_capital_share for the business with groups"},
    {"buyer.margin_mean", "is now buyer.<kind>.outlet_margin, over the index"},
    {"buyer.margin_sigma", "is now buyer.outlet_spread"},
    {"project.support_match_quality", "is gone: models 2 and 3 build a plant or reach a market; see [support]"},
    {"project.support_weight_bound", "is gone: a buyer takes what pays; see [support] and least_share_of_capital"},
    {"project.support_weight_scale", "is gone: a buyer takes what pays; see [support]"},
    {"project.marketing_share", "is gone: a buyer takes the better of models 2 and 3; see [support]"},
    {"buyer.offer_spread", "is now buyer.outlet_spread: offers follow from what buyers earn"},
    {"assistance.equipment_most", "is now a product's (product.<name>.package gain); see [technology] for its reach"},
    {"assistance.equipment_half_bs", "is now a product's (product.<name>.package cost_usd)"},
    {"assistance.depreciation_per_year", "is now a product's (product.<name>.package life_years)"},
    {"assistance.hiring_chance", "follows from what members see of the worth of advice (assistance.seen_share)"},
    {"household.saving_rate",
     "follows from household.buffer_months; household.planned_saving_share is put by for a counterpart"},
    {"household.savings_target_months", "is now household.buffer_months, beside what lasts until the next sale"},
    {"production.area_growth_per_year",
     "is gone: land grows to what the price asks for; see production.area_adjustment_per_year"},
    {"production.area_response_limit", "is gone: see production.area_limit and area_shrinkage_limit"},
    {"project.remoteness_penalty", "is gone: groups beyond project.eligible_hours are approved last"},
    {"credit.need_months", "is gone: loans are of what is missing for inputs; see [inputs]"},
    {"credit.input_gain", "is now inputs.elasticity: loans act through the inputs that they buy"},
    {"fund.input_gain", "is now inputs.elasticity: loans act through the inputs that they buy"},
}};

/// What each product had.
std::string of_product(const std::vector<std::string_view>& parts) {
  if (parts.size() != 3 || parts[0] != "product" || parts[2] != "home_share") return {};
  return "is now product." + printable(parts[1]) + ".home_consumption, product units that a person eats a year";
}

std::string of_first_economy(std::string_view path) {
  for (const auto& [name, became] : first_economy) {
    if (name == path) return std::string{became};
  }
  return {};
}

}  // namespace

std::string what_became_of(std::string_view path) {
  const std::vector<std::string_view> parts = parts_of(path);
  for (const std::string& became : {price_shock(parts), of_product(parts)}) {
    if (!became.empty()) return became;
  }
  return of_first_economy(path);
}

}  // namespace ayni

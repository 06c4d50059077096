#pragma once
// Terms of delivery and settlement.

#include "core/parameter.hpp"

namespace ayni {

/// [trade]
struct TradeParameters {
  double fixed_price_weight = 0.27;
  double price_floor_share = 0.0;
  double quality_premium = 0.05;
  double levy_share = 0.02;
  double input_saving = 0.08;
  double gap_tolerance = 0.004271;
  double side_selling_trust = 0.15;
  double side_selling_cohesion = 0.08;
  double side_selling_advance = 0.04;
  double side_selling_scale = 0.025;
  double contract_enforcement = 0.0;
  double need_multiplier = 1.5;
  double late_base = -1.248;
  double quality_base = -3.6;
  double match_quality_effect = 1.25;
  double transport_fault_per_hour = 0.09635;
  double wet_season_factor = 1.5;
  double quantity_fault_chance = 0.12;
  double quantity_fault_cut = 0.3;
  double rejection_strictness = 0.25;
  double reject_discount = 0.15;
  double damage_gap = 2.286;
  double damage_fault = 0.3323;
  double damage_late = 0.9;
  double damage_quality = 0.6;
  double damage_transport = 0.5;
  double damage_quantity = 0.3;
  double grievance_memory = 0.75;
  double late_delay_share = 1.0;
  double transport_fault_most = 0.8;
  double transport_fault_freight = 1.5;
  double quality_fault_factor = 3.0;
  double quantity_grievance_bound = 0.7;
  double advance_recovery_share = 0.5;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("fixed_price_weight", p.fixed_price_weight,
                 {"1", 0.0, 1.0,
                  "weight of the price fixed at signing or renewal in the contract price; the rest follows the market",
                  "first fit to the survival figures, from the prototype", 0.0, 1.0});
    visit.number("price_floor_share", p.price_floor_share,
                 {"1", 0.0, 2.0, "lowest contract price as a share of the price at signing; 0 for none",
                  "no floor in the report", 0.0, 1.0});
    visit.number("quality_premium", p.quality_premium,
                 {"1", 0.0, 1.0,
                  "premium on the share of a delivery that meets the specification beyond the group's first quality",
                  "assumption", 0.0, 0.2});
    visit.number("levy_share", p.levy_share,
                 {"1", 0.0, 0.5, "share of sales the group keeps for its running costs",
                  "report, chapter 4 (levy); amount assumption"});
    visit.number("input_saving", p.input_saving,
                 {"1", 0.0, 0.9, "how much cheaper inputs are to a group that buys them together, share of cash costs",
                  "report, chapter 4 (the practice); amount assumption: what a wholesaler allows on a lorry load"});
    visit.number(
        "gap_tolerance", p.gap_tolerance,
        {"1", -0.5, 0.5, "gap of spot over contract price that members bear without side-selling at middling trust",
         "first fit to the survival figures, from the prototype"});
    visit.number("side_selling_trust", p.side_selling_trust,
                 {"1", 0.0, 2.0, "how much full trust widens the tolerance",
                  "first fit to the survival figures, from the prototype"});
    visit.number("side_selling_cohesion", p.side_selling_cohesion,
                 {"1", 0.0, 2.0, "how much full cohesion widens the tolerance",
                  "first fit to the survival figures, from the prototype"});
    visit.number("side_selling_advance", p.side_selling_advance,
                 {"1", 0.0, 2.0, "how much an outstanding advance widens the tolerance", "assumption"});
    visit.number(
        "side_selling_scale", p.side_selling_scale,
        {"1", 0.001, 1.0, "spread of members' tolerance", "first fit to the survival figures, from the prototype"});
    visit.number("contract_enforcement", p.contract_enforcement,
                 {"1", 0.0, 1.0, "how much wider the tolerance is because the agreement can be enforced",
                  "report, chapter 6: not legally binding", 0.0, 0.3});
    visit.number(
        "need_multiplier", p.need_multiplier,
        {"1", 1.0, 10.0, "side-selling of a household without a month's spending in cash, over that of the others",
         "assumption"});
    visit.number("late_base", p.late_base,
                 {"log odds", -20.0, 10.0,
                  "chance that a settlement is late (collection or payment by the buyer) at average match quality",
                  "first fit to the survival figures, from the prototype"});
    visit.number("quality_base", p.quality_base,
                 {"log odds", -20.0, 10.0, "chance of a dispute over quality at average match quality",
                  "first fit to the survival figures, from the prototype"});
    visit.number("match_quality_effect", p.match_quality_effect,
                 {"log odds", 0.0, 10.0, "how much a standard deviation of match quality lowers both",
                  "first fit to the survival figures, from the prototype"});
    visit.number("transport_fault_per_hour", p.transport_fault_per_hour,
                 {"1/hour", 0.0, 1.0, "chance that a delivery fails on the road for each hour to the buyer",
                  "first fit to the survival figures, from the prototype"});
    visit.number("wet_season_factor", p.wet_season_factor,
                 {"1", 1.0, 10.0, "transport faults in the rainy season over those in the dry",
                  "first fit to the survival figures, from the prototype"});
    visit.number("quantity_fault_chance", p.quantity_fault_chance,
                 {"1", 0.0, 1.0, "chance that a buyer takes less than agreed for reasons of its own", "assumption"});
    visit.number("quantity_fault_cut", p.quantity_fault_cut,
                 {"1", 0.0, 1.0, "share of the delivery it then refuses", "assumption"});
    visit.number("rejection_strictness", p.rejection_strictness,
                 {"1", 0.0, 1.0, "share of output below specification that the buyer turns away", "assumption"});
    visit.number("reject_discount", p.reject_discount,
                 {"1", 0.0, 1.0, "discount on the spot price of what the buyer turned away", "assumption"});
    visit.number("damage_gap", p.damage_gap,
                 {"1", 0.0, 100.0, "damage to trust for each unit of gap above zero",
                  "first fit to the survival figures, from the prototype"});
    visit.number("damage_fault", p.damage_fault,
                 {"1", 0.0, 10.0, "damage to trust of faults, times the weights below",
                  "first fit to the survival figures, from the prototype"});
    visit.number("damage_late", p.damage_late,
                 {"1", 0.0, 10.0, "weight of lateness", "first fit to the survival figures, from the prototype"});
    visit.number(
        "damage_quality", p.damage_quality,
        {"1", 0.0, 10.0, "weight of a dispute over quality", "first fit to the survival figures, from the prototype"});
    visit.number(
        "damage_transport", p.damage_transport,
        {"1", 0.0, 10.0, "weight of a failed transport", "first fit to the survival figures, from the prototype"});
    visit.number("damage_quantity", p.damage_quantity,
                 {"1", 0.0, 10.0, "damage when the buyer takes less than agreed",
                  "first fit to the survival figures, from the prototype"});
    visit.number(
        "grievance_memory", p.grievance_memory,
        {"1", 0.0, 0.999, "weight of the past in the moving average of each grievance, a settlement", "assumption"});
    visit.number("late_delay_share", p.late_delay_share,
                 {"1", 0.0, 1.0, "share of a late payment that comes a month later", "assumption"});
    visit.number("transport_fault_most", p.transport_fault_most,
                 {"1", 0.0, 1.0, "highest chance that a delivery fails on the road", "assumption"});
    visit.number("transport_fault_freight", p.transport_fault_freight,
                 {"1", 1.0, 10.0, "freight of a delivery that failed on the road over the usual", "assumption"});
    visit.number("quality_fault_factor", p.quality_fault_factor,
                 {"1", 1.0, 100.0, "what a buyer turns away in a dispute over quality over what it turns away without",
                  "assumption"});
    visit.number(
        "quantity_grievance_bound", p.quantity_grievance_bound,
        {"1", 0.0, 1.0, "share of a delivery taken below which the group has a grievance over quantity", "assumption"});
    visit.number("advance_recovery_share", p.advance_recovery_share,
                 {"1", 0.0, 1.0, "most of a payment that a buyer keeps for an advance outstanding", "assumption"});
  }
};

}  // namespace ayni

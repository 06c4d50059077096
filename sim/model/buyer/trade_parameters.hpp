#pragma once
// Terms of delivery and settlement.

#include "core/parameter.hpp"

namespace ayni {

/// [trade]
struct TradeParameters {
  double indexation = 0.0;
  double price_floor_share = 0.0;
  double price_ceiling_share = 0.0;
  double quality_premium = 0.05;
  double levy_share = 0.02;
  double sales_tax_share = 0.01;
  double input_saving = 0.08;
  double quantity_tolerance = 0.15;
  double side_selling_cohesion = 0.08;
  double side_selling_advance = 0.04;
  double side_selling_scale = 0.025;
  double contract_enforcement = 0.0;
  double non_delivery_penalty = 0.3;
  double need_multiplier = 1.5;
  double late_base = -0.55;
  double quality_base = -3.0;
  double transport_base = -2.0;
  double fault_management = 0.5;
  double fault_vehicle = 0.7;
  double fault_store = 0.5;
  double fault_hours = 0.4;
  double fault_wet = 0.5;
  double fault_match = 1.55;
  double fault_labour = 1.0;
  double rejection_strictness = 0.25;
  double reject_discount = 0.15;
  double damage_gap = 1.13;
  double damage_refused = 1.0;
  double damage_unpaid = 0.5;
  double damage_short = 1.0;
  double damage_late = 0.3;
  double damage_quality = 0.3;
  double damage_transport = 0.2;
  double grievance_memory = 0.75;
  double transport_fault_freight = 1.5;
  double quality_fault_factor = 3.0;
  double refusal_bound = 0.1;
  double advance_recovery_share = 0.5;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "indexation", p.indexation,
        {"1", 0.0, 1.0, "how much of the fixed part of contract prices follows the market instead; 1: wholly indexed",
         "report, chapter 6: prices were agreed before the season", 0.0, 1.0});
    visit.number("price_floor_share", p.price_floor_share,
                 {"1", 0.0, 2.0, "lowest contract price as a share of the price fixed for the season; 0 for none",
                  "no floor in the report", 0.0, 1.0});
    visit.number("price_ceiling_share", p.price_ceiling_share,
                 {"1", 0.0, 10.0, "highest contract price as a share of the price fixed for the season; 0 for none",
                  "no ceiling in the report", 0.0, 1.1});
    visit.number("quality_premium", p.quality_premium,
                 {"1", 0.0, 1.0,
                  "premium on the share of a delivery that meets the specification beyond the group's first quality",
                  "assumption", 0.0, 0.2});
    visit.number("levy_share", p.levy_share,
                 {"1", 0.0, 0.5, "share of sales the group keeps for its running costs",
                  "report, chapter 4 (levy); amount assumption"});
    visit.number(
        "sales_tax_share", p.sales_tax_share,
        {"1", 0.0, 0.5,
         "tax on what a group sells under an agreement as the legal entity that it has become, share of what "
         "it receives",
         "report, chapter 4 (formal groups pay tax); assumption: the transactions tax of 3 percent, on a third "
         "of sales",
         0.0, 0.13});
    visit.number("input_saving", p.input_saving,
                 {"1", 0.0, 0.9, "how much cheaper inputs are to a group that buys them together, share of cash costs",
                  "report, chapter 4 (the practice); amount assumption: what a wholesaler allows on a lorry load"});
    visit.number(
        "quantity_tolerance", p.quantity_tolerance,
        {"1", 0.0, 1.0,
         "by how much a delivery may miss the volume agreed: below it is the group's fault, above it the buyer "
         "takes it only if it pays",
         "assumption: 10 to 20 percent"});
    visit.number("side_selling_cohesion", p.side_selling_cohesion,
                 {"1", 0.0, 2.0, "how much full cohesion widens the tolerance",
                  "first fit to the survival figures, from the prototype"});
    visit.number("side_selling_advance", p.side_selling_advance,
                 {"1", 0.0, 2.0, "how much an outstanding advance widens the tolerance", "assumption"});
    visit.number(
        "side_selling_scale", p.side_selling_scale,
        {"1", 0.001, 1.0, "spread of members' tolerance", "first fit to the survival figures, from the prototype"});
    visit.number("contract_enforcement", p.contract_enforcement,
                 {"1", 0.0, 1.0, "chance that a penalty for side-selling can be enforced",
                  "report, chapter 6: not legally binding", 0.0, 1.0});
    visit.number("non_delivery_penalty", p.non_delivery_penalty,
                 {"1", 0.0, 2.0,
                  "penalty on what is not delivered as a share of its price, as far as the agreement can be enforced",
                  "assumption; nothing could be enforced (report, chapter 6)", 0.0, 1.0});
    visit.number(
        "need_multiplier", p.need_multiplier,
        {"1", 1.0, 10.0, "side-selling of a household without a month's spending in cash, over that of the others",
         "assumption"});
    visit.number("late_base", p.late_base,
                 {"log odds", -20.0, 10.0, "chance that a group of the average delivers late",
                  "analysis/fit.py, to the survival figures"});
    visit.number("quality_base", p.quality_base,
                 {"log odds", -20.0, 10.0, "chance that a delivery of a group of the average is of poor quality",
                  "set by hand before the fit"});
    visit.number("transport_base", p.transport_base,
                 {"log odds", -20.0, 10.0, "chance that a delivery to a buyer in the same place fails on the way",
                  "analysis/fit.py, to the survival figures"});
    visit.number("fault_management", p.fault_management,
                 {"log odds", 0.0, 10.0, "how much a standard deviation of management lowers each fault",
                  "assumption: 0.3 to 1"});
    visit.number("fault_vehicle", p.fault_vehicle,
                 {"log odds", 0.0, 10.0, "how much a vehicle of its own lowers late deliveries and failures on the way",
                  "assumption: 0.3 to 1"});
    visit.number("fault_store", p.fault_store,
                 {"log odds", 0.0, 10.0, "how much a store of its own lowers late deliveries and poor quality",
                  "assumption: 0.3 to 1"});
    visit.number("fault_hours", p.fault_hours,
                 {"log odds/hour", 0.0, 10.0,
                  "how much each hour to the buyer raises late deliveries and failures on the way", "assumption"});
    visit.number("fault_wet", p.fault_wet,
                 {"log odds", 0.0, 10.0, "how much the rainy season raises both", "assumption"});
    visit.number("fault_match", p.fault_match,
                 {"log odds", 0.0, 10.0, "how much a standard deviation of match quality lowers each fault",
                  "analysis/fit.py, to the survival figures"});
    visit.number("fault_labour", p.fault_labour,
                 {"1", 0.0, 100.0,
                  "how much the odds of a late delivery rise, as a share, when nobody does the work the farms ask for; "
                  "in proportion to what is missing of it",
                  "assumption: 0.3 to 1.5"});
    visit.number("rejection_strictness", p.rejection_strictness,
                 {"1", 0.0, 1.0, "share of output below specification that the buyer turns away", "assumption"});
    visit.number("reject_discount", p.reject_discount,
                 {"1", 0.0, 1.0, "discount on the spot price of what the buyer turned away", "assumption"});
    visit.number(
        "damage_gap", p.damage_gap,
        {"1", 0.0, 100.0, "damage to the group's trust for each unit of gap of the spot price over the contract's",
         "set by hand to an earlier short fit to the survival figures"});
    visit.number(
        "damage_refused", p.damage_refused,
        {"1", 0.0, 10.0, "damage to the group's trust when the buyer refuses all that was agreed; in proportion",
         "assumption"});
    visit.number("damage_unpaid", p.damage_unpaid,
                 {"1", 0.0, 10.0, "damage to the group's trust when the buyer pays nothing in time; in proportion",
                  "assumption"});
    visit.number(
        "damage_short", p.damage_short,
        {"1", 0.0, 10.0, "damage to the buyer's trust when the group delivers nothing; in proportion", "assumption"});
    visit.number("damage_late", p.damage_late,
                 {"1", 0.0, 10.0, "damage to the buyer's trust of a late delivery", "assumption"});
    visit.number("damage_quality", p.damage_quality,
                 {"1", 0.0, 10.0, "damage to the buyer's trust of poor quality", "assumption"});
    visit.number("damage_transport", p.damage_transport,
                 {"1", 0.0, 10.0, "damage to the buyer's trust of a failure on the way", "assumption"});
    visit.number(
        "grievance_memory", p.grievance_memory,
        {"1", 0.0, 0.999, "weight of the past in the moving average of each grievance, a settlement", "assumption"});
    visit.number("transport_fault_freight", p.transport_fault_freight,
                 {"1", 1.0, 10.0, "freight of a delivery that failed on the road over the usual", "assumption"});
    visit.number("quality_fault_factor", p.quality_fault_factor,
                 {"1", 1.0, 100.0, "what a buyer turns away in a dispute over quality over what it turns away without",
                  "assumption"});
    visit.number(
        "refusal_bound", p.refusal_bound,
        {"1", 0.0, 1.0, "share of what was agreed that is missing from which a side has a grievance over quantity",
         "assumption"});
    visit.number("advance_recovery_share", p.advance_recovery_share,
                 {"1", 0.0, 1.0, "most of a payment that a buyer keeps for an advance outstanding", "assumption"});
  }
};

}  // namespace ayni

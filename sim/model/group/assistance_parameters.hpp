#pragma once
// What decides how goods and technical assistance raise yields.

#include "core/parameter.hpp"

namespace ayni {

/// [assistance]
struct AssistanceParameters {
  double skill_most = 0.15;
  double learning_per_month = 0.06;
  double forgetting_per_year = 0.10;
  double quality_most = 0.95;
  double cost_bs_per_member_month = 80.0;
  double topup_months = 0.0;
  double training_pace = 0.3;
  double seen_share = 0.4;
  double hiring_spread = 0.5;
  double practice_chance = 0.64;
  double label_chance_per_year = 0.04;
  double hired_advice_share = 0.25;
  double hired_advice_reserve = 3.0;
  bool group_plant = false;
  double plant_goods_share = 0.4;
  double plant_capacity_share = 0.3;
  double plant_cost_share = 0.6;
  double plant_gain = 0.15;
  double plant_maintenance_per_year = 0.08;
  double quality_start = 0.6;
  double quality_start_sigma = 0.08;
  double quality_start_management = 0.04;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("skill_most", p.skill_most,
                 {"1", 0.0, 10.0, "largest gain in yield from advice",
                  "assumption held against the report's income estimators"});
    visit.number(
        "learning_per_month", p.learning_per_month,
        {"1/month", 0.0, 1.0, "share of what is still to be learnt that a month of advice teaches", "assumption"});
    visit.number("forgetting_per_year", p.forgetting_per_year,
                 {"1/year", 0.0, 1.0, "share of skill and of quality lost in a year without advice",
                  "report, chapter 6 (advice ends with the grant); amount assumption"});
    visit.number("quality_most", p.quality_most,
                 {"1", 0.0, 1.0, "share of output that meets the specification with full advice", "assumption"});
    visit.number("cost_bs_per_member_month", p.cost_bs_per_member_month,
                 {"Bs", 0.0, 1e5, "what advice costs at the prices of the base year", "assumption"});
    visit.number("topup_months", p.topup_months,
                 {"months", 0.0, 600.0, "how long the project pays for advice after the last tranche",
                  "0; the follow-up project topped up (report)", 0.0, 36.0});
    visit.number("training_pace", p.training_pace,
                 {"1", 0.0, 1.0,
                  "pace at which the project's own training teaches groups whose plan pays for no advice, over that of "
                  "hired advice; until the last tranche",
                  "report, chapter 4 (98 percent were trained); amount assumption"});
    visit.number(
        "seen_share", p.seen_share,
        {"1", 0.0, 10.0, "share of what advice keeps up that members see when they decide whether to pay for it",
         "report, chapter 6 (not willing to fund it from their own pockets); amount assumption"});
    visit.number("hiring_spread", p.hiring_spread,
                 {"1", 0.01, 10.0, "spread of groups' judgement of whether advice is worth its cost", "assumption"});
    visit.number("practice_chance", p.practice_chance,
                 {"1", 0.0, 1.0,
                  "chance that a group of middling management keeps a collective practice it was taught (buying "
                  "inputs, negotiating)",
                  "assumption held against chapter 4"});
    visit.number("label_chance_per_year", p.label_chance_per_year,
                 {"1/year", 0.0, 1.0, "chance that a group with a product that can carry a label of origin wins it",
                  "assumption"});
    visit.number("hired_advice_share", p.hired_advice_share,
                 {"1", 0.0, 1.0, "cost and pace of the advice that a group hires by itself over those of the plan's",
                  "assumption"});
    visit.number("hired_advice_reserve", p.hired_advice_reserve,
                 {"months", 0.0, 1200.0, "months of such advice that the group's account must hold for it to hire any",
                  "assumption"});
    visit.flag("group_plant", p.group_plant,
               {"whether groups buy a plant of their own with a part of the plan's goods", "no such rule in the report",
                Lever::yes});
    visit.number("plant_goods_share", p.plant_goods_share,
                 {"1", 0.0, 1.0, "most of the plan's goods that a group puts into its plant", "assumption"});
    visit.number("plant_capacity_share", p.plant_capacity_share,
                 {"1", 0.0, 10.0, "what the plant it wants can process a year, over what the group expects to deliver",
                  "assumption: a part of the milk, the second grade"});
    visit.number(
        "plant_cost_share", p.plant_cost_share,
        {"1", 0.001, 100.0, "cost of a plant over the value of a year of what it can process", "assumption: 0.3 to 1"});
    visit.number("plant_gain", p.plant_gain,
                 {"1", 0.0, 10.0,
                  "what a unit processed brings the group over the spot price, less the running cost, as a share of it",
                  "assumption: cheese over town milk, cleaned over raw grain"});
    visit.number(
        "plant_maintenance_per_year", p.plant_maintenance_per_year,
        {"1/year", 0.0, 1.0, "cost of keeping a plant in repair over what it cost", "assumption: 5 to 10 percent"});
    visit.number(
        "quality_start", p.quality_start,
        at_start(About{"1", 0.0, 1.0, "mean share of output that meets the specification at the start", "assumption"}));
    visit.number(
        "quality_start_sigma", p.quality_start_sigma,
        at_start(About{"1", 0.0, 1.0, "its standard deviation among groups of the same management", "assumption"}));
    visit.number("quality_start_management", p.quality_start_management,
                 at_start(About{"1", 0.0, 1.0, "quality at the start gained for each standard deviation of management",
                                "assumption"}));
  }
};

}  // namespace ayni

#pragma once
// What decides who joins and leaves a group, and how it holds together.

#include "core/parameter.hpp"

namespace ayni {

/// [membership]
struct MembershipParameters {
  double leave_per_year = 0.03;
  double benefit_scale = 0.3;
  double fines = 0.5;
  double join_per_year = 0.15;
  double drought_migration = 0.10;
  double return_per_year = 0.10;
  double boom_return = 0.5;
  double leave_after_boom = 0.5;
  double claim_effect = 0.6;
  double cohesion_adjustment = 0.25;
  double cohesion_management = 0.08;
  double cohesion_benefit = 0.5;
  double cohesion_base = 0.5;
  double cohesion_benefit_neutral = 0.2;
  double price_benefit_limit = 0.5;
  double cohesion_start = 0.5;
  double cohesion_start_sigma = 0.1;
  double cohesion_start_management = 0.05;
  double women_share_sigma = 0.15;
  double indigenous_share_sigma = 0.08;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("leave_per_year", p.leave_per_year,
                 {"1/year", 0.0, 1.0, "chance that a member leaves a group that gains it nothing", "assumption"});
    visit.number("benefit_scale", p.benefit_scale,
                 {"1", 0.01, 10.0, "relative gain that cuts this chance to a third", "assumption"});
    visit.number(
        "fines", p.fines,
        {"1", 0.0, 10.0, "how much more members leave a group without cohesion, whose fines and meetings weigh",
         "report, chapter 4 (fines); amount assumption"});
    visit.number("join_per_year", p.join_per_year,
                 {"1/year", 0.0, 1.0, "chance that a neighbour joins for each unit of relative gain", "assumption"});
    visit.number("drought_migration", p.drought_migration,
                 {"1/year", 0.0, 1.0, "chance that a household goes away to work after the worst drought",
                  "report, chapter 6 (Salar); amount assumption"});
    visit.number("return_per_year", p.return_per_year,
                 {"1/year", 0.0, 1.0, "chance that a member that went away comes back", "assumption"});
    visit.number("boom_return", p.boom_return,
                 {"1/year", 0.0, 1.0, "chance that a migrant with land rights returns in a full boom",
                  "report, chapter 6 (Salar); amount assumption"});
    visit.number(
        "leave_after_boom", p.leave_after_boom,
        {"1/year", 0.0, 1.0, "chance that such a migrant goes away again when the boom is over", "assumption"});
    visit.number("claim_effect", p.claim_effect,
                 {"1", 0.0, 10.0, "cohesion lost when as many migrants return as there are members",
                  "report, chapter 6 (Salar); amount assumption"});
    visit.number("cohesion_adjustment", p.cohesion_adjustment,
                 {"1/year", 0.0, 1.0, "share of the way to its level that cohesion goes in a year", "assumption"});
    visit.number("cohesion_management", p.cohesion_management,
                 {"1", 0.0, 1.0, "level of cohesion gained for each standard deviation of management", "assumption"});
    visit.number("cohesion_benefit", p.cohesion_benefit,
                 {"1", 0.0, 10.0, "level of cohesion gained for each unit of relative gain", "assumption"});
    visit.number(
        "cohesion_base", p.cohesion_base,
        {"1", 0.0, 1.0, "level of cohesion of a group of middling management with a neutral gain", "assumption"});
    visit.number(
        "cohesion_benefit_neutral", p.cohesion_benefit_neutral,
        {"1", -10.0, 10.0, "relative gain that neither raises nor lowers the level of cohesion", "assumption"});
    visit.number("price_benefit_limit", p.price_benefit_limit,
                 {"1", 0.0, 10.0, "most of the price over the spot price, up or down, that members count as a gain",
                  "assumption"});
    visit.number("cohesion_start", p.cohesion_start,
                 at_start(About{"1", 0.0, 1.0, "mean cohesion at the start", "assumption"}));
    visit.number(
        "cohesion_start_sigma", p.cohesion_start_sigma,
        at_start(About{"1", 0.0, 1.0, "its standard deviation among groups of the same management", "assumption"}));
    visit.number("cohesion_start_management", p.cohesion_start_management,
                 at_start(About{"1", 0.0, 1.0, "cohesion at the start gained for each standard deviation of management",
                                "assumption"}));
    visit.number("women_share_sigma", p.women_share_sigma,
                 at_start(About{"1", 0.0, 1.0, "standard deviation of the share of women among a region's groups",
                                "assumption"}));
    visit.number(
        "indigenous_share_sigma", p.indigenous_share_sigma,
        at_start(About{"1", 0.0, 1.0, "standard deviation of the share of indigenous members among a region's groups",
                       "assumption"}));
  }
};

}  // namespace ayni

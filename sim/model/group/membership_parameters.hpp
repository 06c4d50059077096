#pragma once
// What decides who joins and leaves a group, and how it holds together.

#include "core/parameter.hpp"

namespace ayni {

/// [membership]
struct MembershipParameters {
  double community_ratio = 1.5;
  double leave_per_year = 0.1;
  double gain_scale_bs = 1000.0;
  double fines = 0.5;
  double exit_per_year = 0.01;
  double interest_per_year = 0.2;
  double entry_fee_share = 0.5;
  double entry_fee_years = 5.0;
  double growth_per_year = 0.01;
  double drought_migration = 0.10;
  double return_per_year = 0.7;
  double absent_expelled = 0.5;
  double debtors_expelled = 0.25;
  double boom_return = 0.5;
  double leave_after_boom = 0.5;
  double claim_effect = 0.6;
  double cohesion_adjustment = 0.25;
  double cohesion_management = 0.08;
  double cohesion_benefit = 0.5;
  double cohesion_base = 0.5;
  double cohesion_benefit_neutral = 0.2;
  double cohesion_start = 0.5;
  double cohesion_start_sigma = 0.1;
  double cohesion_start_management = 0.05;
  double women_share_sigma = 0.15;
  double indigenous_share_sigma = 0.08;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "community_ratio", p.community_ratio,
        at_start(About{"1", 1.0, 5.0, "households of a community that grow the product, for each member of its group",
                       "assumption: one and a half to three"}));
    visit.number(
        "leave_per_year", p.leave_per_year,
        {"1/year", 0.0, 1.0,
         "chance that a member leaves whom the group costs far more than it gains; half of it where it does neither",
         "assumption"});
    visit.number("gain_scale_bs", p.gain_scale_bs,
                 {"Bs/year", 1.0, 1e5,
                  "spread (logistic scale) of what else weighs on a household than its gain by the group, prices of "
                  "the base year",
                  "assumption"});
    visit.number("fines", p.fines,
                 {"1", 0.0, 10.0, "how much heavier meetings and fines weigh in a group without cohesion",
                  "report, chapter 4 (fines); amount assumption"});
    visit.number("exit_per_year", p.exit_per_year,
                 {"1/year", 0.0, 1.0, "chance that a member's household gives up the farm or moves away for good",
                  "assumption"});
    visit.number(
        "interest_per_year", p.interest_per_year,
        {"1/year", 0.0, 1.0,
         "chance that a household of the community asks to join that would gain far more than it costs", "assumption"});
    visit.number("entry_fee_share", p.entry_fee_share,
                 {"1", 0.0, 2.0, "share of the worth of a member's goods, as worn as they are, that a newcomer pays",
                  "assumption"});
    visit.number(
        "entry_fee_years", p.entry_fee_years,
        {"years", 0.5, 50.0, "years over which a household spreads the entry fee when it weighs it", "assumption"});
    visit.number("growth_per_year", p.growth_per_year,
                 {"1/year", 0.0, 1.0,
                  "newcomers a member, beyond those who take vacant places, while the buyer takes all", "assumption"});
    visit.number("drought_migration", p.drought_migration,
                 {"1/year", 0.0, 1.0, "chance that a household goes away to work after the worst drought",
                  "report, chapter 6 (Salar); amount assumption"});
    visit.number(
        "return_per_year", p.return_per_year,
        {"1/year", 0.0, 1.0, "chance that who went away for a season is back at the next assembly", "assumption"});
    visit.number("absent_expelled", p.absent_expelled,
                 {"1/year", 0.0, 1.0, "chance that the assembly expels a member who stays away", "assumption"});
    visit.number("debtors_expelled", p.debtors_expelled,
                 {"1/year", 0.0, 1.0, "chance that it expels a member in arrears with the fund", "assumption"});
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

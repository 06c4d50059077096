#pragma once
// What decides what households earn beside the product, spend and save.

#include "core/parameter.hpp"

namespace ayni {

/// [household]
struct HouseholdParameters {
  double persons = 5.0;
  double other_income_sigma = 0.75;
  double wealth_sigma = 0.5;
  double savings_months = 8.0;
  double savings_target_months = 6.0;
  double savings_ceiling_months = 24.0;
  double saving_rate = 0.15;
  double expectation_memory = 0.6;
  double inflation_per_year = 0.02;
  double drought_loss_other = 0.3;
  double moderate_line_bs = 2650.0;
  double extreme_line_bs = 1720.0;
  double insurance_premium_share = 0.0;
  double insurance_trigger = 0.3;
  double insurance_payout_share = 0.5;
  double insurance_subsidy = 0.0;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("persons", p.persons,
                 at_start(About{"persons", 1.0, 20.0, "persons a household", "census 2001, rural Bolivia, rounded"}));
    visit.number(
        "other_income_sigma", p.other_income_sigma,
        at_start(About{"1", 0.0, 3.0, "standard deviation of the logarithm of income from other farming and work",
                       "assumption; evidence notes: total income near 1.17"}));
    visit.number(
        "wealth_sigma", p.wealth_sigma,
        at_start(About{"1", 0.0, 3.0, "standard deviation of the logarithm of wealth between groups of a region",
                       "prototype fit"}));
    visit.number("savings_months", p.savings_months,
                 at_start(About{"months", 0.0, 60.0, "mean savings at the start in months of spending", "assumption"}));
    visit.number("savings_target_months", p.savings_target_months,
                 {"months", 0.1, 60.0, "savings a household wants", "assumption"});
    visit.number("savings_ceiling_months", p.savings_ceiling_months,
                 {"months", 1.0, 24.0, "savings beyond which all is spent on durable goods", "assumption"});
    visit.number("saving_rate", p.saving_rate,
                 {"1", 0.0, 0.9, "share of income put aside by a household without savings", "assumption"});
    visit.number("expectation_memory", p.expectation_memory,
                 {"1", 0.0, 0.99, "weight of the past in expected product income", "assumption"});
    visit.number("inflation_per_year", p.inflation_per_year,
                 at_start(About{
                     "1/year", -0.1, 0.5,
                     "growth of other incomes, cash costs and poverty lines; product prices follow their own processes",
                     "assumption: below consumer prices, since farm prices of most products have no trend here"}));
    visit.number("drought_loss_other", p.drought_loss_other,
                 {"1", 0.0, 1.0, "share of other income lost in the worst drought", "assumption"});
    visit.number("moderate_line_bs", p.moderate_line_bs,
                 at_start(About{"Bs a person and year", 0.0, 1e6, "moderate poverty line at the prices of the start",
                                "calibrated: 62 percent of controls below it (report, chapter 4)"}));
    visit.number("extreme_line_bs", p.extreme_line_bs,
                 at_start(About{"Bs a person and year", 0.0, 1e6, "extreme poverty line at the prices of the start",
                                "calibrated: 43 percent of controls below it (report, chapter 4)"}));
    visit.number("insurance_premium_share", p.insurance_premium_share,
                 {"1", 0.0, 0.5, "premium of drought insurance as a share of expected product income; 0 for none",
                  "no insurance in the report", 0.0, 0.1});
    visit.number("insurance_trigger", p.insurance_trigger,
                 {"1", 0.0, 1.0, "drought severity from which it pays", "assumption"});
    visit.number("insurance_payout_share", p.insurance_payout_share,
                 {"1", 0.0, 2.0, "payout as a share of expected product income", "assumption"});
    visit.number("insurance_subsidy", p.insurance_subsidy,
                 {"1", 0.0, 1.0, "share of the premium that the project pays", "assumption", 0.0, 1.0});
  }
};

}  // namespace ayni

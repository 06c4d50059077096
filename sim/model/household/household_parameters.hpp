#pragma once
// What decides what households earn beside the product, spend and save.

#include "core/parameter.hpp"

namespace ayni {

/// [household]
struct HouseholdParameters {
  double persons = 5.0;
  double other_income_sigma = 0.75;
  double wealth_sigma = 0.5;
  double savings_months = 1.5;
  double buffer_months = 1.5;
  double consumption_floor_share = 0.6;
  double food_margin = 0.2;
  double savings_ceiling_months = 6.0;
  double animals_months = 3.0;
  double herd_months = 3.0;
  double animal_discount = 0.15;
  double animals_for_counterpart = 0.5;
  double restocking_share = 0.2;
  double drought_loss_animals = 0.3;
  double planned_saving_share = 0.15;
  double expectation_memory = 0.6;
  double drought_loss_other = 0.3;
  double moderate_line_bs = 2850.0;
  double extreme_line_bs = 1800.0;
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
    visit.number(
        "savings_months", p.savings_months,
        at_start(About{"months", 0.0, 60.0,
                       "mean savings at the start in months of spending, beside what lasts until the next sale",
                       "assumption"}));
    visit.number("buffer_months", p.buffer_months,
                 {"months", 0.0, 60.0, "spending a household means to have left at the next sale, in months",
                  "assumption: 1 to 2, buffer-stock saving (Deaton 1991)"});
    visit.number(
        "consumption_floor_share", p.consumption_floor_share,
        {"1", 0.0, 1.0, "share of its usual spending below which a household does not go while it has anything",
         "assumption"});
    visit.number("food_margin", p.food_margin,
                 {"1", 0.0, 2.0,
                  "how much more a household pays for what its harvest lacks of its own food than it sells it for",
                  "assumption: 15 to 25 percent"});
    visit.number(
        "savings_ceiling_months", p.savings_ceiling_months,
        {"months", 1.0, 24.0,
         "savings, beside what lasts until the next sale, beyond which all is spent on durable goods", "assumption"});
    visit.number("animals_months", p.animals_months,
                 at_start(About{"months", 0.0, 60.0,
                                "mean value, at the start, of the animals a household can sell in need, in months of "
                                "spending",
                                "assumption: some sheep, llamas or pigs beside the product"}));
    visit.number("herd_months", p.herd_months,
                 {"months", 0.0, 60.0,
                  "value, in months of spending, of the animals up to which a household restocks when it has cash to "
                  "spare",
                  "assumption: what it has at the start"});
    visit.number("animal_discount", p.animal_discount,
                 {"1", 0.0, 0.9, "how far below their price animals are sold in need",
                  "Fafchamps, Udry and Czukas 1998: distress sales 10 to 20 percent off"});
    visit.number("animals_for_counterpart", p.animals_for_counterpart,
                 {"1", 0.0, 1.0, "share of their animals that members are ready to sell for a counterpart",
                  "assumption", 0.0, 1.0});
    visit.number(
        "restocking_share", p.restocking_share,
        {"1", 0.0, 1.0, "share of the cash not needed until the next sale that buys animals each month", "assumption"});
    visit.number("drought_loss_animals", p.drought_loss_animals,
                 {"1", 0.0, 1.0, "share of the animals that die in the worst drought", "assumption"});
    visit.number("planned_saving_share", p.planned_saving_share,
                 {"1", 0.0, 0.9, "share of spending that members put by while their group has a counterpart to pay",
                  "assumption"});
    visit.number("expectation_memory", p.expectation_memory,
                 {"1", 0.0, 0.99, "weight of the past in expected product income", "assumption"});
    visit.number("drought_loss_other", p.drought_loss_other,
                 {"1", 0.0, 1.0, "share of other income lost in the worst drought", "assumption"});
    visit.number(
        "moderate_line_bs", p.moderate_line_bs,
        at_start(About{"Bs a person and year", 0.0, 1e6, "moderate poverty line at the prices of the base year",
                       "calibrated: 62 percent of controls below it (report, chapter 4)"}));
    visit.number("extreme_line_bs", p.extreme_line_bs,
                 at_start(About{"Bs a person and year", 0.0, 1e6, "extreme poverty line at the prices of the base year",
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

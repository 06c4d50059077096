#pragma once
// How the evaluator computes returns.

#include <cstddef>
#include <cstdint>

#include "core/parameter.hpp"

namespace ayni {

inline constexpr std::size_t longest_evaluation = 100;  ///< years

/// [evaluation]
struct EvaluationParameters {
  static constexpr bool fixed_at_start = true;

  double discount_rate = 0.12;
  std::int64_t years = 10;
  double lower_benefits = 0.8;
  std::int64_t first_benefit_months = 6;
  double shadow_wage_share = 0.5;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("discount_rate", p.discount_rate,
                 {"1/year", 0.0, 1.0, "rate at which the evaluator discounts yearly flows",
                  "World Bank IEG 2018 (P083051), chapter 5"});
    visit.count("years", p.years,
                {"years", 1.0, double{longest_evaluation}, "years of benefits counted after the investment",
                 "World Bank IEG 2018 (P083051), chapter 5"});
    visit.number(
        "lower_benefits", p.lower_benefits,
        {"1", 0.0, 1.0, "factor on all benefits in the sensitivity case", "World Bank IEG 2018 (P083051), chapter 5"});
    visit.count("first_benefit_months", p.first_benefit_months,
                {"months", 0, 1200, "agricultural years that end sooner after funding are still ones of preparation",
                 "assumption"});
    visit.number(
        "shadow_wage_share", p.shadow_wage_share,
        {"1", 0.0, 2.0,
         "what the evaluator counts a day that the family works more on the product as, over the wage of a day",
         "assumption: appraisals of farm projects value family labour at half of the wage or more"});
  }
};

}  // namespace ayni

#pragma once
// What decides how much work the family does on its farm, and when it hires hands.

#include "core/parameter.hpp"

namespace ayni {

/// [labour]
struct LabourParameters {
  double family_days = 360.0;
  double hire_spread = 0.1;
  double hire_margin = 0.25;
  double wage_work_share = 0.3;
  double paid_work_displaced = 0.3;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("family_days", p.family_days,
                 {"days a household and year", 0.0, 3650.0, "days that the family can work on the product",
                  "assumption: one and a half of five persons, 240 days each"});
    visit.number("hire_spread", p.hire_spread,
                 {"1", 0.01, 10.0,
                  "scale of the logarithm of what a day on the fields of a farm earns, over the wage: some are worth "
                  "a hired hand before others",
                  "assumption"});
    visit.number(
        "hire_margin", p.hire_margin,
        {"1", 0.0, 10.0,
         "by how much a day of a hired hand must earn more than its wage, as a logarithm, for supervision and for "
         "what weather may take of the harvest",
         "assumption"});
    visit.number("wage_work_share", p.wage_work_share,
                 {"1", 0.0, 1.0, "share of other income that follows the wage of a day instead of general prices",
                  "assumption"});
    visit.number("paid_work_displaced", p.paid_work_displaced,
                 {"1", 0.0, 1.0,
                  "share of the days by which the family works more on its farm than at the start that somebody had "
                  "paid for; the others were idle",
                  "assumption: underemployment outside sowing and harvest"});
  }
};

}  // namespace ayni

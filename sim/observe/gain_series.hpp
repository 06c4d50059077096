#pragma once
// What public money bought: income and poverty of everybody who lives where a group could apply, comparable between
// policies and with the twin without the project, and money per gain as an evaluator sees it who has only the controls.
//
// Gain of a run, at the end of an agricultural year: households of funded groups, members and neighbours, times the
// change of their mean since the first full year, less that of the controls. All are seen in both years, the funded ones
// before most are funded. Migrants are not seen while away.

#include <vector>

#include "model/world.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"
#include "observe/year_incomes.hpp"

namespace ayni {

struct Scenario;

class GainSeries {
 public:
  static void declare(Catalogue& catalogue);

  GainSeries(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world);
  /// Records the year that closes with month t.
  void observe_year(const World& world, const YearIncomes& incomes, Month t);

 private:
  void appraise(const World& world, const YearIncomes& now);

  double persons_;
  std::vector<ResidentSums> first_;  // [group] of the first full year; empty before
  double *income_, *poor_, *cost_per_income_, *cost_per_person_;
};

}  // namespace ayni

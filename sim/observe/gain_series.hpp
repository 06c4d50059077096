#pragma once
// What public money bought: income and poverty of everybody who lives where a group could apply, comparable between
// policies and with the twin without the project, and money per gain as an evaluator sees it who has only the controls.
//
// Gain of a run, at the end of an agricultural year: households of funded groups, members and neighbours, times the
// change of their mean since the first full year, less that of the controls. All are seen in both years, the funded ones
// before most are funded. Migrants are not seen while away.

#include <vector>

#include "model/world.hpp"
#include "observe/measure_entry.hpp"
#include "observe/year_incomes.hpp"

namespace ayni {

struct Scenario;

/// Everybody who lives where a group could apply, in one agricultural year.
struct PotentialYear {
  ResidentSums residents;
  double persons = 0.0;  ///< in a household
};

/// What a gain has cost, Bs; NaN unless there is one.
struct CostOfGain {
  double per_income, per_person;
};

class GainSeries {
 public:
  static void declare(Catalogue& catalogue);

  GainSeries(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world);
  /// Records the year that closes with month t.
  void observe_year(const World& world, const YearIncomes& incomes, Month t);

 private:
  [[nodiscard]] CostOfGain appraise(const World& world, const YearIncomes& now) const;

  double persons_;
  std::vector<ResidentSums> first_;  // [group] of the first full year; empty before
  MeasureWriter<PotentialYear> potential_;
  MeasureWriter<CostOfGain> cost_;
};

}  // namespace ayni

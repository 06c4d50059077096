#pragma once
// What public money bought: income and poverty of everybody who lives where a group could apply, comparable between
// policies and with the twin without the project, and money per gain as an evaluator sees it who has only the controls.
//
// Gain of a run, at the end of an agricultural year: households of funded groups, members and neighbours, times the
// change of their mean since the first full year, less that of the controls. All are seen in both years, the funded ones
// before most are funded. Migrants are not seen while away.

#include <cstdint>
#include <vector>

#include "model/scenario.hpp"
#include "observe/catalogue.hpp"
#include "observe/poverty.hpp"
#include "observe/results.hpp"

namespace ayni {

class GainSeries {
 public:
  static void declare(Catalogue& catalogue);

  GainSeries(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world);
  /// Records the year when month t is its last.
  void observe(const World& world, Month t);

 private:
  [[nodiscard]] IncomeSums of_group(const World& world, Index g);
  void appraise(const World& world, const std::vector<IncomeSums>& now);

  double moderate_line_, persons_;
  std::vector<std::int32_t> resident_;   // scratch of one block
  std::vector<IncomeSums> first_, now_;  // [group]; first is empty before the first full year
  double *income_, *poor_, *cost_per_income_, *cost_per_person_;
};

}  // namespace ayni

#pragma once
// The books of every group and control community, year by year, on request (`output.detail = true`).

#include "model/world.hpp"
#include "observe/table_entry.hpp"
#include "observe/year_incomes.hpp"

namespace ayni {

struct GroupYearRow {
  const World& world;
  Index group;
  int season;
  const IncomeSums& incomes;  ///< of its members, in a control community of everybody
};

class GroupYears {
 public:
  static void declare(Catalogue& catalogue);

  GroupYears(const Catalogue& catalogue, Results& results, const World& world);
  /// Adds the whole year that closes with month t, which `incomes` has summed.
  void observe_year(const World& world, const YearIncomes& incomes, Month t) const;

 private:
  TableWriter<GroupYearRow> rows_;
};

}  // namespace ayni

#pragma once
// Municipal budgets and the co-finance of works (roads) for groups with an alliance.
//
// In its budget month, in the first quarter of the calendar year, a municipality receives its year's transfers, spends most
// of them, and looks at the groups on its soil that prepare a proposal or wait for the board: complementary funds are sought
// before the agreement, so works need a budget while plans are open, and calls come at other times of the year. It takes
// part when its share of the works is affordable out of what is left and enough groups would use the road. Source: report,
// chapter 4, caveats (20 percent share, budgets out of step, groups scattered; 19 works for 768 alliances).

#include "model/project/municipality_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

class MunicipalBudgets {
 public:
  MunicipalBudgets(const MunicipalityParameters& parameters, const World& world);

  /// Transfers, current spending, decisions on works, and works that are finished: those change the roads.
  void advance(World& world, Month t);

 private:
  void receive_budget(World& world, Index m, Month t) const;
  void consider_works(World& world, Index m, Month t) const;
  void count_users(const World& world);

  MunicipalityParameters p_;
  std::vector<std::uint32_t> users_;  // groups that prepare a plan, by municipality
};

}  // namespace ayni

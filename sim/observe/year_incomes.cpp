#include "observe/year_incomes.hpp"

#include <limits>

#include "model/scenario.hpp"

namespace ayni {

YearIncomes::YearIncomes(const Scenario& scenario, const World& world)
    : moderate_line_{scenario.household.moderate_line_bs},
      extreme_line_{scenario.household.extreme_line_bs},
      persons_{scenario.household.persons},
      groups_(world.group.count),
      households_(scenario.output.detail ? world.household.count : 0, std::numeric_limits<float>::quiet_NaN()) {}

bool YearIncomes::observe(const World& world, Month t) {
  if (world.calendar.month_of_season(t) != last_month_of_season || t < last_month_of_season) return false;
  const Groups& group = world.group;
  const Households& household = world.household;
  const double index = world.price_index * persons_;
  lines_ = {moderate_line_ * index, extreme_line_ * index};
  for (Index g = 0; g < group.count; ++g) {
    const auto block = [&](const auto& column) { return std::span{column}.subspan(group.first[g], group.slots[g]); };
    groups_[g] = income_sums({block(household.product_income), block(household.other_income), block(household.member),
                              block(household.lives), block(household.away)},
                             group.kind[g] == GroupKind::control ? Asked::residents : Asked::members, lines_);
  }
  if (!households_.empty()) households_ = world.household.product_income;
  return true;
}

}  // namespace ayni

#include "observe/year_incomes.hpp"

#include "model/scenario.hpp"

namespace ayni {

YearIncomes::YearIncomes(const Scenario& scenario, const World& world)
    : moderate_line_{scenario.household.moderate_line_bs},
      extreme_line_{scenario.household.extreme_line_bs},
      persons_{scenario.household.persons},
      groups_(world.group.count),
      households_(scenario.output.detail ? world.household.count : 0) {}

bool YearIncomes::observe(const World& world, Month t) {
  if (world.calendar.month_of_season(t) != last_month_of_season || t < last_month_of_season) return false;
  const Groups& group = world.group;
  const Households& household = world.household;
  const double index = world.price_index * persons_;
  lines_ = {moderate_line_ * index, extreme_line_ * index};
  for (Index g = 0; g < group.count; ++g) {
    const auto block = [&](const auto& column) { return std::span{column}.subspan(group.first[g], group.slots[g]); };
    groups_[g] =
        income_sums({block(household.product_income), block(household.home_consumption), block(household.other_income),
                     block(household.member), block(household.lives), block(household.away)},
                    group.kind[g] == GroupKind::control ? Asked::residents : Asked::members, lines_);
  }
  for (std::size_t i = 0; i < households_.size(); ++i) {
    const auto wages = static_cast<double>(household.wages[i]) * hundredth;
    const float product = household.product_income[i];
    const float home = household.home_consumption[i];
    const float total = yearly_income(product, home, static_cast<float>(household.other_income[i]));
    const double hired = world.day_wage > 0.0 ? wages / world.day_wage : 0.0;
    households_[i] = {.product = product,
                      .home = home,
                      .total = total,
                      .family_days = household.family_days[i],
                      .hired_days = static_cast<float>(hired),
                      .poor = total <= static_cast<float>(lines_.moderate) ? 1.0F : 0.0F};
  }
  return true;
}

}  // namespace ayni

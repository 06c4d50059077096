// The plant of a group's own.

#include <algorithm>

#include "model/buyer/trade_terms.hpp"

namespace ayni {

// Hundredths that it can process this month.
double Trade::plant_capacity(const World& world, Index g, Month t) const {
  const GroupTechnology& technology = world.group.technology;
  if (technology.plant_works[g] == 0) return 0.0;
  const auto month = static_cast<std::size_t>(world.calendar.month_of_year(t));
  return 100.0 * static_cast<double>(technology.plant_capacity[g]) * kind_[world.group.product[g]].month_share[month];
}

// Bs a unit.
double Trade::plant_price(const World& world, Index g, double spot) {
  return spot * (1.0 + static_cast<double>(world.group.technology.plant_gain[g]));
}

// A group keeps its word: it processes what the agreement leaves it.
Hundredths Trade::keep_for_plant(const World& world, Index g, Month t, const Terms& terms, Hundredths delivered) const {
  if (world.group.technology.plant_works[g] == 0 || plant_price(world, g, terms.spot) <= terms.net) return 0;
  const double free =
      static_cast<double>(delivered) - static_cast<double>(terms.volume) * (1.0 - p_.quantity_tolerance);
  return static_cast<Hundredths>(std::max(std::min(free, plant_capacity(world, g, t)), 0.0));
}

}  // namespace ayni

// What a group does with what its buyer does not take at the full price, and with plants of its own.

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

// What the group gets for what it sells in town itself, Bs x hundredths: a plant turns a part of it into by-products, as far as
// that pays.
double Trade::sell_in_town(World& world, Index g, double quantity, double spot) {
  const Index c = world.group.cell[g];
  const bool plant = world.group.technology.processing[g] != 0 && world.group.agreement.outlet[g] != Outlet::dissolved;
  if (!plant) return quantity * spot;
  const double processed = quantity * world.market.by_product_share[c];
  world.goods[c].processed += processed;
  return (quantity + processed * world.market.by_product_gain[c]) * spot;
}

// What a dairy would pay as surplus only, and the town pays better.
Hundredths Trade::beyond_quota(const World& world, Index g, const Terms& terms, Hundredths taken) const {
  const std::size_t p = world.group.product[g];
  if (!kind_[p].administered) return 0;
  const double surplus = std::min(world.market.over_quota[p], terms.contract) -
                         static_cast<double>(world.group.transport.freight_buyer[g]);
  if (surplus >= terms.spot) return 0;
  return rounded(static_cast<double>(taken) * (1.0 - quota_of(world.market, p)));
}

// A group keeps its word: it processes what the agreement leaves it.
Hundredths Trade::keep_for_plant(const World& world, Index g, Month t, const Terms& terms, Hundredths delivered) const {
  if (world.group.technology.plant_works[g] == 0 || plant_price(world, g, terms.spot) <= terms.net) return 0;
  const double free =
      static_cast<double>(delivered) - static_cast<double>(terms.volume) * (1.0 - p_.quantity_tolerance);
  return static_cast<Hundredths>(std::max(std::min(free, plant_capacity(world, g, t)), 0.0));
}

}  // namespace ayni

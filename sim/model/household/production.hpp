#pragma once
// Output = base yield x area growth x weather x (capacity x luck x work x inputs x (1 + skill, for members) + farm units
// added by goods, for members), over the product's months. What goods add carries no luck of the household's own.
//
//   lost    = loss share x output
//   eaten   = min(output - lost, what its people eat in that time)        subsistence first; the surplus is marketed
//   lacking = what they eat - eaten, bought in the market at its price and a margin, as far as there is cash
//   area   += area_adjustment_per_year x (what the price asks for - area)
//
// What is eaten at home is income, at the price at which it could have been sold.

#include <vector>

#include "model/household/household_parameters.hpp"
#include "model/household/production_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

/// Land or herd that household `i` of group `g` farms, in farm units, with what goods add; none of who is away.
[[nodiscard]] inline double farm_units(const World& world, Index g, std::size_t i) noexcept {
  const Households& household = world.household;
  const GroupTechnology& technology = world.group.technology;
  const float added = technology.equipment[g] * static_cast<float>(household.member[i]);
  const float area = 1.0F + world.group.crop.area_growth[g];
  return household.away[i] != 0 ? 0.0 : static_cast<double>(area * (household.capacity[i] + added));
}

class Production {
 public:
  Production(const ProductionParameters& parameters, const HouseholdParameters& household,
             const std::vector<ProductParameters>& products);

  /// A new agricultural year: draws every household's luck and lets land follow prices.
  void begin_season(World& world, Month t) const;

  /// What the households of a group have to sell this month, into World::sellable. Returns the group's goods, and adds
  /// them to the cell's.
  Goods reap(World& world, Index g, Month t) const;

  /// Whether a product is harvested or milked in this calendar month (0 = January).
  [[nodiscard]] bool sells(std::size_t product, int month_of_year) const noexcept {
    return month_share_[product * 12 + static_cast<std::size_t>(month_of_year)] > 0.0;
  }
  /// Share of the year's output that is sold in this calendar month.
  [[nodiscard]] double month_share(std::size_t product, int month_of_year) const noexcept {
    return month_share_[product * 12 + static_cast<std::size_t>(month_of_year)];
  }

 private:
  void draw_luck(World& world, Month t) const;
  void feed(World& world, Index g, std::int32_t eats) const;

  struct Kind {
    double yield, loss, perennial;
    double eaten;  // product units a household and year
  };
  ProductionParameters p_;
  double food_margin_;
  std::vector<Kind> kind_;           // by product
  std::vector<double> month_share_;  // [product][12]
};

}  // namespace ayni

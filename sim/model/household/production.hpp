#pragma once
// Output = base yield x area growth x weather x (capacity x luck x inputs x (1 + skill, for members) + farm units added by
// goods, for members), sold over the product's months. What goods add carries no luck of the household's own.

#include <vector>

#include "model/household/production_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

class Production {
 public:
  Production(const ProductionParameters& parameters, const std::vector<ProductParameters>& products);

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

  struct Kind {
    double yield, home, loss, perennial;
  };
  ProductionParameters p_;
  std::vector<Kind> kind_;           // by product
  std::vector<double> month_share_;  // [product][12]
};

}  // namespace ayni

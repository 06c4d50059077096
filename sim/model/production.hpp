#pragma once
// Output = capacity x base yield x (1 + equipment + skill, for members) x area growth x weather x luck, sold over the
// product's months.

#include <vector>

#include "core/parameter.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

/// [production]
struct ProductionParameters {
  double luck_spread = 0.25;
  double ability_sigma = 0.3;
  double area_growth_per_year = 0.01;
  double area_limit = 0.5;
  double warehouse_saves = 0.6;
  double idle_land_worked = 0.3;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "luck_spread", p.luck_spread,
        {"1", 0.0, 0.57, "standard deviation of a household's own yield in a year, uniform about one", "assumption"});
    visit.number(
        "ability_sigma", p.ability_sigma,
        {"1", 0.0, 2.0, "standard deviation of the logarithm of lasting ability among households", "assumption"});
    visit.number("area_growth_per_year", p.area_growth_per_year,
                 {"1/year", 0.0, 0.2,
                  "growth of land or herd while the price keeps up with costs; more when it runs ahead, shrinking when "
                  "it falls behind",
                  "assumption"});
    visit.number("area_limit", p.area_limit, {"1", 0.0, 5.0, "most that land or herd can grow", "assumption"});
    visit.number("warehouse_saves", p.warehouse_saves,
                 {"1", 0.0, 1.0, "share of post-harvest losses that a warehouse prevents", "assumption"});
    visit.number("idle_land_worked", p.idle_land_worked,
                 {"1", 0.0, 1.0, "share of a migrant's land that others work", "assumption"});
  }
};

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

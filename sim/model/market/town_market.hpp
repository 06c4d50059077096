#pragma once
// The town's market for milk that no dairy takes at the full price: raw, or as cheese from a group's plant.
//
//   town price  = path of the spot price x (1 + s (q / q0 - 1))^(-1 / elasticity)   q: sold there last month, q0: in the first year
//   cheese      = gain x [1 - k / (d q0)]+ over raw milk                            k: made by groups' plants, of late
//   a plant makes cheese of the share of its milk that is left of the gain, so that its milk earns as much either way
//
// s: the part of the town's milk that comes from groups that could apply; the rest stays as it is. Inverse demand of constant
// elasticity for raw milk, linear for cheese. Quantities are last month's, so no fixed point is sought. So a dairy that cuts its
// quota lowers the price that its suppliers turn to.

#include <vector>

#include "core/calendar.hpp"

namespace ayni {

struct ProductParameters;
struct World;

class TownMarkets {
 public:
  explicit TownMarkets(const std::vector<ProductParameters>& products);

  /// Moves this month's spot prices of administered products, and says what plants' by-products add to them.
  void advance(World& world, Month t) const;

 private:
  struct Town {
    double supply_share, inverse_elasticity, gain, demand_share;
    bool administered;
  };
  std::vector<Town> town_;  // by product
};

}  // namespace ayni

#pragma once
// Days of work that the farms ask for, and who does them.
//
//   need    = days a unit x (1 - days saved by machines, members) x units farmed       units: land or herd, what goods add
//   family  = min(need, what the family can give)
//   hired   = h x (need - family)             h = logistic((ln(what a day earns / wage) - margin) / spread)
//   worked  = 1 - (need - family - hired) / need of the land without goods              what lies fallow bears nothing
//
// A hand is hired where a day's work brings in more than its wage (marginal product); fields differ, so a part of those of a
// group are worth it before others. Hired hands are paid with the season's inputs, in cash (model/household/inputs.hpp).
// What the family works more on its farm than at the start it cannot earn elsewhere (model/household/household.hpp).

#include <vector>

#include "model/household/labour_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

class Labour {
 public:
  Labour(const LabourParameters& parameters, const std::vector<ProductParameters>& products);

  /// The season's work, after the land and the luck of the season are known: what nobody works is taken from the harvest.
  void begin_season(World& world) const;

 private:
  struct Kind {
    double days, saved;  // a farm unit; share of them that a whole package saves
    double units;        // farm units that a whole package adds
    double sells;        // units of product that a farm unit gives to sell
    double unit_cost;    // Bs at the prices of the base year
  };
  struct Work {
    float days, hired_share;  // a farm unit; of what the family cannot do
  };
  [[nodiscard]] Work work(const World& world, Index g, double saved) const;
  void plan(World& world, Index g) const;

  LabourParameters p_;
  std::vector<Kind> kind_;  // by product
};

}  // namespace ayni

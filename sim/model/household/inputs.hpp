#pragma once
// Inputs are bought before the harvest, and the harvest depends on them.
//
//   x*    = capacity x cost of a unit's inputs that fall due before the harvest + hired days x wage
//   own   = min(x*, [cash - what is kept to live on until the next sale]+)
//   x     = own + loans of bank and fund, already in cash, + what the buyer advances
//   y     = y0 max(x / x*, own_share)^elasticity x (1 - (1 - x / x*) hired days / all days)
//   kept  = [consumption_floor_share x spending x months - other income x months]+
//
// Decreasing returns to inputs below the package, as in Cobb-Douglas; cash constraint with a subsistence floor: economy of
// farm households without insurance (Deaton 1991). Advances are lent to the group and taken back at the sale, so members
// stand in for each other.

#include <array>
#include <vector>

#include "model/household/household_parameters.hpp"
#include "model/household/input_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

class Inputs {
 public:
  /// `input_saving` is the share saved by a group that buys together.
  Inputs(const InputParameters& parameters, const HouseholdParameters& household, double input_saving,
         const std::vector<ProductParameters>& products);

  /// What the season's inputs will cost, for those who lend for them before they are bought.
  void begin_season(World& world, Month t) const;
  /// Buys the inputs of products whose month it is.
  void buy(World& world, Month t) const;

 private:
  struct Kind {
    double unit_cost;  // of inputs before the harvest, Bs a unit of output, prices of the base year
    double output;     // units of output a farm unit that are sold
    int month;         // of the year, 0 January
    float wait;        // months from then to the next sale
    bool asks;         // for anything to be paid then, if only hired hands
  };
  [[nodiscard]] bool buys_together(const Groups& group, Index g) const;
  Centavos advance(World& world, Index g, Centavos missing) const;
  struct Wanted {
    Centavos missing, asked;  // by members, by all
    double bought_share;      // of what is asked, that is not wages
  };
  static Wanted ask(World& world, Index g);
  struct Bought {
    Centavos by_all, by_members, advanced;  // the advanced in both
  };
  [[nodiscard]] Bought spend(World& world, Index g, double part) const;
  void buy_for(World& world, Index g) const;
  [[nodiscard]] Floats harvested_with(const World& world, std::size_t i, Floats share) const noexcept;

  static constexpr std::size_t steps = 256;

  InputParameters p_;
  double floor_share_, input_saving_;
  std::array<float, steps + 1> yield_{};  // of the harvest, by the share of the inputs bought
  std::vector<Kind> kind_;                // by product
};

}  // namespace ayni

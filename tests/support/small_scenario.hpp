#pragma once
// A country small enough to reason about, built in code so that no calibrated value of a scenario file moves a test:
// two regions of one catchment each, milk in the one (an administered price, sold every month), maize in the other (a
// market price, sold in May), 18 groups that could apply, 4 control communities. Prices are fixed, the exchange rate is
// constant, there is no weather, no inflation, and everybody in a region has the same farm.

#include <utility>
#include <vector>

#include "model/build.hpp"
#include "model/scenario.hpp"
#include "model/step.hpp"
#include "model/submodels.hpp"

namespace ayni {

inline constexpr std::size_t maize = 0;
inline constexpr std::size_t milk = 1;

[[nodiscard]] Scenario small_scenario();

[[nodiscard]] std::vector<BuyerKindParameters*> kinds_of(BuyerParameters& buyers);

/// Buyers of very unequal capital with costs that no margin covers: they close, the poorest after two years.
void make_buyers_fail(Scenario& s, double costs_a_year);

/// Buyers with so much capital that none closes.
void keep_buyers_open(Scenario& s);

/// A world of a scenario with its submodels, to be stepped or taken apart.
struct Laboratory {
  Scenario scenario;
  World world;
  Rules rules;
  Submodels& model;  ///< of the first month

  explicit Laboratory(Scenario s, std::uint64_t replicate = 0, bool project_on = true)
      : scenario{std::move(s)},
        world{build(scenario, static_cast<std::uint64_t>(scenario.run.seed), replicate, project_on)},
        rules{scenario, world},
        model{rules.in(0)} {}

  /// Goes through the months up to but not including `end`.
  void run_to(Month end) {
    for (; month < end; ++month) step(world, rules.in(month), month);
  }
  void run() { run_to(static_cast<Month>(scenario.run.horizon_months)); }
  /// Prices and weather of the first month, as step() would set them, and nothing else.
  void look_at_markets();
  /// An alliance of group g and buyer b as if funded in month 0, with the beliefs and terms of a signing.
  void ally(Index g, Index b);
  /// As if the group had not had its first disbursement yet.
  void forget_funding(Index g) {
    world.group.cycle.funded[g] = never;
    std::erase(world.funded, g);
  }
  /// The first potential group of a product.
  [[nodiscard]] Index group_of(std::size_t product) const;
  /// The first buyer of a product.
  [[nodiscard]] Index buyer_of(std::size_t product) const;

  Month month = 0;
};

}  // namespace ayni

#pragma once
// Prices without frictions, and one alliance whose harvest is at hand.

#include "model/buyer/trade.hpp"
#include "model/household/production.hpp"
#include "support/small_scenario.hpp"

namespace ayni {

inline constexpr Month harvest_month = 4;

/// No faults, no freight, no levy, nothing turned away, no reaction to need: prices alone decide.
inline Scenario frictionless() {
  Scenario s = small_scenario();
  for (ProductParameters& product : s.product) {
    product.freight_share_per_hour = 0.0;
    product.cost_share = 0.0;
    product.home_share = 0.0;
    product.loss_share = 0.0;
    product.price.spot_margin = 0.0;
  }
  s.buyer.offer_spread = 0.0;
  s.buyer.margin_mean = 0.1;
  s.buyer.margin_sigma = 0.0;
  s.trade.late_base = -20.0;
  s.trade.quality_base = -20.0;
  s.trade.match_quality_effect = 0.0;
  s.trade.transport_fault_per_hour = 0.0;
  s.trade.quantity_fault_chance = 0.0;
  s.trade.rejection_strictness = 0.0;
  s.trade.levy_share = 0.0;
  s.trade.quality_premium = 0.0;
  s.trade.fixed_price_weight = 0.25;
  s.trade.need_multiplier = 1.0;
  s.trade.side_selling_scale = 0.025;
  s.trade.gap_tolerance = 0.0;
  return s;
}

/// One alliance of one product, markets read, its harvest at hand; settle() comes next.
struct Settlement : Laboratory {
  Index g, b;
  std::size_t cell;
  Goods reaped;

  Settlement(const Scenario& s, std::size_t product) : Laboratory{s}, g{group_of(product)}, b{buyer_of(product)} {
    look_at_markets();
    cell = world.group.cell[g];
    ally(g, b);
    world.group.membership.cohesion[g] = 0.5F;
    world.group.trust.good[g] = 1.0F;
    world.group.trust.bad[g] = 1.0F;
    model.production->begin_season(world, 0);
    reap(harvest_month);
  }
  void reap(Month t) {
    world.goods[cell] = Goods{};
    reaped = model.production->reap(world, g, t);
  }
  void settle(Month t = harvest_month) {
    world.settled.clear();
    model.trade->collect_debts(world);
    if (reaped.produced > 0) model.trade->settle(world, g, t, reaped.sellable());
  }
  [[nodiscard]] std::int64_t members_harvest() const {
    std::int64_t sum = 0;
    for (std::size_t k = 0; k < world.group.slots[g]; ++k)
      sum += world.sellable[k] * world.household.member[first() + k];
    return sum;
  }
  [[nodiscard]] std::size_t first() const { return world.group.first[g]; }
  [[nodiscard]] std::size_t end() const { return first() + world.group.slots[g]; }
  [[nodiscard]] Centavos flow(Account from, Account to) const { return world.ledger.flow(from, to); }
};

}  // namespace ayni

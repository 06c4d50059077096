#pragma once
// Prices without frictions, and one alliance whose harvest is at hand.

#include "model/buyer/trade.hpp"
#include "model/household/production.hpp"
#include "support/small_scenario.hpp"

namespace ayni {

inline constexpr Month harvest_month = 4;

/// No faults, no freight, no levy, nothing turned away, no reaction to need, a relationship worth nothing: prices alone
/// decide. The buyer sells at a tenth above the index, and takes whatever is delivered.
inline Scenario frictionless() {
  Scenario s = small_scenario();
  s.trade.sales_tax_share = 0.0;
  for (ProductParameters& product : s.product) {
    product.freight_share_per_hour = 0.0;
    product.cost_share = 0.0;
    product.loss_share = 0.0;
    product.price.spot_margin = 0.0;
    product.fixed_price_weight = 0.25;
  }
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) {
    kind->outlet_margin = 0.1;
    kind->handling_cost_share = 0.0;
    kind->trip_cost_bs = 0.0;
    kind->presold_share = 0.0;
  }
  s.buyer.outlet_spread = 0.0;
  s.buyer.advances_share = 0.0;
  s.relationship.value_to_group = 0.0;
  s.relationship.value_to_buyer = 0.0;
  s.relationship.grant_pull = 0.0;
  s.trade.late_base = -20.0;
  s.trade.quality_base = -20.0;
  s.trade.transport_base = -20.0;
  s.trade.rejection_strictness = 0.0;
  s.trade.levy_share = 0.0;
  s.trade.quality_premium = 0.0;
  s.trade.quantity_tolerance = 1.0;
  s.trade.need_multiplier = 1.0;
  s.trade.side_selling_scale = 0.025;
  return s;
}

/// A relationship worth so much to both sides that they honour any price near the market's, and members deliver all.
inline Scenario loyal() {
  Scenario s = frictionless();
  s.relationship.value_to_group = 1.0;
  s.relationship.value_to_buyer = 1.0;
  return s;
}

/// One alliance of one product, markets read, its harvest at hand; settle() comes next. The price agreed is the index,
/// the volume agreed what members have, and the buyer is rich.
struct Settlement : Laboratory {
  Index g, b;
  std::size_t cell;
  Goods reaped;

  Settlement(const Scenario& s, std::size_t product) : Laboratory{s}, g{group_of(product)}, b{buyer_of(product)} {
    look_at_markets();
    cell = world.group.cell[g];
    ally(g, b);
    world.group.agreement.terms[g] = 1.0F;
    world.group.agreement.fixed_price[g] = static_cast<float>(world.market.index[cell]);
    world.group.membership.cohesion[g] = 0.5F;
    world.group.trust.good[g] = 1.0F;
    world.group.trust.bad[g] = 1.0F;
    world.group.trust.buyer_good[g] = 1.0F;
    world.group.trust.buyer_bad[g] = 1.0F;
    world.firm.cash[world.buyer.firm[b]] = 100'000'000'000;
    model.production->begin_season(world, 0);
    reap(harvest_month);
    agree_on(static_cast<double>(members_harvest()));
  }
  /// A volume in hundredths for each settlement, and as much room again.
  void agree_on(double hundredths) {
    const double settlements = world.group.product[g] == milk ? 12.0 : 1.0;
    world.group.agreement.contracted[g] = hundredths * hundredth * settlements;
    world.buyer.free_capacity[b] = world.group.agreement.contracted[g];
  }
  void reap(Month t) {
    world.goods[cell] = Goods{};
    reaped = model.production->reap(world, g, t);
  }
  void settle(Month t = harvest_month) {
    world.settled.clear();
    if (reaped.produced > 0) model.trade->settle(world, g, t, reaped);
  }
  /// The buyer pays so much of what it owes, and the group hears of it.
  void pay(Centavos amount) {
    for (Debt& debt : world.owed) {
      debt.paid = std::min(amount, debt.amount);
      take_from_buyer(world, debt.buyer, debt.paid);
      world.firm.owed[world.buyer.firm[debt.buyer]] -= debt.paid;
    }
    model.trade->collect_debts(world);
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
  [[nodiscard]] const GroupSettlement& settlement() const { return world.group.settlement; }
};

}  // namespace ayni

#pragma once
// Reviews without noise or search, and an alliance that is to be reviewed.

#include "support/small_scenario.hpp"

namespace ayni {

/// Reviews without noise or search: what stands in the state decides. Every buyer offers the index.
inline Scenario decided_by_state() {
  Scenario s = small_scenario();
  s.alliance.review_noise = 0.0;
  s.alliance.management_loyalty = 0.0;
  s.alliance.search_spread = 0.0;
  s.alliance.rematch_chance = 0.0;
  s.alliance.benefit_noise_days = 0.0;
  s.alliance.company_days = 0.0;
  s.trust.prior_mean = 0.4;
  s.alliance.buyer_trust_bound = 0.75;  // trust below 0.3
  s.alliance.trust_value = 1.0;
  s.alliance.trust_neutral = 0.4;
  s.alliance.price_value = 2.0;
  s.alliance.spot_risk = 0.3;
  s.alliance.switching_cost = 100.0;
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) {  // buyers without costs that compete away their margin
    kind->outlet_margin = 0.0;
    kind->handling_cost_share = 0.0;
    kind->trip_cost_bs = 0.0;
    kind->overhead_share = 0.0;
  }
  s.buyer.outlet_spread = 0.0;
  s.buyer.conduct = 0.0;
  s.product[maize].freight_share_per_hour = 0.0;
  s.relations.broker_contact_share = 1.0;  // every group can meet every buyer of its product
  s.relations.broker_service_share = 1.0;
  s.relations.broker_range_hours = 1000.0;
  return s;
}

struct Reviewed : Laboratory {
  Index g, b;

  explicit Reviewed(const Scenario& s) : Laboratory{s}, g{group_of(maize)}, b{buyer_of(maize)} {
    look_at_markets();
    ally(g, b);
    world.group.settlement.contract_price[g] = 100.0F;
    world.market.spot[world.group.cell[g]] = 100.0;
  }
  void trusts(float value) {
    world.group.trust.good[g] = value;
    world.group.trust.bad[g] = 1.0F - value;
  }
  [[nodiscard]] Outlet outlet() const { return world.group.agreement.outlet[g]; }
  [[nodiscard]] Cause cause() const { return world.group.agreement.cause[g]; }
  [[nodiscard]] bool states(Reason reason) const {
    return (unsigned{world.group.agreement.stated_reasons[g]} >> static_cast<unsigned>(reason) & 1U) != 0;
  }
};

}  // namespace ayni

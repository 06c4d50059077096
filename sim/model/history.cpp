#include "model/history.hpp"

#include "core/distributions.hpp"
#include "model/buyer/offer.hpp"
#include "model/scenario.hpp"
#include "model/world.hpp"

namespace ayni {

void draw_earlier_trade(World& world, const Scenario& scenario) {
  Groups& group = world.group;
  const double nearness = scenario.buyer.nearness_hours;
  for (Index g = 0; g < group.count; ++g) {
    const double mean = scenario.product[group.product[g]].earlier_trade_years;
    if (mean <= 0.0) continue;
    Engine rng = world.streams(Process::earlier_trade, group.identity[g]);
    const double years = mean * exponential(rng);
    double all = 0.0;
    const auto weight_of = [&](Index b) { return world.buyer.open[b] != 0 ? weight_for(world, g, b, nearness) : 0.0; };
    for (Index k = world.ties.reach_begin[g]; k < world.ties.reach_begin[g + 1]; ++k)
      all += weight_of(world.ties.reach[k]);
    double left = uniform(rng) * all;
    for (Index k = world.ties.reach_begin[g]; k < world.ties.reach_begin[g + 1]; ++k) {
      const Index b = world.ties.reach[k];
      const double weight = weight_of(b);
      left -= weight;
      if (weight <= 0.0 || left > 0.0) continue;
      group.agreement.left_buyer[g] = b;
      group.agreement.certifier[g] = b;
      group.trust.earlier_years[g] = static_cast<float>(years);
      break;
    }
  }
}

}  // namespace ayni

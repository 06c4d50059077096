#include "model/trust.hpp"

#include <algorithm>

#include "core/elementary.hpp"
#include "model/product_parameters.hpp"

namespace ayni {

Trust::Trust(const TrustParameters& parameters, const std::vector<ProductParameters>& products) : p_{parameters} {
  for (const ProductParameters& product : products) {
    const auto settlements = std::count_if(product.sold_by_month.begin(), product.sold_by_month.end(),
                                           [](double weight) { return weight > 0.0; });
    weight_.push_back(static_cast<float>(portable_pow(static_cast<double>(settlements), -p_.frequency_discount)));
  }
}

void Trust::begin(World& world, Index g) const {
  Groups& group = world.group;
  const auto good = static_cast<float>(p_.prior_strength * p_.prior_mean);
  const auto bad = static_cast<float>(p_.prior_strength * (1.0 - p_.prior_mean));
  group.trust.good[g] = good;
  group.trust.bad[g] = bad;
  group.trust.buyer_good[g] = good;
  group.trust.buyer_bad[g] = bad;
}

void Trust::learn(World& world) const {
  if (!p_.learning) return;
  Groups& group = world.group;
  const auto loss = static_cast<float>(p_.loss_weight);
  for (const Index g : world.settled) {
    const float weight = weight_[group.product[g]];
    group.trust.good[g] += weight * (1.0F - group.settlement.damage[g]);
    group.trust.bad[g] += weight * loss * group.settlement.damage[g];
    group.trust.buyer_good[g] += weight * (1.0F - group.settlement.buyer_damage[g]);
    group.trust.buyer_bad[g] += weight * loss * group.settlement.buyer_damage[g];
  }
}

}  // namespace ayni

#include "model/buyer/trust.hpp"

#include <algorithm>

#include "core/elementary.hpp"
#include "model/group/group_state.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {

Trust::Trust(const TrustParameters& parameters, const RelationshipParameters& relationship,
             const std::vector<ProductParameters>& products)
    : p_{parameters},
      memory_{relationship.trust_memory},
      earlier_damage_{static_cast<float>(relationship.earlier_damage)} {
  for (const ProductParameters& product : products) {
    const auto settlements = static_cast<double>(product.months_sold());
    weight_.push_back(static_cast<float>(portable_pow(settlements, -p_.frequency_discount)));
    year_weight_.push_back(weight_.back() * static_cast<float>(settlements));
  }
}

void Trust::begin(Groups& group, Index g, Month t) const {
  GroupTrust& trust = group.trust;
  const auto good = static_cast<float>(p_.prior_strength * p_.prior_mean);
  const auto bad = static_cast<float>(p_.prior_strength * (1.0 - p_.prior_mean));
  if (traded_before(group.agreement, g, group.agreement.buyer[g])) {
    const double years = static_cast<double>(trust.earlier_years[g]);
    const auto learnt =
        static_cast<float>(memory_ < 1.0 ? (1.0 - portable_pow(memory_, years)) / (1.0 - memory_) : years) *
        year_weight_[group.product[g]];
    trust.good[g] = trust.buyer_good[g] = good + learnt * (1.0F - earlier_damage_);
    trust.bad[g] = trust.buyer_bad[g] = bad + learnt * static_cast<float>(p_.loss_weight) * earlier_damage_;
    return;
  }
  float left = 0.0F;
  if (group.agreement.left_buyer[g] == group.agreement.buyer[g]) {
    const double years = static_cast<double>(t - group.agreement.last_break[g]) / 12.0;
    left = static_cast<float>(portable_pow(memory_, years));
  }
  const auto recall = [left](float prior, float learnt) { return prior + left * (learnt - prior); };
  trust.good[g] = recall(good, trust.remembered_good[g]);
  trust.bad[g] = recall(bad, trust.remembered_bad[g]);
  trust.buyer_good[g] = recall(good, trust.remembered_buyer_good[g]);
  trust.buyer_bad[g] = recall(bad, trust.remembered_buyer_bad[g]);
}

void Trust::learn(Groups& group, const std::vector<Index>& settled) const {
  if (!p_.learning) return;
  GroupTrust& trust = group.trust;
  const GroupSettlement& settlement = group.settlement;
  const auto loss = static_cast<float>(p_.loss_weight);
  for (const Index g : settled) {
    const float weight = weight_[group.product[g]];
    trust.good[g] += weight * (1.0F - settlement.damage[g]);
    trust.bad[g] += weight * loss * settlement.damage[g];
    trust.buyer_good[g] += weight * (1.0F - settlement.buyer_damage[g]);
    trust.buyer_bad[g] += weight * loss * settlement.buyer_damage[g];
  }
}

void Trust::learn_of_failures(Groups& group, const std::vector<Index>& stranded) const {
  if (!p_.learning) return;
  const auto loss = static_cast<float>(p_.loss_weight);
  for (const Index g : stranded) {
    const float weight = weight_[group.product[g]];
    group.trust.bad[g] += weight * loss * group.settlement.damage[g];
    group.trust.buyer_bad[g] += weight * loss * group.settlement.buyer_damage[g];
  }
}

}  // namespace ayni

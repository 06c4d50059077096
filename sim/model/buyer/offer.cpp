#include "model/buyer/offer.hpp"

#include <algorithm>

#include "model/buyer/unit_value.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {

double weight_for(const World& world, Index g, Index b, double nearness_hours) {
  const double hours = world.roads.cost(world.group.municipality[g], world.buyer.municipality[b]);
  return world.buyer.capacity[b] * nearness_hours / (nearness_hours + hours);
}

Offers::Offers(const BuyerParameters& parameters, const std::vector<ProductParameters>& products) : p_{parameters} {
  for (const ProductParameters& product : products) {
    const BuyerKindParameters& buyer = p_.of(product.buyer_kind);
    const auto settlements = static_cast<double>(product.months_sold());
    kind_.push_back({buyer.handling_cost_share * product.price.level, buyer.trip_cost_bs,
                     product.freight_share_per_hour * product.price.level, settlements, product.certificate_premium,
                     product.price.process == PriceProcess::administered});
  }
}

double Offers::concentration(const World& world, Index g) const {
  double all = 0.0;
  double squares = 0.0;
  for (Index k = world.ties.reach_begin[g]; k < world.ties.reach_begin[g + 1]; ++k) {
    const Index b = world.ties.reach[k];
    if (world.buyer.open[b] == 0) continue;
    const double weight = weight_for(world, g, b, p_.nearness_hours);
    all += weight;
    squares += weight * weight;
  }
  return all > 0.0 ? squares / (all * all) : 1.0;
}

double Offers::bargaining(const World& world, Index g) const {
  const Index broker = world.ties.broker[g];
  const double jointly = world.group.practice.negotiates[g] != 0 ? p_.bargaining_jointly : 0.0;
  const double brokered =
      broker != nobody ? p_.bargaining_broker * static_cast<double>(world.broker.skill[broker]) : 0.0;
  return std::min(p_.bargaining_base + jointly + brokered, 1.0);
}

double Offers::freight(const World& world, Index g, Index b) const {
  return kind_[world.group.product[g]].freight_per_hour *
         world.roads.cost(world.group.municipality[g], world.buyer.municipality[b]);
}

double Offers::value_without_support(const World& world, Index g, Index b) const {
  const Kind& kind = kind_[world.group.product[g]];
  const double trips = kind.trip * kind.settlements / std::max(world.group.crop.expected_volume[g], 1.0);
  const double pays =
      world.market.index[world.group.cell[g]] * certified_share(world.group.agreement, g, b, kind.certificate);
  const double brings = brings_buyer(world.buyer, b, pays);
  return std::max(unit_value(brings, kind.handling + trips, world.price_index), 0.0);
}

double Offers::gain_of(const World& world, Index g, Index b) const {
  const Agreements& agreement = world.group.agreement;
  return agreement.buyer[g] == b ? support_brings(agreement, g, world.market.index[world.group.cell[g]]) : 0.0;
}

double Offers::value(const World& world, Index g, Index b) const {
  return value_without_support(world, g, b) + gain_of(world, g, b);
}

double Offers::price(const World& world, Index g, Index b, double concentration) const {
  return price_at(world, g, b, concentration, gain_of(world, g, b));
}

double Offers::margin(const World& world, Index g, Index b, double concentration, double gain) const {
  const double extra = gain * world.market.index[world.group.cell[g]];
  const double worth = value_without_support(world, g, b) + extra;
  // What a buyer earns that belongs to producers and what it pays are its owners' alike.
  if (world.buyer.owned[b] != 0) return worth - freight(world, g, b) - without_agreement(world, g, b, concentration);
  return worth - price_at(world, g, b, concentration, extra);
}

// Bs a unit at the group's gate that it would get without an agreement.
double Offers::without_agreement(const World& world, Index g, Index b, double concentration) const {
  const double value = std::max(value_without_support(world, g, b) - freight(world, g, b), 0.0);
  const double market = value * p_.supply_elasticity / (p_.supply_elasticity + p_.conduct * concentration);
  const double spot =
      world.market.spot[world.group.cell[g]] - static_cast<double>(world.group.transport.freight_market[g]);
  return std::min(std::max(market, spot), value);
}

// With a gain of so many Bs a unit.
double Offers::price_at(const World& world, Index g, Index b, double concentration, double gain) const {
  const Kind& kind = kind_[world.group.product[g]];
  const double index = world.market.index[world.group.cell[g]];
  if (kind.administered) return index;
  const double way = freight(world, g, b);
  const double value = std::max(value_without_support(world, g, b) - way, 0.0);
  const double without = without_agreement(world, g, b, concentration);
  if (world.buyer.owned[b] != 0) return std::max(value + gain - p_.owners_reserve_share * index, without) + way;
  return without + bargaining(world, g) * (value + gain - without) + way;
}

}  // namespace ayni

#include "model/shocks.hpp"

#include <algorithm>
#include <cmath>

#include "model/market/product_parameters.hpp"
#include "model/region_parameters.hpp"

namespace ayni {
namespace {

template <class Named>
std::size_t place_of(const std::vector<Named>& all, const std::string& name, std::size_t if_empty) {
  if (name.empty()) return if_empty;
  const auto named = [&name](const Named& one) { return one.name == name; };
  return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), named) - all.begin());
}

}  // namespace

Shocks::Shocks(const std::vector<Shock>& shocks, const std::vector<RegionParameters>& regions,
               const std::vector<ProductParameters>& products, const World& world) {
  for (const Shock& shock : shocks) {
    if (shock.target == ShockTarget::price && shock.region.empty()) continue;  // in the paths of prices
    hits_.push_back({shock, place_of(products, shock.product, all), place_of(regions, shock.region, all)});
  }
  const bool buyers =
      std::any_of(hits_.begin(), hits_.end(), [](const Hit& hit) { return hit.shock.target == ShockTarget::buyer; });
  if (!buyers) return;
  capacity_ = world.buyer.capacity;
  recounted_.resize(world.buyer.count);
}

void Shocks::strike(World& world, Month t) {
  if (hits_.empty()) return;
  scale_markets(world, t);
  if (changes(ShockTarget::road, t)) set_roads(world, t);
  if (changes(ShockTarget::buyer, t)) set_buyers(world, t);
  if (changes(ShockTarget::transfer, t)) set_transfers(world, t);
}

bool Shocks::changes(ShockTarget target, Month t) const noexcept {
  return std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) {
    const Shock& shock = hit.shock;
    return shock.target == target && (t == shock.start_month || t == shock.start_month + shock.months);
  });
}

double Shocks::factor(ShockTarget target, std::size_t product, std::size_t region, Month t) const noexcept {
  double factor = 1.0;
  for (const Hit& hit : hits_) {
    const bool here = (hit.product == all || hit.product == product) && (hit.region == all || hit.region == region);
    if (hit.shock.target == target && here && hit.shock.acts_in(t)) factor *= 1.0 + hit.shock.size;
  }
  return factor;
}

void Shocks::scale_markets(World& world, Month t) const {
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    const Cell& cell = world.cells[c];
    const double price = factor(ShockTarget::price, cell.product, cell.region, t);
    world.market.index[c] *= price;
    world.market.spot[c] *= price;
    world.climate.yield[c] *= factor(ShockTarget::yield, cell.product, cell.region, t);
  }
  for (const Hit& hit : hits_) {
    if (hit.shock.kind != ShockKind::drought || !hit.shock.acts_in(t)) continue;
    for (std::size_t r = 0; r < world.regions; ++r) {
      if (hit.region != all && hit.region != r) continue;
      world.climate.drought[r] = std::max(world.climate.drought[r], -hit.shock.size);
    }
  }
}

void Shocks::set_roads(World& world, Month t) const {
  Groups& group = world.group;
  for (Index g = 0; g < group.count; ++g) {
    group.transport.cut_off[g] = factor(ShockTarget::road, all, group.region[g], t) > 0.0 ? 0 : 1;
  }
  for (Index c = 0; c < world.roads.catchments(); ++c) {
    const Index m = world.roads.first_municipality(c);
    const double speed = factor(ShockTarget::road, all, world.municipality.region[m], t);
    if (speed == 0.0) continue;  // nobody goes; what is left of the ways is not asked for
    world.roads.set_speed(c, speed);
    refresh_travel_times(world, c);
  }
}

// A buyer that loses capacity keeps its groups, whom it serves in part; what it has free is less than nothing until some
// have left.
void Shocks::set_buyers(World& world, Month t) {
  Buyers& buyer = world.buyer;
  for (Index b = 0; b < buyer.count; ++b) {
    const double left = factor(ShockTarget::buyer, buyer.product[b], buyer.region[b], t);
    recounted_[b] = 0;
    if (left == 0.0 && buyer.open[b] != 0) {
      buyer.open[b] = 0;
      buyer.shut[b] = 1;
    } else if (left > 0.0 && buyer.shut[b] != 0) {
      buyer.open[b] = 1;
      buyer.shut[b] = 0;
    }
    if (left == 0.0) continue;
    buyer.room[b] = std::min(left, 1.0);
    const double capacity = std::ceil(capacity_[b] * left);
    if (capacity == buyer.capacity[b]) continue;
    recounted_[b] = 1;
    buyer.free_capacity[b] = buyer.capacity[b] = capacity;
  }
  const Agreements& agreement = world.group.agreement;
  for (Index g = 0; g < world.group.count; ++g) {
    const Index b = agreement.buyer[g];
    if (b != nobody && recounted_[b] != 0) buyer.free_capacity[b] -= agreement.contracted[g];
  }
}

void Shocks::set_transfers(World& world, Month t) const {
  Municipalities& municipality = world.municipality;
  for (Index m = 0; m < municipality.count; ++m) {
    municipality.transfers[m] = factor(ShockTarget::transfer, all, municipality.region[m], t);
  }
}

}  // namespace ayni

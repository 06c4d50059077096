#include "model/group/technology.hpp"

#include <algorithm>

#include "core/distributions.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

constexpr double months_a_year = 12.0;

}  // namespace

Technology::Technology(const TechnologyParameters& parameters, const std::vector<ProductParameters>& products,
                       const AssistanceParameters& advice, double bolivianos_per_usd)
    : p_{parameters}, advice_{advice}, per_usd_{bolivianos_per_usd}, gain_{parameters, products, bolivianos_per_usd} {
  for (const ProductParameters& product : products) {
    const PackageParameters& package = product.package;
    package_.push_back({package.gain * product.farm_units_mean, static_cast<float>(1.0 / package.wait_months),
                        static_cast<float>(1.0 - std::min(1.0, 1.0 / (months_a_year * package.life_years))),
                        product.storage_need, product.processing_need, product.vehicle_need});
  }
}

// What the plan asks for beside the families' goods, in the order of need, as far as its money goes.
void Technology::plan_facilities(World& world, Index g) const {
  Groups& group = world.group;
  const Package& package = package_[group.product[g]];
  Engine rng = world.streams(Process::facilities, group.identity[g]);
  const double usd = world.price_index * per_usd_;
  double room = p_.facilities_most * bolivianos(group.investment.total[g]);
  double cost = 0.0;
  std::uint8_t planned = 0;
  const auto want = [&](double need, double price_usd, Facility facility) {
    const bool asked = bernoulli(rng, need);
    if (!asked || price_usd * usd > room) return;
    room -= price_usd * usd;
    cost += price_usd * usd;
    planned = static_cast<std::uint8_t>(planned | static_cast<std::uint8_t>(facility));
  };
  want(package.storage, p_.warehouse_cost_usd, Facility::warehouse);
  want(package.processing, p_.processing_cost_usd, Facility::plant);
  want(package.vehicle, p_.vehicle_cost_usd, Facility::vehicle);
  group.technology.facilities_planned[g] = planned;
  group.technology.facilities_due[g] = cost;
}

// Money goes into the facilities until they stand, then into goods.
void Technology::build(World& world, Index g) const {
  GroupTechnology& technology = world.group.technology;
  if (technology.goods_bought[g] <= 0.0) return;
  const double built = std::min(technology.goods_bought[g], technology.facilities_due[g]);
  technology.facilities_due[g] -= built;
  if (technology.facilities_due[g] <= 0.0) {
    const auto stands = [&](Facility facility) {
      return static_cast<std::uint8_t>((technology.facilities_planned[g] & static_cast<std::uint8_t>(facility)) != 0);
    };
    technology.warehouse[g] |= stands(Facility::warehouse);
    technology.processing[g] |= stands(Facility::plant);
    technology.vehicle[g] |= stands(Facility::vehicle);
  }
  const double each = cost_of_packages(world, g);
  technology.packages_waiting[g] += static_cast<float>((technology.goods_bought[g] - built) / each);
  technology.goods_bought[g] = 0.0;
}

// What packages for all families cost now, Bs.
double Technology::cost_of_packages(const World& world, Index g) const {
  return gain_.cost(world.group.product[g]) * world.price_index *
         static_cast<double>(std::max(world.group.membership.at_start[g], 1));
}

// A part of the goods is a plant instead of what raises yields; what it can process follows from what there is for it.
void Technology::buy_plant(World& world, Index g) const {
  GroupTechnology& technology = world.group.technology;
  const double wanted = advice_.plant_capacity_share * world.group.crop.expected_volume[g];
  const double cost = advice_.plant_cost_share * wanted * world.market.index[world.group.cell[g]];
  const double each = cost_of_packages(world, g);
  const double owned = static_cast<double>(technology.packages[g] + technology.packages_waiting[g]);
  const double has = advice_.plant_goods_share * owned * each;
  const double paid = std::min(cost, has);
  if (paid <= 0.0) return;
  technology.plant_capacity[g] = static_cast<float>(wanted * paid / cost);
  technology.plant_value[g] = static_cast<float>(paid);
  technology.plant_gain[g] = static_cast<float>(advice_.plant_gain);
  const auto left = static_cast<float>(1.0 - paid / (owned * each));
  technology.packages[g] *= left;
  technology.packages_waiting[g] *= left;
  technology.processing[g] = 1;
}

void Technology::advance(World& world, Month t) const {
  Groups& group = world.group;
  GroupTechnology& technology = group.technology;
  const auto base = static_cast<float>(p_.reach_base);
  const auto by_management = static_cast<float>(p_.reach_management);
  const auto by_skill = static_cast<float>(advice_.skill_most > 0.0 ? p_.reach_skill / advice_.skill_most : 0.0);
  for (const Index g : world.funded) {
    const Package& package = package_[group.product[g]];
    if (group.cycle.funded[g] == t) plan_facilities(world, g);
    build(world, g);
    if (advice_.group_plant && group.cycle.completed[g] == t && group.investment.total[g] > 0) buy_plant(world, g);
    const float ready = package.pace * technology.packages_waiting[g];
    technology.packages_waiting[g] -= ready;
    technology.packages[g] = technology.packages[g] * package.kept + ready;
    const float reach =
        std::clamp(base + by_management * group.trait.management[g] + by_skill * technology.skill[g], 0.0F, 1.0F);
    // Bought for the families of the start; who joins shares them.
    const auto families = static_cast<float>(std::max(group.membership.at_start[g], 1));
    const float shared = families / std::max(static_cast<float>(group.membership.members[g]), families);
    technology.equipment[g] =
        static_cast<float>(package.units) * package_returns(technology.packages[g] * shared) * reach;
  }
}

}  // namespace ayni

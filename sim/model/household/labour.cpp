#include "model/household/labour.hpp"

#include <algorithm>

#include "core/elementary.hpp"
#include "core/lanes.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

constexpr double most_saved = 0.9;     // of a unit's days: somebody drives the machine
constexpr float least_need = 1.0e-6F;  // days, so that what asks for no work is worked

struct Sums {
  Floats households{}, units{}, family{}, hired{}, lacking{};

  void add(Floats here, Floats farmed, Floats by_family, Floats by_hands, Floats undone) noexcept {
    households += here;
    units += farmed;
    family += by_family;
    hired += by_hands;
    lacking += undone;
  }
  void book(GroupCrop& crop, Index g) const noexcept {
    const Doubles all = sums(households, units, family, hired);
    const double gap = sum(first_half(lacking), second_half(lacking));
    const double need = all[2] + all[3] + gap;
    crop.households[g] = static_cast<float>(all[0]);
    crop.units[g] = static_cast<float>(all[1]);
    crop.family_days[g] = static_cast<float>(all[2]);
    crop.hired_days[g] = static_cast<float>(all[3]);
    crop.labour_gap[g] = static_cast<float>(need > 0.0 ? gap / need : 0.0);
  }
};

}  // namespace

Labour::Labour(const LabourParameters& parameters, const std::vector<ProductParameters>& products) : p_{parameters} {
  for (const ProductParameters& product : products) {
    kind_.push_back({product.labour_days, product.package.labour_saved, product.package.gain * product.farm_units_mean,
                     product.yield_per_farm_unit_year * (1.0 - product.loss_share),
                     product.cost_share * product.price.level});
  }
}

// Of farms whose machines save that share of the days.
Labour::Work Labour::work(const World& world, Index g, double saved) const {
  const Kind& kind = kind_[world.group.product[g]];
  const double days = kind.days * (1.0 - saved);
  const double price = world.market.spot[world.group.cell[g]] * static_cast<double>(world.group.crop.price[g]) -
                       static_cast<double>(world.group.transport.freight_market[g]);
  const double earned = days > 0.0 ? kind.sells * (price - kind.unit_cost * world.price_index) / days : 0.0;
  const double hired = earned > 0.0 && world.day_wage > 0.0
                           ? logistic((portable_log(earned / world.day_wage) - p_.hire_margin) / p_.hire_spread)
                           : 0.0;
  return {static_cast<float>(days), static_cast<float>(hired)};
}

void Labour::plan(World& world, Index g) const {
  const Kind& kind = kind_[world.group.product[g]];
  Groups& group = world.group;
  Households& household = world.household;
  const auto all = [](float value) { return Floats{} + value; };
  const auto added = static_cast<double>(group.technology.equipment[g]);
  const double saved = kind.units > 0.0 ? std::min(kind.saved * added / kind.units, most_saved) : 0.0;
  const Work without = work(world, g, 0.0);
  const Work with = saved > 0.0 ? work(world, g, saved) : without;
  const auto area = 1.0F + group.crop.area_growth[g];
  const auto family_days = all(static_cast<float>(p_.family_days));
  const auto wage = all(static_cast<float>(100.0 * world.day_wage));
  const auto limit = all(static_cast<float>(household_limit));
  Sums sums;
  const std::size_t first = group.first[g];
  for (std::size_t i = first; i < first + group.slots[g]; i += lane) {
    const Floats member = to_floats(load(&household.member[i]));
    const Floats here = to_floats(load(&household.lives[i]) & (load(&household.away[i]) ^ 1));
    const Floats days = without.days + (with.days - without.days) * member;
    const Floats hires = without.hired_share + (with.hired_share - without.hired_share) * member;
    const Floats land = area * here * load(&household.capacity[i]);
    const Floats units = land + area * here * group.technology.equipment[g] * member;
    const Floats need = days * units;
    const Floats family = least(need, family_days);
    const Floats hired = hires * (need - family);
    const Floats lacking = need - family - hired;
    const Floats worked = 1.0F - least(lacking / most(days * land, all(least_need)), all(1.0F));
    store(load(&household.harvest[i]) * worked, &household.harvest[i]);
    store(family, &household.family_days[i]);
    store(to_ints(least(hired * wage, limit)), &household.wages[i]);
    sums.add(here, units, family, hired, lacking);
  }
  sums.book(group.crop, g);
}

void Labour::begin_season(World& world) const {
  for (const Cell& cell : world.cells) {
    for (Index g = cell.begin; g < cell.end; ++g) plan(world, g);
  }
}

}  // namespace ayni

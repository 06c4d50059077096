#include "model/membership.hpp"

#include <algorithm>

#include "core/distributions.hpp"

namespace ayni {
namespace {

// What a member gains by the group, over selling alone with the technology of the start.
double benefit_of(const Groups& group, Index g) noexcept {
  const double technology = static_cast<double>(group.equipment[g]) + static_cast<double>(group.skill[g]);
  if (group.buyer[g] == nobody || group.spot_price[g] <= 0.0F || group.contract_price[g] <= 0.0F) return technology;
  const double net = static_cast<double>(group.contract_price[g]) - static_cast<double>(group.freight_buyer[g]);
  return technology + std::clamp(net / static_cast<double>(group.spot_price[g]) - 1.0, -0.5, 0.5);
}

}  // namespace

Membership::Chances Membership::chances(const World& world, Index g, double benefit) const {
  const Groups& group = world.group;
  const double loose = 1.0 + p_.fines * (1.0 - static_cast<double>(group.cohesion[g]));
  const double boom = world.market.boom[group.product[g]];
  const bool organised = group.kind[g] == GroupKind::potential && group.outlet[g] != Outlet::dissolved;
  Chances chances{};
  chances.leave =
      organised ? std::min(1.0, p_.leave_per_year * loose * portable_exp(-benefit / p_.benefit_scale)) : 0.0;
  chances.join = organised && group.funded[g] != never ? std::clamp(p_.join_per_year * benefit, 0.0, 1.0) : 0.0;
  chances.go = p_.drought_migration * world.climate.drought[group.region[g]];
  chances.come_back = p_.return_per_year + (p_.boom_return - p_.return_per_year) * boom;
  return chances;
}

void Membership::move_households(World& world, Index g, const Chances& chances, Month t) const {
  Households& household = world.household;
  Groups& group = world.group;
  Engine rng = world.streams(Process::membership, group.identity[g], static_cast<std::uint64_t>(t));
  const std::size_t end = group.first[g] + group.slots[g];
  std::int32_t members = 0;
  std::int32_t returned = 0;
  const auto migrant_chance = static_cast<float>(chances.come_back - p_.return_per_year);
  for (std::size_t i = group.first[g]; i < end; ++i) {
    const auto u = static_cast<float>(static_cast<std::uint32_t>(rng() >> 40)) * 0x1.0p-24F;
    if (household.lives[i] == 0) continue;
    if (household.away[i] != 0) {
      // Those with land rights who never belonged come back for a boom only; members who went away for work return.
      const float back = household.migrant[i] != 0 ? migrant_chance : static_cast<float>(chances.come_back);
      if (u < back) {
        household.away[i] = 0;
        returned += household.migrant[i];
      }
    } else if (household.member[i] != 0) {
      if (u < static_cast<float>(chances.leave + chances.go)) {
        household.member[i] = 0;
        ++world.left;
        if (u >= static_cast<float>(chances.leave)) household.away[i] = 1;
      }
    } else if (u < static_cast<float>(chances.join)) {
      household.member[i] = 1;
      ++world.joined;
    } else if (household.migrant[i] != 0 && migrant_chance <= 0.0F && u > 0.5F) {
      household.away[i] = 1;  // the boom is over
    }
    members += household.member[i];
  }
  group.members[g] = members;
  if (members == 0) return;
  const double claim = p_.claim_effect * static_cast<double>(returned) / static_cast<double>(members);
  group.cohesion[g] = static_cast<float>(std::max(0.0, static_cast<double>(group.cohesion[g]) - claim));
}

void Membership::assemble(World& world, Month t) const {
  Groups& group = world.group;
  for (Index g = 0; g < group.count; ++g) {
    if (static_cast<Month>(group.identity[g] % 12) != t % 12 || t < 12) continue;
    group.age_years[g] += 1.0F;
    const double benefit = benefit_of(group, g);
    move_households(world, g, chances(world, g, benefit), t);
    const double level = std::clamp(
        0.5 + p_.cohesion_management * static_cast<double>(group.management[g]) + p_.cohesion_benefit * (benefit - 0.2),
        0.0, 1.0);
    group.cohesion[g] += static_cast<float>(p_.cohesion_adjustment * (level - static_cast<double>(group.cohesion[g])));
  }
}

}  // namespace ayni

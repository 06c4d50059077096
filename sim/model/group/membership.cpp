#include "model/group/membership.hpp"

#include <algorithm>
#include <array>

#include "core/distributions.hpp"

namespace ayni {
namespace {

// What a member gains by the group, over selling alone with the technology of the start.
double benefit_of(const Groups& group, Index g, double limit) noexcept {
  const double technology =
      static_cast<double>(group.technology.equipment[g]) / static_cast<double>(group.crop.farm_units[g]) +
      static_cast<double>(group.technology.skill[g]);
  if (group.agreement.buyer[g] == nobody || group.settlement.spot_price[g] <= 0.0F ||
      group.settlement.contract_price[g] <= 0.0F)
    return technology;
  const double net =
      static_cast<double>(group.settlement.contract_price[g]) - static_cast<double>(group.transport.freight_buyer[g]);
  return technology + std::clamp(net / static_cast<double>(group.settlement.spot_price[g]) - 1.0, -limit, limit);
}

}  // namespace

Membership::Chances Membership::chances(const World& world, Index g, double benefit) const {
  const Groups& group = world.group;
  const double loose = 1.0 + p_.fines * (1.0 - static_cast<double>(group.membership.cohesion[g]));
  const double boom = world.market.boom[group.product[g]];
  const bool organised = group.kind[g] == GroupKind::potential && group.agreement.outlet[g] != Outlet::dissolved;
  Chances chances{};
  chances.leave =
      organised ? std::min(1.0, p_.leave_per_year * loose * portable_exp(-benefit / p_.benefit_scale)) : 0.0;
  chances.join = organised && group.cycle.funded[g] != never ? std::clamp(p_.join_per_year * benefit, 0.0, 1.0) : 0.0;
  chances.go = p_.drought_migration * world.climate.drought[group.region[g]];
  chances.come_back = p_.return_per_year;
  chances.claim_land = p_.boom_return * boom;
  chances.go_back = p_.leave_after_boom * (1.0 - boom);
  return chances;
}

// One household's draw against the chances of its group.
void Membership::move(World& world, Index g, std::size_t i, float draw, const Chances& chances) const {
  Households& household = world.household;
  Groups& group = world.group;
  if (household.lives[i] == 0) return;
  const bool migrant = household.migrant[i] != 0;
  if (household.away[i] != 0) {
    // Those with land rights who never belonged come back for a boom only; members who went away for work return.
    if (draw >= static_cast<float>(migrant ? chances.claim_land : chances.come_back)) return;
    household.away[i] = 0;
    if (migrant) ++group.membership.migrants_home[g];
  } else if (household.member[i] != 0) {
    if (draw >= static_cast<float>(chances.leave + chances.go)) return;
    household.member[i] = 0;
    household.away[i] = draw >= static_cast<float>(chances.leave) ? 1 : 0;
    if (migrant && household.away[i] != 0) --group.membership.migrants_home[g];
    --group.membership.members[g];
    ++world.left;
  } else if (draw < static_cast<float>(chances.join)) {
    household.member[i] = 1;
    ++group.membership.members[g];
    ++world.joined;
  } else if (migrant && draw < static_cast<float>(chances.go_back)) {
    household.away[i] = 1;
    --group.membership.migrants_home[g];
  } else if (!migrant && draw < static_cast<float>(chances.join + chances.go)) {
    household.away[i] = 1;
  }
}

void Membership::move_households(World& world, Index g, const Chances& chances, Month t) const {
  Groups& group = world.group;
  Engine rng = world.streams(Process::membership, group.identity[g], static_cast<std::uint64_t>(t));
  const std::int32_t home_before = group.membership.migrants_home[g];
  const double leaving = home_before > 0 ? chances.go_back : 0.0;
  // Those above every chance of their kind are not even looked at.
  const auto members_bound = static_cast<float>(chances.leave + chances.go);
  const auto others_bound =
      static_cast<float>(std::max({chances.join + chances.go, chances.come_back, chances.claim_land, leaving}));
  std::array<float, draws_at_once> draws;
  std::array<std::uint32_t, draws_at_once> moves, movers;
  for (std::size_t done = 0; done < group.slots[g]; done += draws.size()) {
    const std::size_t n = std::min<std::size_t>(draws.size(), group.slots[g] - done);
    const std::size_t first = group.first[g] + done;
    const std::int32_t* const member = world.household.member.data() + first;
    unit_floats(rng, {draws.data(), n});
    for (std::size_t k = 0; k < n; ++k) moves[k] = draws[k] < (member[k] != 0 ? members_bound : others_bound) ? 1 : 0;
    std::size_t moving = 0;
    for (std::size_t k = 0; k < n; ++k) {
      movers[moving] = static_cast<std::uint32_t>(k);
      moving += moves[k];
    }
    for (std::size_t k = 0; k < moving; ++k) move(world, g, first + movers[k], draws[movers[k]], chances);
  }
  const std::int32_t returned = group.membership.migrants_home[g] - home_before;
  if (group.membership.members[g] == 0 || returned <= 0) return;
  const double claim =
      p_.claim_effect * static_cast<double>(returned) / static_cast<double>(group.membership.members[g]);
  group.membership.cohesion[g] =
      static_cast<float>(std::max(0.0, static_cast<double>(group.membership.cohesion[g]) - claim));
}

void Membership::assemble(World& world, Month t) const {
  Groups& group = world.group;
  for (Index g = 0; g < group.count; ++g) {
    if (group.membership.assembly_month[g] != t % 12 || t < 12) continue;
    group.trait.age_years[g] += 1.0F;
    const double benefit = benefit_of(group, g, p_.price_benefit_limit);
    move_households(world, g, chances(world, g, benefit), t);
    const double level =
        std::clamp(p_.cohesion_base + p_.cohesion_management * static_cast<double>(group.trait.management[g]) +
                       p_.cohesion_benefit * (benefit - p_.cohesion_benefit_neutral),
                   0.0, 1.0);
    group.membership.cohesion[g] +=
        static_cast<float>(p_.cohesion_adjustment * (level - static_cast<double>(group.membership.cohesion[g])));
  }
}

}  // namespace ayni

#include "model/group/membership.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/distributions.hpp"
#include "core/lanes.hpp"
#include "model/buyer/alliance_parameters.hpp"

namespace ayni {
namespace {

// Farms below this share of the mean gain so little that any of them may leave.
constexpr float small_farm = 0.3F;

constexpr double above_rounding = 1.000001;  // so that no draw below a bound is left out in single precision

float upwards(double bound) noexcept { return static_cast<float>(bound * above_rounding); }

double chance_to_stay_out(double own_gain, double scale) noexcept { return logistic(-own_gain / scale); }

}  // namespace

Membership::Membership(const MembershipParameters& parameters, const AllianceParameters& alliance, double persons,
                       PackageGain package, const std::vector<ProductParameters>& products)
    : p_{parameters}, package_{std::move(package)}, meeting_days_{alliance.meeting_days} {
  for (const ProductParameters& product : products) {
    unit_sales_.push_back(product.yield_per_farm_unit_year * (1.0 - product.loss_share));
    eaten_.push_back(persons * product.home_consumption);
    unit_net_.push_back(1.0 - product.cost_share);
  }
}

// What the group earned its members in the year, and whom it has places for.
Membership::Assembly Membership::call(World& world, Index g, Engine& rng) const {
  Groups& group = world.group;
  GroupMembership& membership = group.membership;
  const std::size_t p = group.product[g];
  const std::int32_t members = membership.members[g];
  membership.gain[g] = static_cast<float>(membership.benefit[g] / std::max(static_cast<double>(members), 1.0));
  membership.benefit[g] = 0.0;
  const double boom = world.market.boom[p];
  const double price = world.market.spot[group.cell[g]] * static_cast<double>(group.crop.price[g]);
  const double unit = unit_sales_[p] * unit_net_[p] * price;
  const double eaten = eaten_[p] * unit_net_[p] * price;
  const double loose = 1.0 - static_cast<double>(membership.cohesion[g]);
  Assembly assembly{};
  assembly.organised = group.kind[g] == GroupKind::potential && group.agreement.outlet[g] != Outlet::dissolved;
  assembly.funded = group.cycle.funded[g] != never;
  assembly.gain = static_cast<double>(membership.gain[g]);
  assembly.farm = std::max(static_cast<double>(group.crop.farm_units[g]) * unit - eaten, 0.0);
  assembly.goods = static_cast<double>(group.technology.equipment[g]) * unit;
  assembly.days = assembly.funded ? meeting_days_ * (1.0 + p_.fines * loose) * world.day_wage : 0.0;
  assembly.scale = p_.gain_scale_bs * world.price_index;
  const auto owned = static_cast<double>(group.technology.packages[g] + group.technology.packages_waiting[g]);
  assembly.fee = p_.entry_fee_share * owned * package_.cost(p) * world.price_index;
  assembly.fee_year = assembly.fee / p_.entry_fee_years;
  const double growth = p_.growth_per_year * static_cast<double>(members);
  const bool wanted = agreed(group.agreement.outlet[g]) && group.settlement.refused[g] <= 0.0F;
  const double spread = uniform(rng);
  assembly.places =
      std::max(membership.at_start[g] - members, 0) + (wanted ? static_cast<std::int32_t>(growth + spread) : 0);
  assembly.exit = p_.exit_per_year;
  assembly.go = p_.drought_migration * world.climate.drought[group.region[g]];
  assembly.claim_land = p_.boom_return * boom;
  assembly.go_back = p_.leave_after_boom * (1.0 - boom);
  assembly.small = small_farm * group.crop.farm_units[g];
  return assembly;
}

// Bs a year; a household's share of what the group earns follows what it sells.
double Membership::own_gain(const Groups& group, Index g, const Assembly& assembly, float capacity) const noexcept {
  const auto added = static_cast<double>(group.technology.equipment[g]);
  const double share =
      (static_cast<double>(capacity) + added) / (static_cast<double>(group.crop.farm_units[g]) + added);
  return share * assembly.gain + assembly.goods - assembly.days;
}

void Membership::ask_member(World& world, Index g, std::size_t i, float draw, const Assembly& assembly) const {
  Households& household = world.household;
  Groups& group = world.group;
  const auto u = static_cast<double>(draw);
  const auto belongs_no_longer = [&] {
    household.member[i] = 0;
    --group.membership.members[g];
    ++world.left;
  };
  if (household.away[i] != 0) {
    if (u < p_.return_per_year) {
      household.away[i] = 0;
    } else if (u < p_.return_per_year + (1.0 - p_.return_per_year) * p_.absent_expelled) {
      belongs_no_longer();
      if (household.migrant[i] != 0) --group.membership.migrants_home[g];
    }
    return;
  }
  const double expelled = household.arrears[i] > 0 ? p_.debtors_expelled : 0.0;
  const double ends = assembly.exit + (assembly.organised ? expelled : 0.0);
  const double withdraws =
      assembly.organised && assembly.funded
          ? chance_to_stay_out(own_gain(group, g, assembly, household.capacity[i]), assembly.scale) * p_.leave_per_year
          : 0.0;
  if (u < ends + withdraws) {
    belongs_no_longer();
  } else if (u < ends + withdraws + assembly.go) {
    household.away[i] = 1;
  }
}

void Membership::ask_other(World& world, Index g, std::size_t i, float draw, Assembly& assembly) const {
  Households& household = world.household;
  Groups& group = world.group;
  const bool migrant = household.migrant[i] != 0;
  const auto u = static_cast<double>(draw);
  if (household.away[i] != 0) {
    // Those with land rights who never belonged come back for a boom only; others who went away for work return.
    if (u >= (migrant ? assembly.claim_land : p_.return_per_year)) return;
    household.away[i] = 0;
    if (migrant) ++group.membership.migrants_home[g];
    return;
  }
  const auto fee = static_cast<std::int32_t>(std::min(100.0 * assembly.fee, static_cast<double>(household_limit)));
  double joins = 0.0;
  if (assembly.organised && assembly.places > 0 && household.cash[i] >= fee) {
    const double gain = own_gain(group, g, assembly, household.capacity[i]) - assembly.fee_year;
    joins = p_.interest_per_year * (1.0 - chance_to_stay_out(gain, assembly.scale));
  }
  if (u < joins) {
    household.member[i] = 1;
    household.cash[i] -= fee;
    assembly.fees += fee;
    --assembly.places;
    ++group.membership.members[g];
    ++world.joined;
  } else if (migrant && u < assembly.go_back) {
    household.away[i] = 1;
    --group.membership.migrants_home[g];
  } else if (!migrant && u < joins + assembly.go) {
    household.away[i] = 1;
  }
}

// Of farms above the small ones these withdraw most often; where a group costs its members money, the large ones do.
Membership::Bounds Membership::bounds(const Groups& group, Index g, const Assembly& assembly) const {
  const double most =
      assembly.gain < 0.0 ? 1.0 : chance_to_stay_out(own_gain(group, g, assembly, assembly.small), assembly.scale);
  const double leave = assembly.organised && assembly.funded ? p_.leave_per_year : 0.0;
  const double expelled = assembly.organised ? p_.debtors_expelled : 0.0;
  const double joins = assembly.organised && assembly.places > 0 ? p_.interest_per_year : 0.0;
  const double stays_away = 1.0 - p_.return_per_year;
  return {.member = static_cast<float>(assembly.exit + leave * most + assembly.go),
          .small_farm = upwards(assembly.exit + leave + assembly.go),
          .debtor = upwards(assembly.exit + expelled + leave + assembly.go),
          .member_away = upwards(p_.return_per_year + stays_away * p_.absent_expelled),
          .neighbour = upwards(joins + assembly.go),
          .neighbour_away = upwards(p_.return_per_year),
          .migrant = upwards(std::max(joins, assembly.go_back)),
          .migrant_away = upwards(assembly.claim_land)};
}

// Which of eight households have a draw below their bound.
Ints Membership::below(const Households& household, std::size_t i, const Bounds& bound, Floats draw, float small) {
  const auto all = [](float value) { return Floats{} + value; };
  const Ints away = load(&household.away[i]) != 0;
  const Ints owes = load(&household.arrears[i]) != 0;
  const Floats at_home = load(&household.capacity[i]) < small ? all(bound.small_farm) : all(bound.member);
  const Floats of_member = away ? all(bound.member_away) : (owes ? all(bound.debtor) : at_home);
  const Ints migrant = load(&household.migrant[i]) != 0;
  const Floats of_migrant = away ? all(bound.migrant_away) : all(bound.migrant);
  const Floats of_neighbour = away ? all(bound.neighbour_away) : all(bound.neighbour);
  return draw < (load(&household.member[i]) != 0 ? of_member : (migrant ? of_migrant : of_neighbour));
}

// Those whose draw is above every chance of their kind are not even looked at.
void Membership::ask_all(World& world, Index g, Assembly& assembly, Engine& rng) const {
  const Bounds bound = bounds(world.group, g, assembly);
  std::array<float, draws_at_once> draws;
  for (std::size_t k = 0; k < world.group.slots[g]; k += lane) {
    const std::size_t at = k % draws.size();
    if (at == 0) unit_floats(rng, {draws.data(), std::min<std::size_t>(draws.size(), world.group.slots[g] - k)});
    const std::size_t first = world.group.first[g] + k;
    const Ints asked = below(world.household, first, bound, load(&draws[at]), assembly.small);
    if (!any(asked)) continue;
    for (std::size_t l = 0; l < lane; ++l) {
      const std::size_t i = first + l;
      if (asked[l] == 0) continue;
      if (world.household.member[i] != 0) {
        ask_member(world, g, i, draws[at + l], assembly);
      } else if (world.household.lives[i] != 0) {
        ask_other(world, g, i, draws[at + l], assembly);
      }
    }
  }
}

// What newcomers pay buys the goods that they need.
void Membership::buy_goods_with(World& world, Index g, Centavos fees) const {
  if (fees == 0) return;
  world.group.technology.goods_bought[g] += bolivianos(fees);
  world.ledger.post(Account::household, Account::group, fees);
  world.ledger.post(Account::group, Account::outside, fees);
  world.outside += fees;
}

void Membership::assemble(World& world, Month t) const {
  Groups& group = world.group;
  GroupMembership& membership = group.membership;
  for (Index g = 0; g < group.count; ++g) {
    if (membership.assembly_month[g] != t % 12 || t < 12) continue;
    group.trait.age_years[g] += 1.0F;
    Engine rng = world.streams(Process::membership, group.identity[g], static_cast<std::uint64_t>(t));
    Assembly assembly = call(world, g, rng);
    const std::int32_t home_before = membership.migrants_home[g];
    ask_all(world, g, assembly, rng);
    buy_goods_with(world, g, assembly.fees);
    const std::int32_t returned = membership.migrants_home[g] - home_before;
    if (membership.members[g] > 0 && returned > 0) {
      const double claim = p_.claim_effect * static_cast<double>(returned) / static_cast<double>(membership.members[g]);
      membership.cohesion[g] = static_cast<float>(std::max(0.0, static_cast<double>(membership.cohesion[g]) - claim));
    }
    const double relative = assembly.farm > 0.0 ? (assembly.gain + assembly.goods) / assembly.farm : 0.0;
    const double level =
        std::clamp(p_.cohesion_base + p_.cohesion_management * static_cast<double>(group.trait.management[g]) +
                       p_.cohesion_benefit * (relative - p_.cohesion_benefit_neutral),
                   0.0, 1.0);
    membership.cohesion[g] +=
        static_cast<float>(p_.cohesion_adjustment * (level - static_cast<double>(membership.cohesion[g])));
  }
}

}  // namespace ayni

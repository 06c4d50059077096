#include "model/group/membership.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <memory>
#include <numeric>
#include <vector>

#include "support/identities.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// Nobody has a reason to come or go; 20 members, 10 others of the community and 5 migrants a group.
Scenario still() {
  Scenario s = small_scenario();
  MembershipParameters& membership = s.membership;
  membership.leave_per_year = 0.0;
  membership.exit_per_year = 0.0;
  membership.interest_per_year = 0.0;
  membership.growth_per_year = 0.0;
  membership.debtors_expelled = 0.0;
  membership.drought_migration = 0.0;
  membership.return_per_year = 0.0;
  membership.absent_expelled = 0.0;
  membership.boom_return = 0.0;
  membership.fines = 0.0;
  membership.cohesion_adjustment = 0.0;
  membership.community_ratio = 1.5;
  for (RegionParameters& region : s.region) region.migrant_share = 0.25;
  return s;
}

struct Assembly : Laboratory {
  Index g;
  Month t;

  explicit Assembly(const Scenario& s) : Laboratory{s}, g{group_of(maize)} {
    look_at_markets();
    ally(g, buyer_of(maize));
    t = 24 + world.group.membership.assembly_month[g];
  }
  void assemble() { model.membership->assemble(world, t); }
  void gains(double bs_a_member) { world.group.membership.benefit[g] = bs_a_member * members(); }
  [[nodiscard]] std::int32_t members() const { return world.group.membership.members[g]; }
  [[nodiscard]] std::int32_t count(const std::vector<std::uint8_t>& flag) const {
    std::int32_t sum = 0;
    for (std::size_t i = world.group.first[g]; i < world.group.first[g] + world.group.slots[g]; ++i) sum += flag[i];
    return sum;
  }
};

/// Goes through a year's assemblies; the share of the members of all groups who leave.
double share_that_leaves(Laboratory& lab) {
  const GroupMembership& membership = lab.world.group.membership;
  const double before = std::accumulate(membership.members.begin(), membership.members.end(), 0.0);
  for (Month t = 12; t < 24; ++t) lab.model.membership->assemble(lab.world, t);
  return 1.0 - std::accumulate(membership.members.begin(), membership.members.end(), 0.0) / before;
}

}  // namespace

TEST_CASE("Without a reason to go or come nobody does") {
  Assembly one{still()};
  one.assemble();
  CHECK(one.members() == 20);
  CHECK(one.world.joined == 0);
  CHECK(one.world.left == 0);
}

TEST_CASE("An assembly is held once a year, and not in the first") {
  Scenario s = still();
  s.membership.exit_per_year = 1.0;
  Assembly one{s};
  for (Month t = 0; t < 12; ++t) one.model.membership->assemble(one.world, t);
  CHECK(one.members() == 20);
  for (Month t = 12; t < 24; ++t) one.model.membership->assemble(one.world, t);
  CHECK(one.members() == 0);
}

TEST_CASE(
    "Half of the chance to leave is left where a member neither gains nor loses, and little where it gains a lot") {
  Scenario s = still();
  s.scale.potential_groups = 400.0;
  s.membership.leave_per_year = 0.5;
  s.membership.gain_scale_bs = 1000.0;
  s.alliance.meeting_days = 0.0;
  const auto with_gain = [&](double bs) {
    Laboratory lab{s};
    GroupMembership& membership = lab.world.group.membership;
    lab.world.group.cycle.funded.assign(lab.world.group.count, 1);
    for (Index g = 0; g < lab.world.group.count; ++g) {
      membership.benefit[g] = bs * static_cast<double>(membership.members[g]);
      for (std::size_t i = lab.world.group.first[g]; i < lab.world.group.first[g] + lab.world.group.slots[g]; ++i)
        lab.world.household.capacity[i] = lab.world.group.crop.farm_units[g];
    }
    return share_that_leaves(lab);
  };
  // 8,000 households: five standard errors are at most 0.025.
  CHECK(with_gain(0.0) == Approx(0.25).margin(0.025));
  CHECK(with_gain(2000.0) == Approx(0.5 / (1.0 + 7.389056)).margin(0.02));
  CHECK(with_gain(-2000.0) == Approx(0.5 / (1.0 + 1.0 / 7.389056)).margin(0.028));
}

TEST_CASE("Who sells little gains little by the group, and leaves it first") {
  Scenario s = still();
  s.scale.potential_groups = 400.0;
  s.membership.leave_per_year = 1.0;
  s.membership.gain_scale_bs = 300.0;
  Laboratory lab{s};
  World& world = lab.world;
  world.group.cycle.funded.assign(world.group.count, 1);
  for (Index g = 0; g < world.group.count; ++g)
    world.group.membership.benefit[g] = 1000.0 * static_cast<double>(world.group.membership.members[g]);
  for (std::size_t i = 0; i < world.household.count; ++i) world.household.capacity[i] *= i % 2 == 0 ? 0.2F : 1.8F;
  std::array<double, 2> members{}, left{};
  const std::vector<std::uint8_t> before(world.household.member.begin(), world.household.member.end());
  for (Month t = 12; t < 24; ++t) lab.model.membership->assemble(world, t);
  for (Index g = 0; g < world.group.count; ++g) {
    for (std::size_t i = world.group.first[g]; i < world.group.first[g] + world.group.slots[g]; ++i) {
      if (before[i] == 0) continue;
      const std::size_t large = i % 2;
      members[large] += 1.0;
      left[large] += world.household.member[i] == 0 ? 1.0 : 0.0;
    }
  }
  CHECK(left[0] / members[0] > 1.5 * left[1] / members[1]);
}

TEST_CASE("Meetings and fines weigh heavier in a group without cohesion") {
  Scenario s = still();
  s.scale.potential_groups = 400.0;
  s.membership.leave_per_year = 1.0;
  s.membership.gain_scale_bs = 200.0;
  s.membership.fines = 2.0;
  s.alliance.meeting_days = 6.0;
  s.prices.day_wage_bs = {35.0};
  for (const double cohesion : {0.0, 0.5, 1.0}) {
    CAPTURE(cohesion);
    Laboratory lab{s};
    lab.world.group.cycle.funded.assign(lab.world.group.count, 1);
    lab.world.group.membership.cohesion.assign(lab.world.group.count, static_cast<float>(cohesion));
    const double days = 6.0 * (1.0 + 2.0 * (1.0 - cohesion)) * 35.0;
    // Five standard errors of 8,000 households are at most 0.028.
    CHECK(share_that_leaves(lab) == Approx(1.0 / (1.0 + std::exp(-days / 200.0))).margin(0.028));
  }
}

TEST_CASE("The assembly fills the places of members who left, and more only while the buyer takes all") {
  Scenario s = still();
  s.membership.interest_per_year = 1.0;
  s.membership.gain_scale_bs = 1.0;  // who gains wants to join
  s.alliance.meeting_days = 0.0;
  Assembly full{s};
  full.gains(1000.0);
  full.assemble();
  CHECK(full.members() == 20);

  Assembly vacant{s};
  for (std::size_t k = 0; k < 4; ++k) vacant.world.household.member[vacant.world.group.first[vacant.g] + k] = 0;
  vacant.world.group.membership.members[vacant.g] -= 4;
  vacant.world.left += 4;
  vacant.gains(1000.0);
  vacant.assemble();
  CHECK(vacant.members() == 20);
  CHECK(vacant.world.joined == 4);

  s.membership.growth_per_year = 0.1;
  Assembly grows{s};
  grows.gains(1000.0);
  grows.assemble();
  CHECK(grows.members() == 22);

  Assembly refused{s};
  refused.gains(1000.0);
  refused.world.group.settlement.refused[refused.g] = 0.1F;
  refused.assemble();
  CHECK(refused.members() == 20);
}

TEST_CASE("A newcomer pays its share of what members' goods are worth, and the group buys goods with it") {
  Scenario s = still();
  s.membership.interest_per_year = 1.0;
  s.membership.gain_scale_bs = 1.0;
  s.membership.growth_per_year = 0.1;
  s.membership.entry_fee_share = 0.5;
  s.alliance.meeting_days = 0.0;
  Assembly one{s};
  World& world = one.world;
  world.group.technology.packages[one.g] = 0.5F;
  world.group.technology.packages_waiting[one.g] = 0.1F;  // paid for, though they do not bear yet
  std::int64_t before = 0;
  for (std::size_t i = world.group.first[one.g]; i < world.group.first[one.g] + world.group.slots[one.g]; ++i) {
    if (world.household.lives[i] != 0) world.household.cash[i] = 10'000'000;
    before += world.household.cash[i];
  }
  one.gains(1e5);
  one.assemble();
  REQUIRE(one.members() == 22);
  const std::int64_t paid =
      before - std::accumulate(world.household.cash.begin() + world.group.first[one.g],
                               world.household.cash.begin() + world.group.first[one.g] + world.group.slots[one.g],
                               std::int64_t{0});
  const PackageGain package{s.technology, s.product, s.project.bolivianos_per_usd};
  CHECK(static_cast<double>(paid) == Approx(2.0 * 100.0 * 0.5 * 0.6 * package.cost(maize)).epsilon(1e-4));
  CHECK(world.group.technology.goods_bought[one.g] == Approx(static_cast<double>(paid) / 100.0));

  Assembly poor{s};
  poor.world.group.technology.packages[poor.g] = 0.6F;
  poor.world.household.cash.assign(poor.world.household.count, 0);
  poor.gains(1e5);
  poor.assemble();
  CHECK(poor.members() == 20);
}

TEST_CASE("A fee that is more a year than what a group earns its members keeps newcomers away") {
  Scenario s = still();
  s.membership.interest_per_year = 1.0;
  s.membership.gain_scale_bs = 1.0;
  s.membership.growth_per_year = 0.1;
  s.membership.entry_fee_share = 0.5;
  s.alliance.meeting_days = 0.0;
  const double fee = 0.5 * 0.6 * PackageGain{s.technology, s.product, s.project.bolivianos_per_usd}.cost(maize);
  for (const double years : {1.0, 10.0}) {
    s.membership.entry_fee_years = years;
    Assembly one{s};
    one.world.group.technology.packages[one.g] = 0.6F;
    one.world.household.cash.assign(one.world.household.count, 10'000'000);
    for (std::size_t i = one.world.group.first[one.g]; i < one.world.group.first[one.g] + one.world.group.slots[one.g];
         ++i)
      one.world.household.capacity[i] = one.world.group.crop.farm_units[one.g];
    one.gains(0.5 * fee);
    one.assemble();
    CHECK(one.members() == (years == 1.0 ? 20 : 22));
  }
}

TEST_CASE("Who goes away for a drought stays a member, until the assembly expels who stays away") {
  Scenario s = still();
  s.membership.drought_migration = 1.0;
  const auto after_a_drought = [&](double back, double expelled) {
    s.membership.return_per_year = back;
    s.membership.absent_expelled = expelled;
    auto one = std::make_unique<Assembly>(s);
    const std::int32_t away = one->count(one->world.household.away);
    double& drought = one->world.climate.drought[one->world.group.region[one->g]];
    drought = 1.0;
    one->assemble();
    CHECK(one->members() == 20);
    CHECK(one->world.left == 0);
    CHECK(one->count(one->world.household.away) == away + 30);  // the rest of the community too
    drought = 0.0;
    one->t += 12;
    one->assemble();
    return one;
  };
  const auto back = after_a_drought(1.0, 1.0);
  CHECK(back->members() == 20);
  CHECK(back->count(back->world.household.away) == 5);  // migrants with land rights wait for a boom
  const auto expelled = after_a_drought(0.0, 1.0);
  CHECK(expelled->members() == 0);
  CHECK(expelled->world.left == 20);
}

TEST_CASE("The assembly expels members who do not pay the fund back") {
  Scenario s = still();
  s.membership.debtors_expelled = 1.0;
  Assembly one{s};
  one.world.household.arrears[one.world.group.first[one.g] + 3] = 1;
  one.assemble();
  CHECK(one.members() == 19);
  CHECK(one.world.household.member[one.world.group.first[one.g] + 3] == 0);
}

TEST_CASE("In a boom migrants return and claim land, which costs cohesion, and after it they leave") {
  Scenario s = still();
  s.membership.boom_return = 1.0;
  s.membership.claim_effect = 0.8;
  Assembly one{s};
  one.world.group.membership.cohesion[one.g] = 0.5F;
  const std::int32_t migrants = one.count(one.world.household.migrant);
  REQUIRE(migrants == 5);
  one.world.market.boom[maize] = 1.0;
  one.assemble();
  CHECK(one.count(one.world.household.away) == 0);
  CHECK(one.world.group.membership.cohesion[one.g] == Approx(0.5 - 0.8 * 5.0 / 20.0));
  one.world.market.boom[maize] = 0.0;
  for (int year = 0; year < 30; ++year) {
    one.t += 12;
    one.assemble();
  }
  CHECK(one.count(one.world.household.away) == migrants);
}

TEST_CASE("Cohesion goes its share of the way to the level that management and benefit set") {
  Scenario s = still();
  s.membership.cohesion_adjustment = 0.5;
  s.membership.cohesion_management = 0.1;
  s.membership.cohesion_benefit = 1.0;
  Assembly one{s};
  one.world.group.membership.cohesion[one.g] = 0.3F;
  one.world.group.trait.management[one.g] = 1.0F;
  const ProductParameters& product = s.product[maize];
  const double farm = product.yield_per_farm_unit_year * (1.0 - product.loss_share) * (1.0 - product.cost_share) *
                      one.world.market.spot[one.world.group.cell[one.g]] *
                      static_cast<double>(one.world.group.crop.farm_units[one.g]);
  one.gains(0.3 * farm);
  one.assemble();
  const double level = 0.5 + 0.1 + 0.1;
  CHECK(one.world.group.membership.cohesion[one.g] == Approx(0.3 + 0.5 * (level - 0.3)));
}

TEST_CASE("Control communities have no members to lose or win") {
  Scenario s = still();
  s.membership.interest_per_year = 1.0;
  s.membership.exit_per_year = 1.0;
  Laboratory lab{s};
  for (Month t = 12; t < 60; ++t) lab.model.membership->assemble(lab.world, t);
  for (Index g = 0; g < lab.world.group.count; ++g) {
    if (lab.world.group.kind[g] == GroupKind::control) CHECK(lab.world.group.membership.members[g] == 0);
  }
  CHECK(imbalances(lab.world) == std::vector<std::string>{});
}

#include "model/group/membership.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "support/identities.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

Scenario still() {
  Scenario s = small_scenario();
  s.membership.leave_per_year = 0.0;
  s.membership.join_per_year = 0.0;
  s.membership.drought_migration = 0.0;
  s.membership.return_per_year = 0.0;
  s.membership.boom_return = 0.0;
  s.membership.fines = 0.0;
  s.membership.cohesion_adjustment = 0.0;
  s.scale.neighbours_share = 0.5;
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
  [[nodiscard]] std::int32_t members() const { return world.group.membership.members[g]; }
  [[nodiscard]] std::int32_t count(const std::vector<std::int32_t>& flag) const {
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
  s.membership.leave_per_year = 1.0;
  Assembly one{s};
  for (Month t = 0; t < 12; ++t) one.model.membership->assemble(one.world, t);
  CHECK(one.members() == 20);
  for (Month t = 12; t < 24; ++t) one.model.membership->assemble(one.world, t);
  CHECK(one.members() == 0);
}

TEST_CASE("The chance to leave falls with the benefit by e for each scale") {
  Scenario s = still();
  s.scale.potential_groups = 400.0;
  s.membership.leave_per_year = 0.5;
  s.membership.benefit_scale = 0.1;
  Laboratory lab{s};
  for (Index g = 0; g < lab.world.group.count; ++g) lab.world.group.technology.skill[g] = 0.1F;
  // 8,000 households: five standard errors are 0.022.
  CHECK(share_that_leaves(lab) == Approx(0.5 / 2.718281828).margin(0.022));
}

TEST_CASE("Fines drive out members of groups that do not hold together, and nobody from those that do") {
  Scenario s = still();
  s.scale.potential_groups = 400.0;
  s.membership.leave_per_year = 0.1;
  s.membership.fines = 4.0;
  for (const double cohesion : {0.0, 0.25, 0.5, 1.0}) {
    CAPTURE(cohesion);
    Laboratory lab{s};
    lab.world.group.membership.cohesion.assign(lab.world.group.count, static_cast<float>(cohesion));
    // Without a benefit; five standard errors of 8,000 households are at most 0.028.
    CHECK(share_that_leaves(lab) == Approx(0.1 * (1.0 + 4.0 * (1.0 - cohesion))).margin(0.028));
  }
}

TEST_CASE("Neighbours join a funded group that gains its members something") {
  Scenario s = still();
  s.membership.join_per_year = 10.0;
  Assembly one{s};
  one.world.group.technology.skill[one.g] = 0.2F;
  one.assemble();
  CHECK(one.members() == 30);
  CHECK(one.world.joined == 10);

  Assembly unfunded{s};
  unfunded.world.group.technology.skill[unfunded.g] = 0.2F;
  unfunded.forget_funding(unfunded.g);
  unfunded.assemble();
  CHECK(unfunded.members() == 20);
}

TEST_CASE("A drought sends members away to work, and they are members no longer, and may come back") {
  Scenario s = still();
  s.membership.drought_migration = 1.0;
  Assembly one{s};
  const std::int32_t away = one.count(one.world.household.away);
  one.world.climate.drought[one.world.group.region[one.g]] = 1.0;
  one.assemble();
  CHECK(one.members() == 0);
  CHECK(one.world.left == 20);
  CHECK(one.count(one.world.household.away) == away + 30);  // neighbours too

  Scenario back = s;
  back.membership.return_per_year = 1.0;
  back.membership.boom_return = 1.0;
  Assembly other{back};
  other.world.climate.drought[other.world.group.region[other.g]] = 1.0;
  other.assemble();
  other.world.climate.drought[other.world.group.region[other.g]] = 0.0;
  other.t += 12;
  other.assemble();
  CHECK(other.count(other.world.household.away) == away);  // migrants with land rights wait for a boom
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
  one.world.group.technology.skill[one.g] = 0.3F;
  one.assemble();
  const double level = 0.5 + 0.1 + 0.1;
  CHECK(one.world.group.membership.cohesion[one.g] == Approx(0.3 + 0.5 * (level - 0.3)));
}

TEST_CASE("Control communities have no members to lose or win") {
  Scenario s = still();
  s.membership.join_per_year = 10.0;
  s.membership.leave_per_year = 1.0;
  Laboratory lab{s};
  for (Month t = 12; t < 60; ++t) lab.model.membership->assemble(lab.world, t);
  for (Index g = 0; g < lab.world.group.count; ++g) {
    if (lab.world.group.kind[g] == GroupKind::control) CHECK(lab.world.group.membership.members[g] == 0);
  }
  CHECK(imbalances(lab.world) == std::vector<std::string>{});
}

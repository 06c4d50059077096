// What becomes of alliances over a whole run of a small country.

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "support/alliance_fixture.hpp"

using namespace ayni;

TEST_CASE("A group that dissolves while its buyer fails is not brought back to life by another buyer") {
  Scenario s = decided_by_state();
  s.membership.exit_per_year = 0.5;
  make_buyers_fail(s, 0.3);
  s.alliance.rematch_chance = 1.0;
  Laboratory lab{s};
  std::vector<bool> dissolved(lab.world.group.count, false);
  for (Month t = 0; t < 60; ++t) {
    lab.run_to(t + 1);
    for (Index g = 0; g < lab.world.group.count; ++g) {
      if (dissolved[g]) CHECK(lab.world.group.agreement.outlet[g] == Outlet::dissolved);
      dissolved[g] = lab.world.group.agreement.outlet[g] == Outlet::dissolved;
    }
  }
  CHECK(std::count(dissolved.begin(), dissolved.end(), true) > 0);
}

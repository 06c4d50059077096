#include "model/build.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <set>

#include "core/distributions.hpp"
#include "support/identities.hpp"
#include "support/scenario_files.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

World built(const Scenario& s, std::uint64_t seed = 1, std::uint64_t replicate = 0) {
  return build(s, seed, replicate, true);
}

}  // namespace

TEST_CASE("The country has the groups that were asked for, split by shares with the largest remainders") {
  Scenario s = small_scenario();
  s.scale.potential_groups = 7.0;
  s.scale.control_groups = 3.0;
  s.region[0].share_of_groups = 0.7;
  s.region[1].share_of_groups = 0.3;
  const World world = built(s);
  CHECK(world.group.count == 10);
  std::vector<int> potential(2, 0);
  for (Index g = 0; g < world.group.count; ++g) {
    potential[world.group.region[g]] += world.group.kind[g] == GroupKind::potential ? 1 : 0;
  }
  CHECK(potential == std::vector<int>{5, 2});  // 4.9 and 2.1
}

TEST_CASE(
    "Full size is Bolivia: a thousand applicants, 77 control communities, 83 municipalities, some 40,000 households") {
  const Scenario s = bolivia(1.0);
  const World world = built(s);
  CHECK(world.group.count == static_cast<std::size_t>(s.scale.potential_groups + s.scale.control_groups));
  CHECK(world.municipality.count == 83);
  const auto members = std::accumulate(world.household.member.begin(), world.household.member.end(), std::int64_t{0});
  CHECK(static_cast<double>(members) / s.scale.potential_groups == Approx(38.0).margin(2.0));
}

TEST_CASE("Groups of one region and product stand together and form a cell") {
  const World world = built(bolivia(0.1));
  Index next = 0;
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    CHECK(world.cells[c].begin == next);
    CHECK(world.cells[c].end > next);
    for (Index g = world.cells[c].begin; g < world.cells[c].end; ++g) {
      CHECK(world.group.cell[g] == c);
      CHECK(world.group.region[g] == world.cells[c].region);
      CHECK(world.group.product[g] == world.cells[c].product);
    }
    next = world.cells[c].end;
  }
  CHECK(next == world.group.count);
}

TEST_CASE("Households stand in blocks of whole lanes, and padding holds nothing") {
  const World world = built(bolivia(0.1));
  Index next = 0;
  for (Index g = 0; g < world.group.count; ++g) {
    CHECK(world.group.first[g] == next);
    CHECK(world.group.slots[g] % lane == 0);
    next += world.group.slots[g];
  }
  CHECK(next == world.household.count);
  for (std::size_t i = 0; i < world.household.count; ++i) {
    if (world.household.lives[i] != 0) continue;
    CHECK(world.household.capacity[i] == 0.0F);
    CHECK(world.household.other_income_base[i] == 0.0F);
    CHECK(world.household.cash[i] == 0);
    CHECK(world.household.member[i] == 0);
  }
}

TEST_CASE("Members live here, migrants do not, and communities of controls have no members") {
  const World world = built(bolivia(0.1));
  const Households& household = world.household;
  for (Index g = 0; g < world.group.count; ++g) {
    std::int32_t members = 0;
    for (std::size_t i = world.group.first[g]; i < world.group.first[g] + world.group.slots[g]; ++i) {
      members += household.member[i];
      CHECK((household.member[i] == 0 || household.away[i] == 0));
      CHECK(household.away[i] == household.migrant[i]);
    }
    CHECK(members == (world.group.kind[g] == GroupKind::potential ? world.group.membership.at_start[g] : 0));
  }
  CHECK(imbalances(world) == std::vector<std::string>{});
}

TEST_CASE("Everybody lives in a municipality of the region, and buyers within reach trade the group's product there") {
  const World world = built(bolivia(0.1));
  for (Index g = 0; g < world.group.count; ++g) {
    const Index m = world.group.municipality[g];
    CHECK(world.municipality.region[m] == world.group.region[g]);
    CHECK(world.municipality.catchment[m] == world.group.catchment[g]);
    for (Index k = world.ties.reach_begin[g]; k < world.ties.reach_begin[g + 1]; ++k) {
      const Index b = world.ties.reach[k];
      CHECK(world.buyer.product[b] == world.group.product[g]);
      CHECK(world.buyer.catchment[b] == world.group.catchment[g]);
    }
    if (world.ties.broker[g] != nobody) CHECK(world.broker.catchment[world.ties.broker[g]] == world.group.catchment[g]);
  }
}

TEST_CASE("Identities are unique, so no two agents share a draw") {
  const World world = built(bolivia(0.3));
  const std::set<std::uint64_t> groups(world.group.identity.begin(), world.group.identity.end());
  CHECK(groups.size() == world.group.count);
  const std::set<std::uint64_t> buyers(world.buyer.identity.begin(), world.buyer.identity.end());
  CHECK(buyers.size() == world.buyer.count);
}

TEST_CASE("All buyers of a market together can take their multiple of what its groups sell") {
  Scenario s = small_scenario();
  s.buyer.entrants_share = 0.0;
  s.region[1].product[0].buyer_capacity = 1.5;
  s.region[1].product[0].buyers_per_catchment = 400.0;  // so that sizes, uniform about 1, average out
  const World world = built(s);
  double capacity = 0.0;
  for (Index b = 0; b < world.buyer.count; ++b)
    capacity += world.buyer.product[b] == maize ? world.buyer.capacity[b] : 0.0;
  double volume = 0.0;
  for (Index g = 0; g < world.group.count; ++g) {
    volume += world.group.product[g] == maize ? world.group.crop.expected_volume[g] : 0.0;
  }
  // Standard error of the mean size 0.289 / 20; four of them.
  CHECK(capacity / volume == Approx(1.5).epsilon(0.058));
}

TEST_CASE("A fraction of a buyer is a chance") {
  Scenario s = small_scenario();
  s.buyer.entrants_share = 0.0;
  s.region[1].product[0].buyers_per_catchment = 1.5;
  std::set<std::int64_t> counts;
  for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
    const World world = built(s, 1, replicate);
    counts.insert(std::count(world.buyer.product.begin(), world.buyer.product.end(), std::uint16_t{maize}));
  }
  CHECK(counts == std::set<std::int64_t>{1, 2});
}

namespace {

/// Three catchments in each of the two regions; in the second one all grow maize.
Scenario with_firms_of(std::int64_t catchments) {
  Scenario s = small_scenario();
  s.scale.municipalities_per_catchment = 1.0;
  s.region[1].product[0].buyers_per_catchment = 2.0;
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) kind->firm_catchments = catchments;
  return s;
}

}  // namespace

TEST_CASE("A firm has one buyer in each of so many neighbouring catchments at most, all of one product and owner") {
  Scenario s = with_firms_of(2);
  s.product[maize].producer_owned_share = 0.5;
  s.buyer.advances_share = 0.5;
  const World world = built(s);
  const Buyers& buyer = world.buyer;
  std::size_t largest = 0;
  std::size_t owned = 0;
  for (Index f = 0; f < world.firm.count; ++f) {
    const Index first = world.firm.first[f];
    std::size_t size = 0;
    for (Index b = first; b != nobody; b = buyer.next[b], ++size) {
      CHECK(buyer.firm[b] == f);
      CHECK(buyer.product[b] == world.firm.product[f]);
      CHECK(buyer.catchment[b] == buyer.catchment[first] + size);
      CHECK(buyer.open[b] == world.firm.open[f]);
      CHECK(buyer.owned[b] == buyer.owned[first]);
      CHECK(buyer.gives_advances[b] == buyer.gives_advances[first]);
    }
    largest = std::max(largest, size);
    owned += size;
  }
  CHECK(largest == 2);
  CHECK(owned == buyer.count);
}

TEST_CASE("A firm of several catchments has the capital of as many of its wealth, and what buyers are stays as drawn") {
  const World apart = built(with_firms_of(1));
  const World together = built(with_firms_of(3));
  CHECK(apart.firm.count == apart.buyer.count);
  REQUIRE(together.firm.count < together.buyer.count);
  CHECK(apart.buyer.identity == together.buyer.identity);
  CHECK(apart.buyer.capacity == together.buyer.capacity);
  CHECK(apart.buyer.outlet_margin == together.buyer.outlet_margin);
  CHECK(apart.buyer.municipality == together.buyer.municipality);
  CHECK(apart.ties.reach == together.ties.reach);
  for (Index f = 0; f < together.firm.count; ++f) {
    const Index first = together.firm.first[f];
    double capacity = 0.0;
    for (Index b = first; b != nobody; b = together.buyer.next[b]) capacity += together.buyer.capacity[b];
    CHECK(static_cast<double>(together.firm.own_at_start[f]) ==
          Approx(static_cast<double>(apart.firm.own_at_start[first]) * capacity / apart.buyer.capacity[first]));
    CHECK(together.firm.capital[f] == apart.firm.capital[first]);
  }
}

TEST_CASE("Wealth scales farms and savings, remoteness the ways") {
  Scenario s = small_scenario();
  const World before = built(s);
  s.region[1].wealth = 2.0;
  s.region[1].remoteness = 3.0;
  const World after = built(s);
  const Laboratory lab{s};
  const Index g = lab.group_of(maize);
  CHECK(after.household.capacity[after.group.first[g]] ==
        Approx(2.0F * before.household.capacity[before.group.first[g]]));
  CHECK(after.group.transport.hours_market[g] == Approx(3.0F * before.group.transport.hours_market[g]));
}

TEST_CASE("Cohesion and quality at the start rise with management, each with a chance of its own") {
  const World world = built(bolivia(0.1));
  for (Index g = 0; g < world.group.count; ++g) {
    Engine rng = world.streams(Process::group_traits, world.group.identity[g]);
    rng.discard(4);  // catchment, municipality, members, wealth
    const double management = normal(rng);
    rng.discard(3);  // class of age, age, call
    const double cohesion = 0.5 + 0.1 * normal(rng) + 0.05 * management;
    const double quality = 0.6 + 0.08 * normal(rng) + 0.04 * management;
    CHECK(world.group.trait.management[g] == Approx(management));
    CHECK(world.group.membership.cohesion[g] == Approx(std::clamp(cohesion, 0.0, 1.0)).margin(1e-6));
    CHECK(world.group.technology.quality[g] == Approx(std::clamp(quality, 0.1, 0.9)).margin(1e-6));
    CHECK(world.group.technology.baseline_quality[g] == world.group.technology.quality[g]);
  }
}

TEST_CASE("Households start with twice a draw of some months' income, so that they have as many on average") {
  Scenario s = small_scenario();
  s.household.savings_months = 6.0;
  for (ProductParameters& product : s.product) product.sold_by_month.assign(12, 1.0);  // nothing to wait for
  s.membership.community_ratio = 1.5;
  for (RegionParameters& region : s.region) region.migrant_share = 0.25;
  const World world = built(s);
  const Households& household = world.household;
  double months = 0.0;
  double residents = 0.0;
  for (Index g = 0; g < world.group.count; ++g) {
    Engine rng = world.streams(Process::population, world.group.identity[g]);
    for (std::size_t i = world.group.first[g]; i < world.group.first[g] + world.group.slots[g]; ++i) {
      if (household.lives[i] == 0) continue;
      rng.discard(2);  // capacity, other income
      const double u = uniform(rng);
      if (household.away[i] != 0) {
        CHECK(household.cash[i] == 0);
        continue;
      }
      const double month = static_cast<double>(household.expected_income[i]) / 12.0 +
                           static_cast<double>(household.other_income_base[i]);
      CHECK(household.cash[i] == Approx(100.0 * month * 2.0 * u * 6.0).epsilon(1e-6).margin(2.0));
      months += static_cast<double>(household.cash[i]) / (100.0 * month);
      residents += 1.0;
    }
  }
  // A standard deviation of 6 / sqrt(3) a household; five standard errors of the mean.
  CHECK(months / residents == Approx(6.0).margin(5.0 * 6.0 / std::sqrt(3.0 * residents)));
}

TEST_CASE("Calls held before the project came to a region pass it by") {
  Scenario s = small_scenario();
  s.scale.potential_groups = 200.0;
  s.project.call_months = {-8.0, 10.0, 30.0};
  s.project.call_shares = {0.5, 0.3, 0.2};
  s.region[0].start_delay_years = 1.0;
  s.project.campaign_reach = 1.0;
  const World world = built(s);
  std::set<Month> late, early;
  for (Index g = 0; g < world.group.count; ++g)
    (world.group.region[g] == 0 ? late : early).insert(world.group.cycle.call[g]);
  CHECK(late == std::set<Month>{30});
  CHECK(early == std::set<Month>{-8, 10, 30});
}

TEST_CASE("The campaign reaches its share of the groups, and the others hear of no call") {
  Scenario s = small_scenario();
  s.scale.potential_groups = 2000.0;
  s.project.call_months = {0.0, 10.0};
  s.project.call_shares = {0.5, 0.5};
  s.project.campaign_reach = 0.6;
  const World world = built(s);
  double reached = 0.0;
  double all = 0.0;
  for (Index g = 0; g < world.group.count; ++g) {
    if (world.group.kind[g] != GroupKind::potential) continue;
    all += 1.0;
    reached += world.group.cycle.call[g] != no_call ? 1.0 : 0.0;
  }
  CHECK(reached / all == Approx(0.6).margin(5.0 * std::sqrt(0.24 / all)));
}

TEST_CASE("The same identity is the same world, and another replicate another one") {
  const Scenario s = bolivia(0.05);
  CHECK(digest(built(s, 5, 2)) == digest(built(s, 5, 2)));
  CHECK(digest(built(s, 5, 2)) != digest(built(s, 5, 3)));
  CHECK(digest(built(s, 5, 2)) != digest(built(s, 6, 2)));
}

TEST_CASE("The project opens with its budget, the twin without") {
  const Scenario s = small_scenario();
  CHECK(built(s).project.account == centavos(s.project.budget_usd * s.project.bolivianos_per_usd));
  CHECK(build(s, 1, 0, false).project.account == 0);
}

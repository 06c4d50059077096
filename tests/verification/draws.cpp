// Draws belong to names: what is added to a country, or listed before the others, moves no draw of what was there.

#include <catch2/catch.hpp>
#include <map>

#include "model/market/prices.hpp"
#include "model/market/weather.hpp"
#include "support/identities.hpp"
#include "support/scenario_files.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// A product listed before all others.
ProductParameters first_product(const Scenario& s) {
  ProductParameters product = s.product.front();
  product.name = "aaa";
  return product;
}

std::map<std::uint64_t, Index> places(const std::vector<std::uint64_t>& identities) {
  std::map<std::uint64_t, Index> place;
  for (const std::uint64_t identity : identities) place.emplace(identity, static_cast<Index>(place.size()));
  return place;
}

/// How many groups of `before` are in `after` with the same traits and households.
std::size_t groups_kept(const World& before, const World& after) {
  const auto place = places(after.group.identity);
  std::size_t kept = 0;
  for (Index g = 0; g < before.group.count; ++g) {
    const auto found = place.find(before.group.identity[g]);
    if (found == place.end()) continue;
    const auto same = [g, there = found->second](const auto& a, const auto& b) { return a[g] == b[there]; };
    const Groups &a = before.group, &b = after.group;
    const bool traits = same(a.trait.management, b.trait.management) && same(a.trait.wealth, b.trait.wealth) &&
                        same(a.trait.age_years, b.trait.age_years) && same(a.cycle.call, b.cycle.call) &&
                        same(a.trait.women_share, b.trait.women_share) &&
                        same(a.technology.quality, b.technology.quality) &&
                        same(a.membership.at_start, b.membership.at_start) &&
                        same(a.membership.assembly_month, b.membership.assembly_month) && same(a.slots, b.slots);
    const auto block = [](const World& world, Index group) {
      return world.household.capacity.begin() + static_cast<std::ptrdiff_t>(world.group.first[group]);
    };
    kept += traits && std::equal(block(before, g), block(before, g) + static_cast<std::ptrdiff_t>(a.slots[g]),
                                 block(after, found->second))
                ? 1U
                : 0U;
  }
  return kept;
}

/// How many buyers of `before` are in `after` with the same traits, though a share of another market's capacity.
std::size_t buyers_kept(const World& before, const World& after) {
  const auto place = places(after.buyer.identity);
  std::size_t kept = 0;
  for (Index b = 0; b < before.buyer.count; ++b) {
    const auto found = place.find(before.buyer.identity[b]);
    if (found == place.end()) continue;
    const Index there = found->second;
    kept += before.buyer.outlet_margin[b] == after.buyer.outlet_margin[there] &&
                    before.firm.capital[before.buyer.firm[b]] == after.firm.capital[after.buyer.firm[there]] &&
                    before.buyer.gives_advances[b] == after.buyer.gives_advances[there]
                ? 1U
                : 0U;
  }
  return kept;
}

/// Acquaintances of a broker with a buyer, or of a buyer with a municipality and so on, by what the agents are called.
std::vector<std::pair<std::uint64_t, std::uint64_t>> known_buyers(const World& world, const World& of) {
  const auto there = places(of.buyer.identity);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> found;
  for (const Tie& tie : world.ties.acquaintances) {
    if (tie.from_kind != AgentKind::broker || tie.to_kind != AgentKind::buyer) continue;
    const std::uint64_t buyer = world.buyer.identity[tie.to];
    if (there.count(buyer) == 1) found.emplace_back(world.broker.identity[tie.from], buyer);
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The months of prices and the seasons of weather of a cell that differ between two laboratories.
int differences(const Laboratory& a, const Cell& x, const Laboratory& b, const Cell& y) {
  int different = 0;
  for (Month t = 0; t < static_cast<Month>(a.scenario.run.horizon_months); ++t) {
    different += a.model.prices->reference(x.product, t) != b.model.prices->reference(y.product, t) ? 1 : 0;
    different += a.model.prices->spot(x.region, x.product, t) != b.model.prices->spot(y.region, y.product, t) ? 1 : 0;
    const int season = a.world.calendar.season(t);
    different += a.model.weather->yield_factor(x.region, x.product, season) !=
                         b.model.weather->yield_factor(y.region, y.product, season)
                     ? 1
                     : 0;
  }
  return different;
}

}  // namespace

TEST_CASE("A product that nobody grows changes nothing, wherever it stands in the alphabet") {
  Scenario s = scenario_of(scenario_folder / "bolivia-stochastic.toml", 0.05);
  Laboratory before{s};
  s.product.insert(s.product.begin(), first_product(s));
  Laboratory after{s};
  before.run();
  after.run();
  CHECK(digest(before.world) == digest(after.world));
}

TEST_CASE("A product with buyers but no groups changes nothing for the others") {
  Scenario s = scenario_of(scenario_folder / "bolivia-stochastic.toml", 0.05);
  REQUIRE(s.relations.broker_reach_hops <= 2);  // nobody is found through the new buyers
  Laboratory before{s};
  s.product.insert(s.product.begin(), first_product(s));
  for (RegionParameters& region : s.region) {
    RegionProduct grown = region.product.front();
    grown.name = "aaa";
    grown.share = 0.0;
    region.product.insert(region.product.begin(), grown);
  }
  Laboratory after{s};
  REQUIRE(after.world.buyer.count > before.world.buyer.count);
  CHECK(buyers_kept(before.world, after.world) == before.world.buyer.count);
  CHECK(known_buyers(after.world, before.world) == known_buyers(before.world, before.world));
  before.run();
  after.run();
  CHECK(before.world.household.cash == after.world.household.cash);
  CHECK(before.world.group.account.balance == after.world.group.account.balance);
}

TEST_CASE("A further region moves no price, weather, group, household, buyer or acquaintance of the others") {
  Scenario s = small_scenario();
  s.prices.mode = PriceMode::stochastic;
  for (RegionParameters& region : s.region) region.weather = RegionWeather{};
  s.household.wealth_sigma = 0.5;
  s.product[maize].farm_units_sigma = 0.5;
  const Laboratory before{s};
  s.scale.potential_groups *= 1.5;
  s.scale.control_groups *= 1.5;
  s.municipality.count = 9;
  RegionParameters first = s.region[1];
  first.name = "aaa";
  s.region.insert(s.region.begin(), first);
  const Laboratory after{s};
  REQUIRE(after.world.group.count == before.world.group.count * 3 / 2);
  CHECK(groups_kept(before.world, after.world) == before.world.group.count);
  CHECK(buyers_kept(before.world, after.world) == before.world.buyer.count);
  CHECK(known_buyers(after.world, before.world) == known_buyers(before.world, before.world));
  for (Index c = 0; c < before.world.cells.size(); ++c) {
    CHECK(differences(before, before.world.cells[c], after, after.world.cells[c + 1]) == 0);
  }
  for (Index a = 0; a < 6; ++a) {  // the new region's municipalities stand first
    CHECK(before.world.municipality.yearly_budget[a] == after.world.municipality.yearly_budget[a + 3]);
    for (Index b = a / 3 * 3; b < a / 3 * 3 + 3; ++b)
      CHECK(before.world.roads.cost(a, b) == after.world.roads.cost(a + 3, b + 3));
  }
}

TEST_CASE("More buyers of a product move no group and no other buyer, nor whom a broker knows of them") {
  Scenario s = bolivia(0.1);
  const Laboratory before{s};
  for (RegionParameters& region : s.region) region.product.front().buyers_per_catchment += 1.0;
  const Laboratory after{s};
  REQUIRE(after.world.buyer.count > before.world.buyer.count);
  CHECK(groups_kept(before.world, after.world) == before.world.group.count);
  CHECK(buyers_kept(before.world, after.world) == before.world.buyer.count);
  CHECK(known_buyers(after.world, before.world) == known_buyers(before.world, before.world));
  CHECK(before.world.ties.peers == after.world.ties.peers);
}

TEST_CASE("A further municipality moves no other, nor what groups are, though it changes where some live") {
  Scenario s = small_scenario();
  s.roads.neighbour_roads = 20;  // a road between any two, as long as the way between their places
  const Laboratory before{s};
  s.municipality.count = 8;  // four in each of the two catchments, three before
  const Laboratory after{s};
  CHECK(groups_kept(before.world, after.world) == before.world.group.count);
  CHECK(buyers_kept(before.world, after.world) == before.world.buyer.count);
  for (Index c = 0; c < 2; ++c) {
    for (Index k = 0; k < 3; ++k) {
      CHECK(before.world.municipality.yearly_budget[3 * c + k] == after.world.municipality.yearly_budget[4 * c + k]);
      CHECK(before.world.municipality.need[3 * c + k] == after.world.municipality.need[4 * c + k]);
    }
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> hours;
    for (const Road& road : after.world.roads.roads(c)) hours[{road.from, road.to}] = road.hours;
    for (const Road& road : before.world.roads.roads(c)) CHECK((hours[{road.from, road.to}]) == road.hours);
    CHECK(before.world.roads.trunk_cost(c) == after.world.roads.trunk_cost(c));
  }
}

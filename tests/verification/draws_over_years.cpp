// What is added to one part of a country moves no draw in the others: neither whom they know when it begins, nor, where no
// money that all share runs short, anything that happens to them in ten years.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <tuple>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// Two regions in which much happens, and money enough for all who ask the project or the bank.
Scenario eventful() {
  Scenario s = small_scenario();
  s.run.horizon_months = 120;
  s.scale.potential_groups = 36.0;
  s.scale.control_groups = 8.0;
  s.prices.mode = PriceMode::stochastic;
  for (RegionParameters& region : s.region) region.weather = RegionWeather{};
  s.household.wealth_sigma = s.household.other_income_sigma = 0.5;
  s.production.luck_spread = 0.3;
  for (ProductParameters& product : s.product) {
    product.farm_units_sigma = 0.5;
    product.earlier_trade_years = 3.0;
    product.producer_owned_share = 0.2;
  }
  s.project.budget_usd = 1e8;
  s.project.call_months = {0.0, 24.0};
  s.project.call_shares = {0.5, 0.5};
  s.project.word_of_mouth = 0.5;
  s.project.bank_incentive_chance = 0.5;
  s.fund.rule = FundRule::required;
  s.credit.bank_capital_bs_per_member *= 100.0;
  s.membership.exit_per_year = 0.05;
  s.municipality.groups_needed = 1.0;
  s.municipality.budget_bs *= 10.0;
  return s;
}

/// A third region as large as each of the two that are there, listed before them, with a product.
void add_region(Scenario& s, const std::string& product) {
  s.scale.potential_groups *= 1.5;
  s.scale.control_groups *= 1.5;
  s.municipality.count = 9;
  RegionParameters first = s.region[1];
  first.name = "aaa";
  first.product.front().name = product;
  s.region.insert(s.region.begin(), first);
}

void add_product(Scenario& s, const std::string& name) {
  ProductParameters first = s.product.front();
  first.name = name;
  s.product.insert(s.product.begin(), first);
}

std::map<std::uint64_t, Index> places(const std::vector<std::uint64_t>& identities) {
  std::map<std::uint64_t, Index> place;
  for (const std::uint64_t identity : identities) place.emplace(identity, static_cast<Index>(place.size()));
  return place;
}

std::uint64_t name_of(const Buyers& buyer, Index b) { return b == nobody ? 0 : buyer.identity[b]; }

/// Whether a group of one world and its households are in the state that another's are in.
bool alike(const World& a, Index g, const World& b, Index h) {
  const Groups &one = a.group, &other = b.group;
  const auto state = [](const World& world, Index k) {
    const Groups& group = world.group;
    return std::tuple{group.agreement.outlet[k],    name_of(world.buyer, group.agreement.buyer[k]),
                      group.cycle.stage[k],         group.cycle.funded[k],
                      group.trust.good[k],          group.trust.buyer_bad[k],
                      group.membership.members[k],  group.membership.cohesion[k],
                      group.account.balance[k],     group.fund.cash[k],
                      group.technology.skill[k],    group.technology.facilities_planned[k],
                      group.bank.helps_members[k],  group.agreement.match_quality[k],
                      group.practice.negotiates[k], group.cycle.score[k]};
  };
  if (state(a, g) != state(b, h) || one.slots[g] != other.slots[h]) return false;
  const auto block = [&](const auto& column, const auto& columns) {
    return std::equal(column.begin() + static_cast<std::ptrdiff_t>(one.first[g]),
                      column.begin() + static_cast<std::ptrdiff_t>(one.first[g] + one.slots[g]),
                      columns.begin() + static_cast<std::ptrdiff_t>(other.first[h]));
  };
  const Households &x = a.household, &y = b.household;
  return block(x.capacity, y.capacity) && block(x.other_income_base, y.other_income_base) && block(x.cash, y.cash) &&
         block(x.animals, y.animals) && block(x.harvest, y.harvest) && block(x.member, y.member) &&
         block(x.away, y.away) && block(x.fund_debt, y.fund_debt) && block(x.bank_debt, y.bank_debt);
}

/// The groups of `before`, of a product if one is named, that are not alike in `after`.
std::size_t groups_moved(const World& before, const World& after, std::size_t product = nobody) {
  const auto place = places(after.group.identity);
  std::size_t moved = 0;
  for (Index g = 0; g < before.group.count; ++g) {
    if (product != nobody && before.group.product[g] != product) continue;
    const auto found = place.find(before.group.identity[g]);
    moved += found == place.end() || !alike(before, g, after, found->second) ? 1U : 0U;
  }
  return moved;
}

/// What a group knows when it begins, by name: buyers that it can meet, whether they are its partner of before and for how
/// long, the broker's skill, and its peers.
std::map<std::uint64_t, std::vector<double>> known_to_groups(const World& world) {
  std::map<std::uint64_t, std::vector<double>> known;
  const auto number = [](std::uint64_t identity) { return static_cast<double>(identity); };
  for (Index g = 0; g < world.group.count; ++g) {
    const Ties& ties = world.ties;
    std::vector<double> buyers;
    for (Index k = ties.reach_begin[g]; k < ties.reach_begin[g + 1]; ++k)
      buyers.push_back(number(world.buyer.identity[ties.reach[k]]));
    std::sort(buyers.begin(), buyers.end());
    std::vector<double> peers;
    for (Index k = ties.peers_begin[g]; k < ties.peers_begin[g + 1]; ++k)
      peers.push_back(number(world.group.identity[ties.peers[k]]));
    std::sort(peers.begin(), peers.end());
    std::vector<double>& all = known[world.group.identity[g]];
    all = buyers;
    all.push_back(number(name_of(world.buyer, world.group.agreement.left_buyer[g])));
    all.push_back(static_cast<double>(world.group.trust.earlier_years[g]));
    all.push_back(ties.broker[g] == nobody ? -1.0 : static_cast<double>(world.broker.skill[ties.broker[g]]));
    all.insert(all.end(), peers.begin(), peers.end());
  }
  return known;
}

/// Whom each broker knows and serves, by what the agents are called.
std::map<std::uint64_t, std::vector<std::uint64_t>> ties_of_brokers(const World& world) {
  std::vector<Index> group(world.ties.rank.size());
  for (Index g = 0; g < group.size(); ++g) group[world.ties.rank[g]] = g;
  std::map<std::uint64_t, std::vector<std::uint64_t>> known;
  for (const Tie& tie : world.ties.acquaintances) {
    if (tie.from_kind != AgentKind::broker) continue;
    known[world.broker.identity[tie.from]].push_back(
        tie.to_kind == AgentKind::buyer ? world.buyer.identity[tie.to] : world.group.identity[group[tie.to]]);
  }
  for (auto& [broker, agents] : known) std::sort(agents.begin(), agents.end());
  return known;
}

template <class Key, class Value>
bool holds_all_of(const std::map<Key, Value>& after, const std::map<Key, Value>& before) {
  return std::all_of(before.begin(), before.end(), [&after](const auto& one) {
    const auto found = after.find(one.first);
    return found != after.end() && found->second == one.second;
  });
}

}  // namespace

TEST_CASE("A further region, of a product of its own or not, changes nothing that happens in the others in ten years") {
  for (const bool own_product : {false, true}) {
    CAPTURE(own_product);
    Scenario s = eventful();
    Laboratory before{s};
    if (own_product) add_product(s, "aab");
    add_region(s, own_product ? "aab" : "maize");
    Laboratory after{s};
    REQUIRE(after.world.group.count == before.world.group.count * 3 / 2);
    CHECK(holds_all_of(known_to_groups(after.world), known_to_groups(before.world)));
    CHECK(holds_all_of(ties_of_brokers(after.world), ties_of_brokers(before.world)));
    for (const Month t : {0, 12, 36, 72, 120}) {
      before.run_to(t);
      after.run_to(t);
      CAPTURE(t);
      CHECK(groups_moved(before.world, after.world) == 0);
    }
    const World& world = before.world;  // in which all that could have been moved has happened
    CHECK(world.joined > 0);
    CHECK(world.left > 0);
    CHECK(world.bank.lent > 0);
    CHECK(world.cofinanced_works > 0);
    CHECK(*std::max_element(world.group.fund.issued.begin(), world.group.fund.issued.end()) > 0);
    CHECK(std::any_of(world.group.agreement.ended.begin(), world.group.agreement.ended.end(),
                      [](Month ended) { return ended != never; }));
  }
}

TEST_CASE("More buyers of one product change nothing that happens to groups of another in ten years") {
  Scenario s = eventful();
  Laboratory before{s};
  s.region[1].product.front().buyers_per_catchment += 1.0;
  Laboratory after{s};
  REQUIRE(after.world.buyer.count > before.world.buyer.count);
  before.run();
  after.run();
  CHECK(groups_moved(before.world, after.world, milk) == 0);
  CHECK(groups_moved(before.world, after.world, maize) > 0);
}

TEST_CASE("A further broker moves no other broker, nor whom it knows and serves") {
  Scenario s = eventful();
  s.relations.broker_presence = 0.7;
  const World before = Laboratory{s}.world;
  s.scale.brokers_per_catchment += 1.0;
  const World after = Laboratory{s}.world;
  REQUIRE(after.broker.count > before.broker.count);
  CHECK(holds_all_of(ties_of_brokers(after), ties_of_brokers(before)));
  const auto place = places(after.broker.identity);
  for (Index b = 0; b < before.broker.count; ++b) {
    const Index there = place.at(before.broker.identity[b]);
    CHECK(before.broker.skill[b] == after.broker.skill[there]);
    CHECK(before.broker.municipality[b] == after.broker.municipality[there]);
  }
}

TEST_CASE("More buyers found firms of their own, and leave those of several catchments as they were") {
  Scenario s = eventful();
  s.scale.municipalities_per_catchment = 1.0;  // three catchments a region
  s.buyer.entrants_share = 0.0;
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) kind->firm_catchments = 2;
  for (RegionParameters& region : s.region) region.product.front().buyers_per_catchment = 3.0;
  const World before = Laboratory{s}.world;
  for (RegionParameters& region : s.region) region.product.front().buyers_per_catchment = 4.0;
  const World after = Laboratory{s}.world;
  REQUIRE(after.firm.count > before.firm.count);
  REQUIRE(before.firm.count < before.buyer.count);
  const auto place = places(after.buyer.identity);
  for (Index b = 0; b < before.buyer.count; ++b) {
    const Index there = place.at(before.buyer.identity[b]);
    const Index firm = before.buyer.firm[b];
    const Index firm_there = after.buyer.firm[there];
    CHECK(before.buyer.identity[before.firm.first[firm]] == after.buyer.identity[after.firm.first[firm_there]]);
    CHECK(before.firm.capital[firm] == after.firm.capital[firm_there]);
    CHECK(before.buyer.gives_advances[b] == after.buyer.gives_advances[there]);
    CHECK(before.buyer.owned[b] == after.buyer.owned[there]);
  }
}

#include "network/relations.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "core/distributions.hpp"
#include "network/relation_parameters.hpp"
#include "network/road_parameters.hpp"

namespace ayni {
namespace {

/// A country with its agents, at random places.
struct Country {
  Roads roads;
  std::vector<std::uint32_t> group_municipality, group_product, buyer_municipality, buyer_product, broker_municipality;
  std::vector<double> broker_skill;
  std::vector<std::uint64_t> group_key, buyer_key, broker_key;

  explicit Country(std::uint32_t catchments, std::uint32_t groups = 60, std::uint32_t buyers = 12,
                   std::uint32_t brokers = 6, double skill = 1.0)
      : roads{sites(catchments), {}, Streams{1, 0}} {
    for (std::uint32_t c = 0; c < catchments; ++c) {
      Engine engine = Streams{1, 0}(Process::population, c);
      const auto place = [&] {
        return roads.first_municipality(c) + static_cast<std::uint32_t>(index_below(engine, 8));
      };
      for (std::uint32_t g = 0; g < groups; ++g) {
        group_key.push_back(key_within(c, g));
        group_municipality.push_back(place());
        group_product.push_back(static_cast<std::uint32_t>(index_below(engine, 3)));
      }
      for (std::uint32_t b = 0; b < buyers; ++b) {
        buyer_key.push_back(key_within(c, b));
        buyer_municipality.push_back(place());
        buyer_product.push_back(b % 3);
      }
      for (std::uint32_t r = 0; r < brokers; ++r) {
        broker_key.push_back(key_within(c, r));
        broker_municipality.push_back(place());
        broker_skill.push_back(skill);
      }
    }
  }
  [[nodiscard]] static std::vector<CatchmentSite> sites(std::uint32_t count) {
    std::vector<CatchmentSite> all;
    for (std::uint32_t c = 0; c < count; ++c) all.push_back({8, 1.0, c});
    return all;
  }
  [[nodiscard]] Relations relations(const RelationParameters& parameters = {}, std::uint64_t seed = 1) const {
    return relate({group_municipality, group_product, buyer_municipality, buyer_product, broker_municipality,
                   broker_skill, group_key, buyer_key, broker_key},
                  roads, parameters, Streams{seed, 0});
  }
};

using Agent = std::pair<AgentKind, std::uint32_t>;
using Meetings = std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<unsigned, std::uint32_t>>;

std::map<Agent, std::set<Agent>> neighbours(const Relations& relations) {
  std::map<Agent, std::set<Agent>> known;
  for (const Tie& tie : relations.ties) {
    known[{tie.from_kind, tie.from}].insert({tie.to_kind, tie.to});
    known[{tie.to_kind, tie.to}].insert({tie.from_kind, tie.from});
  }
  return known;
}

/// (group, buyer) -> (hops, broker).
Meetings meetings(const Relations& relations) {
  Meetings all;
  const Reach& reach = relations.reach;
  for (std::uint32_t g = 0; g + 1 < reach.first.size(); ++g) {
    for (std::uint32_t i = reach.first[g]; i < reach.first[g + 1]; ++i) {
      all[{g, reach.buyer[i]}] = {reach.hops[i], reach.broker[i]};
    }
  }
  return all;
}

/// The same by definition, from the list of ties alone: a search from every broker, layer by layer.
Meetings meetings_by_definition(const Country& country, const Relations& relations, unsigned reach) {
  auto known = neighbours(relations);
  Meetings all;
  const auto meet = [&](std::uint32_t g, std::uint32_t b, unsigned hops, std::uint32_t broker) {
    if (country.group_product[g] != country.buyer_product[b]) return;
    const auto [place, added] = all.insert({{g, b}, {hops, broker}});
    if (!added && hops < place->second.first) place->second = {hops, broker};
  };
  for (std::uint32_t g = 0; g < country.group_municipality.size(); ++g) {
    for (const auto& [kind, b] : known[{AgentKind::group, g}]) {
      if (kind == AgentKind::buyer) meet(g, b, 1, no_broker);
    }
    for (const auto& [kind, b] : known[{AgentKind::municipality, country.group_municipality[g]}]) {
      if (kind == AgentKind::buyer) meet(g, b, 2, no_broker);
    }
  }
  for (std::uint32_t r = 0; r < country.broker_municipality.size(); ++r) {
    std::set<Agent> seen{{AgentKind::broker, r}}, layer = seen;
    for (unsigned distance = 1; distance <= reach; ++distance) {
      std::set<Agent> next;
      for (const Agent& agent : layer) {
        for (const Agent& other : known[agent]) {
          if (seen.insert(other).second) next.insert(other);
        }
      }
      for (const auto& [kind, g] : next) {
        if (kind != AgentKind::group) continue;
        for (const auto& [other_kind, b] : known[{AgentKind::broker, r}]) {
          if (other_kind == AgentKind::buyer) meet(g, b, distance + 1, r);
        }
      }
      layer = next;
    }
  }
  return all;
}

double buyers_in_reach(const Relations& relations) {
  return static_cast<double>(relations.reach.buyer.size()) / static_cast<double>(relations.reach.first.size() - 1);
}

bool includes(const Meetings& more, const Meetings& fewer) {
  return std::all_of(fewer.begin(), fewer.end(), [&](const auto& meeting) {
    const auto found = more.find(meeting.first);
    return found != more.end() && found->second.first <= meeting.second.first;
  });
}

}  // namespace

TEST_CASE("Reach is what a search from every broker finds, and what collects at home", "[relations]") {
  const Country country{3};
  for (std::int64_t hops = 0; hops <= 5; ++hops) {
    RelationParameters parameters;
    parameters.broker_reach_hops = hops;
    parameters.broker_presence = 0.7;
    const Relations relations = country.relations(parameters);
    REQUIRE(meetings(relations) == meetings_by_definition(country, relations, static_cast<unsigned>(hops)));
  }
}

TEST_CASE("Ties stay in their catchment, bind two agents and are listed once", "[relations]") {
  const Country country{4};
  const Relations relations = country.relations();
  const auto catchment = [&](AgentKind kind, std::uint32_t agent) {
    const auto& first = relations.agents.first[static_cast<std::size_t>(kind)];
    return static_cast<std::size_t>(std::upper_bound(first.begin(), first.end(), agent) - first.begin()) - 1;
  };
  std::set<std::pair<Agent, Agent>> seen;
  REQUIRE(relations.first_tie.back() == relations.ties.size());
  for (std::size_t c = 0; c < 4; ++c) {
    for (std::size_t i = relations.first_tie[c]; i < relations.first_tie[c + 1]; ++i) {
      const Tie& tie = relations.ties[i];
      const Agent from{tie.from_kind, tie.from}, to{tie.to_kind, tie.to};
      REQUIRE(catchment(tie.from_kind, tie.from) == c);
      REQUIRE(catchment(tie.to_kind, tie.to) == c);
      REQUIRE(from != to);
      REQUIRE(seen.insert(std::minmax(from, to)).second);
    }
  }
}

TEST_CASE("Peers and brokers of a group are its ties, in ascending order", "[relations]") {
  const Country country{2};
  const Relations relations = country.relations();
  auto known = neighbours(relations);
  for (std::uint32_t g = 0; g < country.group_municipality.size(); ++g) {
    std::vector<std::uint32_t> peers, brokers;
    for (const auto& [kind, agent] : known[{AgentKind::group, g}]) {
      if (kind == AgentKind::group) peers.push_back(agent);
      if (kind == AgentKind::broker) brokers.push_back(agent);
    }
    const auto p = relations.peers.of(g), b = relations.brokers.of(g);
    REQUIRE(std::vector<std::uint32_t>(p.begin(), p.end()) == peers);
    REQUIRE(std::vector<std::uint32_t>(b.begin(), b.end()) == brokers);
  }
}

TEST_CASE("Without brokers groups know the buyers who collect in their municipality or whom they find", "[relations]") {
  const Country country{3};
  RelationParameters absent, idle;
  absent.broker_presence = 0.0;
  idle.broker_reach_hops = 0;
  const Meetings without = meetings(country.relations(absent));
  REQUIRE(without == meetings(country.relations(idle)));
  REQUIRE_FALSE(without.empty());
  for (const auto& [pair, way] : without) REQUIRE(way.second == no_broker);
  const auto found = [](const auto& meeting) { return meeting.second.first == 1U; };
  const auto collects = [](const auto& meeting) { return meeting.second.first == 2U; };
  REQUIRE(std::any_of(without.begin(), without.end(), found));
  REQUIRE(std::any_of(without.begin(), without.end(), collects));
}

TEST_CASE("More brokers, further reach, more contacts and more skill only add buyers and shorten ways", "[relations]") {
  const Country country{4};
  const auto grows = [&](double RelationParameters::*lever, std::vector<double> values) {
    Meetings last;
    std::size_t smallest = 0;
    for (const double value : values) {
      RelationParameters parameters;
      parameters.*lever = value;
      const Meetings now = meetings(country.relations(parameters));
      REQUIRE(includes(now, last));
      if (last.empty()) smallest = now.size();
      last = now;
    }
    REQUIRE(last.size() > smallest);
  };
  grows(&RelationParameters::broker_presence, {0.0, 0.3, 0.6, 1.0});
  grows(&RelationParameters::broker_contact_share, {0.1, 0.4, 0.7, 1.0});
  grows(&RelationParameters::broker_service_share, {0.1, 0.4, 0.7, 1.0});
  grows(&RelationParameters::broker_range_hours, {0.5, 1.0, 2.0, 4.0});
  grows(&RelationParameters::collection_range_hours, {0.1, 0.5, 1.0, 4.0});
  grows(&RelationParameters::search_range_hours, {0.1, 0.5, 1.0, 4.0});
  Meetings last;
  for (std::int64_t hops = 0; hops <= 4; ++hops) {
    RelationParameters parameters;
    parameters.broker_reach_hops = hops;
    const Meetings now = meetings(country.relations(parameters));
    REQUIRE(includes(now, last));
    REQUIRE((hops > 3 || now.size() > last.size()));
    last = now;
  }
  const Country clumsy{4, 60, 12, 6, 0.5}, able{4, 60, 12, 6, 1.5};
  const Meetings few = meetings(clumsy.relations()), many = meetings(able.relations());
  REQUIRE(includes(many, few));
  REQUIRE(many.size() > few.size());
}

TEST_CASE("By default a group reaches nearly all buyers of its product, however many there are", "[relations]") {
  // The number of buyers in reach is an input: so many of a product a catchment, so many in reach. 20 catchments, fixed
  // seeds: the share has a standard error near 0.005, the bounds are 7 of them wide.
  for (const std::uint32_t buyers : {6U, 12U, 24U}) {
    const Country country{20, 60, buyers};
    REQUIRE(buyers_in_reach(country.relations()) == Approx(0.96 * buyers / 3.0).epsilon(0.035));
  }
}

TEST_CASE("Peers are more often of the same product and of near municipalities", "[relations]") {
  // One third of all pairs share the product: with weight 1 to 0.25 the share among peers is near 2/3.
  const Country country{20};
  const auto shares = [&](const Relations& relations) {
    double same = 0.0, hours = 0.0, all = 0.0;
    for (std::uint32_t g = 0; g < country.group_product.size(); ++g) {
      for (const std::uint32_t peer : relations.peers.of(g)) {
        same += country.group_product[g] == country.group_product[peer] ? 1.0 : 0.0;
        hours += country.roads.cost(country.group_municipality[g], country.group_municipality[peer]);
        all += 1.0;
      }
    }
    return std::tuple{same / all, hours / all, all / static_cast<double>(country.group_product.size())};
  };
  RelationParameters blind;
  blind.cross_product_weight = 1.0;
  blind.peer_range_hours = 1000.0;
  const auto [same, hours, peers] = shares(country.relations());
  const auto [same_blind, hours_blind, peers_blind] = shares(country.relations(blind));
  REQUIRE(same_blind == Approx(1.0 / 3.0).margin(0.05));
  REQUIRE(same == Approx(2.0 / 3.0).margin(0.07));
  REQUIRE(hours < 0.6 * hours_blind);
  // Two named and two namings received, less the few that meet or are the group itself.
  REQUIRE(peers > 3.0);
  REQUIRE(peers <= 4.0);
  REQUIRE(peers_blind > 3.7);
  RelationParameters strict;
  strict.cross_product_weight = 0.0;
  REQUIRE(std::get<0>(shares(country.relations(strict))) == 1.0);
}

TEST_CASE("Buyers always collect at home, and less often the further away", "[relations]") {
  const Country country{20, 1, 60, 0};
  const Relations relations = country.relations();
  std::vector<double> near{0.0, 0.0}, far{0.0, 0.0};  // collected, possible
  for (std::uint32_t b = 0; b < country.buyer_municipality.size(); ++b) {
    const std::uint32_t home = country.buyer_municipality[b], c = country.roads.catchment(home);
    std::set<std::uint32_t> places;
    for (std::size_t i = relations.first_tie[c]; i < relations.first_tie[c + 1]; ++i) {
      const Tie& tie = relations.ties[i];
      if (tie.from_kind == AgentKind::buyer && tie.from == b) places.insert(tie.to);
    }
    REQUIRE(places.count(home) == 1);
    for (std::uint32_t m = country.roads.first_municipality(c); m < country.roads.first_municipality(c + 1); ++m) {
      if (m == home) continue;
      auto& count = country.roads.cost(home, m) < 1.0 ? near : far;
      count[0] += static_cast<double>(places.count(m));
      count[1] += 1.0;
    }
  }
  REQUIRE(near[0] / near[1] > std::exp(-1.0 / 0.7));
  REQUIRE(far[0] / far[1] < std::exp(-1.0 / 0.7));
}

TEST_CASE("A further catchment leaves the relations of the others as they were", "[relations]") {
  const Country fewer{3}, more{4};
  const Relations x = fewer.relations(), y = more.relations();
  REQUIRE(x.ties.size() < y.ties.size());
  for (std::size_t i = 0; i < x.ties.size(); ++i) {
    const Tie &a = x.ties[i], &b = y.ties[i];
    REQUIRE(std::tie(a.from_kind, a.from, a.to_kind, a.to) == std::tie(b.from_kind, b.from, b.to_kind, b.to));
  }
  REQUIRE(std::equal(x.reach.buyer.begin(), x.reach.buyer.end(), y.reach.buyer.begin()));
  REQUIRE(std::equal(x.reach.hops.begin(), x.reach.hops.end(), y.reach.hops.begin()));
}

TEST_CASE("Agents that are not listed by catchment are refused", "[relations]") {
  Country country{2};
  std::reverse(country.buyer_municipality.begin(), country.buyer_municipality.end());
  REQUIRE_THROWS_WITH(country.relations(), Catch::Matchers::Contains("buyers are not listed by catchment"));
}

TEST_CASE("Catchments without groups, buyers or brokers are no trouble", "[relations]") {
  REQUIRE(Country(2, 0, 3, 2).relations().reach.buyer.empty());
  REQUIRE(Country(2, 5, 0, 2).relations().reach.buyer.empty());
  REQUIRE(Country(2, 1, 0, 0).relations().peers.agent.empty());
}

}  // namespace ayni

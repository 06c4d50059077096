#include "network/measures.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <catch2/catch.hpp>
#include <map>

#include "core/distributions.hpp"

namespace ayni {
namespace {

constexpr AgentKind group = AgentKind::group, buyer = AgentKind::buyer, broker = AgentKind::broker,
                    municipality = AgentKind::municipality;

AgentRanges one_catchment(std::uint32_t groups, std::uint32_t buyers, std::uint32_t brokers, std::uint32_t places) {
  AgentRanges agents;
  agents.first[0] = {0, groups};
  agents.first[1] = {0, buyers};
  agents.first[2] = {0, brokers};
  agents.first[3] = {0, places};
  return agents;
}

/// Betweenness by definition: counts of shortest paths between all pairs, grown tie by tie.
std::vector<double> betweenness_by_definition(const std::vector<std::vector<int>>& tied) {
  const std::size_t n = tied.size();
  const int far = 1000;
  std::vector<std::vector<int>> distance(n, std::vector<int>(n, far));
  std::vector<std::vector<double>> paths(n, std::vector<double>(n, 0.0));
  for (std::size_t s = 0; s < n; ++s) {
    distance[s][s] = 0;
    paths[s][s] = 1.0;
    for (int step = 1; step < static_cast<int>(n); ++step) {
      for (std::size_t a = 0; a < n; ++a) {
        if (distance[s][a] != step - 1) continue;
        for (std::size_t b = 0; b < n; ++b) {
          if (tied[a][b] == 0 || distance[s][b] < step) continue;
          distance[s][b] = step;
          paths[s][b] += paths[s][a];
        }
      }
    }
  }
  std::vector<double> result(n, 0.0);
  for (std::size_t v = 0; v < n; ++v) {
    for (std::size_t s = 0; s < n; ++s) {
      for (std::size_t t = 0; t < n; ++t) {
        if (s == t || s == v || t == v || distance[s][t] == far) continue;
        if (distance[s][v] + distance[v][t] == distance[s][t]) {
          result[v] += paths[s][v] * paths[v][t] / paths[s][t];
        }
      }
    }
    result[v] /= static_cast<double>((n - 1) * (n - 2));
  }
  return result;
}

}  // namespace

TEST_CASE("Degrees are counted by kind of agent over both lists of ties", "[measures]") {
  const AgentRanges agents = one_catchment(3, 2, 1, 1);
  const std::vector<Tie> acquaintances{
      {group, municipality, 0, 0}, {group, municipality, 1, 0}, {group, group, 0, 1}, {broker, buyer, 0, 1}};
  const std::vector<Tie> trades{{group, buyer, 0, 1}};
  const Connectivity result = connectivity(agents, acquaintances, trades);
  const auto of = [&](AgentKind kind) { return result.degree[static_cast<std::size_t>(kind)]; };
  REQUIRE(of(group).mean == Approx(5.0 / 3.0));
  REQUIRE(of(group).maximum == 3);
  REQUIRE(of(buyer).mean == 1.0);
  REQUIRE(of(buyer).maximum == 2);
  REQUIRE(of(broker).mean == 1.0);
  REQUIRE(of(municipality).maximum == 2);
  REQUIRE(result.components == 1);  // group 2 and buyer 0 stand alone
  REQUIRE(result.largest == 5);
}

TEST_CASE("Components are those that Boost finds in the whole graph", "[measures]") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Engine engine = Streams{seed, 0}(Process::peers, 0);
    const AgentRanges agents = one_catchment(30, 20, 0, 0);
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> graph(50);
    std::vector<Tie> ties;
    for (int i = 0; i < 25; ++i) {
      const auto g = static_cast<std::uint32_t>(index_below(engine, 30));
      const auto b = static_cast<std::uint32_t>(index_below(engine, 20));
      ties.push_back({group, buyer, g, b});
      add_edge(g, 30 + b, graph);
    }
    std::vector<int> component(50);
    boost::connected_components(graph, component.data());
    std::map<int, std::uint32_t> size;
    for (const int c : component) ++size[c];
    std::uint32_t components = 0, largest = 0;
    for (const auto& [c, members] : size) {
      if (members >= 2) ++components;
      if (members >= 2) largest = std::max(largest, members);
    }
    const Connectivity result = connectivity(agents, {}, ties);
    REQUIRE(result.components == components);
    REQUIRE(result.largest == largest);
  }
}

TEST_CASE("A network without ties has no components", "[measures]") {
  const Connectivity result = connectivity(one_catchment(3, 2, 1, 1), {}, {});
  REQUIRE(result.components == 0);
  REQUIRE(result.largest == 0);
  REQUIRE(result.degree[0].mean == 0.0);
}

TEST_CASE("A broker on the only way between a place and its buyers stands on every path", "[measures]") {
  const std::vector<std::uint32_t> home{0, 0};
  const std::vector<Tie> ties{{group, municipality, 0, 0},
                              {group, municipality, 1, 0},
                              {group, group, 0, 1},
                              {broker, group, 0, 1},
                              {broker, buyer, 0, 0}};
  const AgentRanges agents = one_catchment(2, 1, 1, 1);
  REQUIRE(brokerage(agents, home, ties, {}).mean == 1.0);
  REQUIRE(brokerage(agents, home, ties, {}).maximum == 1.0);
  // Once the group trades with the buyer, the place and the buyer need no broker.
  const std::vector<Tie> trades{{group, buyer, 0, 0}};
  REQUIRE(brokerage(agents, home, ties, trades).maximum == 0.0);
  REQUIRE(brokerage(one_catchment(2, 1, 0, 1), home, {}, {}).mean == 0.0);
}

TEST_CASE("Betweenness of brokers is the share of shortest paths through them, catchment by catchment", "[measures]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Engine engine = Streams{seed, 0}(Process::peers, 0);
    AgentRanges agents;
    agents.first[0] = {0, 10, 20};
    agents.first[1] = {0, 6, 12};
    agents.first[2] = {0, 3, 6};
    agents.first[3] = {0, 4, 8};
    std::vector<std::uint32_t> home;
    std::vector<Tie> ties, trades;
    double mean = 0.0, maximum = 0.0;
    for (std::uint32_t c = 0; c < 2; ++c) {
      // Brokers 0-2, buyers 3-8, municipalities 9-12 of the catchment.
      std::vector<std::vector<int>> tied(13, std::vector<int>(13, 0));
      const auto tie = [&](std::size_t a, std::size_t b) { tied[a][b] = tied[b][a] = 1; };
      const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(index_below(engine, n)); };
      for (std::uint32_t g = 0; g < 10; ++g) {
        const std::uint32_t place = below(4), served = below(3);
        home.push_back(4 * c + place);
        ties.push_back({group, municipality, 10 * c + g, 4 * c + place});
        ties.push_back({broker, group, 3 * c + served, 10 * c + g});
        ties.push_back({group, group, 10 * c + g, 10 * c + (g + 1) % 10});
        tie(served, 9 + place);
        if (!bernoulli(engine, 0.3)) continue;
        const std::uint32_t partner = below(6);
        trades.push_back({group, buyer, 10 * c + g, 6 * c + partner});
        tie(3 + partner, 9 + place);
      }
      for (std::uint32_t i = 0; i < 8; ++i) {
        const std::uint32_t r = below(3), b = below(6);
        ties.push_back({broker, buyer, 3 * c + r, 6 * c + b});
        tie(r, 3 + b);
      }
      const std::vector<double> expected = betweenness_by_definition(tied);
      for (std::size_t r = 0; r < 3; ++r) {
        mean += expected[r] / 6.0;
        maximum = std::max(maximum, expected[r]);
      }
    }
    const Brokerage result = brokerage(agents, home, ties, trades);
    REQUIRE(result.mean == Approx(mean).epsilon(1e-12));
    REQUIRE(result.maximum == Approx(maximum).epsilon(1e-12));
  }
}

TEST_CASE("The Herfindahl index is 1 / n for n equal buyers, 1 for a single one and 0 without trade", "[measures]") {
  const std::vector<std::uint32_t> market{0, 1, 0, 0, 2, 0, 3, 3};
  const std::vector<double> volume{5.0, 7.0, 5.0, 5.0, 0.0, 5.0, 3.0, 1.0};
  std::vector<double> index(4, -1.0);
  herfindahl(market, volume, index);
  REQUIRE(index == std::vector<double>{0.25, 1.0, 0.0, 0.625});
}

}  // namespace ayni

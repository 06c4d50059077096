#include "network/roads.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "benchmark/allocations.hpp"
#include "network/road_parameters.hpp"

namespace ayni {
namespace {

const std::vector<CatchmentSite> country{{8, 1.0, 1}, {15, 1.0, 2}, {1, 1.0, 3}, {5, 2.5, 4}};

/// Costs of one catchment by Dijkstra from each node, market town first.
std::vector<std::vector<double>> dijkstra(const Roads& roads, std::uint32_t catchment) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                      boost::property<boost::edge_weight_t, double>>;
  const std::size_t nodes = roads.first_municipality(catchment + 1) - roads.first_municipality(catchment) + 1U;
  Graph graph(nodes);
  for (const Road& road : roads.roads(catchment)) add_edge(road.from, road.to, road.hours, graph);
  std::vector<std::vector<double>> cost(nodes, std::vector<double>(nodes));
  for (std::size_t node = 0; node < nodes; ++node) {
    boost::dijkstra_shortest_paths(graph, node, boost::distance_map(cost[node].data()));
  }
  return cost;
}

void require_shortest(const Roads& roads) {
  for (std::uint32_t c = 0; c < roads.catchments(); ++c) {
    const auto oracle = dijkstra(roads, c);
    const std::uint32_t first = roads.first_municipality(c);
    for (std::uint32_t a = first; a < roads.first_municipality(c + 1); ++a) {
      REQUIRE(roads.cost_to_market(a) == Approx(oracle[0][a - first + 1]).epsilon(1e-12));
      for (std::uint32_t b = first; b < roads.first_municipality(c + 1); ++b) {
        REQUIRE(roads.cost(a, b) == Approx(oracle[a - first + 1][b - first + 1]).epsilon(1e-12));
      }
    }
  }
}

std::vector<double> costs(const Roads& roads) {
  std::vector<double> all;
  for (std::uint32_t a = 0; a < roads.municipalities(); ++a) {
    all.push_back(roads.cost_to_market(a));
    const std::uint32_t c = roads.catchment(a);
    for (std::uint32_t b = roads.first_municipality(c); b < roads.first_municipality(c + 1); ++b) {
      all.push_back(roads.cost(a, b));
    }
  }
  return all;
}

}  // namespace

TEST_CASE("Road costs are the shortest paths that Dijkstra finds", "[roads]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) require_shortest(Roads{country, {}, Streams{seed, 0}});
}

TEST_CASE("Road costs are a metric and every municipality has a way to market", "[roads]") {
  const Roads roads{country, {}, Streams{3, 0}};
  REQUIRE(roads.municipalities() == 29);
  for (std::uint32_t a = 0; a < roads.municipalities(); ++a) {
    const std::uint32_t c = roads.catchment(a);
    REQUIRE(std::isfinite(roads.cost_to_market(a)));
    REQUIRE(roads.cost_to_market(a) > 0.0);
    REQUIRE(roads.cost(a, a) == 0.0);
    for (std::uint32_t b = roads.first_municipality(c); b < roads.first_municipality(c + 1); ++b) {
      REQUIRE(roads.cost(a, b) == Approx(roads.cost(b, a)).epsilon(1e-12));
      REQUIRE(roads.cost_to_market(a) <= roads.cost(a, b) + roads.cost_to_market(b) + 1e-12);
      for (std::uint32_t d = roads.first_municipality(c); d < roads.first_municipality(c + 1); ++d) {
        REQUIRE(roads.cost(a, b) <= roads.cost(a, d) + roads.cost(d, b) + 1e-12);
      }
    }
  }
}

TEST_CASE("Municipal works lower costs in their catchment only, and keep them shortest", "[roads]") {
  Roads roads{country, {}, Streams{5, 0}};
  const Roads before = roads;
  const std::uint32_t improved = 10;  // in the second catchment
  roads.improve(improved, 0.6);
  require_shortest(roads);
  for (std::uint32_t a = 0; a < roads.municipalities(); ++a) {
    const std::uint32_t c = roads.catchment(a);
    for (std::uint32_t b = roads.first_municipality(c); b < roads.first_municipality(c + 1); ++b) {
      if (c == roads.catchment(improved)) {
        REQUIRE(roads.cost(a, b) <= before.cost(a, b));
      } else {
        REQUIRE(roads.cost(a, b) == before.cost(a, b));
      }
    }
  }
  REQUIRE(roads.cost_to_market(improved) < before.cost_to_market(improved));
  REQUIRE(roads.cost_to_market(improved) >= 0.6 * before.cost_to_market(improved));
}

TEST_CASE("Municipal works change every road that ends at the municipality, and no other", "[roads]") {
  const Roads before{country, {}, Streams{5, 0}};
  for (std::uint32_t m = 0; m < before.municipalities(); ++m) {
    Roads roads = before;
    roads.improve(m, 0.5);
    const std::uint32_t c = roads.catchment(m), node = m - roads.first_municipality(c) + 1;
    for (std::size_t r = 0; r < roads.roads(c).size(); ++r) {
      const Road& road = roads.roads(c)[r];
      const double factor = road.from == node || road.to == node ? 0.5 : 1.0;
      REQUIRE(road.hours == factor * before.roads(c)[r].hours);
    }
  }
}

TEST_CASE("Municipal works do not allocate, so they may be done inside the month", "[roads]") {
  Roads roads{country, {}, Streams{5, 0}};
  const std::uint64_t before = allocations();
  for (std::uint32_t m = 0; m < roads.municipalities(); ++m) roads.improve(m, 0.9);
  REQUIRE(allocations() == before);
}

TEST_CASE("Remoteness multiplies every distance of a catchment", "[roads]") {
  const std::vector<CatchmentSite> near{{9, 1.0}}, far{{9, 2.0}};
  const std::vector<double> x = costs(Roads{near, {}, Streams{2, 0}});
  const std::vector<double> y = costs(Roads{far, {}, Streams{2, 0}});
  REQUIRE(x.size() == y.size());
  for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(y[i] == Approx(2.0 * x[i]).epsilon(1e-12));
  REQUIRE(Roads{far, {}, Streams{2, 0}}.trunk_cost(0) == Approx(2.0 * Roads{near, {}, Streams{2, 0}}.trunk_cost(0)));
}

TEST_CASE("A further catchment leaves the roads of the others as they were", "[roads]") {
  const std::vector<CatchmentSite> fewer(country.begin(), country.end() - 1);
  const std::vector<double> x = costs(Roads{fewer, {}, Streams{8, 0}});
  const std::vector<double> y = costs(Roads{country, {}, Streams{8, 0}});
  REQUIRE(x.size() < y.size());
  REQUIRE(std::equal(x.begin(), x.end(), y.begin()));
}

TEST_CASE("More roads to neighbours and more pavement never make a way longer", "[roads]") {
  RoadParameters dense, paved;
  dense.neighbour_roads = 5;
  paved.paved_share = 0.9;
  const std::vector<double> x = costs(Roads{country, {}, Streams{4, 0}});
  const std::vector<double> with_roads = costs(Roads{country, dense, Streams{4, 0}});
  RoadParameters tree;
  tree.neighbour_roads = 0;
  const std::vector<double> without = costs(Roads{country, tree, Streams{4, 0}});
  double saved = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    REQUIRE(with_roads[i] <= x[i] + 1e-12);
    REQUIRE(x[i] <= without[i] + 1e-12);
    saved += without[i] - with_roads[i];
  }
  REQUIRE(saved > 0.0);
  RoadParameters complete = dense, complete_paved = paved;
  complete.neighbour_roads = complete_paved.neighbour_roads = 20;
  const std::vector<double> rough = costs(Roads{country, complete, Streams{4, 0}});
  const std::vector<double> smooth = costs(Roads{country, complete_paved, Streams{4, 0}});
  for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(smooth[i] <= rough[i] + 1e-12);
}

TEST_CASE("Without neighbour roads the roads of a catchment are a tree", "[roads]") {
  RoadParameters tree;
  tree.neighbour_roads = 0;
  const Roads roads{country, tree, Streams{6, 0}};
  for (std::uint32_t c = 0; c < roads.catchments(); ++c) {
    REQUIRE(roads.roads(c).size() == country[c].municipalities);
  }
}

TEST_CASE("A road takes the time that its length and surface give", "[roads]") {
  RoadParameters paved;
  paved.paved_share = 1.0;
  paved.unpaved_factor = 7.0;  // must not matter when all is paved
  RoadParameters slow = paved;
  slow.paved_speed_km_per_hour = paved.paved_speed_km_per_hour / 2.0;
  slow.detour = paved.detour * 1.5;
  const std::vector<double> x = costs(Roads{country, paved, Streams{4, 0}});
  const std::vector<double> y = costs(Roads{country, slow, Streams{4, 0}});
  for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(y[i] == Approx(3.0 * x[i]).epsilon(1e-12));
  paved.unpaved_factor = 1.0;
  const std::vector<double> z = costs(Roads{country, paved, Streams{4, 0}});
  for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(z[i] == Approx(x[i]).epsilon(1e-12));
}

}  // namespace ayni

#include "network/roads.hpp"

#include <algorithm>
#include <boost/graph/floyd_warshall_shortest.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/kruskal_min_spanning_tree.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/property_map/property_map.hpp>
#include <cassert>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <utility>

#include "core/distributions.hpp"
#include "network/road_parameters.hpp"

namespace ayni {
namespace {

/// A list of roads seen as a Boost graph (VertexListGraph, EdgeListGraph); owns nothing, so shortest paths can be found
/// again inside the monthly loop. An edge is named by the address of its road.
struct RoadGraph {
  std::uint32_t nodes;
  std::span<const Road> roads;
};

/// Property map from a road to its weight.
struct Hours {
  using key_type = const Road*;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;
  friend double get(const Hours&, key_type road) { return road->hours; }
};

/// A square of the cost array as the distance matrix of an algorithm.
struct Square {
  double* cells;
  std::size_t side;
  double* operator[](std::size_t row) const { return cells + row * side; }
};

}  // namespace
}  // namespace ayni

namespace boost {
template <>
struct graph_traits<ayni::RoadGraph> {
  using vertex_descriptor = std::uint32_t;
  using edge_descriptor = const ayni::Road*;
  using vertex_iterator = counting_iterator<vertex_descriptor>;
  using edge_iterator = counting_iterator<edge_descriptor>;
  using vertices_size_type = std::uint32_t;
  using edges_size_type = std::size_t;
  using directed_category = undirected_tag;
  using edge_parallel_category = disallow_parallel_edge_tag;
  struct traversal_category : virtual vertex_list_graph_tag, virtual edge_list_graph_tag {};
};
}  // namespace boost

namespace ayni {
namespace {

using Traits = boost::graph_traits<RoadGraph>;

[[maybe_unused]] std::uint32_t num_vertices(const RoadGraph& graph) { return graph.nodes; }
[[maybe_unused]] std::size_t num_edges(const RoadGraph& graph) { return graph.roads.size(); }
[[maybe_unused]] std::uint32_t source(const Road* road, const RoadGraph&) { return road->from; }
[[maybe_unused]] std::uint32_t target(const Road* road, const RoadGraph&) { return road->to; }
[[maybe_unused]] std::pair<Traits::vertex_iterator, Traits::vertex_iterator> vertices(const RoadGraph& graph) {
  return {Traits::vertex_iterator{0U}, Traits::vertex_iterator{graph.nodes}};
}
[[maybe_unused]] std::pair<Traits::edge_iterator, Traits::edge_iterator> edges(const RoadGraph& graph) {
  const Road* const first = graph.roads.data();
  return {Traits::edge_iterator{first}, Traits::edge_iterator{first + graph.roads.size()}};
}

/// Places and paved shares of a catchment's nodes, market town first.
struct Places {
  std::vector<double> east;  ///< km
  std::vector<double> north;
  std::vector<double> paved;
};

void draw_places(const CatchmentSite& site, const RoadParameters& parameters, const Streams& streams, Places& places) {
  places.east.assign(1, 0.0);
  places.north.assign(1, 0.0);
  places.paved.assign(1, 1.0);
  const double spread = parameters.spread_km * site.remoteness;
  // u^((1 - s) / s) lies in (0, 1) and has mean s.
  const double exponent = (1.0 - parameters.paved_share) / parameters.paved_share;
  for (std::uint32_t k = 0; k < site.municipalities; ++k) {
    Engine engine = streams(Process::roads, site.municipality_key(k));
    places.east.push_back(spread * normal(engine));
    places.north.push_back(spread * normal(engine));
    places.paved.push_back(portable_pow(uniform(engine), exponent));
  }
}

double hours_between(const Places& places, std::size_t a, std::size_t b, const RoadParameters& parameters) {
  const double east = places.east[a] - places.east[b];
  const double north = places.north[a] - places.north[b];
  const double unpaved = 1.0 - 0.5 * (places.paved[a] + places.paved[b]);
  return parameters.detour * std::sqrt(east * east + north * north) / parameters.paved_speed_km_per_hour *
         (1.0 + (parameters.unpaved_factor - 1.0) * unpaved);
}

/// Appends the roads of one catchment: the minimum spanning tree of all pairs, then the nearest neighbours.
void lay_roads(const Places& places, const RoadParameters& parameters, std::vector<Road>& pairs,
               std::vector<Road>& roads) {
  const auto nodes = static_cast<std::uint32_t>(places.east.size());
  pairs.clear();
  for (std::uint32_t a = 0; a < nodes; ++a) {
    for (std::uint32_t b = a + 1; b < nodes; ++b) pairs.push_back({a, b, hours_between(places, a, b, parameters)});
  }
  std::vector<const Road*> chosen;
  boost::kruskal_minimum_spanning_tree(RoadGraph{nodes, pairs}, std::back_inserter(chosen),
                                       boost::weight_map(Hours{}).vertex_index_map(boost::identity_property_map{}));

  std::vector<const Road*> near;
  for (std::uint32_t node = 1; node < nodes; ++node) {
    near.clear();
    for (const Road& road : pairs) {
      if (road.from == node || road.to == node) near.push_back(&road);
    }
    const auto wanted = std::min(near.size(), static_cast<std::size_t>(parameters.neighbour_roads));
    std::partial_sort(
        near.begin(), near.begin() + static_cast<std::ptrdiff_t>(wanted), near.end(),
        [](const Road* x, const Road* y) { return x->hours < y->hours || (x->hours == y->hours && x < y); });
    chosen.insert(chosen.end(), near.begin(), near.begin() + static_cast<std::ptrdiff_t>(wanted));
  }
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  for (const Road* road : chosen) roads.push_back(*road);
}

}  // namespace

Roads::Roads(std::span<const CatchmentSite> sites, const RoadParameters& parameters, const Streams& streams) {
  Places places;
  std::vector<Road> pairs;
  for (std::uint32_t c = 0; c < sites.size(); ++c) {
    const CatchmentSite& site = sites[c];
    const std::uint32_t first = first_municipality_.back();
    const std::size_t nodes = site.municipalities + std::size_t{1};
    draw_places(site, parameters, streams, places);
    lay_roads(places, parameters, pairs, roads_);
    first_municipality_.push_back(first + site.municipalities);
    first_road_.push_back(roads_.size());
    first_cell_.push_back(first_cell_.back() + nodes * nodes);
    catchment_.resize(first_municipality_.back(), c);
    for (std::size_t node = 1; node < nodes; ++node) location_.push_back({places.east[node], places.north[node]});

    Engine engine = streams(Process::trunk_road, site.key);
    const double trunk_km = parameters.trunk_km * site.remoteness * 2.0 * uniform(engine);
    trunk_hours_.push_back(trunk_km / parameters.paved_speed_km_per_hour);
  }
  speed_.assign(sites.size(), 1.0);
  hours_.resize(first_cell_.back());
  for (std::uint32_t c = 0; c < sites.size(); ++c) shortest_paths(c);
}

double Roads::cost(std::uint32_t a, std::uint32_t b) const noexcept {
  const std::uint32_t c = catchment_[a];
  assert(c == catchment_[b]);
  const std::size_t nodes = first_municipality_[c + 1] - first_municipality_[c] + std::size_t{1};
  return hours_[first_cell_[c] + node(a) * nodes + node(b)];
}

double Roads::cost_to_market(std::uint32_t municipality) const noexcept {
  return hours_[first_cell_[catchment_[municipality]] + node(municipality)];
}

std::span<const Road> Roads::roads(std::uint32_t catchment) const noexcept {
  return {roads_.data() + first_road_[catchment], first_road_[catchment + 1] - first_road_[catchment]};
}

void Roads::improve(std::uint32_t municipality, double factor) noexcept {
  assert(factor > 0.0 && factor <= 1.0);
  const std::uint32_t c = catchment_[municipality];
  const std::uint32_t end = node(municipality);
  for (std::size_t r = first_road_[c]; r < first_road_[c + 1]; ++r) {
    if (roads_[r].from == end || roads_[r].to == end) roads_[r].hours *= factor;
  }
  shortest_paths(c);
}

void Roads::set_speed(std::uint32_t catchment, double speed) noexcept {
  assert(speed > 0.0);
  speed_[catchment] = speed;
  shortest_paths(catchment);
}

void Roads::shortest_paths(std::uint32_t c) noexcept {
  constexpr double none = std::numeric_limits<double>::infinity();
  const std::uint32_t nodes = first_municipality_[c + 1] - first_municipality_[c] + 1;
  Square hours{hours_.data() + first_cell_[c], nodes};
  std::fill_n(hours.cells, std::size_t{nodes} * nodes, none);
  for (std::uint32_t i = 0; i < nodes; ++i) hours[i][i] = 0.0;
  for (const Road& road : roads(c)) hours[road.from][road.to] = hours[road.to][road.from] = road.hours;
  boost::floyd_warshall_initialized_all_pairs_shortest_paths(RoadGraph{nodes, roads(c)}, hours, std::less<double>{},
                                                             std::plus<double>{}, none, 0.0);
  for (std::size_t cell = 0; cell < std::size_t{nodes} * nodes; ++cell) hours.cells[cell] /= speed_[c];
}

}  // namespace ayni

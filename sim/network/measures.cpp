#include "network/measures.hpp"

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>
#include <boost/property_map/property_map.hpp>
#include <cassert>
#include <utility>
#include <vector>

#include "network/betweenness.hpp"

namespace ayni {
namespace {

using Node = std::uint32_t;

/// Calls visit(tie) for every tie of both lists.
template <class Visit>
void for_each_tie(std::span<const Tie> acquaintances, std::span<const Tie> trades, Visit visit) {
  for (const Tie& tie : acquaintances) visit(tie);
  for (const Tie& tie : trades) visit(tie);
}

std::size_t number(AgentKind kind) { return static_cast<std::size_t>(kind); }

/// Node of the first agent of each kind when all agents are numbered kind after kind, and the number of nodes.
std::array<Node, agent_kinds + 1> node_offsets(const AgentRanges& agents) {
  std::array<Node, agent_kinds + 1> offset{};
  for (std::size_t k = 0; k < agent_kinds; ++k) offset[k + 1] = offset[k] + agents.first[k].back();
  return offset;
}

/// Catchments larger than this are measured from so many of their nodes; those of Bolivia have about fifty.
constexpr std::size_t betweenness_pivots = 250;

constexpr std::uint32_t smallest_path = 3;  // nodes: two ends and one between them

/// One catchment's places, brokers and buyers, and who of them knows whom.
struct Acquainted {
  Node nodes;
  std::vector<std::pair<Node, Node>> ties;
};

}  // namespace

Connectivity connectivity(const AgentRanges& agents, std::span<const Tie> acquaintances, std::span<const Tie> trades) {
  const auto offset = node_offsets(agents);
  const Node nodes = offset[agent_kinds];
  std::vector<Node> degree(nodes), rank(nodes), parent(nodes);
  const boost::identity_property_map index;
  boost::disjoint_sets sets(boost::make_iterator_property_map(rank.begin(), index),
                            boost::make_iterator_property_map(parent.begin(), index));
  for (Node node = 0; node < nodes; ++node) sets.make_set(node);
  for_each_tie(acquaintances, trades, [&](const Tie& tie) {
    const Node a = offset[number(tie.from_kind)] + tie.from;
    const Node b = offset[number(tie.to_kind)] + tie.to;
    ++degree[a];
    ++degree[b];
    sets.union_set(a, b);
  });

  Connectivity result;
  for (std::size_t k = 0; k < agent_kinds; ++k) {
    double sum = 0.0;
    for (Node node = offset[k]; node < offset[k + 1]; ++node) {
      sum += degree[node];
      result.degree[k].maximum = std::max(result.degree[k].maximum, degree[node]);
    }
    if (offset[k + 1] > offset[k]) result.degree[k].mean = sum / (offset[k + 1] - offset[k]);
  }
  std::vector<Node>& members = rank;  // the ranks have done their work
  std::fill(members.begin(), members.end(), 0U);
  for (Node node = 0; node < nodes; ++node) ++members[sets.find_set(node)];
  for (const Node size : members) {
    if (size >= 2) ++result.components;
    if (size >= 2) result.largest = std::max(result.largest, size);
  }
  return result;
}

Brokerage brokerage(const AgentRanges& agents, std::span<const std::uint32_t> group_municipality,
                    std::span<const Tie> acquaintances, std::span<const Tie> trades) {
  struct Place {
    std::uint32_t catchment;
    Node node;
  };
  std::array<std::vector<Place>, agent_kinds> place;  // [agent]
  std::vector<Acquainted> graphs;
  for (std::uint32_t c = 0; c < agents.catchments(); ++c) {
    Node nodes = 0;
    for (const AgentKind kind : {AgentKind::broker, AgentKind::buyer, AgentKind::municipality}) {
      for (std::uint32_t i = 0; i < agents.size(kind, c); ++i) place[number(kind)].push_back({c, nodes++});
    }
    graphs.push_back({nodes, {}});
  }
  for (const std::uint32_t m : group_municipality) {
    place[number(AgentKind::group)].push_back(place[number(AgentKind::municipality)][m]);
  }
  for_each_tie(acquaintances, trades, [&](const Tie& tie) {
    if (tie.from_kind == AgentKind::group && tie.to_kind == AgentKind::group) return;
    const Place from = place[number(tie.from_kind)][tie.from];
    const Place to = place[number(tie.to_kind)][tie.to];
    assert(from.catchment == to.catchment);
    if (from.node != to.node) graphs[from.catchment].ties.emplace_back(from.node, to.node);
  });

  Brokerage result;
  for (std::uint32_t c = 0; c < agents.catchments(); ++c) {
    const Node brokers = agents.size(AgentKind::broker, c);
    if (brokers == 0 || graphs[c].nodes < smallest_path) continue;
    const std::vector<double> centrality = betweenness(graphs[c].nodes, graphs[c].ties, betweenness_pivots);
    const double pairs = (graphs[c].nodes - 1.0) * (graphs[c].nodes - 2.0);
    for (Node r = 0; r < brokers; ++r) {
      result.mean += centrality[r] / pairs;
      result.maximum = std::max(result.maximum, centrality[r] / pairs);
    }
  }
  const std::uint32_t brokers = agents.count(AgentKind::broker);
  if (brokers > 0) result.mean /= brokers;
  return result;
}

void herfindahl(std::span<const std::uint32_t> market, std::span<const double> volume, std::span<double> index) {
  std::vector<double> total(index.size(), 0.0);
  for (std::size_t b = 0; b < market.size(); ++b) total[market[b]] += volume[b];
  std::fill(index.begin(), index.end(), 0.0);
  for (std::size_t b = 0; b < market.size(); ++b) {
    if (!(total[market[b]] > 0.0)) continue;
    const double share = volume[b] / total[market[b]];
    index[market[b]] += share * share;
  }
}

}  // namespace ayni

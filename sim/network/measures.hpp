#pragma once
// What the networks look like at a moment: degree, components, betweenness of brokers, concentration of buyers.
//
// Graph: undirected; the nodes are the agents of `AgentRanges`, the edges two lists of ties, usually the acquaintances
// of `Relations` and the alliances of the moment; either may be empty, so that trade can be looked at alone. No weights.
// Meant for a few snapshots in a run: these functions allocate.

#include <array>
#include <cstdint>
#include <span>

#include "network/relations.hpp"

namespace ayni {

struct DegreeSummary {
  double mean = 0.0;  ///< ties an agent (one that is in both lists counts twice); 0 without agents of the kind
  std::uint32_t maximum = 0;
};

struct Connectivity {
  std::array<DegreeSummary, agent_kinds> degree;  ///< by AgentKind
  std::uint32_t components = 0;                   ///< connected components of two agents or more
  std::uint32_t largest = 0;                      ///< agents in the largest one; 0 if there is none
};

/// Linear in agents and ties.
[[nodiscard]] Connectivity connectivity(const AgentRanges& agents, std::span<const Tie> acquaintances,
                                        std::span<const Tie> trades);

struct Brokerage {
  double mean = 0.0;  ///< betweenness over all brokers; 0 if there are none
  double maximum = 0.0;
};

/// Betweenness centrality of brokers in their catchment (Brandes 2001): of all pairs of other nodes, the mean share of
/// shortest paths that run through the broker, in [0, 1]. The nodes are brokers, buyers and municipalities; a group
/// counts as its municipality, and ties among groups are left out: what is measured is who stands between places and
/// buyers. With every group a node, the same would take 15 times as long. Ties must not cross catchments.
/// group_municipality [group]. Linear in catchments; a catchment of more than 250 nodes is measured from 250 of them (see
/// betweenness.hpp), so that the time is linear in its ties too.
[[nodiscard]] Brokerage brokerage(const AgentRanges& agents, std::span<const std::uint32_t> group_municipality,
                                  std::span<const Tie> acquaintances, std::span<const Tie> trades);

/// Herfindahl index of each market: the sum of squared shares of its buyers, 1 / n for n equal ones and 1 for a single
/// one; 0 where nothing is traded. market [buyer] numbers the entries of `index`; volume [buyer] is any quantity not
/// below 0 (volume bought, or number of alliances).
void herfindahl(std::span<const std::uint32_t> market, std::span<const double> volume, std::span<double> index);

}  // namespace ayni

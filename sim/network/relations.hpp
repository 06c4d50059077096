#pragma once
// Who knows whom when the story begins: groups, buyers, brokers and municipalities.
//
// Graph: undirected, no ties between catchments, the same for the whole run.
// Nodes: the agents of a catchment, numbered groups, buyers, brokers, municipalities (see Agents).
// Edges: group - its municipality; buyer - each municipality where it collects; group - each buyer it finds by itself;
// broker - each group it serves; broker - each buyer it knows; group - group (neighbours who talk, of the same product
// more often).
// Weights: none; a distance is the number of ties on the shortest path.
//
// Nearness of two municipalities at h hours of road is exp(-h / range), 1 within a municipality. Ties are drawn:
//   buyer collects in a municipality      with probability nearness(collection_range_hours)
//   group finds a buyer of its product    with probability nearness(search_range_hours)
//   broker serves a group                 with probability broker_service_share x nearness(broker_range_hours)
//   broker knows a buyer of the catchment with probability min(1, broker_contact_share x its skill)
//   each group names peers_named groups of the catchment, each drawn with weight nearness(peer_range_hours) x (1, or
//   cross_product_weight when the product differs); to name itself or a group twice adds nothing
// Each pair of a group and a buyer, or of a broker and either, has a draw of its own, and a buyer's draws go through the municipalities in
// their order: who is added at the end of a catchment, or between its agents, moves no draw of the others. Whom a group
// names is one draw over all that live there, so another group may take the place of one that would have been named.
// Draws are compared with thresholds, so a stronger lever only adds ties. A broker is in business with probability
// broker_presence; one that is not has no tie.
//
// A group can meet a buyer of its product that it has found by itself (1 tie), that collects in its own municipality (2
// ties away), or that a broker knows who is at most broker_reach_hops ties away (breadth-first over all ties): 1 = the brokers who serve
// it, 2 = also its peers' brokers, 3 = also brokers known to the same buyers or to people of the same municipality.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/random.hpp"
#include "network/roads.hpp"

namespace ayni {

struct RelationParameters;

/// The agents to be related, as plain columns. Each kind is listed by catchment: the catchments of its municipalities
/// never decrease.
struct Agents {
  std::span<const std::uint32_t> group_municipality;
  std::span<const std::uint32_t> group_product;
  std::span<const std::uint32_t> buyer_municipality;
  std::span<const std::uint32_t> buyer_product;
  std::span<const std::uint32_t> broker_municipality;
  std::span<const double> broker_skill;                             ///< relative to the average broker (1), not below 0
  std::span<const std::uint64_t> group_key, buyer_key, broker_key;  ///< key their draws
};

enum class AgentKind : std::uint8_t { group, buyer, broker, municipality };
inline constexpr std::array agent_kind_names{"group", "buyer", "broker", "municipality"};
inline constexpr std::size_t agent_kinds = agent_kind_names.size();

/// Where each catchment's agents lie: those of kind k in catchment c are first[k][c] .. first[k][c + 1] - 1.
struct AgentRanges {
  std::array<std::vector<std::uint32_t>, agent_kinds> first;

  [[nodiscard]] std::uint32_t catchments() const noexcept { return static_cast<std::uint32_t>(first[0].size() - 1); }
  [[nodiscard]] std::uint32_t count(AgentKind kind) const noexcept {
    return first[static_cast<std::size_t>(kind)].back();
  }
  [[nodiscard]] std::uint32_t begin(AgentKind kind, std::uint32_t c) const noexcept {
    return first[static_cast<std::size_t>(kind)][c];
  }
  [[nodiscard]] std::uint32_t size(AgentKind kind, std::uint32_t c) const noexcept {
    return begin(kind, c + 1) - begin(kind, c);
  }
};

/// One tie between two agents, each numbered within its kind.
struct Tie {
  AgentKind from_kind;
  AgentKind to_kind;
  std::uint32_t from;
  std::uint32_t to;
};

/// Neighbours of group g: agent[first[g]] .. agent[first[g + 1] - 1], ascending.
struct Neighbours {
  std::vector<std::uint32_t> first;  ///< [group + 1]
  std::vector<std::uint32_t> agent;

  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t group) const noexcept {
    return {agent.data() + first[group], first[group + 1] - std::size_t{first[group]}};
  }
};

inline constexpr std::uint32_t no_broker = std::numeric_limits<std::uint32_t>::max();

/// Buyers of its product that group g can meet: the entries first[g] .. first[g + 1] - 1, by ascending buyer.
struct Reach {
  std::vector<std::uint32_t> first;   ///< [group + 1]
  std::vector<std::uint32_t> buyer;   ///< [entry]
  std::vector<std::uint32_t> broker;  ///< [entry] who introduces them (nearest, then lowest index); no_broker: the
                                      ///< buyer collects in the group's municipality and no broker is needed
  std::vector<std::uint8_t> hops;     ///< [entry] ties between group and buyer on that way, 2 at least
};

struct Relations {
  AgentRanges agents;
  std::vector<Tie> ties;               ///< every acquaintance once, by catchment
  std::vector<std::size_t> first_tie;  ///< [catchment + 1]
  Reach reach;
  Neighbours peers;    ///< groups that a group knows
  Neighbours brokers;  ///< brokers that serve a group
};

/// Draws all acquaintances. Linear in the number of catchments.
/// Throws std::invalid_argument if a kind of agents is not listed by catchment.
[[nodiscard]] Relations relate(const Agents& agents, const Roads& roads, const RelationParameters& parameters,
                               const Streams& streams);

}  // namespace ayni

#pragma once
// How the agents of a catchment are numbered as nodes of its graph.

#include <array>
#include <cstddef>
#include <cstdint>

#include "network/relations.hpp"

namespace ayni {

using Node = std::uint32_t;

/// The nodes of one catchment: its groups, buyers, brokers and municipalities, in this order.
struct CatchmentNodes {
  std::array<std::uint32_t, agent_kinds> begin{};  ///< first agent, by kind
  std::array<Node, agent_kinds + 1> first{};       ///< first node, by kind, and the number of nodes

  CatchmentNodes(const AgentRanges& agents, std::uint32_t c) {
    for (std::size_t k = 0; k < agent_kinds; ++k) {
      begin[k] = agents.first[k][c];
      first[k + 1] = first[k] + agents.first[k][c + 1] - begin[k];
    }
  }
  [[nodiscard]] std::uint32_t size(std::size_t kind) const { return first[kind + 1] - first[kind]; }
  [[nodiscard]] std::uint32_t end(std::size_t kind) const { return begin[kind] + size(kind); }
  [[nodiscard]] bool is(std::size_t kind, Node node) const { return node >= first[kind] && node < first[kind + 1]; }
  [[nodiscard]] std::uint32_t agent(std::size_t kind, Node node) const { return begin[kind] + node - first[kind]; }
  [[nodiscard]] Node node(std::size_t kind, std::uint32_t agent) const { return first[kind] + agent - begin[kind]; }
};

}  // namespace ayni

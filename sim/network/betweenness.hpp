#pragma once
// Betweenness centrality by Brandes's (2001) accumulation, from all nodes or from some.
//
// Graph: undirected, unweighted, without loops; a tie that is given twice counts once.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ayni {

/// Of every node 0 .. nodes - 1: the sum over ordered pairs of other nodes of the share of their shortest paths that run
/// through it. With more nodes than `pivots`, shortest paths start only at that many of them, spread evenly over the
/// numbers, and sums are scaled up (Brandes & Pich 2007): the time is pivots x ties, no longer nodes x ties.
[[nodiscard]] std::vector<double> betweenness(std::uint32_t nodes,
                                              const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ties,
                                              std::size_t pivots);

}  // namespace ayni

#include "network/betweenness.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

namespace ayni {
namespace {

using Node = std::uint32_t;

/// Each node's neighbours in ascending order.
struct Neighbourhoods {
  std::vector<std::size_t> first;  ///< [node + 1]
  std::vector<Node> neighbour;

  Neighbourhoods(Node nodes, const std::vector<std::pair<Node, Node>>& ties)
      : first(nodes + std::size_t{1}, 0), neighbour(2 * ties.size()) {
    for (const auto& [a, b] : ties) {
      ++first[a + std::size_t{1}];
      ++first[b + std::size_t{1}];
    }
    for (std::size_t node = 0; node < nodes; ++node) first[node + 1] += first[node];
    std::vector<std::size_t> end{first.begin(), first.end() - 1};
    for (const auto& [a, b] : ties) {
      neighbour[end[a]++] = b;
      neighbour[end[b]++] = a;
    }
    std::size_t kept = 0;  // a tie given twice is one
    for (std::size_t node = 0; node < nodes; ++node) {
      const auto begin = neighbour.begin() + static_cast<std::ptrdiff_t>(std::exchange(first[node], kept));
      const auto all = neighbour.begin() + static_cast<std::ptrdiff_t>(end[node]);
      std::sort(begin, all);
      kept = static_cast<std::size_t>(
          std::copy(begin, std::unique(begin, all), neighbour.begin() + static_cast<std::ptrdiff_t>(kept)) -
          neighbour.begin());
    }
    first[nodes] = kept;
    neighbour.resize(kept);
  }
  [[nodiscard]] std::span<const Node> of(Node node) const {
    return std::span{neighbour}.subspan(first[node], first[node + std::size_t{1}] - first[node]);
  }
};

/// Shortest paths from one node after the other. Which ties lie on one follows no pattern that a processor could guess, so
/// the loop over ties has no branches.
class ShortestPaths {
 public:
  explicit ShortestPaths(const Neighbourhoods& graph)
      : graph_{graph},
        distance_(graph.first.size() - 1),
        paths_(distance_.size()),
        per_path_(distance_.size()),
        found_(distance_.size() + 1),
        first_next_(distance_.size() + 1),
        next_(graph.neighbour.size() + 1) {}

  /// Adds to `sum` [node] the shares of the paths from `source` to all others that run through each node.
  void add_shares(Node source, std::vector<double>& sum) {
    for (std::size_t k = walk(source); k-- > 1;) {
      const Node here = found_[k];
      double beyond = 0.0;
      for (std::size_t e = first_next_[k]; e < first_next_[k + 1]; ++e) beyond += per_path_[next_[e]];
      const double dependency = paths_[here] * beyond;
      per_path_[here] = (1.0 + dependency) / paths_[here];
      sum[here] += dependency;
    }
  }

 private:
  static constexpr Node not_found = 0xffffffffU;

  /// Breadth-first: the nodes in the order of their distance, in how many ways each is reached, and which of its
  /// neighbours lie beyond it. Returns the number of nodes found.
  std::size_t walk(Node source) {
    std::fill(distance_.begin(), distance_.end(), not_found);
    std::fill(paths_.begin(), paths_.end(), 0.0);
    distance_[source] = 0;
    paths_[source] = 1.0;
    found_[0] = source;
    std::size_t found = 1;
    std::size_t ties = 0;
    for (std::size_t k = 0; k < found; ++k) {
      const Node here = found_[k];
      const Node distance = distance_[here] + 1;
      const double paths = paths_[here];
      for (const Node next : graph_.of(here)) {
        const Node before = distance_[next];
        const bool beyond = before >= distance;
        found_[found] = next;
        found += before == not_found ? 1U : 0U;
        distance_[next] = beyond ? distance : before;
        paths_[next] += beyond ? paths : 0.0;
        next_[ties] = next;
        ties += beyond ? 1U : 0U;
      }
      first_next_[k + 1] = ties;
    }
    return found;
  }

  const Neighbourhoods& graph_;
  std::vector<Node> distance_;
  std::vector<double> paths_;            ///< [node] shortest ones from the source
  std::vector<double> per_path_;         ///< [node] of those to it and beyond, the share that each carries
  std::vector<Node> found_;              ///< in the order of their distance; one place more than there are nodes
  std::vector<std::size_t> first_next_;  ///< [place in found_ + 1] where its ties begin in next_
  std::vector<Node> next_;               ///< neighbours one tie further away; one place more than there can be
};

}  // namespace

std::vector<double> betweenness(Node nodes, const std::vector<std::pair<Node, Node>>& ties, std::size_t pivots) {
  const Neighbourhoods graph{nodes, ties};
  ShortestPaths paths{graph};
  std::vector<double> sum(nodes, 0.0);
  const std::size_t sources = std::min<std::size_t>(pivots, nodes);
  for (std::size_t k = 0; k < sources; ++k) paths.add_shares(static_cast<Node>(k * nodes / sources), sum);
  if (sources < nodes) {
    for (double& each : sum) each *= static_cast<double>(nodes) / static_cast<double>(sources);
  }
  return sum;
}

}  // namespace ayni

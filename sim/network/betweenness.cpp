#include "network/betweenness.hpp"

#include <algorithm>
#include <span>

namespace ayni {
namespace {

using Node = std::uint32_t;

/// Each node's neighbours in ascending order.
struct Neighbourhoods {
  std::vector<std::size_t> first;  ///< [node + 1]
  std::vector<Node> neighbour;

  Neighbourhoods(Node nodes, std::vector<std::pair<Node, Node>> ties) : first(nodes + std::size_t{1}, 0) {
    const std::size_t one_way = ties.size();
    for (std::size_t k = 0; k < one_way; ++k) ties.emplace_back(ties[k].second, ties[k].first);
    std::sort(ties.begin(), ties.end());
    ties.erase(std::unique(ties.begin(), ties.end()), ties.end());
    for (const auto& [from, to] : ties) {
      ++first[from + std::size_t{1}];
      neighbour.push_back(to);
    }
    for (std::size_t node = 0; node < nodes; ++node) first[node + 1] += first[node];
  }
  [[nodiscard]] std::span<const Node> of(Node node) const {
    return std::span{neighbour}.subspan(first[node], first[node + std::size_t{1}] - first[node]);
  }
};

/// Shortest paths from one node after the other.
class ShortestPaths {
 public:
  explicit ShortestPaths(const Neighbourhoods& graph)
      : graph_{graph}, distance_(graph.first.size() - 1), paths_(distance_.size()), dependency_(distance_.size()) {
    found_.reserve(distance_.size());
  }

  /// Adds to `sum` [node] the shares of the paths from `source` to all others that run through each node.
  void add_shares(Node source, std::vector<double>& sum) {
    walk(source);
    for (std::size_t k = found_.size(); k-- > 1;) {
      const Node far = found_[k];
      for (const Node near : graph_.of(far)) {
        if (distance_[near] + 1 != distance_[far]) continue;
        dependency_[near] += paths_[near] / paths_[far] * (1.0 + dependency_[far]);
      }
      sum[far] += dependency_[far];
    }
  }

 private:
  static constexpr Node not_found = 0xffffffffU;

  /// Breadth-first: the nodes in the order of their distance, and in how many ways each is reached.
  void walk(Node source) {
    std::fill(distance_.begin(), distance_.end(), not_found);
    std::fill(paths_.begin(), paths_.end(), 0.0);
    std::fill(dependency_.begin(), dependency_.end(), 0.0);
    distance_[source] = 0;
    paths_[source] = 1.0;
    found_.assign(1, source);
    for (std::size_t k = 0; k < found_.size(); ++k) {
      const Node here = found_[k];
      for (const Node next : graph_.of(here)) {
        if (distance_[next] == not_found) {
          distance_[next] = distance_[here] + 1;
          found_.push_back(next);
        }
        if (distance_[next] == distance_[here] + 1) paths_[next] += paths_[here];
      }
    }
  }

  const Neighbourhoods& graph_;
  std::vector<Node> distance_;
  std::vector<double> paths_, dependency_;
  std::vector<Node> found_;
};

}  // namespace

std::vector<double> betweenness(Node nodes, std::vector<std::pair<Node, Node>> ties, std::size_t pivots) {
  const Neighbourhoods graph{nodes, std::move(ties)};
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

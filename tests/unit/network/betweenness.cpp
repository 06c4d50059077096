#include "network/betweenness.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "core/distributions.hpp"

namespace ayni {
namespace {

using Ties = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Many buyers (from 20 on), each tied to some of 20 brokers.
Ties market(std::uint32_t nodes) {
  Engine engine = Streams{1, 0}(Process::peers, 0);
  Ties ties;
  for (std::uint32_t buyer = 20; buyer < nodes; ++buyer) {
    for (std::uint32_t broker = 0; broker < 20; ++broker) {
      if (bernoulli(engine, 0.1 + 0.03 * broker)) ties.emplace_back(buyer, broker);
    }
  }
  return ties;
}

}  // namespace

TEST_CASE("In a star all paths run through the middle, and a tie given twice or the other way round is one",
          "[measures]") {
  CHECK(betweenness(4, {{0, 1}, {2, 0}, {0, 3}, {1, 0}, {0, 1}}, 4) == std::vector<double>{6.0, 0.0, 0.0, 0.0});
}

TEST_CASE("In a ring of four each node carries half of the paths between its neighbours", "[measures]") {
  CHECK(betweenness(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}}, 4) == std::vector<double>(4, 1.0));
}

TEST_CASE("Nodes without ties and no nodes at all have no betweenness", "[measures]") {
  CHECK(betweenness(3, {}, 3) == std::vector<double>(3, 0.0));
  CHECK(betweenness(0, {}, 3).empty());
}

TEST_CASE("A fifth of the nodes as pivots tells the betweenness of brokers to a tenth of that of the most central",
          "[measures]") {
  const std::uint32_t nodes = 1000;
  const std::vector<double> all = betweenness(nodes, market(nodes), nodes);
  const std::vector<double> some = betweenness(nodes, market(nodes), nodes / 5);
  const double largest = *std::max_element(all.begin(), all.end());
  for (std::size_t broker = 0; broker < 20; ++broker) CHECK(some[broker] == Approx(all[broker]).margin(0.1 * largest));
  CHECK(some != all);
}

}  // namespace ayni

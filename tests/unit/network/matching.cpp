#include "network/matching.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "benchmark/allocations.hpp"
#include "core/distributions.hpp"

namespace ayni {
namespace {

struct Market {
  std::vector<std::uint32_t> first{0};
  std::vector<std::uint32_t> buyer;
  std::vector<double> score;
  std::vector<double> demand;
  std::vector<double> capacity;
  std::vector<double> left;

  [[nodiscard]] Candidates candidates() const { return {first, buyer, score}; }
  [[nodiscard]] std::uint32_t groups() const { return static_cast<std::uint32_t>(demand.size()); }
  void add(std::vector<std::uint32_t> preferences, std::vector<double> scores, double volume) {
    buyer.insert(buyer.end(), preferences.begin(), preferences.end());
    score.insert(score.end(), scores.begin(), scores.end());
    first.push_back(static_cast<std::uint32_t>(buyer.size()));
    demand.push_back(volume);
  }
};

struct Outcome {
  std::vector<std::uint32_t> assignment;
  std::vector<double> left;
};

Outcome match(const Market& market) {
  DeferredAcceptance matching{market.groups(), static_cast<std::uint32_t>(market.left.size())};
  Outcome outcome{std::vector<std::uint32_t>(market.groups()), market.left};
  matching.match(market.candidates(), market.demand, market.capacity, outcome.left, outcome.assignment);
  return outcome;
}

/// Random preferences over a random half of the buyers, scores and volumes; some buyers have commitments.
Market draw(std::uint64_t seed, std::uint32_t groups, std::uint32_t buyers, std::uint64_t largest) {
  Engine engine = Streams{seed, 0}(Process::rematch, 0);
  Market market;
  for (std::uint32_t b = 0; b < buyers; ++b) {
    market.capacity.push_back(static_cast<double>(index_below(engine, 3 * largest)));
    const double committed = static_cast<double>(index_below(engine, 2) * index_below(engine, largest));
    market.left.push_back(std::max(0.0, market.capacity.back() - committed));
  }
  for (std::uint32_t g = 0; g < groups; ++g) {
    std::vector<std::uint32_t> known;
    for (std::uint32_t b = 0; b < buyers; ++b) {
      if (bernoulli(engine, 0.5))
        known.insert(known.begin() + static_cast<long>(index_below(engine, known.size() + 1)), b);
    }
    std::vector<double> scores(known.size());
    for (double& score : scores) score = uniform(engine);
    market.add(known, scores, static_cast<double>(1 + index_below(engine, largest)));
  }
  return market;
}

double pair_score(const Market& market, std::uint32_t g, std::uint32_t b) {
  for (std::uint32_t i = market.first[g]; i < market.first[g + 1]; ++i) {
    if (market.buyer[i] == b) return market.score[i];
  }
  return -1.0;
}

/// Calls visit(b) for every buyer that group g likes better than what it got.
template <class Visit>
void for_each_preferred(const Market& market, const Outcome& outcome, std::uint32_t g, Visit visit) {
  for (std::uint32_t i = market.first[g]; i < market.first[g + 1] && market.buyer[i] != outcome.assignment[g]; ++i) {
    visit(market.buyer[i]);
  }
}

}  // namespace

TEST_CASE("Buyers take no more than they have left, except one too large group alone with an uncommitted buyer",
          "[matching]") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Market market = draw(seed, 30, 6, 20);
    const Outcome outcome = match(market);
    std::vector<double> taken(market.left.size(), 0.0);
    std::vector<int> held(market.left.size(), 0);
    for (std::uint32_t g = 0; g < market.groups(); ++g) {
      const std::uint32_t b = outcome.assignment[g];
      if (b == unmatched) continue;
      REQUIRE(pair_score(market, g, b) >= 0.0);
      taken[b] += market.demand[g];
      ++held[b];
    }
    for (std::size_t b = 0; b < taken.size(); ++b) {
      const bool alone = held[b] == 1 && market.left[b] == market.capacity[b] && market.left[b] > 0.0;
      REQUIRE((taken[b] <= market.left[b] || alone));
      REQUIRE(outcome.left[b] == std::max(0.0, market.left[b] - taken[b]));
    }
  }
}

TEST_CASE("No group prefers a buyer that holds a group of lower score and could hold it", "[matching]") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Market market = draw(seed, 30, 6, 20);
    const Outcome outcome = match(market);
    for (std::uint32_t g = 0; g < market.groups(); ++g) {
      for_each_preferred(market, outcome, g, [&](std::uint32_t b) {
        const bool committed = market.left[b] < market.capacity[b];
        if (committed && market.demand[g] > market.left[b]) return;
        for (std::uint32_t other = 0; other < market.groups(); ++other) {
          if (outcome.assignment[other] != b) continue;
          REQUIRE(pair_score(market, other, b) >= pair_score(market, g, b));
        }
      });
    }
  }
}

TEST_CASE("Among groups of one size the matching is stable: a preferred buyer is full of better groups", "[matching]") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Market market = draw(seed, 30, 6, 5);
    std::fill(market.demand.begin(), market.demand.end(), 1.0);
    const Outcome outcome = match(market);
    for (std::uint32_t g = 0; g < market.groups(); ++g) {
      for_each_preferred(market, outcome, g, [&](std::uint32_t b) {
        REQUIRE(outcome.left[b] < 1.0);
        for (std::uint32_t other = 0; other < market.groups(); ++other) {
          if (outcome.assignment[other] == b) REQUIRE(pair_score(market, other, b) > pair_score(market, g, b));
        }
      });
    }
  }
}

TEST_CASE("The result does not depend on the order in which groups propose", "[matching]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Market market = draw(seed, 25, 5, 20);
    std::vector<std::uint32_t> order(market.groups());
    std::iota(order.begin(), order.end(), 0U);
    Engine engine = Streams{seed, 1}(Process::rematch, 0);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[index_below(engine, i)]);
    Market shuffled;
    shuffled.capacity = market.capacity;
    shuffled.left = market.left;
    for (const std::uint32_t g : order) {
      const auto from = static_cast<long>(market.first[g]), to = static_cast<long>(market.first[g + 1]);
      shuffled.add({market.buyer.begin() + from, market.buyer.begin() + to},
                   {market.score.begin() + from, market.score.begin() + to}, market.demand[g]);
    }
    const Outcome one = match(market), two = match(shuffled);
    for (std::uint32_t i = 0; i < order.size(); ++i) REQUIRE(two.assignment[i] == one.assignment[order[i]]);
    REQUIRE(two.left == one.left);
  }
}

TEST_CASE("A buyer drops its worst groups until a better one fits", "[matching]") {
  Market market;
  market.capacity = market.left = {100.0, 100.0};
  market.add({0}, {0.2}, 40.0);
  market.add({0, 1}, {0.5, 0.1}, 50.0);
  market.add({0}, {0.9}, 60.0);
  // Groups 0 and 1 fit together; group 2 leaves no room for either.
  REQUIRE(match(market).assignment == std::vector<std::uint32_t>{unmatched, 1, 0});
}

TEST_CASE("Equal scores go to the group of lower index", "[matching]") {
  Market market;
  market.capacity = market.left = {1.0};
  for (int g = 0; g < 3; ++g) market.add({0}, {0.5}, 1.0);
  REQUIRE(match(market).assignment == std::vector<std::uint32_t>{0, unmatched, unmatched});
}

TEST_CASE("A group turned down lets none below it pass, though it would fit", "[matching]") {
  Market market;
  market.capacity = market.left = {100.0};
  for (const double volume : {60.0, 60.0, 30.0}) market.add({0}, {0.5}, volume);
  REQUIRE(match(market).assignment == std::vector<std::uint32_t>{0, unmatched, unmatched});
}

TEST_CASE("A group larger than the capacity is taken by a buyer without commitments only", "[matching]") {
  Market market;
  market.capacity = {10.0, 10.0, 0.0};
  market.left = {10.0, 9.0, 0.0};
  market.add({2, 1, 0}, {0.5, 0.5, 0.5}, 25.0);
  market.add({2, 1}, {0.1, 0.1}, 9.0);  // not held up by the larger group that buyer 1 cannot take
  const Outcome outcome = match(market);
  REQUIRE(outcome.assignment == std::vector<std::uint32_t>{0, 1});
  REQUIRE(outcome.left == std::vector<double>{0.0, 0.0, 0.0});
}

TEST_CASE("Groups without candidates and markets without groups are left alone", "[matching]") {
  Market market;
  market.capacity = market.left = {5.0};
  REQUIRE(match(market).left == std::vector<double>{5.0});
  market.add({}, {}, 1.0);
  REQUIRE(match(market).assignment == std::vector<std::uint32_t>{unmatched});
}

TEST_CASE("A matching can be repeated with smaller markets and does not allocate", "[matching]") {
  const Market large = draw(1, 40, 8, 20), small = draw(2, 10, 3, 20);
  const Outcome fresh = match(small);
  DeferredAcceptance matching{40, 8};
  std::vector<double> left = large.left, small_left = small.left;
  std::vector<std::uint32_t> assignment(large.groups()), small_assignment(small.groups());
  const std::uint64_t before = allocations();
  matching.match(large.candidates(), large.demand, large.capacity, left, assignment);
  matching.match(small.candidates(), small.demand, small.capacity, small_left, small_assignment);
  REQUIRE(allocations() == before);
  REQUIRE(small_assignment == fresh.assignment);
  REQUIRE(small_left == fresh.left);
}

}  // namespace ayni

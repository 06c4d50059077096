#include "design/sampling.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

using namespace ayni;

namespace {

/// How many of `parts` equal parts of [0, 1) hold exactly one of the values.
std::size_t parts_with_one(const std::vector<double>& sample, std::size_t dimensions, std::size_t d,
                           std::size_t parts) {
  std::vector<int> count(parts, 0);
  for (std::size_t i = d; i < sample.size(); i += dimensions) {
    ++count.at(static_cast<std::size_t>(sample[i] * static_cast<double>(parts)));
  }
  return static_cast<std::size_t>(std::count(count.begin(), count.end(), 1));
}

/// Whether each of the boxes 2^-a wide and 2^-b high holds the same number of points.
bool is_balanced(const std::vector<double>& sample, std::size_t dimensions, std::size_t d, std::size_t e, unsigned a,
                 unsigned b) {
  const std::size_t wide = std::size_t{1} << a;
  const std::size_t high = std::size_t{1} << b;
  std::vector<std::size_t> count(wide * high, 0);
  for (std::size_t row = 0; row < sample.size(); row += dimensions) {
    const auto x = static_cast<std::size_t>(sample[row + d] * static_cast<double>(wide));
    const auto y = static_cast<std::size_t>(sample[row + e] * static_cast<double>(high));
    ++count.at(x * high + y);
  }
  return std::all_of(count.begin(), count.end(), [&](std::size_t n) { return n == count.front(); });
}

bool all_inside(const std::vector<double>& sample) {
  return std::all_of(sample.begin(), sample.end(), [](double u) { return u >= 0.0 && u <= 1.0; });
}

}  // namespace

TEST_CASE("a grid has every combination once, the last dimension fastest") {
  CHECK(grid_places({2, 3}) == std::vector<std::size_t>{0, 0, 0, 1, 0, 2, 1, 0, 1, 1, 1, 2});
  CHECK(grid_places({1}) == std::vector<std::size_t>{0});
}

TEST_CASE("a Latin hypercube has one point in every stratum of every dimension") {
  const std::size_t points = GENERATE(as<std::size_t>{}, 1, 7, 64, 1000);
  const std::vector<double> sample = latin_hypercube(5, points, 3);
  REQUIRE(sample.size() == 3 * points);
  CHECK(all_inside(sample));
  for (std::size_t d = 0; d < 3; ++d) CHECK(parts_with_one(sample, 3, d, points) == points);
}

TEST_CASE("the dimensions of a Latin hypercube are not paired in order") {
  const std::vector<double> sample = latin_hypercube(5, 100, 2);
  std::size_t same = 0;
  for (std::size_t i = 0; i < 100; ++i) same += std::floor(100 * sample[2 * i]) == std::floor(100 * sample[2 * i + 1]);
  CHECK(same < 10);
}

TEST_CASE("a scrambled Sobol sample keeps the balance of the sequence") {
  const std::vector<double> sample = scrambled_sobol(9, 256, 12);
  CHECK(all_inside(sample));
  SECTION("in each dimension, for every power of two of points from the start") {
    for (std::size_t points = 1; points <= 256; points *= 2) {
      const std::vector<double> first{sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(12 * points)};
      for (std::size_t d = 0; d < 12; ++d) CHECK(parts_with_one(first, 12, d, points) == points);
    }
  }
  SECTION("as a (0, 8, 2)-net in its first two dimensions: each box of area 1/256 holds one point") {
    for (unsigned a = 0; a <= 8; ++a) CHECK(is_balanced(sample, 12, 0, 1, a, 8 - a));
  }
  SECTION("in all other pairs of dimensions over 2 x 2 boxes") {
    for (std::size_t d = 0; d < 12; ++d) {
      for (std::size_t e = d + 1; e < 12; ++e) CHECK(is_balanced(sample, 12, d, e, 1, 1));
    }
  }
}

TEST_CASE("scrambling takes points off the sequence's own lattice") {
  const std::vector<double> sample = scrambled_sobol(9, 64, 2);
  CHECK(std::none_of(sample.begin(), sample.end(), [](double u) { return 64 * u == std::floor(64 * u); }));
}

TEST_CASE("a longer Sobol sample, or one of more dimensions, begins with the shorter one") {
  const std::vector<double> shorter = scrambled_sobol(9, 20, 3);
  const std::vector<double> longer = scrambled_sobol(9, 50, 3);
  CHECK(std::equal(shorter.begin(), shorter.end(), longer.begin()));
  const std::vector<double> wider = scrambled_sobol(9, 20, 5);
  for (std::size_t i = 0; i < 20; ++i) CHECK(wider[5 * i + 2] == shorter[3 * i + 2]);
}

TEST_CASE("Sobol samples exist in as many dimensions as promised") {
  CHECK(scrambled_sobol(1, 2, most_sobol_dimensions).size() == 2 * most_sobol_dimensions);
}

TEST_CASE("each Morris trajectory moves every dimension once, by the same step, on the grid of levels") {
  const std::size_t levels = GENERATE(as<std::size_t>{}, 2, 4, 10);
  constexpr std::size_t dimensions = 5;
  constexpr std::size_t trajectories = 30;
  const std::vector<double> sample = morris_trajectories(3, trajectories, levels, dimensions);
  REQUIRE(sample.size() == trajectories * (dimensions + 1) * dimensions);
  const double last = static_cast<double>(levels) - 1.0;
  const double delta = 0.5 * static_cast<double>(levels) / last;
  for (const double u : sample) CHECK(u * last == Approx(std::round(u * last)).margin(1e-12));
  CHECK(all_inside(sample));
  for (std::size_t t = 0; t < trajectories; ++t) {
    std::set<std::size_t> moved;
    for (std::size_t step = 0; step < dimensions; ++step) {
      const double* const from = &sample[(t * (dimensions + 1) + step) * dimensions];
      for (std::size_t d = 0; d < dimensions; ++d) {
        const double change = std::abs(from[dimensions + d] - from[d]);
        if (change == 0.0) continue;
        CHECK(change == Approx(delta));
        CHECK(moved.insert(d).second);
      }
      CHECK(moved.size() == step + 1);
    }
  }
}

TEST_CASE("Saltelli's blocks are A, A with a coordinate of B, with second order B with one of A, and B") {
  constexpr std::size_t d = 3;
  const SecondOrder order = GENERATE(SecondOrder::without, SecondOrder::with);
  const std::size_t block = saltelli_block(d, order);
  CHECK(block == (order == SecondOrder::with ? 8 : 5));
  const std::vector<double> sample = saltelli_blocks(7, 16, d, order);
  const std::vector<double> base = scrambled_sobol(7, 16, 2 * d);
  REQUIRE(sample.size() == 16 * block * d);
  for (std::size_t n = 0; n < 16; ++n) {
    const double* const rows = &sample[n * block * d];
    const double* const a = &base[n * 2 * d];
    const double* const b = a + d;
    for (std::size_t j = 0; j < d; ++j) {
      CHECK(rows[j] == a[j]);
      CHECK(rows[(block - 1) * d + j] == b[j]);
      for (std::size_t i = 0; i < d; ++i) {
        CHECK(rows[(1 + i) * d + j] == (i == j ? b[j] : a[j]));
        if (order == SecondOrder::with) CHECK(rows[(1 + d + i) * d + j] == (i == j ? a[j] : b[j]));
      }
    }
  }
}

TEST_CASE("samples are the same for the same seed and others for another") {
  CHECK(latin_hypercube(1, 10, 2) == latin_hypercube(1, 10, 2));
  CHECK(latin_hypercube(1, 10, 2) != latin_hypercube(2, 10, 2));
  CHECK(scrambled_sobol(1, 10, 2) == scrambled_sobol(1, 10, 2));
  CHECK(scrambled_sobol(1, 10, 2) != scrambled_sobol(2, 10, 2));
  CHECK(morris_trajectories(1, 10, 4, 2) == morris_trajectories(1, 10, 4, 2));
  CHECK(morris_trajectories(1, 10, 4, 2) != morris_trajectories(2, 10, 4, 2));
}

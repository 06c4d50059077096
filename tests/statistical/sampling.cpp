#include "design/sampling.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "../support/moments.hpp"

using namespace ayni;

namespace {

constexpr double bound = 4.9;  // standard errors: false alarm in one of a million choices of the seeds

/// Mean of a product of functions that each have mean one; smooth, not monotone, with interactions.
double mean_of_g(const std::vector<double>& sample, std::size_t dimensions) {
  double sum = 0.0;
  for (std::size_t row = 0; row < sample.size(); row += dimensions) {
    double product = 1.0;
    for (std::size_t d = 0; d < dimensions; ++d) {
      product *= 1.0 + (3.0 * sample[row + d] * sample[row + d] - 1.0) / static_cast<double>(d + 1);
    }
    sum += product;
  }
  return sum / static_cast<double>(sample.size() / dimensions);
}

}  // namespace

TEST_CASE("over seeds, estimates from Latin hypercubes and scrambled Sobol points have no bias") {
  Moments latin, sobol;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    latin.add(mean_of_g(latin_hypercube(seed, 64, 4), 4));
    sobol.add(mean_of_g(scrambled_sobol(seed, 64, 4), 4));
  }
  CHECK(std::abs(latin.mean() - 1.0) < bound * latin.standard_error());
  CHECK(std::abs(sobol.mean() - 1.0) < bound * sobol.standard_error());
  // Independent points have sqrt(1.47 / 64) = 0.152; here 0.072 and 0.014 were seen, with errors below 3%.
  CHECK(latin.standard_deviation() < 0.10);
  CHECK(sobol.standard_deviation() < 0.02);
}

TEST_CASE("over seeds, any point of a scrambled Sobol sample is uniform on the square") {
  const std::size_t point = GENERATE(as<std::size_t>{}, 0, 1, 37);
  constexpr std::size_t seeds = 6400;
  std::vector<double> cells(64, 0.0);
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const std::vector<double> sample = scrambled_sobol(seed, point + 1, 2);
    cells[static_cast<std::size_t>(8.0 * sample[2 * point]) * 8 +
          static_cast<std::size_t>(8.0 * sample[2 * point + 1])] += 1.0;
  }
  double chi_square = 0.0;
  for (const double n : cells) chi_square += (n - 100.0) * (n - 100.0) / 100.0;
  CHECK(chi_square < 131.7);  // 63 degrees of freedom: exceeded once in a million
}

TEST_CASE("over trajectories, Morris's steps go up as often as down and start evenly over the levels") {
  constexpr std::size_t levels = 4;
  const std::vector<double> sample = morris_trajectories(11, 10000, levels, 1);
  Moments up, start;
  for (std::size_t row = 0; row < sample.size(); row += 2) {
    up.add(sample[row + 1] > sample[row]);
    start.add(sample[row]);
  }
  CHECK(std::abs(up.mean() - 0.5) < bound * up.standard_error());
  CHECK(std::abs(start.mean() - 0.5) < bound * start.standard_error());
}

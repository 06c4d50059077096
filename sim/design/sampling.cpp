#include "design/sampling.hpp"

#include <boost/random/sobol.hpp>
#include <numeric>
#include <utility>

#include "core/distributions.hpp"
#include "core/random.hpp"

namespace ayni {
namespace {

/// 0 .. size - 1 in random order (Fisher and Yates).
std::vector<std::size_t> permutation(std::size_t size, Engine& engine) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t left = size; left > 1; --left) std::swap(order[left - 1], order[index_below(engine, left)]);
  return order;
}

/// Owen's scrambling of one coordinate, to (0, 1): whether a digit is flipped depends on the digits before it, and what
/// follows the digits of the sequence is random.
double scrambled(std::uint32_t coordinate, std::uint64_t key) noexcept {
  constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;
  constexpr int further_digits = 53 - 32;
  std::uint64_t node = 1;  // the digits so far behind a one
  std::uint64_t digits = 0;
  for (int place = 31; place >= 0; --place) {
    const std::uint64_t digit = (coordinate >> place) & 1U;
    digits = digits << 1 | (digit ^ (mix(key + golden * node) >> 63));
    node = node << 1 | digit;
  }
  digits = digits << further_digits | mix(key + golden * node) >> (64 - further_digits);
  return (static_cast<double>(digits) + 0.5) * 0x1.0p-53;
}

}  // namespace

std::vector<std::size_t> grid_places(const std::vector<std::size_t>& sizes) {
  std::size_t points = 1;
  for (const std::size_t size : sizes) points *= size;
  std::vector<std::size_t> places(points * sizes.size());
  for (std::size_t point = 0; point < points; ++point) {
    std::size_t rest = point;
    for (std::size_t d = sizes.size(); d-- > 0; rest /= sizes[d]) places[point * sizes.size() + d] = rest % sizes[d];
  }
  return places;
}

std::vector<double> latin_hypercube(std::uint64_t seed, std::size_t points, std::size_t dimensions) {
  const Streams streams{seed, 0};
  std::vector<double> sample(points * dimensions);
  for (std::size_t d = 0; d < dimensions; ++d) {
    Engine engine = streams(Process::latin_hypercube, d);
    const std::vector<std::size_t> strata = permutation(points, engine);
    for (std::size_t point = 0; point < points; ++point) {
      sample[point * dimensions + d] =
          (static_cast<double>(strata[point]) + uniform(engine)) / static_cast<double>(points);
    }
  }
  return sample;
}

std::vector<double> scrambled_sobol(std::uint64_t seed, std::size_t points, std::size_t dimensions) {
  const Streams streams{seed, 0};
  std::vector<std::uint64_t> keys(dimensions);
  for (std::size_t d = 0; d < dimensions; ++d) keys[d] = streams(Process::sobol_scrambling, d)();
  boost::random::sobol_engine<std::uint32_t, 32> sequence{dimensions};
  std::vector<double> sample(points * dimensions);
  for (std::size_t point = 0; point < points; ++point) {
    for (std::size_t d = 0; d < dimensions; ++d) {
      // The sequence's first point is the origin, which Boost leaves out.
      sample[point * dimensions + d] = scrambled(point == 0 ? 0U : sequence(), keys[d]);
    }
  }
  return sample;
}

std::vector<double> morris_trajectories(std::uint64_t seed, std::size_t trajectories, std::size_t levels,
                                        std::size_t dimensions) {
  const Streams streams{seed, 0};
  const std::size_t half = levels / 2;
  std::vector<double> sample;
  sample.reserve(trajectories * (dimensions + 1) * dimensions);
  std::vector<std::size_t> place(dimensions);
  const auto add_point = [&] {
    for (const std::size_t p : place) sample.push_back(static_cast<double>(p) / static_cast<double>(levels - 1));
  };
  for (std::size_t t = 0; t < trajectories; ++t) {
    Engine engine = streams(Process::trajectory, t);
    for (std::size_t& p : place) p = index_below(engine, levels);
    add_point();
    for (const std::size_t d : permutation(dimensions, engine)) {
      place[d] = place[d] < half ? place[d] + half : place[d] - half;
      add_point();
    }
  }
  return sample;
}

std::vector<double> saltelli_blocks(std::uint64_t seed, std::size_t base_points, std::size_t dimensions,
                                    SecondOrder order) {
  const std::vector<double> base = scrambled_sobol(seed, base_points, 2 * dimensions);
  std::vector<double> sample;
  sample.reserve(base_points * saltelli_block(dimensions, order) * dimensions);
  for (std::size_t point = 0; point < base_points; ++point) {
    const double* const a = &base[point * 2 * dimensions];
    const double* const b = a + dimensions;
    const auto add = [&](const double* from, const double* other, std::size_t exchanged) {
      for (std::size_t d = 0; d < dimensions; ++d) sample.push_back(d == exchanged ? other[d] : from[d]);
    };
    add(a, b, dimensions);
    for (std::size_t d = 0; d < dimensions; ++d) add(a, b, d);
    for (std::size_t d = 0; order == SecondOrder::with && d < dimensions; ++d) add(b, a, d);
    add(b, a, dimensions);
  }
  return sample;
}

}  // namespace ayni

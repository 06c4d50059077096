#pragma once
// Samples of the unit cube for designs of experiments: pure functions of seed, size and dimensions, the same bytes on
// every machine. All are row-major [point][dimension].

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ayni {

/// Every combination of sizes[d] places on each dimension d, the last dimension fastest: the places, from 0.
[[nodiscard]] std::vector<std::size_t> grid_places(const std::vector<std::size_t>& sizes);

/// Latin hypercube: each dimension is cut into `points` strata of equal width; each holds one point, anywhere in it, and
/// strata of different dimensions are paired at random. McKay, Beckman & Conover (1979), Technometrics 21.
[[nodiscard]] std::vector<double> latin_hypercube(std::uint64_t seed, std::size_t points, std::size_t dimensions);

inline constexpr std::size_t most_sobol_dimensions = 3667;

/// The first `points` of Sobol's sequence (direction numbers of Joe & Kuo 2008, from Boost.Random) under Owen's nested
/// uniform scrambling (Owen 1995) of its 32 leading bits. Each point is uniform on the cube; the first 2^k points keep the
/// sequence's balance (of 2^k strata of equal width in any dimension each holds one). Other numbers of points are valid,
/// but lose it, and estimates from them converge no faster than random ones. A longer sample begins with the shorter one.
/// At most most_sobol_dimensions.
[[nodiscard]] std::vector<double> scrambled_sobol(std::uint64_t seed, std::size_t points, std::size_t dimensions);

/// Morris's one-at-a-time trajectories (Morris 1991, Technometrics 33): dimensions + 1 points each, in which every
/// dimension moves once, in random order, by levels / (2 (levels - 1)) up or down on the grid of `levels` (even, at least
/// 2) places from 0 to 1. Trajectory after trajectory, as SALib orders them.
[[nodiscard]] std::vector<double> morris_trajectories(std::uint64_t seed, std::size_t trajectories, std::size_t levels,
                                                      std::size_t dimensions);

enum class SecondOrder { without, with };

/// Points a base point of saltelli_blocks stands for: D + 2, or 2 D + 2 with second order.
[[nodiscard]] constexpr std::size_t saltelli_block(std::size_t dimensions, SecondOrder order) noexcept {
  return (order == SecondOrder::with ? 2 : 1) * dimensions + 2;
}

/// Blocks for Sobol's indices (Saltelli et al. 2010, Computer Physics Communications 181): a block for each of
/// `base_points`, of A; A with coordinate d of B, for each d; with second order B with coordinate d of A, for each d; B.
/// A and B are the halves of a scrambled Sobol point in 2 D dimensions. SALib's order, so that SALib.analyze.sobol takes
/// outcomes in it.
[[nodiscard]] std::vector<double> saltelli_blocks(std::uint64_t seed, std::size_t base_points, std::size_t dimensions,
                                                  SecondOrder order);

}  // namespace ayni

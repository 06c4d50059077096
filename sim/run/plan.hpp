#pragma once
// What is to be run: arms, points of a design, replicates, and the order in which they come.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "run/simulate.hpp"

namespace ayni {

/// One side of a comparison. Arms share the seed and the replicates' numbers, so they share every shock.
struct Arm {
  std::string name;
  Intervention intervention = Intervention::on;
};

/// Every arm is run at every point for every replicate. The order is by replicate, then by point, then by arm, so that
/// any beginning of it holds whole comparisons of all points.
struct Plan {
  std::vector<Arm> arms;
  std::size_t points = 1;
  std::size_t replicates = 0;
  std::uint64_t seed = 0;

  [[nodiscard]] std::size_t runs() const noexcept { return arms.size() * points * replicates; }
};

/// The n-th run of a plan, 0 <= n < runs().
struct PlannedRun {
  std::size_t arm = 0;
  std::size_t point = 0;
  std::size_t replicate = 0;

  [[nodiscard]] bool operator==(const PlannedRun&) const = default;
};
[[nodiscard]] PlannedRun planned_run(const Plan& plan, std::size_t n) noexcept;
/// The inverse of planned_run.
[[nodiscard]] std::size_t number_of(const PlannedRun& run, const Plan& plan) noexcept;

/// One of several shares that a plan is cut into; the arms of a point and replicate stay together.
struct Shard {
  std::size_t number = 1;  ///< from 1
  std::size_t of = 1;

  [[nodiscard]] bool operator==(const Shard&) const = default;
};
[[nodiscard]] bool belongs(std::size_t n, const Shard& shard, const Plan& plan) noexcept;

/// For messages: "run 3 of arm \"twin\" at point 17 (seed 1)"; the point only where there are several.
[[nodiscard]] std::string name_of(const PlannedRun& run, const Plan& plan);

}  // namespace ayni

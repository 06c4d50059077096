#pragma once
// Many runs: a plan of arms and replicates, carried out on threads, handed over in the plan's order.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "observe/results.hpp"
#include "run/simulate.hpp"

namespace ayni {

/// One side of a comparison. Arms share the seed and the replicates' numbers, so they share every shock.
struct Arm {
  std::string name;
  Intervention intervention = Intervention::on;
};

/// Every arm is run for every replicate. The order is by replicate, then by arm, so that any beginning of it holds
/// whole comparisons.
struct Plan {
  std::vector<Arm> arms;
  std::size_t replicates = 0;
  std::uint64_t seed = 0;

  [[nodiscard]] std::size_t runs() const noexcept { return arms.size() * replicates; }
};

/// The n-th run of a plan, 0 <= n < runs().
struct PlannedRun {
  std::size_t arm = 0;
  std::size_t replicate = 0;
};
[[nodiscard]] PlannedRun planned_run(const Plan& plan, std::size_t n) noexcept;

/// Carries out one run; called from several threads at once. `carry_out` sets Results::arm and Results::run itself.
using RunFunction = std::function<Results(const PlannedRun&)>;

/// Takes the results, in the plan's order, always on the thread that called `carry_out`.
using ResultsSink = std::function<void(Results&&)>;

/// Carries out the plan on `threads` threads (at least one) beside the calling one and returns the number of runs handed
/// to the sink: the first so many of the plan, the same results in the same order whatever the number of threads. It is
/// less than plan.runs() only after `stop` turned true; runs then under way are finished and handed over. At most a few
/// finished runs a thread wait for the sink, so that memory does not grow with the plan.
/// When a run fails, the runs before it are handed over and its error is thrown with the seed that repeats it:
/// BrokenInvariant for a broken identity, std::runtime_error otherwise. An error of the sink ends the runs and passes.
std::size_t carry_out(const Plan& plan, std::size_t threads, const std::atomic<bool>& stop, const RunFunction& run,
                      const ResultsSink& sink);

/// The number of threads this machine offers, at least one.
[[nodiscard]] std::size_t available_threads() noexcept;

}  // namespace ayni

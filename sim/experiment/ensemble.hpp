#pragma once
// Many runs on the threads of this process, handed over in the plan's order.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "experiment/thread_pool.hpp"

namespace ayni {

/// Takes the results, in the order of their numbers, always on the thread that called `carry_out`.
using ResultsSink = std::function<void(Results&&)>;

/// Whether a run that fails ends all of them, or is handed over with its `failure` told.
enum class OnFailure { go_on, stop };

/// What failed, as a text, and with it the run and its seed. `error` is not null.
[[nodiscard]] std::string failure_of(const Plan& plan, std::size_t n, const std::exception_ptr& error);

/// The results of a finished run, failed ones with their failure told. With OnFailure::stop a failure is thrown with the
/// seed that repeats it: BrokenInvariant for a broken identity, OutOfResources for want of memory, std::runtime_error
/// otherwise.
[[nodiscard]] Results results_of(FinishedRun&& finished, const Plan& plan, OnFailure on_failure);

/// The number of threads this machine offers, at least one.
[[nodiscard]] std::size_t available_threads() noexcept;

/// How many runs may be offered to so many threads and not yet be received.
[[nodiscard]] constexpr std::size_t window_of(std::size_t threads) noexcept { return 4 * threads; }

/// Carries out some runs of the plan, told by their numbers in rising order, on `threads` threads (at least one) beside
/// the calling one and returns how many were handed to the sink: the first so many, the same results in the same order
/// whatever the number of threads. It is less than runs.size() only after `stop` turned true; runs then under way are
/// finished and handed over. At most a few finished runs a thread wait for the sink, so that memory does not grow with
/// the plan. With OnFailure::stop the runs before a failing one are handed over and its error is thrown, see results_of.
/// An error of the sink ends the runs and passes.
template <class Run>
std::size_t carry_out(const Plan& plan, const std::vector<std::size_t>& runs, std::size_t threads,
                      const std::atomic<bool>& stop, const Run& run, OnFailure on_failure, const ResultsSink& sink) {
  threads = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(runs.size(), 1));
  ThreadPool<Run> pool{plan, threads, stop, run};
  std::size_t offered = 0;
  std::size_t handed_over = 0;
  for (FinishedRun finished;;) {
    while (offered < runs.size() && offered < handed_over + window_of(threads)) pool.offer(runs[offered++]);
    if (!pool.receive(finished)) return handed_over;
    sink(results_of(std::move(finished), plan, on_failure));
    ++handed_over;
  }
}

}  // namespace ayni

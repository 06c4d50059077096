#pragma once
// Threads that carry out runs: numbers go in, results come out in the same order.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "observe/results.hpp"
#include "run/plan.hpp"

namespace ayni {

/// Carries out one run; called from several threads at once.
using RunFunction = std::function<Results(const PlannedRun&)>;

/// To be used from one thread. The destructor lets runs under way finish and waits for them.
class Workshop {
 public:
  /// Starts `threads` workers, at least one; throws OutOfResources when it cannot. No run is begun after `stop` turned
  /// true. The arguments must outlive it.
  Workshop(const Plan& plan, std::size_t threads, const std::atomic<bool>& stop, const RunFunction& run);
  ~Workshop();
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  /// One run of the plan more to do.
  void offer(std::size_t n);
  /// Runs offered and not yet received.
  [[nodiscard]] std::size_t outstanding() const;

  struct Finished {
    std::size_t n = 0;
    Results results;           ///< arm, point and run are set
    std::exception_ptr error;  ///< of a run that failed; it has no values
  };
  enum class Delivery { finished, pending, none };

  /// Waits, at most so long, for the run that was offered first and has not been received. `none` when there is none
  /// or it will not be begun any more.
  [[nodiscard]] Delivery receive(Finished& finished, std::chrono::milliseconds at_most);
  /// Waits as long as it takes; false for `none`.
  [[nodiscard]] bool receive(Finished& finished);

  /// No further run is begun.
  void close();

 private:
  enum class State { offered, under_way, finished };
  struct Task {
    Finished finished;
    State state = State::offered;
  };

  void work();
  [[nodiscard]] Task* take();
  [[nodiscard]] bool decided() const;  ///< about the first task, under the lock
  [[nodiscard]] bool hand_over(Finished& finished);

  const Plan& plan_;
  const std::atomic<bool>& stop_;
  const RunFunction& run_;

  mutable std::mutex mutex_;
  std::condition_variable offered_;
  std::condition_variable finished_;
  std::deque<Task> tasks_;  ///< in the order of offering; workers hold addresses, which a deque keeps at its ends
  std::size_t begun_ = 0;   ///< tasks, from the front, that are begun
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace ayni

#pragma once
// Threads that carry out runs: numbers go in, results come out in the same order.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "observe/results.hpp"
#include "run/plan.hpp"

namespace ayni {

/// A run that a pool carried out.
struct FinishedRun {
  std::size_t n = 0;         ///< its number in the plan
  Results results;           ///< arm, point and run are set
  std::exception_ptr error;  ///< of a run that failed; it has no values
};

/// To be used from one thread. `Run` carries out one planned run and is called from all threads at once: a Simulation,
/// or what a test puts in its place. The destructor lets runs under way finish and waits for them.
template <class Run>
class ThreadPool {
 public:
  /// Starts `threads` workers, at least one; throws OutOfResources when it cannot. No run is begun after `stop` turned
  /// true. The arguments must outlive it.
  ThreadPool(const Plan& plan, std::size_t threads, const std::atomic<bool>& stop, const Run& run)
      : plan_{plan}, stop_{stop}, run_{run} {
    threads = std::max<std::size_t>(threads, 1);
    threads_.reserve(threads);
    try {
      for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
    } catch (const std::system_error& error) {
      join();
      throw OutOfResources{
          "cannot start thread " + std::to_string(threads_.size() + 1) + " of " + std::to_string(threads) + ": " +
          error.code().message() +
          "; give fewer --threads, or raise the limits of processes and memory (ulimit -u, ulimit -v)"};
    } catch (...) {
      join();
      throw;
    }
  }
  ~ThreadPool() { join(); }
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  /// One run of the plan more to do.
  void offer(std::size_t n) {
    const std::lock_guard lock{mutex_};
    tasks_.emplace_back().finished.n = n;
    offered_.notify_one();
  }

  enum class Delivery { finished, pending, none };

  /// Waits, at most so long, for the run that was offered first and has not been received. `none` when there is none
  /// or it will not be begun any more.
  [[nodiscard]] Delivery receive(FinishedRun& finished, std::chrono::milliseconds at_most) {
    std::unique_lock lock{mutex_};
    if (!finished_.wait_for(lock, at_most, [&] { return decided(); })) return Delivery::pending;
    return hand_over(finished) ? Delivery::finished : Delivery::none;
  }
  /// Waits as long as it takes; false for `none`.
  [[nodiscard]] bool receive(FinishedRun& finished) {
    std::unique_lock lock{mutex_};
    finished_.wait(lock, [&] { return decided(); });
    return hand_over(finished);
  }

  /// No further run is begun.
  void close() {
    const std::lock_guard lock{mutex_};
    close_locked();
  }

 private:
  enum class State { offered, under_way, finished };
  struct Task {
    FinishedRun finished;
    State state = State::offered;
  };

  void work() {
    while (Task* const task = take()) {
      FinishedRun& finished = task->finished;
      const PlannedRun planned = planned_run(plan_, finished.n);
      try {
        finished.results = run_(planned);
      } catch (...) {
        finished.error = std::current_exception();
      }
      finished.results.arm = planned.arm;
      finished.results.point = planned.point;
      finished.results.run = planned.replicate;
      const std::lock_guard lock{mutex_};
      task->state = State::finished;
      finished_.notify_all();
    }
  }

  [[nodiscard]] Task* take() {
    std::unique_lock lock{mutex_};
    offered_.wait(lock, [&] { return closed_ || begun_ < tasks_.size(); });
    if (closed_ || stop_.load()) {
      // Remember it: the stop flag belongs to the caller, who waits for a decision that stays.
      close_locked();
      return nullptr;
    }
    Task& task = tasks_[begun_++];
    task.state = State::under_way;
    return &task;
  }

  /// About the first task, under the lock.
  [[nodiscard]] bool decided() const {
    if (tasks_.empty()) return true;
    return tasks_.front().state == State::finished || (closed_ && tasks_.front().state == State::offered);
  }

  bool hand_over(FinishedRun& finished) {
    if (tasks_.empty() || tasks_.front().state != State::finished) return false;
    finished = std::move(tasks_.front().finished);
    tasks_.pop_front();
    --begun_;
    return true;
  }

  void close_locked() {
    closed_ = true;
    offered_.notify_all();
    finished_.notify_all();
  }

  void join() {
    close();
    for (std::thread& thread : threads_) thread.join();
  }

  const Plan& plan_;
  const std::atomic<bool>& stop_;
  const Run& run_;

  mutable std::mutex mutex_;
  std::condition_variable offered_;
  std::condition_variable finished_;
  std::deque<Task> tasks_;  ///< in the order of offering; workers hold addresses, which a deque keeps at its ends
  std::size_t begun_ = 0;   ///< tasks, from the front, that are begun
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace ayni

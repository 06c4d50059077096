#include "run/ensemble.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include "core/error.hpp"

namespace ayni {
namespace {

constexpr std::size_t finished_runs_per_thread = 4;

struct Outcome {
  Results results;
  std::exception_ptr error;
};

/// Hands out the numbers of runs to workers and their outcomes, in order, to one consumer.
class Workshop {
 public:
  Workshop(const Plan& plan, std::size_t window, const std::atomic<bool>& stop, const RunFunction& run)
      : plan_{plan}, window_{window}, stop_{stop}, run_{run} {}

  /// The body of one worker thread. Never throws.
  void work() {
    std::size_t n = 0;
    while (take(n)) {
      Outcome outcome;
      const PlannedRun planned = planned_run(plan_, n);
      try {
        outcome.results = run_(planned);
        outcome.results.arm = planned.arm;
        outcome.results.run = planned.replicate;
      } catch (...) {
        outcome.error = std::current_exception();
      }
      put(n, std::move(outcome));
    }
  }

  /// Waits for the n-th run, n rising by one from 0; false when it was never begun.
  bool receive(std::size_t n, Outcome& outcome) {
    std::unique_lock lock{mutex_};
    finished_changed_.wait(lock, [&] { return finished_.count(n) > 0 || (closed() && next_ <= n); });
    const auto found = finished_.find(n);
    if (found == finished_.end()) return false;
    outcome = std::move(found->second);
    finished_.erase(found);
    received_ = n + 1;
    room_changed_.notify_all();
    return true;
  }

  /// No further run is begun.
  void close() {
    const std::lock_guard lock{mutex_};
    closed_ = true;
    room_changed_.notify_all();
  }

 private:
  [[nodiscard]] bool closed() const { return closed_ || next_ == plan_.runs() || stop_.load(); }

  bool take(std::size_t& n) {
    std::unique_lock lock{mutex_};
    room_changed_.wait(lock, [&] { return closed() || next_ < received_ + window_; });
    if (closed()) {
      // Remember it: the stop flag belongs to the caller, who waits for a decision that stays.
      closed_ = true;
      finished_changed_.notify_all();
      room_changed_.notify_all();
      return false;
    }
    n = next_++;
    return true;
  }

  void put(std::size_t n, Outcome&& outcome) {
    const std::lock_guard lock{mutex_};
    if (outcome.error) closed_ = true;
    finished_.emplace(n, std::move(outcome));
    finished_changed_.notify_all();
    if (closed_) room_changed_.notify_all();
  }

  const Plan& plan_;
  const std::size_t window_;
  const std::atomic<bool>& stop_;
  const RunFunction& run_;

  std::mutex mutex_;
  std::condition_variable finished_changed_;
  std::condition_variable room_changed_;
  std::map<std::size_t, Outcome> finished_;
  std::size_t next_ = 0;      ///< first run not yet begun
  std::size_t received_ = 0;  ///< runs taken by the consumer
  bool closed_ = false;
};

/// Worker threads that are waited for on every way out.
class Workers {
 public:
  Workers(Workshop& workshop, std::size_t count) : workshop_{workshop} {
    threads_.reserve(count);
    try {
      for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([&workshop] { workshop.work(); });
    } catch (...) {
      wait();
      throw;
    }
  }
  ~Workers() { wait(); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

 private:
  void wait() {
    workshop_.close();
    for (std::thread& thread : threads_) thread.join();
  }

  Workshop& workshop_;
  std::vector<std::thread> threads_;
};

[[noreturn]] void throw_with_seed(const Plan& plan, std::size_t n, const std::exception_ptr& error) {
  const PlannedRun planned = planned_run(plan, n);
  const std::string where = "run " + std::to_string(planned.replicate) + " of arm \"" + plan.arms[planned.arm].name +
                            "\" failed (seed " + std::to_string(plan.seed) + "): ";
  try {
    std::rethrow_exception(error);
  } catch (const BrokenInvariant& e) {
    throw BrokenInvariant(where + e.what());
  } catch (const std::exception& e) {
    throw std::runtime_error(where + e.what());
  }
}

}  // namespace

PlannedRun planned_run(const Plan& plan, std::size_t n) noexcept {
  return {n % plan.arms.size(), n / plan.arms.size()};
}

std::size_t carry_out(const Plan& plan, std::size_t threads, const std::atomic<bool>& stop, const RunFunction& run,
                      const ResultsSink& sink) {
  threads = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(plan.runs(), 1));
  Workshop workshop{plan, threads * finished_runs_per_thread, stop, run};
  const Workers workers{workshop, threads};
  std::size_t handed_over = 0;
  for (Outcome outcome; workshop.receive(handed_over, outcome); ++handed_over) {
    if (outcome.error) throw_with_seed(plan, handed_over, outcome.error);
    sink(std::move(outcome.results));
  }
  return handed_over;
}

std::size_t available_threads() noexcept { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace ayni

#include "experiment/thread_pool.hpp"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#include "core/error.hpp"

namespace ayni {

Workshop::Workshop(const Plan& plan, std::size_t threads, const std::atomic<bool>& stop, const RunFunction& run)
    : plan_{plan}, stop_{stop}, run_{run} {
  threads = std::max<std::size_t>(threads, 1);
  threads_.reserve(threads);
  try {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  } catch (const std::system_error& error) {
    close();
    for (std::thread& thread : threads_) thread.join();
    throw OutOfResources{"cannot start thread " + std::to_string(threads_.size() + 1) + " of " +
                         std::to_string(threads) + ": " + error.code().message() +
                         "; give fewer --threads, or raise the limits of processes " +
                         "and memory (ulimit -u, ulimit -v)"};
  }
}

Workshop::~Workshop() {
  close();
  for (std::thread& thread : threads_) thread.join();
}

void Workshop::offer(std::size_t n) {
  const std::lock_guard lock{mutex_};
  tasks_.emplace_back().finished.n = n;
  offered_.notify_one();
}

std::size_t Workshop::outstanding() const {
  const std::lock_guard lock{mutex_};
  return tasks_.size();
}

void Workshop::close() {
  const std::lock_guard lock{mutex_};
  closed_ = true;
  offered_.notify_all();
  finished_.notify_all();
}

Workshop::Task* Workshop::take() {
  std::unique_lock lock{mutex_};
  offered_.wait(lock, [&] { return closed_ || begun_ < tasks_.size(); });
  if (closed_ || stop_.load()) {
    // Remember it: the stop flag belongs to the caller, who waits for a decision that stays.
    closed_ = true;
    offered_.notify_all();
    finished_.notify_all();
    return nullptr;
  }
  Task& task = tasks_[begun_++];
  task.state = State::under_way;
  return &task;
}

void Workshop::work() {
  while (Task* const task = take()) {
    Finished& finished = task->finished;
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

bool Workshop::decided() const {
  if (tasks_.empty()) return true;
  return tasks_.front().state == State::finished || (closed_ && tasks_.front().state == State::offered);
}

bool Workshop::hand_over(Finished& finished) {
  if (tasks_.empty() || tasks_.front().state != State::finished) return false;
  finished = std::move(tasks_.front().finished);
  tasks_.pop_front();
  --begun_;
  return true;
}

Workshop::Delivery Workshop::receive(Finished& finished, std::chrono::milliseconds at_most) {
  std::unique_lock lock{mutex_};
  if (!finished_.wait_for(lock, at_most, [&] { return decided(); })) return Delivery::pending;
  return hand_over(finished) ? Delivery::finished : Delivery::none;
}

bool Workshop::receive(Finished& finished) {
  std::unique_lock lock{mutex_};
  finished_.wait(lock, [&] { return decided(); });
  return hand_over(finished);
}

}  // namespace ayni

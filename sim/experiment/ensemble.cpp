#include "experiment/ensemble.hpp"

#include <algorithm>
#include <new>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "core/error.hpp"

namespace ayni {

std::string failure_of(const Plan& plan, std::size_t n, const std::exception_ptr& error) {
  const std::string where = name_of(planned_run(plan, n), plan) + " failed: ";
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& e) {
    return where + e.what();
  }
}

bool is_out_of_memory(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::bad_alloc&) {
    return true;
  } catch (...) {
    return false;
  }
}

void throw_failure(const Plan& plan, std::size_t n, const std::exception_ptr& error) {
  const std::string failure = failure_of(plan, n, error);
  try {
    std::rethrow_exception(error);
  } catch (const BrokenInvariant&) {
    throw BrokenInvariant(failure);
  } catch (const std::bad_alloc&) {
    throw OutOfResources(name_of(planned_run(plan, n), plan) +
                         " needs more memory than there is; fewer --threads or a smaller scale.size need less");
  } catch (const std::exception&) {
    throw std::runtime_error(failure);
  }
}

std::size_t carry_out(const Plan& plan, const std::vector<std::size_t>& runs, std::size_t threads,
                      const std::atomic<bool>& stop, const RunFunction& run, OnFailure on_failure,
                      const ResultsSink& sink) {
  threads = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(runs.size(), 1));
  Workshop workshop{plan, threads, stop, run};
  std::size_t offered = 0;
  std::size_t handed_over = 0;
  for (Workshop::Finished finished;;) {
    while (offered < runs.size() && offered < handed_over + window_of(threads)) workshop.offer(runs[offered++]);
    if (!workshop.receive(finished)) return handed_over;
    if (finished.error && (on_failure == OnFailure::stop || is_out_of_memory(finished.error))) {
      throw_failure(plan, finished.n, finished.error);
    }
    if (finished.error) finished.results.failure = failure_of(plan, finished.n, finished.error);
    finished.error = nullptr;
    sink(std::move(finished.results));
    ++handed_over;
  }
}

std::size_t carry_out(const Plan& plan, std::size_t threads, const std::atomic<bool>& stop, const RunFunction& run,
                      const ResultsSink& sink) {
  std::vector<std::size_t> all(plan.runs());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return carry_out(plan, all, threads, stop, run, OnFailure::stop, sink);
}

std::size_t available_threads() noexcept { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace ayni

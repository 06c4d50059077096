#include "experiment/ensemble.hpp"

#include <new>
#include <stdexcept>
#include <thread>

#include "core/error.hpp"

namespace ayni {

std::string failure_of(const Plan& plan, std::size_t n, const std::exception_ptr& error) {
  const std::string where = name_of(planned_run(plan, n), plan) + " failed: ";
  try {
    std::rethrow_exception(error);
  } catch (const std::bad_alloc&) {
    return where + out_of_memory_text;
  } catch (const std::exception& e) {
    return where + e.what();
  }
}

Results results_of(FinishedRun&& finished, const Plan& plan, OnFailure on_failure) {
  Results results = std::move(finished.results);
  const std::exception_ptr error = std::exchange(finished.error, nullptr);
  if (!error) return results;
  results.failure = failure_of(plan, finished.n, error);
  try {
    std::rethrow_exception(error);
  } catch (const std::bad_alloc&) {
    if (on_failure == OnFailure::stop) throw OutOfResources(results.failure);
  } catch (const BrokenInvariant&) {
    if (on_failure == OnFailure::stop) throw BrokenInvariant(results.failure);
  } catch (const std::exception&) {
    if (on_failure == OnFailure::stop) throw std::runtime_error(results.failure);
  }
  return results;
}

std::size_t available_threads() noexcept { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace ayni

#pragma once
// Time of the processor, which other programs on the machine disturb less than that of the clock.

#include <ctime>

namespace ayni {

/// Of this thread.
template <class Work>
double processor_seconds(Work&& work) {
  const auto now = [] {
    timespec time = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  };
  const double start = now();
  work();
  return now() - start;
}

}  // namespace ayni

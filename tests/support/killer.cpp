// Kills the program it is preloaded into (LD_PRELOAD) at the KILL_AT-th call by which it changes a file: in the middle of a
// write, or before a sync, a change of length, a renaming or a removal. Without KILL_AT it says on standard error, at the
// end, how many such calls there were. Time passes by seconds from one look at the clock to the next, so that nothing is
// left out because it was done a moment ago.

#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace {

std::atomic<long> calls{0};

long kill_at() {
  static const long at = [] {
    const char* const text = std::getenv("KILL_AT");
    return text == nullptr ? 0 : std::atol(text);
  }();
  return at;
}

/// Whether this call is the last.
bool is_due() { return ++calls == kill_at(); }

void die() {
  raise(SIGKILL);
  pause();
}

template <class Function>
Function original(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

struct Report {
  ~Report() {
    if (kill_at() == 0) std::fprintf(stderr, "changed files %ld times\n", calls.load());
  }
} report;

}  // namespace

extern "C" {

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  static const auto real = original<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
  if (!is_due()) return real(file, bytes, size, at);
  (void)real(file, bytes, size / 2, at);
  die();
  return -1;
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) { return pwrite64(file, bytes, size, at); }

int fsync(int file) {
  static const auto real = original<int (*)(int)>("fsync");
  if (is_due()) die();
  return real(file);
}

int ftruncate64(int file, off64_t length) {
  static const auto real = original<int (*)(int, off64_t)>("ftruncate64");
  if (is_due()) die();
  return real(file, length);
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int rename(const char* from, const char* to) {
  static const auto real = original<int (*)(const char*, const char*)>("rename");
  if (is_due()) die();
  return real(from, to);
}

int unlink(const char* path) {
  static const auto real = original<int (*)(const char*)>("unlink");
  if (is_due()) die();
  return real(path);
}

int clock_gettime(clockid_t clock, timespec* time) {
  static const auto real = original<int (*)(clockid_t, timespec*)>("clock_gettime");
  static std::atomic<long> looks{0};
  const int failed = real(clock, time);
  if (failed == 0 && clock == CLOCK_MONOTONIC) time->tv_sec += 2 * ++looks;
  return failed;
}

int remove(const char* path) { return unlink(path); }

}  // extern "C"

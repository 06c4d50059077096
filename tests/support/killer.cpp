// Kills the program it is preloaded into (LD_PRELOAD) at the KILL_AT-th call by which it changes a file: in the middle of a
// write, or before a sync, a change of length, a renaming or a removal. Without KILL_AT it says on standard error, at the
// end, how many such calls there were. Time passes by seconds from one look at the clock to the next, so that nothing is
// left out because it was done a moment ago.
//
// With POWER_CUT=SEED the machine dies, not the program alone: of what was not synced, chance decides which sectors, changes
// of length and names of new files have reached the disk (Pillai et al. 2014, All file systems are not created equal).

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>
#include <vector>

namespace {

std::atomic<long> calls{0};

long number_in(const char* variable) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? 0 : std::atol(text);
}

long kill_at() {
  static const long at = number_in("KILL_AT");
  return at;
}

/// Whether this call is the last.
bool is_due() { return ++calls == kill_at(); }

template <class Function>
Function original(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

ssize_t write_really(int file, const void* bytes, size_t size, off64_t at) {
  static const auto real = original<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
  return real(file, bytes, size, at);
}

int set_length_really(int file, off64_t length) {
  static const auto real = original<int (*)(int, off64_t)>("ftruncate64");
  return real(file, length);
}

int unlink_really(const char* path) {
  static const auto real = original<int (*)(const char*)>("unlink");
  return real(path);
}

/// What the disk surely has of each file, what may have reached it since, and which names it may lack.
class Disk {
 public:
  Disk() : chance_{static_cast<std::uint64_t>(number_in("POWER_CUT"))} {}

  void wrote(int file, const void* bytes, size_t size, off64_t at) {
    if (!is_kept()) return;
    const char* const text = static_cast<const char*>(bytes);
    changes_of(file).push_back({static_cast<size_t>(at), std::string(text, size), false});
  }
  void set_length(int file, off64_t length) {
    if (is_kept()) changes_of(file).push_back({static_cast<size_t>(length), {}, true});
  }
  void made(const char* path) {
    if (is_kept()) names_.emplace_back(path);
  }
  void synced(int file) {
    struct stat status = {};
    if (fstat(file, &status) == 0 && S_ISDIR(status.st_mode)) names_.clear();
    unsynced_.erase(file);
  }

  /// Leaves the files as the disk has them.
  void cut() {
    for (auto& [file, unsynced] : unsynced_) {
      for (const Change& change : unsynced.changes) put(unsynced.surely, change);
      set_length_really(file, 0);
      write_really(file, unsynced.surely.data(), unsynced.surely.size(), 0);
    }
    for (const std::string& name : names_) {
      if (coin()) unlink_really(name.c_str());
    }
  }

 private:
  struct Change {
    size_t at;  ///< or the new length
    std::string bytes;
    bool is_length;
  };
  struct Unsynced {
    std::string surely;
    std::vector<Change> changes;
  };
  static constexpr size_t sector = 512;

  [[nodiscard]] bool is_kept() const { return chance_ != 0; }
  bool coin() {
    chance_ = chance_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return (chance_ >> 63U) != 0;
  }

  /// Called before a change is made.
  std::vector<Change>& changes_of(int file) {
    const auto [place, is_new] = unsynced_.try_emplace(file);
    if (is_new) {
      struct stat status = {};
      fstat(file, &status);
      place->second.surely.resize(static_cast<size_t>(status.st_size));
      if (pread(file, place->second.surely.data(), place->second.surely.size(), 0) != status.st_size) std::abort();
    }
    return place->second.changes;
  }

  void put(std::string& text, const Change& change) {
    if (change.is_length) {
      if (coin()) text.resize(change.at);
      return;
    }
    for (size_t done = 0; done < change.bytes.size();) {
      const size_t taken = std::min(sector - (change.at + done) % sector, change.bytes.size() - done);
      const size_t end = change.at + done + taken;
      if (coin()) {
        text.resize(std::max(text.size(), end));
        text.replace(change.at + done, taken, change.bytes, done, taken);
      }
      done += taken;
    }
  }

  std::uint64_t chance_;
  std::map<int, Unsynced> unsynced_;
  std::vector<std::string> names_;
};

/// Never destroyed: files are changed until the very end.
Disk& disk() {
  static Disk& only = *new Disk;
  return only;
}

void die() {
  disk().cut();
  raise(SIGKILL);
  pause();
}

struct Report {
  ~Report() {
    if (kill_at() == 0) std::fprintf(stderr, "changed files %ld times\n", calls.load());
  }
} report;

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  static const auto real = original<int (*)(const char*, int, mode_t)>("open");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if ((flags & O_CREAT) != 0 && access(path, F_OK) != 0) disk().made(path);
  return real(path, flags, mode);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  const bool due = is_due();
  disk().wrote(file, bytes, due ? size / 2 : size, at);
  if (!due) return write_really(file, bytes, size, at);
  (void)write_really(file, bytes, size / 2, at);
  die();
  return -1;
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) { return pwrite64(file, bytes, size, at); }

int fsync(int file) {
  static const auto real = original<int (*)(int)>("fsync");
  if (is_due()) die();
  const int failed = real(file);
  if (failed == 0) disk().synced(file);
  return failed;
}

int ftruncate64(int file, off64_t length) {
  if (is_due()) die();
  disk().set_length(file, length);
  return set_length_really(file, length);
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int rename(const char* from, const char* to) {
  static const auto real = original<int (*)(const char*, const char*)>("rename");
  if (is_due()) die();
  return real(from, to);
}

int unlink(const char* path) {
  if (is_due()) die();
  return unlink_really(path);
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

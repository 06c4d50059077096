#include "results/sound.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <cerrno>
#include <csignal>
#include <exception>
#include <string>
#include <system_error>

#include "core/error.hpp"
#include "results/summary.hpp"

namespace ayni {
namespace {

/// Seconds of the processor for a file. The describing part of one takes a tenth of a second, all values of a large one a
/// second for 50 MB.
rlim_t longest_reading(const std::filesystem::path& path) {
  std::error_code error;
  const std::uintmax_t bytes = std::filesystem::file_size(path, error);
  return 5 + (error ? 0 : static_cast<rlim_t>(bytes / 2'000'000));
}

constexpr int thrown = 77;  ///< exit code of the child when `read` threw; sanitizers end with others

void end_with(pid_t parent) {
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  if (getppid() != parent) _exit(1);  // it had ended before that
}

/// In the child: silent, without a core dump, and ended when it runs in a circle. Whether the user's interruption ends
/// the work is for the parent to say.
[[noreturn]] void read_and_exit(pid_t parent, rlim_t seconds, const std::function<void()>& read) {
  end_with(parent);
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) std::signal(signal, SIG_IGN);
  const int nowhere = open("/dev/null", O_WRONLY);
  if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  const rlimit time{seconds, seconds};
  setrlimit(RLIMIT_CPU, &time);
  try {
    read();
  } catch (const std::exception&) {
    _exit(thrown);
  }
  _exit(0);
}

}  // namespace

bool require_sound(const std::filesystem::path& path, const std::function<void()>& read) {
  const rlim_t seconds = longest_reading(path);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) return true;  // without room for another process the file is read all the same
  if (child == 0) read_and_exit(parent, seconds, read);
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return true;
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
  if (WIFEXITED(status) && WEXITSTATUS(status) == thrown) return false;
  const bool endless = WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
  throw FileError{path.string() + " is damaged: HDF5 " + (endless ? "does not get to the end of" : "crashes on") +
                  " what it finds in it"};
}

void require_sound(const std::filesystem::path& path) {
  require_sound(path, [&path] { static_cast<void>(read_summary(path)); });
}

}  // namespace ayni

#include "app/interrupt.hpp"

#include <csignal>

namespace ayni {
namespace {

// A signal handler reaches only static data.
std::atomic<bool> interrupted{false};
std::atomic<int> received{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

extern "C" void take_note(int signal) {
  received = signal;
  interrupted = true;
  for (const int each : {SIGINT, SIGTERM, SIGUSR1}) std::signal(each, SIG_DFL);
}

}  // namespace

std::atomic<bool>& catch_interrupts() {
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) {
    struct sigaction action = {};
    action.sa_handler = take_note;
    action.sa_flags = SA_RESTART;
    // A command started with `nohup` or in the background of a script keeps ignoring what it was told to ignore.
    struct sigaction previous = {};
    sigaction(signal, nullptr, &previous);
    if (previous.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
  return interrupted;
}

ExitCode interrupt_exit_code() noexcept { return received == SIGINT ? ExitCode::interrupted : ExitCode::terminated; }

}  // namespace ayni

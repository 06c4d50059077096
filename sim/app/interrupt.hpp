#pragma once
// Ending cleanly when asked to: Ctrl-C, `kill`, or a batch system's warning that time is nearly up.

#include <atomic>

#include "app/exit_code.hpp"

namespace ayni {

/// From now on the first SIGINT, SIGTERM or SIGUSR1 sets the flag returned; a second one ends the program at once.
std::atomic<bool>& catch_interrupts();

/// The exit code that belongs to the signal received; only after the flag turned true.
[[nodiscard]] ExitCode interrupt_exit_code() noexcept;

}  // namespace ayni

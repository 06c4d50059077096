#pragma once
// What the program tells the shell.

#include <array>

namespace ayni {

enum class ExitCode : int {
  ok = 0,
  usage = 2,
  invalid_input = 3,
  broken_invariant = 4,
  file_error = 5,
  interrupted = 130,
  terminated = 143,
};

struct ExitMeaning {
  ExitCode code;
  const char* meaning;
};

/// As the manual tells it.
inline constexpr std::array exit_meanings{
    ExitMeaning{ExitCode::ok, "All went well"},
    ExitMeaning{ExitCode::usage, "The command line cannot be understood"},
    ExitMeaning{ExitCode::invalid_input, "The scenario, the design or what was asked for is invalid"},
    ExitMeaning{ExitCode::broken_invariant, "An identity of the model does not hold, or a file is not reproduced"},
    ExitMeaning{ExitCode::file_error,
                "A file cannot be read or written, or there is too little memory or too few threads"},
    ExitMeaning{ExitCode::interrupted, "Interrupted by Ctrl-C (SIGINT); a valid partial file was left"},
    ExitMeaning{ExitCode::terminated, "Ended by SIGTERM or SIGUSR1; a valid partial file was left"}};

}  // namespace ayni

#pragma once
// What the program tells the shell.

namespace ayni {

enum class ExitCode : int {
  ok = 0,
  usage = 2,             ///< the command line cannot be understood
  invalid_input = 3,     ///< the scenario is invalid
  broken_invariant = 4,  ///< an identity of the model does not hold, or a file is not reproduced
  file_error = 5,        ///< a file cannot be read or written, or there is too little memory or too few threads
  interrupted = 130,     ///< by Ctrl-C (SIGINT); a valid partial file was left
  terminated = 143,      ///< by SIGTERM or SIGUSR1; a valid partial file was left
};

}  // namespace ayni

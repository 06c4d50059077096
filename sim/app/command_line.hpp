#pragma once
// From the words of the command line to a command.

#include <variant>

#include "app/commands.hpp"
#include "app/exit_code.hpp"

namespace ayni {

/// The command asked for; or, when help or the version was asked for (now printed) or the words make no sense (said on
/// standard error, with the nearest words that do), the program's exit code.
[[nodiscard]] std::variant<Command, ExitCode> read_command_line(int argc, const char* const* argv);

}  // namespace ayni

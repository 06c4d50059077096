#pragma once
// From the words of the command line to a command that is carried out.

#include <string>
#include <string_view>

#include "app/exit_code.hpp"

namespace ayni {

/// Carries out the command that the words ask for and returns its exit code; prints help or version when these are asked
/// for. Words that make no sense are told on standard error, with the nearest that do. Throws what the command throws.
ExitCode perform_command_line(int argc, const char* const* argv);

/// The completions of "bash", "zsh" or "fish", made from the same commands and options.
[[nodiscard]] std::string shell_completions(std::string_view shell);

/// The manual's page of one of ayni's own commands, or of ayni where the name is empty, made from the same. Throws
/// InvalidInput for another name.
[[nodiscard]] std::string man_page(std::string_view command);

}  // namespace ayni

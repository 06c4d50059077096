#pragma once
// Commands that are programs of their own: `ayni NAME` runs `ayni-NAME`, which stands beside ayni or on the PATH, as git does.

#include <array>
#include <filesystem>
#include <optional>
#include <string_view>

#include "app/exit_code.hpp"

namespace CLI {
class App;
}

namespace ayni {

struct ExternalCommand {
  std::string_view name;
  std::string_view meaning;
};

/// Those that come with ayni, from its folder analysis/; the help and the completions name them.
inline constexpr std::array<ExternalCommand, 2> external_commands{{
    {"plot", "Draw pictures of a result file, in SVG, PNG or PDF"},
    {"report", "Write a page about result files, for readers who decide"},
}};

/// Adds their names to the help and the completions.
void add_external_commands(CLI::App& app);

[[nodiscard]] bool is_external_command(std::string_view name) noexcept;

/// The program `ayni-NAME` beside this one, else on the PATH; none when there is none, or NAME has more than small
/// letters, digits and hyphens.
[[nodiscard]] std::optional<std::filesystem::path> external_program(std::string_view name);

/// Becomes the program, with the words behind its name on ayni's command line. Returns only when it cannot be started.
ExitCode become_external_program(const std::filesystem::path& program, int argc, const char* const* argv);

/// Says what to install for a command that comes with ayni and is not there.
ExitCode external_command_missing(std::string_view name);

}  // namespace ayni

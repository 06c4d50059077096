#include "app/external_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>
#include <vector>

#include "app/options.hpp"
#include "app/terminal.hpp"

namespace ayni {
namespace {

bool can_be_run(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored) && ::access(path.c_str(), X_OK) == 0;
}

/// Where this program is, then the folders of the PATH, in its order. What PATH calls the current folder is left out.
std::vector<std::filesystem::path> folders() {
  std::vector<std::filesystem::path> result;
  std::error_code unknown;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", unknown);
  if (!unknown) result.push_back(self.parent_path());
  const char* const path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    if (!folder.empty()) result.emplace_back(folder);
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
  }
  return result;
}

}  // namespace

void add_external_commands(CLI::App& app) {
  for (const ExternalCommand& each : external_commands) {
    CLI::App* const command = app.add_subcommand(std::string(each.name), std::string(each.meaning));
    command->add_option("FILE", "Result file");
  }
}

bool is_external_command(std::string_view name) noexcept {
  return std::any_of(external_commands.begin(), external_commands.end(),
                     [&](const ExternalCommand& each) { return each.name == name; });
}

std::optional<std::filesystem::path> external_program(std::string_view name) {
  const bool plain = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
  if (name.empty() || name.front() == '-' || !plain) return std::nullopt;
  for (const std::filesystem::path& folder : folders()) {
    std::filesystem::path program = folder / ("ayni-" + std::string(name));
    if (can_be_run(program)) return program;
  }
  return std::nullopt;
}

ExitCode become_external_program(const std::filesystem::path& program, int argc, const char* const* argv) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), argv + 2, argv + argc);
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(program.c_str(), pointers.data());
  say_error(fmt::format("cannot start {}: {}", program.string(), std::strerror(errno)));
  return ExitCode::file_error;
}

ExitCode external_command_missing(std::string_view name) {
  say_error(fmt::format("ayni {} is the program ayni-{}, which is neither beside ayni nor on the PATH", name, name));
  say("It is in the folder analysis of ayni's sources; a build links it beside ayni, and to install it alone:\n"
      "  apt install python3-pip python3-xarray python3-h5netcdf python3-pandas python3-scipy python3-matplotlib \\\n"
      "    python3-jinja2\n"
      "  pip install --no-index --no-deps --no-build-isolation --break-system-packages analysis/");
  return ExitCode::usage;
}

}  // namespace ayni

#pragma once
// ayni reproduce: does this program make the same file again?

#include <cstddef>
#include <filesystem>
#include <string>

#include "app/command.hpp"

namespace ayni {

struct ReproduceOptions {
  std::filesystem::path file;
  std::size_t threads = 0;  ///< 0: all of the machine
  Verbosity verbosity = Verbosity::normal;
  std::string command_line;
};

void add_reproduce(CLI::App& app, ReproduceOptions& options);
ExitCode reproduce(const ReproduceOptions& options);

}  // namespace ayni

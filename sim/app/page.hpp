#pragma once
// ayni page: pages of the documentation, and completions of shells, that come from the program itself.

#include <filesystem>
#include <string>

#include "app/command.hpp"

namespace ayni {

struct PageOptions {
  std::string page;                ///< "format", "parameters", or the completions of a shell
  std::filesystem::path scenario;  ///< whose results file the format is
};

void add_page(CLI::App& app, PageOptions& options);
ExitCode page(const PageOptions& options);

}  // namespace ayni

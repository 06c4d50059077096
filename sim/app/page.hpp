#pragma once
// ayni page: pages of the documentation and the manual, and completions of shells, that come from the program itself.

#include <string>

#include "app/command.hpp"

namespace ayni {

struct PageOptions {
  std::string page;  ///< "format", "parameters", "man", or the completions of a shell
  std::string of;    ///< the scenario whose results file the format is; the command whose man page it is, none: ayni's
};

void add_page(CLI::App& app, PageOptions& options);
ExitCode page(const PageOptions& options);

}  // namespace ayni

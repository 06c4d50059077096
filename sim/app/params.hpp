#pragma once
// ayni params: what a scenario can set.

#include <string>
#include <vector>

#include "app/command.hpp"

namespace ayni {

enum class ListedParameters { all, levers };

struct ParamsOptions {
  std::vector<std::string> words;  ///< only parameters that have all of them in name, meaning or unit
  ListedParameters kind = ListedParameters::all;
  Format format = Format::text;
};

void add_params(CLI::App& app, ParamsOptions& options);
ExitCode params(const ParamsOptions& options);

}  // namespace ayni

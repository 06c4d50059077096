#pragma once
// ayni check: is this scenario valid, and what does it come to?

#include "app/command.hpp"
#include "scenario/settings_files.hpp"

namespace ayni {

enum class Detail { verdict, resolved };

struct CheckOptions {
  ScenarioSource scenario;
  Detail detail = Detail::verdict;
  Format format = Format::text;
  Verbosity verbosity = Verbosity::normal;
};

void add_check(CLI::App& app, CheckOptions& options);
ExitCode check(const CheckOptions& options);

}  // namespace ayni

#pragma once
// ayni run: a scenario becomes a results file.

#include <vector>

#include "app/command.hpp"
#include "core/terms.hpp"
#include "observe/breakdown.hpp"
#include "scenario/settings_files.hpp"

namespace ayni {

/// The output is results/<scenario>.h5 when nothing else is said.
struct RunOptions : ExecutionOptions {
  ScenarioSource scenario;
  Language language = Language::en;
  bool twin = false;  ///< also run the no-project twin
  std::vector<BrokenBy> by;
};

void add_run(CLI::App& app, RunOptions& options);
ExitCode run(const RunOptions& options);

}  // namespace ayni

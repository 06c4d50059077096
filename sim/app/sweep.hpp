#pragma once
// ayni sweep: a design becomes a results file, on the threads and ranks there are.

#include <filesystem>
#include <optional>

#include "app/command.hpp"
#include "design/reader.hpp"
#include "run/plan.hpp"

namespace ayni {

/// The output is results/<design>.h5 when nothing else is said.
struct SweepOptions : ExecutionOptions {
  DesignSource design;
  Shard shard;
  std::optional<std::filesystem::path> experiments;  ///< a CSV of all runs beside it
  std::optional<std::filesystem::path> problem;      ///< the factors as SALib has them
  Language language = Language::en;
};

void add_sweep(CLI::App& app, SweepOptions& options);
ExitCode sweep(const SweepOptions& options);

}  // namespace ayni

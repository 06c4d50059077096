#pragma once
// ayni compare: scenarios under the same shocks, replicate by replicate.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/command.hpp"
#include "core/terms.hpp"
#include "observe/comparison_tables.hpp"

namespace ayni {

/// The output is results/compare-<base>.h5 when nothing else is said.
struct CompareOptions : ExecutionOptions {
  std::filesystem::path base;
  std::vector<std::filesystem::path> others;
  std::vector<std::string> arms;  ///< "NAME:key=value,key=value", each over the base
  std::vector<std::filesystem::path> overlays;
  std::vector<std::string> settings;
  std::vector<std::string> outcomes;   ///< none: those most often asked for
  std::optional<std::string> against;  ///< arm that the others are held against; none: the first
  std::optional<std::string> until;    ///< "outcome:half-width"
  std::size_t most_runs = 1000;        ///< of each arm, with `until`
  double confidence = usual_confidence;
  std::optional<ComparisonExtent> extent;  ///< none: the summary, and outcomes that are asked for
  Language language = Language::en;
  std::vector<BrokenBy> by;
};

void add_compare(CLI::App& app, CompareOptions& options);
ExitCode compare(const CompareOptions& options);

}  // namespace ayni

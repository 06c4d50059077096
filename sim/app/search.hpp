#pragma once
// ayni search: values of levers that meet goals, or are best; and which levers matter.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/command.hpp"
#include "experiment/search.hpp"
#include "scenario/settings_files.hpp"

namespace ayni {

/// The output is results/search-<scenario>.h5 when nothing else is said.
struct SearchOptions : ExecutionOptions {
  ScenarioSource scenario;
  std::vector<std::string> levers;  ///< "parameter=low:high", "parameter=a:b:c", "parameter"
  std::vector<std::string> goals;   ///< "outcome>=bound" or "outcome<=bound"
  std::optional<double> worst;      ///< goals are judged by the mean over this share of replicates, the worst
  std::optional<double> quantile;   ///< or by what all but this share reach
  Prefer prefer = Prefer::low;
  std::optional<std::string> minimise;
  std::optional<std::string> maximise;
  std::optional<std::string> rank;     ///< instead of a search: every lever by itself, by what it brings to this
  std::vector<std::string> shown;      ///< outcomes beside them
  std::optional<double> tolerance;     ///< of one lever; default: a 64th of the range
  std::size_t most_evaluations = 300;  ///< of a search over several levers
  double confidence = usual_confidence;
  Language language = Language::en;
};

void add_search(CLI::App& app, SearchOptions& options);
ExitCode search(const SearchOptions& options);

}  // namespace ayni

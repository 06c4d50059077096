#pragma once
// A search whose every evaluation is an ensemble of runs: what is asked, what was tried, what was found.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "experiment/execution.hpp"
#include "experiment/search.hpp"
#include "observe/risk.hpp"

namespace ayni {

struct SearchRequest {
  std::string parameter;  ///< the lever's path
  std::string unit;
  std::string meaning;
  LeverRange range;
  std::optional<Outcome> goal_outcome;
  Goal goal;
  RiskMeasure risk;  ///< by what of its values over replicates the goal is judged
  Prefer prefer = Prefer::low;
  std::optional<Outcome> objective;  ///< none: the preferred value that meets the goal is sought
  Better better = Better::lower;     ///< which way the objective is
  std::vector<Outcome> shown;        ///< beside them
};

/// One value of the lever that was tried.
struct TriedValue {
  double lever = 0.0;
  RiskEstimate goal{};                 ///< only of a search with a goal
  std::vector<MeanEstimate> outcomes;  ///< aligned with SearchReport::outcomes
  std::size_t failed = 0;              ///< runs
};

struct SearchReport {
  std::vector<Outcome> outcomes;  ///< the goal's, the objective's, those shown beside them; each once
  std::size_t replicates = 0;
  std::uint64_t seed = 0;
  double confidence = 0.95;
  bool historical_prices = false;  ///< then replicates are not price futures
  std::vector<TriedValue> tried;   ///< by rising lever
  std::variant<GoalSearch, BestSearch> found;
};

/// Folder of the files of the values tried, beside the output, until all of them are in it.
[[nodiscard]] std::filesystem::path values_folder(const std::filesystem::path& output);

/// Tries values of the lever in the experiment's scenario until the answer is known, and writes all of them to the
/// output as one sweep, which can be reproduced. Values that an earlier attempt finished are read back with
/// Resume::yes, and all of them from an output that is complete already. `tried` hears of each value. None when `stop` turned true before the end. Throws as `execute` does.
[[nodiscard]] std::optional<SearchReport> carry_out_search(const Experiment& experiment, const SearchRequest& request,
                                                           double confidence, const Execution& execution,
                                                           const std::atomic<bool>& stop, Reporter& reporter,
                                                           const std::function<void(const TriedValue&)>& tried);

}  // namespace ayni

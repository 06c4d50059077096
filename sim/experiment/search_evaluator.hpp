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
#include "experiment/mix_search.hpp"
#include "experiment/search.hpp"
#include "experiment/search_lever.hpp"
#include "observe/risk.hpp"

namespace ayni {

struct SearchGoal {
  Outcome outcome;
  Goal goal;
  bool relative = false;  ///< the threshold is a change against the scenario as it stands: 0.1 for 10% more
};

struct SearchRequest {
  std::vector<SearchLever> levers;  ///< one at least
  std::vector<SearchGoal> goals;
  RiskMeasure risk;  ///< by what of its values over replicates a goal is judged; a relative one by its mean
  Prefer prefer = Prefer::low;
  std::optional<Outcome>
      objective;                  ///< none: the preferred value that meets the goals, or the smallest change that does
  Better better = Better::lower;  ///< which way the objective is
  std::vector<Outcome> shown;     ///< beside them
  std::size_t most_evaluations = 300;  ///< of a search over several levers

  /// One range and at most one goal: what bisection and golden section can do.
  [[nodiscard]] bool is_line() const noexcept {
    return levers.size() == 1 && levers.front().is_range() && goals.size() <= 1;
  }
};

/// Values of the levers that were tried together.
struct TriedValue {
  std::vector<double> levers;          ///< numbers, or numbers of levels
  std::vector<RiskEstimate> goals;     ///< aligned with the request's; of a relative one, the change
  std::vector<MeanEstimate> outcomes;  ///< aligned with SearchReport::outcomes
  std::vector<MeanEstimate>
      from_low;            ///< along one range: differences from its lowest value tried, over pairs of replicates
  std::size_t failed = 0;  ///< runs
  std::string unfit;       ///< why the scenario does not fit together so and was not run; else empty

  [[nodiscard]] bool meets(const SearchRequest& request) const;
};

struct SearchReport {
  std::vector<Outcome> outcomes;  ///< the goals', the objective's, those shown beside them, public money; each once
  std::size_t replicates = 0;
  std::uint64_t seed = 0;
  double confidence = usual_confidence;
  bool historical_prices = false;       ///< then replicates are not price futures
  std::vector<TriedValue> tried;        ///< by rising lever where it is one range, else in the order in which they were
  std::optional<std::size_t> now;       ///< the scenario as it stands, in `tried`
  std::vector<std::size_t> ranked;      ///< of a MixSearch: places in `tried`, the best first
  std::vector<PairedDifference> gains;  ///< of a MixSearch: of the best against the scenario as it stands, by outcome
  std::variant<GoalSearch, BestSearch, MixSearch> found;
};

/// Tries values of the levers in the experiment's scenario until the answer is known, and writes all of them to the
/// output as one sweep, which can be reproduced. Values that an earlier attempt finished are read back with Resume::yes,
/// and all of them from an output that is complete already. `tried` hears of each value. None when `stop` turned true
/// before the end. Throws as `execute` does.
[[nodiscard]] std::optional<SearchReport> carry_out_search(const Experiment& experiment, const SearchRequest& request,
                                                           double confidence, const Execution& execution,
                                                           const std::atomic<bool>& stop, Reporter& reporter,
                                                           const std::function<void(const TriedValue&)>& tried);

/// Public money over the run, which is told whatever is sought.
inline constexpr const char* money_outcome = "public_money";

}  // namespace ayni

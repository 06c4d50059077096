#pragma once
// Which levers matter: each by itself at the ends of what is worth trying of it, all under the same random numbers, held
// against the scenario as it stands.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "experiment/execution.hpp"
#include "experiment/search_lever.hpp"
#include "observe/comparison_report.hpp"

namespace ayni {

struct RankRequest {
  std::vector<SearchLever> levers;
  Outcome outcome;  ///< with a direction
};

/// A lever at one of its values, everything else as it is.
struct RankedValue {
  double value = 0.0;         ///< or the number of its level
  std::string unfit;          ///< why the scenario does not fit together so and was not run; else empty
  PairedDifference effect{};  ///< on the outcome, against the scenario as it stands
  CostOfEffect cost{};  ///< public money beyond it, and what one unit of gain costs; gain is towards what is better
};

struct RankedLever {
  SearchLever lever;
  std::vector<RankedValue> values;  ///< the ends of its range, or all that are sought; not the scenario's own
  std::optional<std::size_t> best;  ///< of these, by gain; none when none was run

  /// Mean gain at the best value; NaN when there is none.
  [[nodiscard]] double gain() const noexcept;
};

struct LeverRanking {
  MeanEstimate base;  ///< the outcome in the scenario as it stands
  MeanEstimate base_money;
  std::vector<RankedLever> levers;    ///< by gain, the largest first
  std::vector<std::size_t> by_money;  ///< places in `levers` of those whose gain is surely above zero: first those that
                                      ///< need no more public money, by gain; then by money for each unit gained
  std::size_t replicates = 0;
  std::uint64_t seed = 0;
  double confidence = usual_confidence;
};

struct Ranked {
  Executed executed;
  std::optional<LeverRanking> ranking;  ///< none when it was stopped before its end
};

/// Runs all values as one sweep, into a file that can be reproduced. Throws as `execute` does.
[[nodiscard]] Ranked rank_levers(Experiment experiment, const RankRequest& request, double confidence,
                                 const Execution& execution, const std::atomic<bool>& stop, Reporter& reporter);

}  // namespace ayni

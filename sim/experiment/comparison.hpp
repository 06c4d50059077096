#pragma once
// Arms under the same shocks, replicate by replicate, into a file and a report.

#include <atomic>
#include <cstddef>
#include <optional>
#include <vector>

#include "experiment/execution.hpp"
#include "experiment/experiment.hpp"
#include "observe/comparison_report.hpp"

namespace ayni {

struct ComparisonRequest {
  std::vector<Outcome> outcomes;     ///< scalar
  std::optional<UntilNarrow> until;  ///< ends as soon as this is reached
  double confidence = usual_confidence;
  std::vector<BrokenBy> by;  ///< told, but not in the file, which holds the runs' values themselves
  std::size_t base = 0;      ///< position of the arm that the others are held against
};

struct Compared {
  Executed executed;
  std::optional<ComparisonReport> report;  ///< none when it was stopped before its end
};

/// Compares the arms of an experiment with one of them. With `until`, the experiment's replicates are the
/// most that are run; looks are taken at replicates set beforehand (observe/confidence_sequence.hpp), and the file then
/// holds as many as were needed, as if no more had been asked for. `stop` is set when no more are. Throws as `execute`
/// does; InvalidInput also for a complete file that does not end where `until` does.
[[nodiscard]] Compared compare_arms(Experiment experiment, const ComparisonRequest& request, const Execution& execution,
                                    std::atomic<bool>& stop, Reporter& reporter);

}  // namespace ayni

#pragma once
// What a comparison found, as numbers, and its place in a results file: the group `comparison`, which has dimensions of
// its own.

#include <hdf5.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "observe/comparison.hpp"
#include "observe/outcome.hpp"
#include "results/layout.hpp"
#include "scenario/parameter_text.hpp"

namespace ayni {

struct OutcomeComparison {
  Outcome outcome;
  std::string long_name;
  std::string unit;
  MeanEstimate base;
  std::vector<PairedDifference> others;
  std::vector<Regret> regrets;  ///< one an arm; none when nobody says what is better
  std::optional<std::size_t> minimax;
};

/// Additional public money of an arm per additional unit of what it should bring, against the base.
struct CostComparison {
  std::string what;
  std::vector<CostOfEffect> others;
};

/// The rule by which a comparison ended, and whether it was reached.
struct UntilNarrow {
  Outcome outcome;
  double half_width = 0.0;
  bool reached = false;
};

struct ComparisonReport {
  std::vector<std::string> arms;                              ///< the base first
  std::vector<std::vector<ParameterDifference>> differences;  ///< of each other arm, a: the base's value, b: its own
  std::size_t replicates = 0;
  std::uint64_t seed = 0;
  double confidence = 0.95;
  std::optional<UntilNarrow> until;  ///< when there is one, the number of replicates depends on what was seen
  bool historical_prices = false;    ///< then replicates are not price futures
  std::vector<OutcomeComparison> outcomes;
  std::vector<CostComparison> costs;
};

/// How intervals are made, in words.
[[nodiscard]] const char* interval_name(const ComparisonReport& report) noexcept;

/// The group's datasets, for the format page.
[[nodiscard]] std::vector<FileVariable> comparison_layout();

/// Writes the group into a file without one. Throws FileError.
void write_comparison(hid_t file, const ComparisonReport& report);

}  // namespace ayni

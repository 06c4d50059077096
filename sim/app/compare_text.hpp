#pragma once
// A comparison for the terminal and as JSON.

#include <filesystem>
#include <optional>
#include <string>

#include "app/compare_report.hpp"

namespace ayni {

/// The rule by which a comparison ended, and whether it was reached.
struct UntilNarrow {
  Outcome outcome;
  double half_width = 0.0;
  bool reached = false;
};

[[nodiscard]] std::string comparison_text(const ComparisonReport& report, const std::optional<UntilNarrow>& until);
[[nodiscard]] std::string comparison_json(const ComparisonReport& report, const std::optional<UntilNarrow>& until,
                                          const std::filesystem::path& output);

/// A number as people read it: four digits, millions as M; "-" for NaN.
[[nodiscard]] std::string figure_text(double value);

/// "low to high"; "-" when there is none.
[[nodiscard]] std::string interval_text(const Interval& interval);

}  // namespace ayni

#pragma once
// A comparison for the terminal and as JSON.

#include <filesystem>
#include <string>

#include "core/json.hpp"
#include "observe/comparison_report.hpp"

namespace ayni {

[[nodiscard]] std::string comparison_text(const ComparisonReport& report);
[[nodiscard]] std::string comparison_json(const ComparisonReport& report, const std::filesystem::path& output);

/// A number as people read it: four digits, millions as M; "-" for NaN.
[[nodiscard]] std::string figure_text(double value);

/// Both ends, [low, high].
[[nodiscard]] Json json_of(const Interval& interval);

/// "low to high"; "-" when there is none.
[[nodiscard]] std::string interval_text(const Interval& interval);

}  // namespace ayni

#pragma once

#include "core/report.hpp"
#include "observe/comparison_report.hpp"

namespace ayni {

/// What a comparison found as tables: what the arms change, one table an outcome, one for each thing that public money
/// should bring.
[[nodiscard]] Report report_of(const ComparisonReport& found);

/// A comparison of two arms with one outcome, to tell what such a report holds.
[[nodiscard]] ComparisonReport comparison_sample();

}  // namespace ayni

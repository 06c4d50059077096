#pragma once

#include "core/report.hpp"
#include "core/terms.hpp"
#include "observe/comparison_report.hpp"

namespace ayni {

/// What people are shown of a comparison; programs always get all of it.
enum class ComparisonExtent { summary, outcomes, all };

/// What a comparison found: a summary in words and what the arms change; a table for each outcome; one for each thing that
/// public money should bring.
[[nodiscard]] Report report_of(const ComparisonReport& found, ComparisonExtent extent = ComparisonExtent::all,
                               Language language = Language::en);

/// A comparison of two arms with one outcome, to tell what such a report holds.
[[nodiscard]] ComparisonReport comparison_sample();

}  // namespace ayni

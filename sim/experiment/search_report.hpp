#pragma once
// What a search is for and what it found, in words and as a report.

#include <string>
#include <vector>

#include "core/report.hpp"
#include "experiment/search_evaluator.hpp"

namespace ayni {

/// What is sought, before anything is run.
[[nodiscard]] Report report_of(const SearchRequest& request, const Experiment& experiment);

/// The values tried, and what follows from them.
[[nodiscard]] Report report_of(const SearchRequest& request, const SearchReport& found);

/// "the mean of kaplan_meier[duration=84] in the worst 10% is at least 70%"
[[nodiscard]] std::string goal_text(const SearchRequest& request);

/// A line of progress.
[[nodiscard]] std::string tried_text(const SearchRequest& request, const TriedValue& value);

}  // namespace ayni

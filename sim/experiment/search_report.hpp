#pragma once
// What a search is for and what it found, in words and as a report.

#include <string>
#include <vector>

#include "core/report.hpp"
#include "core/terms.hpp"
#include "experiment/search_evaluator.hpp"

namespace ayni {

/// What is sought, before anything is run.
[[nodiscard]] Report report_of(const SearchRequest& request, const Experiment& experiment);

/// The values tried, and what follows from them.
[[nodiscard]] Report report_of(const SearchRequest& request, const SearchReport& found,
                               Language language = Language::en);

/// "the mean of kaplan_meier[duration=84] in the worst 10% is at least 70%"
[[nodiscard]] std::string goal_text(const SearchRequest& request, const SearchGoal& goal,
                                    Language language = Language::en);

/// How what a goal is judged by is shown.
[[nodiscard]] CellKind goal_kind(const SearchGoal& goal);

/// "54.5% (42.9% to 66.1%)"
[[nodiscard]] std::string goal_value(const SearchGoal& goal, const RiskEstimate& estimate,
                                     Language language = Language::en);

/// By how much a goal is missed, with the interval, and whether that leaves it open.
[[nodiscard]] std::string missed_text(const SearchGoal& goal, const RiskEstimate& estimate, Language language);

/// "project.tranches = 2, fund.seed_share = 0.1"
[[nodiscard]] std::string settings_text(const std::vector<SearchLever>& levers, const std::vector<double>& values);

/// A line of progress, in English as all that goes to standard error.
[[nodiscard]] std::string tried_text(const SearchRequest& request, const TriedValue& value);

}  // namespace ayni

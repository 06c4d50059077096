#pragma once
// What a search is for, from the words of the command line.

#include <string>

#include "app/commands.hpp"
#include "experiment/search_evaluator.hpp"
#include "scenario/reader.hpp"

namespace ayni {

/// Throws InvalidInput with everything that is wrong with the options: a lever the scenario does not have or a range
/// beyond its bounds, a goal that is not OUTCOME>=NUMBER or OUTCOME<=NUMBER, unknown outcomes, a search without an aim.
[[nodiscard]] SearchRequest read_search(const SearchOptions& options, const Scenario& scenario,
                                        const Catalogue& catalogue);

}  // namespace ayni

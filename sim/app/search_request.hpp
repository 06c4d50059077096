#pragma once
// What a search is for, from the words of the command line.

#include "app/search.hpp"
#include "experiment/lever_ranking.hpp"
#include "experiment/search_evaluator.hpp"
#include "scenario/reader.hpp"

namespace ayni {

/// Throws InvalidInput with everything that is wrong with the options: a lever the scenario does not have, twice, without
/// a range or with one beyond its bounds; too many levers or choices; a goal that is not OUTCOME>=BOUND or OUTCOME<=BOUND,
/// or a share told in percent; unknown outcomes, a search without an aim.
[[nodiscard]] SearchRequest read_search(const SearchOptions& options, const Scenario& scenario,
                                        const Catalogue& catalogue);

/// The same for --rank, of the levers named or of all that are declared.
[[nodiscard]] RankRequest read_rank(const SearchOptions& options, const Scenario& scenario, const Catalogue& catalogue);

}  // namespace ayni

#pragma once
// What a search is for, from the words of the command line.

#include <optional>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "experiment/search.hpp"
#include "observe/outcome.hpp"
#include "observe/risk.hpp"
#include "scenario/reader.hpp"

namespace ayni {

struct SearchRequest {
  std::string parameter;  ///< the lever's path
  std::string unit;
  std::string meaning;
  LeverRange range;
  std::optional<Outcome> goal_outcome;
  Goal goal;
  RiskMeasure risk;  ///< by what of its values over replicates the goal is judged
  Prefer prefer = Prefer::low;
  std::optional<Outcome> objective;  ///< none: the preferred value that meets the goal is sought
  Better better = Better::lower;     ///< which way the objective is
  std::vector<Outcome> shown;        ///< beside them
};

/// Throws InvalidInput with everything that is wrong with the options: a lever the scenario does not have or a range
/// beyond its bounds, a goal that is not OUTCOME>=NUMBER or OUTCOME<=NUMBER, unknown outcomes, a search without an aim.
[[nodiscard]] SearchRequest read_search(const SearchOptions& options, const Scenario& scenario,
                                        const Catalogue& catalogue);

/// "the worst tenth's mean of kaplan_meier[duration=84] is at least 0.7"
[[nodiscard]] std::string goal_text(const SearchRequest& request);

}  // namespace ayni

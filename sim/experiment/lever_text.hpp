#pragma once
// A lever of a search in one word of the command line: "KEY=LOW:HIGH", "KEY=A:B:C", or KEY alone for what is declared to
// be worth trying.

#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "experiment/search_lever.hpp"
#include "model/scenario.hpp"
#include "scenario/levers.hpp"

namespace ayni {

/// Two values of a number are its range, more are tried as they are; so are values of anything else. Adds a problem for
/// everything that is wrong: what is no parameter of the scenario or cannot differ between runs, no range and none
/// declared, values that are not valid or come twice.
[[nodiscard]] std::optional<SearchLever> read_lever(const std::string& text, const Scenario& scenario,
                                                    std::vector<Problem>& problems);

/// A declared lever in a scenario that has it.
[[nodiscard]] SearchLever search_lever(const TryRange& range, const Scenario& scenario);

/// Every declared lever that a scenario has and that can differ between runs.
[[nodiscard]] std::vector<SearchLever> declared_levers(const Scenario& scenario);

/// A finite number that is the whole of a text.
[[nodiscard]] std::optional<double> number_of(std::string_view text);

}  // namespace ayni

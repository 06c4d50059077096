#pragma once
// What `run` and `reproduce` have in common: from a scenario to a plan of runs and a record of where they come from.

#include <cstddef>
#include <string>
#include <vector>

#include "io/provenance.hpp"
#include "io/results_layout.hpp"
#include "io/scenario_reader.hpp"
#include "model/scenario.hpp"
#include "run/ensemble.hpp"

namespace ayni {

/// The scenario as it is, and with a second name also its twin without the project.
[[nodiscard]] Plan plan_of(const std::vector<std::string>& arms, const RunParameters& parameters);

[[nodiscard]] FileShape file_shape(const Plan& plan, const Scenario& scenario);

/// Of runs that start now, by this program on this machine.
[[nodiscard]] Provenance provenance_of(const Resolved& resolved, const std::string& command_line);

/// Simulates one run of the plan; the arguments must outlive it.
[[nodiscard]] RunFunction simulation_of(const Plan& plan, const Scenario& scenario, const Catalogue& catalogue);

/// `asked`, or all that the machine has for 0.
[[nodiscard]] std::size_t threads_for(std::size_t asked) noexcept;

}  // namespace ayni

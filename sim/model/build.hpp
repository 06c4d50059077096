#pragma once
// Builds the world of one run: the country's places, its people and who knows whom, then the money of project and banks.

#include "model/world.hpp"

namespace ayni {

struct Scenario;

/// Classes of the age of groups in years: below the first, up to the second, up to the last; uniform within each. Report,
/// table D.2, for the first two; the last is an assumption.
inline constexpr double young_years = 1.0;
inline constexpr double old_years = 10.0;
inline constexpr double oldest_years = 20.0;

/// Quality at the start lies between these, so that a group can both gain and lose. Assumption.
inline constexpr double lowest_first_quality = 0.1;
inline constexpr double highest_first_quality = 0.9;

/// The world at the start of a run. Draws are keyed by what each agent is, so that a policy changes none of them.
/// With `project_on` false it is the no-project twin: the same people, prices and weather.
[[nodiscard]] World build(const Scenario& scenario, std::uint64_t seed, std::uint64_t replicate, bool project_on);

/// Its two steps. The first, nearly all of the work, depends on the initial conditions alone (see
/// model/initial_conditions.hpp), so that runs under different policies may begin with copies of one world.
[[nodiscard]] World found(const Scenario& scenario, std::uint64_t seed, std::uint64_t replicate);
void open_accounts(World& world, const Scenario& scenario, bool project_on);

}  // namespace ayni

#pragma once
// Builds the world of one run: the country's places, its people and who knows whom.

#include "model/world.hpp"

namespace ayni {

struct Scenario;

/// The world at the start of a run. Draws are keyed by what each agent is, so that a policy changes none of them.
/// With `project_on` false it is the no-project twin: the same people, prices and weather.
[[nodiscard]] World build(const Scenario& scenario, std::uint64_t seed, std::uint64_t replicate, bool project_on);

}  // namespace ayni

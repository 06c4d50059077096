#pragma once

#include <string>

namespace ayni {

struct Scenario;

/// The settings that a world is founded on, with their values to the last bit, so that scenarios of which this is the
/// same have the same world at the start under one seed and replicate (`found`, model/build.hpp). Of what can be set
/// these are the settings that no change can set later, without those that only say how long to run, what to observe, or
/// how much money the project begins with. Not for readers.
[[nodiscard]] std::string initial_conditions(const Scenario& scenario);

}  // namespace ayni

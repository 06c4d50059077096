#pragma once
// One run of the model, from its seed to its results.

#include <cstddef>
#include <cstdint>

#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

struct Scenario;

/// Whether the project operates; `off` is the no-project twin, which meets the same prices, weather and people.
enum class Intervention { on, off };

/// One run: build the world, step the months, observe. Pure function of its arguments.
/// Throws BrokenInvariant when an identity of the model fails (ledger, goods, members, loans).
[[nodiscard]] Results simulate(const Scenario& scenario, const Catalogue& catalogue, std::uint64_t seed,
                               std::size_t replicate, Intervention intervention);

}  // namespace ayni

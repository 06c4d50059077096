#pragma once
// One run of the model, from its seed to its results.

#include <cstddef>
#include <cstdint>
#include <functional>

#include "core/calendar.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

struct Scenario;
struct World;

/// Whether the project operates; `off` is the no-project twin, which meets the same prices, weather and people.
enum class Intervention { on, off };

/// Sees the world after month t, once it is recorded.
using EachMonth = std::function<void(const World& world, Month t)>;

/// One run: build the world, step the months, observe. Pure function of its arguments, whoever looks on.
/// Throws BrokenInvariant when an identity of the model fails (ledger, goods, members, loans).
[[nodiscard]] Results simulate(const Scenario& scenario, const Catalogue& catalogue, std::uint64_t seed,
                               std::size_t replicate, Intervention intervention, const EachMonth& look = {});

/// The same from a world at the start (`build`, model/build.hpp): step the months, observe.
[[nodiscard]] Results simulate(const Scenario& scenario, const Catalogue& catalogue, World world,
                               const EachMonth& look = {});

}  // namespace ayni

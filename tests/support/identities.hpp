#pragma once
// Identities that hold in every world after every month, beyond those that step() audits, and a digest of the state.

#include <cstdint>
#include <string>
#include <vector>

#include "model/world.hpp"

namespace ayni {

/// What does not balance in a world: members, loans of funds and of the bank, peers' loans, capacities of buyers,
/// balances that cannot be negative. Empty when all is well; at most a few sentences.
[[nodiscard]] std::vector<std::string> imbalances(const World& world);

/// One number that changes with (nearly) any bit of the state.
[[nodiscard]] std::uint64_t digest(const World& world);

}  // namespace ayni

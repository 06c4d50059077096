#pragma once
// The measure of speed: what a loop costs that does nothing but draw a household and give it a unit.

#include <cstdint>

namespace ayni {

/// One draw of a household for each household and month, a unit added to the one drawn. Returns a sum of what it did, so
/// that no compiler leaves the work out.
[[nodiscard]] std::uint64_t bare_loop(std::uint64_t seed, std::uint32_t households, std::uint32_t months);

}  // namespace ayni

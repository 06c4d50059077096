#pragma once
// One group's block of a column of households.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "model/world.hpp"

namespace ayni {

template <class Number>
[[nodiscard]] std::span<const Number> block(const std::vector<Number>& column, const Groups& group, Index g) noexcept {
  return std::span{column}.subspan(group.first[g], group.slots[g]);
}

/// Slots of the largest block.
[[nodiscard]] inline std::size_t largest_block(const World& world) noexcept {
  const auto& slots = world.group.slots;
  return slots.empty() ? 0 : *std::max_element(slots.begin(), slots.end());
}

/// 1 for each household of the block that lives there now and 0 for others, written into `scratch`, which has room for it.
[[nodiscard]] inline std::span<const std::int32_t> residents(const World& world, Index g,
                                                             std::span<std::int32_t> scratch) noexcept {
  const auto lives = block(world.household.lives, world.group, g);
  const auto away = block(world.household.away, world.group, g);
  for (std::size_t k = 0; k < lives.size(); ++k) scratch[k] = lives[k] & (away[k] ^ 1);
  return scratch.first(lives.size());
}

}  // namespace ayni

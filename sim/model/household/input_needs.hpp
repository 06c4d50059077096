#pragma once
// What a household needs and has for the inputs of the season: for those who sell them and those who lend for them.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/index.hpp"
#include "model/group/group_state.hpp"
#include "model/household/household_state.hpp"

namespace ayni {

/// Centavos: what household `i` of group `g` would pay with enough money: inputs in proportion to its farm, with what goods add
/// to a member's, and the hands it hires.
[[nodiscard]] inline std::int32_t inputs_asked(const Households& household, const Groups& group, Index g,
                                               std::size_t i) noexcept {
  const float farm = household.capacity[i] + group.technology.equipment[g] * static_cast<float>(household.member[i]);
  return static_cast<std::int32_t>(std::min(farm * group.crop.input_cost[g], static_cast<float>(household_limit))) +
         household.wages[i];
}

/// Centavos: what it keeps of its cash to live on, at the least, until the next sale.
[[nodiscard]] inline std::int32_t inputs_keep(const Households& household, const Groups& group, Index g,
                                              std::size_t i) noexcept {
  const float lives_on = group.crop.input_floor[g] * static_cast<float>(household.spending[i]);
  const float comes_in = group.crop.input_wait[g] * static_cast<float>(household.other_income[i]);
  return static_cast<std::int32_t>(std::clamp(lives_on - comes_in, 0.0F, static_cast<float>(household_limit)));
}

/// Centavos: what it then cannot pay of them.
[[nodiscard]] inline std::int32_t inputs_missing(const Households& household, const Groups& group, Index g,
                                                 std::size_t i) noexcept {
  const std::int32_t asked = inputs_asked(household, group, g, i);
  return asked - std::clamp(household.cash[i] - inputs_keep(household, group, g, i), 0, asked);
}

}  // namespace ayni

#pragma once
// What the curves of survival say of all first alliances of a run, of those of each region and of each product.

#include <cstdint>
#include <vector>

#include "model/world.hpp"
#include "observe/measure_entry.hpp"
#include "observe/survival.hpp"

namespace ayni {

/// How long after funding the report counts alliances that last.
inline constexpr Month seven_years = 84;

/// The first alliances of a run: how long each lasted and how it ended, and the life tables they make.
struct Lives {
  Lives(const World& world, Month last_month);

  std::vector<Month> duration;      ///< [alliance] months since funding
  std::vector<std::uint8_t> cause;  ///< [alliance] 0: it has not ended
  LifeTable all;
  std::vector<LifeTable> in_region, of_product;
};

[[nodiscard]] const MeasureEntries<Lives>& survival_measures();

}  // namespace ayni

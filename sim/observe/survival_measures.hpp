#pragma once
// What the curves of survival say of the alliances of a run, of those of each region and of each product.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/world.hpp"
#include "observe/measure_entry.hpp"
#include "observe/survival.hpp"

namespace ayni {

/// How long after funding the report counts alliances that last.
inline constexpr Month seven_years = 84;
/// The same as a place on the axis of durations, or the last of a run that is shorter.
[[nodiscard]] std::size_t seven_years_at_most(const Catalogue& catalogue);

/// How long an alliance lasted and how it ended.
struct Life {
  Index group;
  Month duration;
  Cause cause;  ///< none: it has not ended
};

/// The first alliances of the funded groups, from the first disbursement on.
[[nodiscard]] std::vector<Life> lives_from_funding(const World& world, Month last_month);

/// Alliances of a run and the life tables they make.
struct Lives {
  Lives(const World& world, const std::vector<Life>& lives, Month last_month);

  std::vector<Month> duration;      ///< [alliance] months since the clock started
  std::vector<std::uint8_t> cause;  ///< [alliance] 0: it has not ended
  LifeTable all;
  std::vector<LifeTable> in_region, of_product;
};

/// Of lives_from_funding.
[[nodiscard]] const MeasureEntries<Lives>& survival_measures();

/// Of all alliances from their signing on.
[[nodiscard]] const MeasureEntries<Lives>& survival_from_signing();

}  // namespace ayni

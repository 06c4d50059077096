#pragma once
// What a month shows to its measures: the world, and sums that several of them need, made in one pass over the funded
// groups and one over the settlements.

#include <array>
#include <cstdint>
#include <vector>

#include "model/world.hpp"
#include "observe/measure_entry.hpp"

namespace ayni {

struct Scenario;

/// Classes of the trust distribution, equal parts of 0 to 1.
inline constexpr std::size_t trust_bins = 10;

struct MonthSums {
  /// Funded groups, by where they sell, and their members.
  struct Alliances {
    std::array<std::int64_t, outlets> at_outlet{};  ///< by Outlet
    std::int64_t members = 0;

    Alliances& operator+=(const Alliances& other) noexcept;
  };
  struct OfRegion {
    Alliances alliances;
    double cohesion = 0.0;                         ///< of funded groups
    double trust = 0.0, buyer_trust = 0.0;         ///< of groups with an agreement
    double settlements = 0.0, side_selling = 0.0;  ///< of the month's settlements
  };
  struct OfProduct {
    Alliances alliances;
    double settlements = 0.0, contract_price = 0.0;
    double unpaid = 0.0, refused = 0.0, renegotiated = 0.0;  ///< of the month's settlements
  };

  explicit MonthSums(const World& world) : region(world.regions), product(world.products) {}
  /// Sums anew. Allocates nothing.
  void observe(const World& world);

  std::vector<OfRegion> region;
  std::vector<OfProduct> product;
  std::array<std::int64_t, trust_bins> trust_bin{};  ///< agreements by the trust of the group
};

struct SeenMonth {
  const Scenario& scenario;
  const World& world;
  const MonthSums& sums;
};

using MonthlyMeasures = MeasureEntries<SeenMonth>;

}  // namespace ayni

#pragma once
// What the households of each group earned in an agricultural year, and how many of them are poor: summed once, for all
// observers of income.

#include <limits>
#include <vector>

#include "model/world.hpp"
#include "observe/poverty.hpp"

namespace ayni {

struct Scenario;

/// What a household worked and earned in a year: Bs, days, and 1 where it is moderately poor.
struct HouseholdYear {
  float product = std::numeric_limits<float>::quiet_NaN();
  float home = product, total = product, family_days = product, hired_days = product, poor = product;
};

class YearIncomes {
 public:
  YearIncomes(const Scenario& scenario, const World& world);

  /// Sums anew when month t closes an agricultural year that the run has seen from its beginning, and says so.
  [[nodiscard]] bool observe(const World& world, Month t);

  /// Poverty lines of a household at the prices of the year.
  [[nodiscard]] const PovertyLines& lines() const noexcept { return lines_; }
  /// Members, in a control community everybody who lives there.
  [[nodiscard]] const IncomeSums& participants(Index g) const noexcept { return groups_[g].asked; }
  /// Everybody who lives there, members and neighbours.
  [[nodiscard]] const ResidentSums& residents(Index g) const noexcept { return groups_[g].residents; }
  /// Of the household in slot i in the year summed last; NaN before the first. Kept for `output.detail` only.
  [[nodiscard]] const HouseholdYear& household(std::size_t i) const noexcept { return households_[i]; }

 private:
  double moderate_line_, extreme_line_, persons_;
  PovertyLines lines_{};
  std::vector<BlockSums> groups_;
  std::vector<HouseholdYear> households_;
};

}  // namespace ayni

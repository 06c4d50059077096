#pragma once
// What one group went through, month by month: with the events, why its alliance ended.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/world.hpp"

namespace ayni {

/// A month of a group, after it.
struct GroupMonth {
  Outlet outlet;
  Index buyer;                           ///< nobody: none
  double contract_price, spot_price;     ///< Bs a unit, of the last settlement; NaN before the first with this buyer
  double trust, buyer_trust;             ///< means of the beliefs; NaN before the first agreement
  double side_selling, unpaid, refused;  ///< shares of the last settlement; NaN before the first
  std::int32_t members;
  std::array<double, reasons> grievance;  ///< moving average of each reason
};

class GroupCourse {
 public:
  explicit GroupCourse(Index group) : group_{group} {}

  /// Adds a month. Throws std::out_of_range when the world has no such group.
  void observe(const World& world);

  [[nodiscard]] Index group() const noexcept { return group_; }
  [[nodiscard]] std::size_t region() const noexcept { return region_; }
  [[nodiscard]] std::size_t product() const noexcept { return product_; }
  [[nodiscard]] const std::vector<GroupMonth>& months() const noexcept { return months_; }

 private:
  Index group_;
  std::size_t region_ = 0, product_ = 0;
  std::vector<GroupMonth> months_;
};

}  // namespace ayni

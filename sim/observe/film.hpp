#pragma once
// Who sold to whom, month by month: the frames of a moving picture. It is no measure of the catalogue, as no file keeps it.

#include <cstddef>
#include <vector>

#include "model/world.hpp"

namespace ayni {

class Film {
 public:
  /// Adds a frame.
  void observe(const World& world);

  [[nodiscard]] std::size_t months() const noexcept { return months_; }
  [[nodiscard]] std::size_t groups() const noexcept { return groups_; }
  [[nodiscard]] std::size_t buyers() const noexcept { return buyers_; }
  /// [month][group] numbers of outlet_names, then [month][group] numbers of buyers, -1 without one, then [month][buyer]
  /// whether it is open.
  [[nodiscard]] std::vector<double> frames() const;

 private:
  std::size_t months_ = 0, groups_ = 0, buyers_ = 0;
  std::vector<double> outlets_, partners_, open_;
};

}  // namespace ayni

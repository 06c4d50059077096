#include "observe/film.hpp"

namespace ayni {

void Film::observe(const World& world) {
  ++months_;
  groups_ = world.group.count;
  buyers_ = world.buyer.count;
  for (Index g = 0; g < groups_; ++g) {
    const Index buyer = world.group.agreement.buyer[g];
    outlets_.push_back(static_cast<double>(world.group.agreement.outlet[g]));
    partners_.push_back(buyer == nobody ? -1.0 : static_cast<double>(buyer));
  }
  for (Index b = 0; b < buyers_; ++b) open_.push_back(static_cast<double>(world.buyer.open[b]));
}

std::vector<double> Film::frames() const {
  std::vector<double> all = outlets_;
  all.insert(all.end(), partners_.begin(), partners_.end());
  all.insert(all.end(), open_.begin(), open_.end());
  return all;
}

}  // namespace ayni

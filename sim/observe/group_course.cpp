#include "observe/group_course.hpp"

#include <limits>
#include <stdexcept>
#include <string>

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

void GroupCourse::observe(const World& world) {
  const Groups& group = world.group;
  const Index g = group_;
  if (g >= group.count) throw std::out_of_range("there is no group " + std::to_string(g));
  region_ = group.region[g];
  product_ = group.product[g];
  const GroupSettlement& last = group.settlement;
  const bool settled = last.contract_price[g] > 0.0F;
  const bool believes = group.agreement.first_buyer[g] != nobody;
  const auto of_settlement = [&](float value) { return settled ? static_cast<double>(value) : nothing; };
  GroupMonth month{group.agreement.outlet[g],
                   group.agreement.buyer[g],
                   of_settlement(last.contract_price[g]),
                   of_settlement(last.spot_price[g]),
                   believes ? trust(group.trust.good[g], group.trust.bad[g]) : nothing,
                   believes ? trust(group.trust.buyer_good[g], group.trust.buyer_bad[g]) : nothing,
                   of_settlement(last.side_selling[g]),
                   of_settlement(last.unpaid[g]),
                   of_settlement(last.refused[g]),
                   group.membership.members[g],
                   {}};
  for (std::size_t k = 0; k < reasons; ++k) {
    month.grievance[k] = static_cast<double>(group.agreement.grievance[k * group.count + g]);
  }
  months_.push_back(month);
}

}  // namespace ayni

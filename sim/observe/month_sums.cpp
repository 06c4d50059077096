#include "observe/month_sums.hpp"

#include <algorithm>

namespace ayni {
namespace {

// Groups of one cell stand together, so what is summed is carried on in registers until the cell changes.
void sum_funded_groups(const World& world, MonthSums& sums) {
  const Groups& group = world.group;
  for (auto g = world.funded.begin(); g != world.funded.end();) {
    const Cell& cell = world.cells[group.cell[*g]];
    MonthSums::OfRegion& region = sums.region[cell.region];
    MonthSums::Alliances alliances;
    double cohesion = region.cohesion;
    double group_trust = region.trust;
    double buyer_trust = region.buyer_trust;
    for (; g != world.funded.end() && *g < cell.end; ++g) {
      ++alliances.at_outlet[static_cast<std::size_t>(group.agreement.outlet[*g])];
      alliances.members += group.membership.members[*g];
      cohesion += static_cast<double>(group.membership.cohesion[*g]);
      if (!allied(group.agreement.outlet[*g])) continue;
      const double belief = trust(group.trust.good[*g], group.trust.bad[*g]);
      group_trust += belief;
      buyer_trust += trust(group.trust.buyer_good[*g], group.trust.buyer_bad[*g]);
      ++sums.trust_bin[std::min(static_cast<std::size_t>(belief * static_cast<double>(trust_bins)), trust_bins - 1)];
    }
    region.cohesion = cohesion;
    region.trust = group_trust;
    region.buyer_trust = buyer_trust;
    region.alliances += alliances;
    sums.product[cell.product].alliances += alliances;
  }
}

void sum_settlements(const World& world, MonthSums& sums) {
  const Groups& group = world.group;
  for (const Index g : world.settled) {
    MonthSums::OfRegion& region = sums.region[group.region[g]];
    MonthSums::OfProduct& product = sums.product[group.product[g]];
    region.settlements += 1.0;
    region.side_selling += static_cast<double>(group.settlement.side_selling[g]);
    product.settlements += 1.0;
    product.contract_price += static_cast<double>(group.settlement.contract_price[g]);
    product.unpaid += static_cast<double>(group.settlement.unpaid[g]);
    product.refused += static_cast<double>(group.settlement.refused[g]);
    product.renegotiated += static_cast<double>(group.settlement.renegotiated[g]);
  }
}

}  // namespace

MonthSums::Alliances& MonthSums::Alliances::operator+=(const Alliances& other) noexcept {
  for (std::size_t k = 0; k < outlets; ++k) at_outlet[k] += other.at_outlet[k];
  members += other.members;
  return *this;
}

void MonthSums::observe(const World& world) {
  std::fill(region.begin(), region.end(), OfRegion{});
  std::fill(product.begin(), product.end(), OfProduct{});
  trust_bin.fill(0);
  sum_funded_groups(world, *this);
  sum_settlements(world, *this);
}

}  // namespace ayni

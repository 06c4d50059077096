#include "observe/month_sums.hpp"

#include <algorithm>

namespace ayni {
namespace {

// Groups of one cell stand together, so what is summed is carried on in registers until the cell changes.
void sum_funded_groups(const World& world, MonthSums& sums) {
  const Groups& group = world.group;
  for (auto g = world.funded.begin(); g != world.funded.end();) {
    const Index here = group.cell[*g];
    const Cell& cell = world.cells[here];
    MonthSums::OfRegion region = sums.region[cell.region];
    MonthSums::OfCell number;
    for (; g != world.funded.end() && *g < cell.end; ++g) {
      ++number.at_outlet[static_cast<std::size_t>(group.agreement.outlet[*g])];
      number.members += group.membership.members[*g];
      region.funded += 1.0;
      region.cohesion += static_cast<double>(group.membership.cohesion[*g]);
      if (!allied(group.agreement.outlet[*g])) continue;
      const double belief = trust(group.trust.good[*g], group.trust.bad[*g]);
      region.allied += 1.0;
      region.trust += belief;
      region.buyer_trust += trust(group.trust.buyer_good[*g], group.trust.buyer_bad[*g]);
      ++sums.trust_bin[std::min(static_cast<std::size_t>(belief * static_cast<double>(trust_bins)), trust_bins - 1)];
    }
    sums.region[cell.region] = region;
    sums.cell[here] = number;
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
  }
}

}  // namespace

void MonthSums::observe(const World& world) {
  std::fill(region.begin(), region.end(), OfRegion{});
  std::fill(product.begin(), product.end(), OfProduct{});
  std::fill(cell.begin(), cell.end(), OfCell{});
  trust_bin.fill(0);
  sum_funded_groups(world, *this);
  sum_settlements(world, *this);
}

}  // namespace ayni

#include "model/household/production.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/distributions.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

constexpr double root_of_three = 1.7320508075688772;  // half the width of a uniform number with deviation one

struct Shares {
  float output, skill, added, home, lost;  // skill, added: share and farm units that members gain
};

// Splits every slot's output; whole hundredths, so that what is produced is exactly what is eaten, lost and sold.
Goods split_output(const Shares& shares, const float* harvest, const std::int32_t* member, std::int32_t* sellable,
                   std::size_t slots) {
  const Floats most = Floats{} + static_cast<float>(household_limit);
  Goods goods;
  for (std::size_t begin = 0; begin < slots; begin += stretch) {
    const std::size_t end = std::min(begin + stretch, slots);
    Ints produced{};
    Ints home{};
    Ints lost{};
    Ints of_members{};
    for (std::size_t i = begin; i < end; i += lane) {
      const Ints member_here = load(&member[i]);
      const Floats belongs = to_floats(member_here);
      const Floats farm = load(&harvest[i]) * (1.0F + shares.skill * belongs) + shares.added * belongs;
      const Ints output = to_ints(least(shares.output * farm, most));
      const Ints eaten = to_ints(to_floats(output) * shares.home);
      const Ints spoilt = to_ints(to_floats(output) * shares.lost);
      const Ints sells = output - eaten - spoilt;
      store(sells, &sellable[i]);
      of_members += sells * member_here;
      produced += output;
      home += eaten;
      lost += spoilt;
    }
    goods.produced += total(produced);
    goods.home += total(home);
    goods.lost += total(lost);
    goods.of_members += total(of_members);
  }
  return goods;
}

}  // namespace

Production::Production(const ProductionParameters& parameters, const std::vector<ProductParameters>& products)
    : p_{parameters} {
  for (const ProductParameters& product : products) {
    kind_.push_back(
        {product.yield_per_farm_unit_year, product.home_share, product.loss_share, product.perennial_share});
    const double sum = std::accumulate(product.sold_by_month.begin(), product.sold_by_month.end(), 0.0);
    for (const double weight : product.sold_by_month) month_share_.push_back(weight / sum);
  }
}

void Production::draw_luck(World& world, Month t) const {
  Households& household = world.household;
  const Groups& group = world.group;
  const auto spread = static_cast<float>(p_.luck_spread * root_of_three);
  const auto idle = static_cast<float>(p_.idle_land_worked);
  std::array<float, draws_at_once> draws;
  for (std::size_t g = 0; g < group.count; ++g) {
    Engine rng = world.streams(Process::yield_noise, group.identity[g], static_cast<std::uint64_t>(t));
    for (std::size_t done = 0; done < group.slots[g]; done += draws.size()) {
      const std::size_t n = std::min<std::size_t>(draws.size(), group.slots[g] - done);
      unit_floats(rng, {draws.data(), n});
      const float* const capacity = household.capacity.data() + group.first[g] + done;
      const std::int32_t* const away = household.away.data() + group.first[g] + done;
      float* const harvest = household.harvest.data() + group.first[g] + done;
      for (std::size_t k = 0; k < n; ++k) {
        const float luck = 1.0F + spread * (2.0F * draws[k] - 1.0F);
        harvest[k] = capacity[k] * (away[k] != 0 ? idle : 1.0F) * luck;
      }
    }
  }
}

void Production::begin_season(World& world, Month t) const {
  Groups& group = world.group;
  draw_luck(world, t);
  if (t == 0) return;
  for (const Cell& cell : world.cells) {
    const double rise = portable_log(world.market.reference[cell.product] /
                                     (world.market.reference_at_start[cell.product] * world.price_index));
    const double pace =
        std::clamp(1.0 + p_.area_price_response * rise, 1.0 - p_.area_response_limit, 1.0 + p_.area_response_limit);
    const double growth = p_.area_growth_per_year * (1.0 - kind_[cell.product].perennial) * pace;
    for (Index g = cell.begin; g < cell.end; ++g) {
      const double area = static_cast<double>(group.crop.area_growth[g]) + growth;
      group.crop.area_growth[g] = static_cast<float>(std::clamp(area, -p_.area_shrinkage_limit, p_.area_limit));
    }
  }
}

Goods Production::reap(World& world, Index g, Month t) const {
  const Groups& group = world.group;
  const Index c = group.cell[g];
  const std::size_t p = group.product[g];
  const Kind& kind = kind_[p];
  const double share = month_share(p, world.calendar.month_of_year(t));
  const double area = 1.0 + static_cast<double>(group.crop.area_growth[g]);
  const double loss = kind.loss * (group.technology.warehouse[g] != 0 ? 1.0 - p_.warehouse_saves : 1.0);
  const Shares shares{static_cast<float>(100.0 * kind.yield * share * world.climate.yield[c] * area),
                      group.technology.skill[g], group.technology.equipment[g], static_cast<float>(kind.home),
                      static_cast<float>(loss)};
  const Goods reaped =
      split_output(shares, world.household.harvest.data() + group.first[g],
                   world.household.member.data() + group.first[g], world.sellable.data(), group.slots[g]);
  Goods& goods = world.goods[c];
  goods.produced += reaped.produced;
  goods.home += reaped.home;
  goods.lost += reaped.lost;
  goods.of_members += reaped.of_members;
  return reaped;
}

}  // namespace ayni

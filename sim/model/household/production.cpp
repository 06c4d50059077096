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
constexpr double most_eaten = household_limit;        // hundredths of a product unit

struct Shares {
  float output, skill, added, lost;  // skill, added: share and farm units that members gain
  std::int32_t eats;                 // hundredths a household
};

// Splits every slot's output; whole hundredths, so that what is produced is exactly what is eaten, lost and sold.
Goods split_output(const Shares& shares, const float* harvest, const std::uint8_t* member, std::int32_t* sellable,
                   std::int32_t* eaten_at_home, std::size_t slots) {
  const Floats limit = Floats{} + static_cast<float>(household_limit);
  const Ints eats = Ints{} + shares.eats;
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
      const Ints output = to_ints(least(shares.output * farm, limit));
      const Ints spoilt = to_ints(to_floats(output) * shares.lost);
      const Ints eaten = least(output - spoilt, eats);
      const Ints sells = output - eaten - spoilt;
      store(sells, &sellable[i]);
      store(eaten, &eaten_at_home[i]);
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

Production::Production(const ProductionParameters& parameters, const HouseholdParameters& household,
                       const std::vector<ProductParameters>& products)
    : p_{parameters}, food_margin_{household.food_margin} {
  for (const ProductParameters& product : products) {
    kind_.push_back({product.yield_per_farm_unit_year, product.loss_share, product.perennial_share,
                     household.persons * product.home_consumption});
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
      const std::uint8_t* const away = household.away.data() + group.first[g] + done;
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
    const double asked =
        std::clamp(portable_exp(p_.area_price_response * rise) - 1.0, -p_.area_shrinkage_limit, p_.area_limit);
    const double pace = p_.area_adjustment_per_year * (1.0 - kind_[cell.product].perennial);
    for (Index g = cell.begin; g < cell.end; ++g) {
      const auto area = static_cast<double>(group.crop.area_growth[g]);
      const double growth = pace * (asked - area);
      // Where hands were missing last season, that much less of the new land is taken under the plough.
      const double hands = growth > 0.0 ? 1.0 - static_cast<double>(group.crop.labour_gap[g]) : 1.0;
      group.crop.area_growth[g] = static_cast<float>(area + growth * hands);
    }
  }
}

// What was eaten counts as income; what was lacking is bought, by who is at home and has cash.
void Production::feed(World& world, Index g, std::int32_t eats) const {
  const Groups& group = world.group;
  Households& household = world.household;
  const double price = std::max(world.market.spot[group.cell[g]] * static_cast<double>(group.crop.price[g]) -
                                    static_cast<double>(group.transport.freight_market[g]),
                                0.0);
  const Floats worth = Floats{} + static_cast<float>(price * hundredth);
  const Floats cost = Floats{} + static_cast<float>(price * (1.0 + food_margin_));
  const Floats limit = Floats{} + static_cast<float>(household_limit);
  WideSum spent;
  for (std::size_t k = 0; k < group.slots[g]; k += lane) {
    const std::size_t i = group.first[g] + k;
    const Ints eaten = load(&world.delivered[k]);
    const Ints lacking = (eats - eaten) & (load(&household.lives[i]) > load(&household.away[i]));
    const Ints cash = load(&household.cash[i]);
    const Ints paid = least(to_ints(least(to_floats(lacking) * cost, limit)), cash);
    store(load(&household.home_consumption[i]) + to_floats(eaten) * worth, &household.home_consumption[i]);
    store(cash - paid, &household.cash[i]);
    spent.add(paid);
  }
  const Centavos total = spent.total();
  world.outside += total;
  world.ledger.post(Account::household, Account::outside, total);
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
                      group.technology.skill[g], group.technology.equipment[g], static_cast<float>(loss),
                      static_cast<std::int32_t>(std::min(100.0 * kind.eaten * share, most_eaten))};
  const Goods reaped = split_output(shares, world.household.harvest.data() + group.first[g],
                                    world.household.member.data() + group.first[g], world.sellable.data(),
                                    world.delivered.data(), group.slots[g]);
  Goods& goods = world.goods[c];
  goods.produced += reaped.produced;
  goods.home += reaped.home;
  goods.lost += reaped.lost;
  goods.of_members += reaped.of_members;
  if (shares.eats > 0 && reaped.produced > 0) feed(world, g, shares.eats);
  return reaped;
}

}  // namespace ayni

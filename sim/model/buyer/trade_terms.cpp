#include "model/buyer/trade_terms.hpp"

#include <algorithm>

#include "core/distributions.hpp"
#include "model/buyer/unit_value.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

constexpr double least_price = 1e-9;  // Bs, so that nothing is divided by 0

double clamped_share(double difference, double price, double limit) noexcept {
  return std::clamp(difference / std::max(price, least_price), -limit, limit);
}

}  // namespace

// Bs a unit before premiums. An administered price is what it is today.
double Trade::agreed_price(const World& world, Index g) const {
  const Groups& group = world.group;
  const Kind& kind = kind_[group.product[g]];
  const auto fixed = static_cast<double>(group.agreement.fixed_price[g]);
  const double weight = kind.administered ? 0.0 : group.agreement.fixed_weight[g];
  const double market = static_cast<double>(group.agreement.terms[g]) * world.market.index[group.cell[g]];
  double price = (weight * fixed + (1.0 - weight) * market) * static_cast<double>(group.crop.price[g]);
  if (group.agreement.ceiling_share[g] > 0.0) price = std::min(price, group.agreement.ceiling_share[g] * fixed);
  return std::max(price, group.agreement.floor_share[g] * fixed);
}

Trade::Terms Trade::terms_of(const World& world, Index g, Month t) const {
  const Groups& group = world.group;
  const Agreements& agreement = group.agreement;
  const Kind& kind = kind_[group.product[g]];
  const Index c = group.cell[g];
  const auto crop = static_cast<double>(group.crop.price[g]);
  const auto first_quality = static_cast<double>(group.technology.baseline_quality[g]);
  const double better = (static_cast<double>(group.technology.quality[g]) - first_quality) / (1.0 - first_quality);
  const double price = agreed_price(world, g);
  const auto month = static_cast<std::size_t>(world.calendar.month_of_year(t));
  Terms terms;
  terms.premium = price * (agreement.premium_share[g] * std::max(better, 0.0) +
                           (group.technology.labelled[g] != 0 ? kind.label_premium : 0.0));
  terms.agreed = price + terms.premium;
  terms.spot = std::max(world.market.spot[c] * crop - static_cast<double>(group.transport.freight_market[g]), 0.0);
  terms.outside = std::max(terms.spot, standby_price(world, g) - static_cast<double>(agreement.standby_freight[g]));
  terms.volume = rounded(100.0 * agreement.contracted[g] * kind.month_share[month]);
  const double sold_before = kind.administered ? 0.0 : kind.presold * agreement.fixed_weight[g];
  const double outlet =
      (1.0 - sold_before) * world.market.index[c] + sold_before * static_cast<double>(agreement.fixed_price[g]) /
                                                        std::max(static_cast<double>(agreement.terms[g]), least_price);
  const double certified = certified_share(agreement, g, agreement.buyer[g], kind.certificate);
  terms.support = support_brings(agreement, g, outlet * crop);
  terms.brings =
      brings_buyer(world.buyer, agreement.buyer[g], outlet * certified * crop) + terms.premium + terms.support;
  const double trip = kind.trip / std::max(static_cast<double>(terms.volume) * hundredth, 1.0);
  terms.value = unit_value(terms.brings, kind.handling + trip, world.price_index);
  terms.elsewhere = std::min(terms.value, world.market.spot[c] * crop + terms.premium);
  hold(world, g, t, terms);
  return terms;
}

// The price that both sides honour, and how much of a gap members bear at it.
void Trade::hold(const World& world, Index g, Month t, Terms& terms) const {
  const Groups& group = world.group;
  const Agreements& agreement = group.agreement;
  const Kind& kind = kind_[group.product[g]];
  const auto freight = static_cast<double>(group.transport.freight_buyer[g]);
  const double untaxed = std::max(1.0 - p_.sales_tax_share, lowest_net_share);
  const auto net_of = [&](double price) { return std::max(untaxed * price - freight, lowest_net_share * price); };
  const double enforced = p_.contract_enforcement * p_.non_delivery_penalty;
  const GroupInvestment& investment = group.investment;
  const double to_come =
      investment.grant[g] > 0 && group.cycle.stage[g] < Stage::completed
          ? 1.0 - static_cast<double>(investment.disbursed[g]) / static_cast<double>(investment.grant[g])
          : 0.0;
  const Month awaited =
      to_come > 0.0 && group.cycle.awaited[g] != never ? std::max<Month>(group.cycle.awaited[g] - t, 0) : 0;
  const double delay =
      awaited > 0 ? portable_pow(std::max(r_.discount_per_year, least_price), static_cast<double>(awaited) / 12.0)
                  : 1.0;
  const double pull = r_.grant_pull * to_come * delay;
  const double rent = r_.value_to_group + static_cast<double>(agreement.rent[g]) + pull +
                      (world.buyer.gives_advances[agreement.buyer[g]] != 0 ? r_.value_of_advances : 0.0);
  const double worth =
      worth_of_future(trust(group.trust.good[g], group.trust.bad[g]), rent, kind.settlements, r_.discount_per_year);
  terms.bound = worth + enforced +
                p_.side_selling_cohesion * (static_cast<double>(group.membership.cohesion[g]) - 0.5) +
                (group.account.advance[g] > 0 ? p_.side_selling_advance : 0.0);
  SettledPrice settled{Standing::honoured, terms.agreed};
  if (!kind.administered) {
    const double of_buyer = enforced + worth_of_future(trust(group.trust.buyer_good[g], group.trust.buyer_bad[g]),
                                                       r_.value_to_buyer + static_cast<double>(agreement.buyer_rent[g]),
                                                       kind.settlements, r_.discount_per_year);
    const double low = (terms.outside / std::max(1.0 + terms.bound, lowest_net_share) + freight) / untaxed;
    // Who belongs to producers does not buy more cheaply elsewhere what its owners could deliver.
    const double elsewhere = world.buyer.owned[agreement.buyer[g]] != 0 ? terms.value : terms.elsewhere;
    settled = settle_price(terms.agreed, {low, elsewhere + of_buyer * terms.agreed});
  }
  terms.standing = settled.standing;
  terms.contract = settled.price;
  terms.net = net_of(settled.price);
  terms.gap = terms.net > 0.0 ? (terms.spot - terms.net) / terms.net : 0.0;
}

// The logarithms of the odds add up, so the odds multiply; what does not change from month to month is in the state.
Trade::Faults Trade::draw_faults(const World& world, Index g, Month t) const {
  const Groups& group = world.group;
  const double vehicle = group.technology.vehicle[g] != 0 ? odds_.vehicle : 1.0;
  const double store = group.technology.warehouse[g] != 0 ? odds_.store : 1.0;
  const auto able = static_cast<double>(group.transport.fault_odds[g]);
  const double way = static_cast<double>(group.transport.way_odds[g]) * (world.climate.wet ? odds_.wet : 1.0);
  const auto chance = [](double odds) { return odds / (1.0 + odds); };
  Engine rng = world.streams(Process::settlement, group.identity[g], static_cast<std::uint64_t>(t));
  Faults faults{};
  const double labour = 1.0 + p_.fault_labour * static_cast<double>(group.crop.labour_gap[g]);
  faults.late = bernoulli(rng, chance(odds_.late * able * vehicle * store * way * labour));
  faults.quality = bernoulli(rng, chance(odds_.quality * able * store));
  faults.transport = bernoulli(rng, chance(odds_.transport * able * vehicle * way));
  return faults;
}

// What the group gained over selling on the spot, and the buyer over not having the volume, enters what each expects of
// the relationship.
void Trade::expect(World& world, Index g, const Terms& terms) const {
  Agreements& agreement = world.group.agreement;
  const double memory = kind_[world.group.product[g]].rent_memory;
  const auto move = [memory](float& expected, double seen) {
    expected = static_cast<float>(memory * static_cast<double>(expected) + (1.0 - memory) * seen);
  };
  move(agreement.rent[g], clamped_share(terms.net - terms.outside, terms.net, r_.rent_limit));
  move(agreement.buyer_rent[g], clamped_share(terms.value - terms.contract, terms.contract, r_.rent_limit));
}

}  // namespace ayni

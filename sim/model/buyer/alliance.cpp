#include "model/buyer/alliance.hpp"

#include <algorithm>

#include "core/distributions.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

constexpr double no_option = -1e9;    // utility below that of anything a group could do
constexpr double least_price = 1e-9;  // Bs, so that nothing is divided by 0

// The largest of n standard normals, by one draw that is monotone in n.
double largest_normal(double u, double n) noexcept { return normal_quantile(portable_pow(u, 1.0 / n)); }

// Whole units, so that a buyer's free capacity comes back exactly.
double reserved(const Groups& group, Index g) noexcept {
  return std::max(static_cast<double>(rounded(group.crop.expected_volume[g])), 1.0);
}

// A group without an agreement looks around, and seeks a new one if it meets any other buyer within reach.
void look_around(World& world, Index g, double chance_of_one, Month t) {
  const Groups& group = world.group;
  double buyers = 0.0;
  for (Index k = world.ties.reach_begin[g]; k < world.ties.reach_begin[g + 1]; ++k) {
    const Index b = world.ties.reach[k];
    buyers += world.buyer.open[b] != 0 && b != group.agreement.left_buyer[g] ? 1.0 : 0.0;
  }
  if (buyers == 0.0) return;
  Engine rng = world.streams(Process::rematch, group.identity[g], static_cast<std::uint64_t>(t));
  if (bernoulli(rng, 1.0 - portable_pow(1.0 - chance_of_one, buyers))) world.seeking.push_back(g);
}

std::uint8_t with(std::uint8_t stated, Reason reason) noexcept {
  return static_cast<std::uint8_t>(stated | (1U << static_cast<unsigned>(reason)));
}

}  // namespace

Alliance::Alliance(const AllianceParameters& parameters, const std::vector<ProductParameters>& products,
                   const World& world)
    : p_{parameters},
      matching_{static_cast<std::uint32_t>(world.group.count), static_cast<std::uint32_t>(world.buyer.count)},
      first_(world.group.count + 1),
      candidate_(world.ties.reach.size()),
      assignment_(world.group.count),
      score_(world.ties.reach.size()),
      preference_(world.ties.reach.size()),
      demand_(world.group.count) {
  for (const ProductParameters& product : products) {
    crops_.push_back({product.alternative_crops, product.alternative_volatility,
                      product.freight_share_per_hour * product.price.level, product.perennial_share});
  }
}

void Alliance::close_buyers(Buyers& buyer, const Streams& streams, Month t) const {
  if (t == 0 || t % 12 != 0) return;
  for (Index b = 0; b < buyer.count; ++b) {
    if (buyer.open[b] == 0) continue;
    Engine rng = streams(Process::buyer_exit, buyer.identity[b], static_cast<std::uint64_t>(t));
    if (bernoulli(rng, p_.buyer_failure_per_year)) buyer.open[b] = 0;
  }
}

Alliance::Options Alliance::weigh(const World& world, Index g, Month t) const {
  const Groups& group = world.group;
  const Agreements& agreement = group.agreement;
  const Crops& crops = crops_[group.product[g]];
  Engine rng = world.streams(Process::review, group.identity[g], static_cast<std::uint64_t>(t));
  const double noise = normal(rng);
  const double other_offer = uniform(rng);
  const double other_crop = uniform(rng);
  const auto contract = std::max(static_cast<double>(group.settlement.contract_price[g]), least_price);
  const double here = static_cast<double>(world.buyer.offer[agreement.buyer[g]]) -
                      static_cast<double>(group.transport.freight_buyer[g]) / contract;
  double candidates = 0.0;
  double best = no_option;
  for (Index k = world.ties.reach_begin[g]; k < world.ties.reach_begin[g + 1]; ++k) {
    const Index b = world.ties.reach[k];
    if (b == agreement.buyer[g] || world.buyer.open[b] == 0 ||
        world.buyer.free_capacity[b] < p_.candidate_capacity_share * agreement.contracted[g])
      continue;
    const double hours = world.roads.cost(group.municipality[g], world.buyer.municipality[b]);
    best = std::max(best, static_cast<double>(world.buyer.offer[b]) - hours * crops.freight_per_hour / contract);
    candidates += 1.0;
  }
  Options options{};
  options.stay = p_.trust_value * (trust(group.trust.good[g], group.trust.bad[g]) - p_.trust_neutral) +
                 p_.review_noise * noise + p_.management_loyalty * static_cast<double>(group.trait.management[g]);
  options.new_buyer = no_option;
  if (candidates > 0.0) {
    const double drift =
        portable_log(world.market.index[group.cell[g]] * static_cast<double>(group.crop.price[g]) / contract);
    options.new_buyer = p_.price_value * (p_.search_spread * largest_normal(other_offer, candidates) +
                                          p_.price_drift * drift + p_.offer_weight * (best - here)) -
                        p_.switching_cost;
  }
  const double net = contract - static_cast<double>(group.transport.freight_buyer[g]);
  options.spot =
      p_.price_value * (static_cast<double>(group.settlement.spot_price[g]) - net) / std::max(net, least_price) -
      p_.spot_risk;
  options.crop = no_option;
  if (crops.alternatives > 0 && crops.perennial < 1.0) {
    options.crop = p_.price_value * p_.crop_discount * (1.0 - crops.perennial) *
                       (crops.volatility * largest_normal(other_crop, static_cast<double>(crops.alternatives)) +
                        p_.crop_imitation * share_of_peers(world.ties, g, group.crop.changed)) -
                   p_.crop_cost;
  }
  return options;
}

void Alliance::review_one(World& world, Index g, Month t) const {
  Groups& group = world.group;
  if (group.settlement.contract_price[g] <= 0.0F) return;  // nothing settled yet: nothing to compare
  if (trust(group.trust.buyer_good[g], group.trust.buyer_bad[g]) < p_.buyer_trust_bound) {
    end(world, g, Cause::buyer_withdrew, t);
    look_around(world, g, p_.rematch_chance, t);
    return;
  }
  const Options options = weigh(world, g, t);
  const double best = std::max({options.new_buyer, options.spot, options.crop});
  if (best <= options.stay) {
    const auto renewal = static_cast<Month>(12 * p_.price_renewal_years);
    if ((t - group.cycle.funded[g]) % renewal == 0) {
      group.agreement.fixed_price[g] = static_cast<float>(world.market.index[group.cell[g]]);
    }
    return;
  }
  if (best == options.crop) {
    const double weight = p_.price_value * p_.crop_discount;  // at 0 it changed for no advantage in price
    const double advantage = weight > 0.0 ? (options.crop + p_.crop_cost) / weight : 0.0;
    group.crop.price[g] *=
        static_cast<float>(portable_exp(std::clamp(advantage, -p_.crop_advantage_limit, p_.crop_advantage_limit)));
    group.crop.changed[g] = 1;
    end(world, g, Cause::product_change, t);
    look_around(world, g, p_.rematch_chance, t);
  } else if (best == options.new_buyer) {
    end(world, g, options.stay < 0.0 && options.new_buyer < 0.0 ? Cause::low_trust : Cause::better_buyer, t);
    world.seeking.push_back(g);
  } else {
    end(world, g, options.spot < 0.0 ? Cause::low_trust : Cause::spot_price, t);
  }
}

void Alliance::review(World& world, Month t) const {
  Groups& group = world.group;
  Agreements& agreement = group.agreement;
  for (const Index g : world.funded) {
    const Outlet outlet = agreement.outlet[g];
    if (outlet == Outlet::dissolved) continue;
    const Month age = t - group.cycle.funded[g];
    if (age % 12 == 0) {  // a crop's advantage fades as others turn to it
      group.crop.price[g] = 1.0F + static_cast<float>(p_.crop_persistence) * (group.crop.price[g] - 1.0F);
    }
    if (allied(outlet)) {
      if (world.buyer.open[agreement.buyer[g]] == 0) {
        end(world, g, Cause::buyer_failed, t);
        world.seeking.push_back(g);
      } else if (group.cycle.counterpart_failed[g] != 0) {
        end(world, g, Cause::counterpart_failure, t);
      } else if (age > 0 && age % 12 == 0) {
        review_one(world, g, t);
      }
    } else if (age % 12 == search_month) {
      look_around(world, g, p_.rematch_chance, t);
    }
  }
  for (const std::vector<Index>* const taught : {&world.settled, &world.stranded}) {
    for (const Index g : *taught) {
      const bool due = group.settlement.damage[g] >= static_cast<float>(p_.review_damage) &&
                       allied(agreement.outlet[g]) && group.cycle.funded[g] != never &&
                       (t - group.cycle.funded[g]) % 12 != 0;
      if (due) review_one(world, g, t);
    }
  }
}

void Alliance::end(World& world, Index g, Cause cause, Month t) const {
  Groups& group = world.group;
  Agreements& agreement = group.agreement;
  const Index b = agreement.buyer[g];
  part_from_buyer(world, g);
  if (agreement.ended[g] == never) {
    agreement.ended[g] = t;
    agreement.cause[g] = cause;
    std::uint8_t stated = 0;
    for (std::size_t k = 0; k < reasons; ++k) {
      if (static_cast<double>(agreement.grievance[k * group.count + g]) > p_.reason_bound) {
        stated = with(stated, static_cast<Reason>(k));
      }
    }
    if (cause == Cause::product_change) stated = with(stated, Reason::product_change);
    if (cause == Cause::better_buyer || cause == Cause::spot_price) stated = with(stated, Reason::price_below_spot);
    agreement.stated_reasons[g] = stated;
  }
  agreement.left_buyer[g] = b;
  agreement.last_break[g] = t;
  agreement.outlet[g] = Outlet::free_market;
  world.breakups.push_back({g, b, cause});
}

// Writes the buyers a group could ally with behind `pair`, the preferred first; returns the end.
std::uint32_t Alliance::rank_candidates(const World& world, Index g, std::uint32_t pair, Month t) {
  const Groups& group = world.group;
  const std::uint32_t begin = pair;
  const Crops& crops = crops_[group.product[g]];
  const double price = world.market.index[group.cell[g]];
  const auto avoided = static_cast<Month>(p_.avoidance_months);
  for (Index k = world.ties.reach_begin[g]; k < world.ties.reach_begin[g + 1]; ++k) {
    const Index b = world.ties.reach[k];
    const bool just_left = b == group.agreement.left_buyer[g] && t - group.agreement.last_break[g] < avoided;
    if (world.buyer.open[b] == 0 || just_left) continue;
    Engine rng = world.streams(Process::buyer_taste, key_within(group.identity[g], world.buyer.identity[b]),
                               static_cast<std::uint64_t>(t));
    const double taste = normal(rng);
    const double hours = world.roads.cost(group.municipality[g], world.buyer.municipality[b]);
    const double value = static_cast<double>(world.buyer.offer[b]) - hours * crops.freight_per_hour / price +
                         p_.trade_preference_noise * taste;
    std::uint32_t at = pair++;
    for (; at > begin && preference_[at - 1] < value; --at) {
      preference_[at] = preference_[at - 1];
      candidate_[at] = candidate_[at - 1];
      score_[at] = score_[at - 1];
    }
    preference_[at] = value;
    candidate_[at] = b;
    score_[at] = static_cast<double>(group.technology.quality[g]) +
                 p_.score_management * static_cast<double>(group.trait.management[g]) - p_.score_hours * hours;
  }
  return pair;
}

void Alliance::match(World& world, Month t) {
  if (world.seeking.empty()) return;
  std::uint32_t pair = 0;
  std::uint32_t row = 0;
  for (const Index g : world.seeking) {
    first_[row] = pair;
    demand_[row] = reserved(world.group, g);
    pair = rank_candidates(world, g, pair, t);
    ++row;
  }
  first_[row] = pair;
  const Candidates candidates{{first_.data(), row + 1}, {candidate_.data(), pair}, {score_.data(), pair}};
  matching_.match(candidates, {demand_.data(), row}, world.buyer.capacity, world.buyer.free_capacity,
                  {assignment_.data(), row});
  for (std::uint32_t k = 0; k < row; ++k) {
    if (assignment_[k] != unmatched) sign(world, world.seeking[k], assignment_[k], t);
  }
  world.seeking.clear();
}

void Alliance::sign(World& world, Index g, Index b, Month t) const {
  Groups& group = world.group;
  Agreements& agreement = group.agreement;
  Engine rng = world.streams(Process::match_quality, group.identity[g], static_cast<std::uint64_t>(t));
  const Index broker = world.ties.broker[g];
  double quality =
      p_.match_spread_quality * normal(rng) + p_.management_quality * static_cast<double>(group.trait.management[g]);
  if (broker != nobody) quality += p_.broker_quality * (static_cast<double>(world.broker.skill[broker]) - 1.0);
  if (group.trait.young[g] != 0 && group.cycle.funded[g] == never) quality -= p_.inexperience_penalty;
  agreement.match_quality[g] = p_.latent_quality ? static_cast<float>(quality) : 0.0F;
  agreement.buyer[g] = b;
  agreement.contracted[g] = reserved(group, g);
  group.transport.hours_buyer[g] =
      static_cast<float>(world.roads.cost(group.municipality[g], world.buyer.municipality[b]));
  for (std::size_t k = 0; k < reasons; ++k) agreement.grievance[k * group.count + g] = 0.0F;
  if (group.cycle.funded[g] != never) {
    agreement.outlet[g] = b == agreement.first_buyer[g] ? Outlet::first_buyer : Outlet::new_buyer;
  }
  world.agreed.push_back(g);
}

// Members meet to sell under the agreement; the longer there is none, up to a year, the more it depends on what else
// they share.
double Alliance::dissolution_chance(const Groups& group, Index g, Month t) const {
  const double weak = 1.0 + p_.dissolution_cohesion * (0.5 - static_cast<double>(group.membership.cohesion[g]));
  if (allied(group.agreement.outlet[g])) return p_.dissolution_per_year * weak;
  double idle = p_.idle_dissolution_per_year;
  if (group.practice.buys_inputs[g] != 0) idle *= p_.service_keeps;
  if (group.fund.open[g] != 0) idle *= p_.service_keeps;
  const double year = std::min(static_cast<double>(t - group.agreement.last_break[g]) / 12.0, 1.0);
  return std::min(((1.0 - year) * p_.dissolution_per_year + year * idle) * weak, 1.0);
}

void Alliance::dissolve(World& world, Month t) const {
  Groups& group = world.group;
  Agreements& agreement = group.agreement;
  for (const Index g : world.funded) {
    if (agreement.outlet[g] == Outlet::dissolved) continue;
    const Month age = t - group.cycle.funded[g];
    bool falls_apart = group.membership.members[g] < p_.minimum_members;
    if (age > 0 && age % 12 == dissolution_month) {
      Engine rng = world.streams(Process::dissolution, group.identity[g], static_cast<std::uint64_t>(t));
      falls_apart = falls_apart || bernoulli(rng, dissolution_chance(group, g, t));
    }
    if (!falls_apart) continue;
    if (allied(agreement.outlet[g])) end(world, g, Cause::dissolution, t);
    agreement.outlet[g] = Outlet::dissolved;
  }
}

}  // namespace ayni

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

// Whether a group does not go back to the buyer it left: one of the two lost trust in the other, and it is not long ago. Who
// left for the price of the day goes back as soon as it is worth it.
bool estranged(const Agreements& agreement, Index g, Month avoidance, Month t) noexcept {
  const Cause cause = agreement.left_cause[g];
  const bool for_price = cause == Cause::spot_price || cause == Cause::product_change;
  const bool over = cause != Cause::none;  // not trade from before the start
  return over && !for_price && t - agreement.last_break[g] < avoidance;
}

// A group without an agreement looks around, and seeks a new one if it meets any buyer within reach.
void look_around(World& world, Index g, double chance_of_one, Month avoidance, Month t) {
  const Groups& group = world.group;
  if (group.cycle.funded[g] == never) return;            // the project has it look for another
  if (group.agreement.first_buyer[g] == nobody) return;  // nobody has ever brought it together with one
  const bool avoids = estranged(group.agreement, g, avoidance, t);
  double buyers = 0.0;
  for (Index k = world.ties.reach_begin[g]; k < world.ties.reach_begin[g + 1]; ++k) {
    const Index b = world.ties.reach[k];
    buyers += world.buyer.open[b] != 0 && (b != group.agreement.left_buyer[g] || !avoids) ? 1.0 : 0.0;
  }
  if (buyers == 0.0) return;
  Engine rng = world.streams(Process::rematch, group.identity[g], static_cast<std::uint64_t>(t));
  if (bernoulli(rng, 1.0 - portable_pow(1.0 - chance_of_one, buyers))) world.seeking.push_back(g);
}

void seek(World& world, Index g) {
  if (world.group.cycle.funded[g] != never) world.seeking.push_back(g);
}

}  // namespace

Alliance::Alliance(const AllianceParameters& parameters, const BuyerParameters& buyers,
                   const RelationshipParameters& relationship, const TrustParameters& trust,
                   const TradeParameters& trade, const std::vector<ProductParameters>& products, const World& world)
    : p_{parameters},
      suspension_months_{static_cast<Month>(relationship.suspension_months)},
      rent_limit_{relationship.rent_limit},
      prior_trust_{trust.prior_mean},
      trust_memory_{relationship.trust_memory},
      penalty_{trade.contract_enforcement * trade.non_delivery_penalty},
      rule_{trade.price_floor_share, trade.price_ceiling_share, trade.quality_premium},
      offers_{buyers, products},
      matching_{static_cast<std::uint32_t>(world.group.count), static_cast<std::uint32_t>(world.buyer.count)},
      first_(world.group.count + 1),
      candidate_(world.ties.reach.size()),
      assignment_(world.group.count),
      score_(world.ties.reach.size()),
      preference_(world.ties.reach.size()),
      demand_(world.group.count) {
  for (const ProductParameters& product : products) {
    crops_.push_back({product.alternative_crops, product.alternative_volatility, product.perennial_share,
                      static_cast<int>(product.price_fixed_month) - 1,
                      product.fixed_price_weight * (1.0 - trade.indexation)});
  }
}

// What the market supports today, for another season, by the rule of the day.
void Alliance::set_terms(World& world, Index g) const {
  Agreements& agreement = world.group.agreement;
  const double index = std::max(world.market.index[world.group.cell[g]], least_price);
  const double concentration = offers_.concentration(world, g);
  const double price = offers_.price(world, g, agreement.buyer[g], concentration);
  set_standby(world, g, concentration);
  agreement.terms[g] = static_cast<float>(price / index);
  agreement.fixed_price[g] = static_cast<float>(price);
  agreement.fixed_weight[g] = crops_[world.group.product[g]].fixed_weight;
  agreement.floor_share[g] = rule_.floor_share;
  agreement.ceiling_share[g] = rule_.ceiling_share;
  agreement.premium_share[g] = rule_.premium_share;
}

// Whether a group could sell to a buyer within reach instead of its own.
bool Alliance::is_other_option(const World& world, Index g, Index b) const {
  const Agreements& agreement = world.group.agreement;
  return b != agreement.buyer[g] && world.buyer.open[b] != 0 &&
         world.buyer.free_capacity[b] >= p_.candidate_capacity_share * agreement.contracted[g];
}

// The best offer net of freight of another buyer that has room.
void Alliance::set_standby(World& world, Index g, double concentration) const {
  Agreements& agreement = world.group.agreement;
  agreement.standby[g] = nobody;
  if (!p_.standby_buyer) return;
  double best = 0.0;
  for (Index k = world.ties.reach_begin[g]; k < world.ties.reach_begin[g + 1]; ++k) {
    const Index b = world.ties.reach[k];
    if (!is_other_option(world, g, b)) continue;
    const double price = offers_.price(world, g, b, concentration);
    const double freight = offers_.freight(world, g, b);
    if (price - freight <= best) continue;
    best = price - freight;
    agreement.standby[g] = b;
    agreement.standby_terms[g] =
        static_cast<float>(price / std::max(world.market.index[world.group.cell[g]], least_price));
    agreement.standby_freight[g] = static_cast<float>(freight);
  }
}

// Before they have traded, both sides expect what the terms promise at today's prices.
void Alliance::expect_of_terms(World& world, Index g) const {
  Agreements& agreement = world.group.agreement;
  const auto price = std::max(static_cast<double>(agreement.fixed_price[g]), least_price);
  const double net = std::max(price - offers_.freight(world, g, agreement.buyer[g]), least_price);
  const double spot =
      world.market.spot[world.group.cell[g]] - static_cast<double>(world.group.transport.freight_market[g]);
  const auto share = [this](double gain, double of) {
    return static_cast<float>(std::clamp(gain / of, -rent_limit_, rent_limit_));
  };
  agreement.rent[g] = share(net - spot, net);
  agreement.buyer_rent[g] = share(offers_.value(world, g, agreement.buyer[g]) - price, price);
}

void Alliance::renew(World& world, Month t) const {
  Groups& group = world.group;
  Agreements& agreement = group.agreement;
  const int month = world.calendar.month_of_year(t);
  const auto every = static_cast<Month>(12 * p_.price_renewal_years);
  for (const Cell& cell : world.cells) {
    if (crops_[cell.product].fixed_month != month) continue;
    for (Index g = cell.begin; g < cell.end; ++g) {
      if (!agreed(group.agreement.outlet[g])) continue;
      if (t - agreement.last_break[g] >= conversion_months) agreement.certifier[g] = agreement.buyer[g];
      // With a renewal every year the price is new each season; with rarer ones, in the first season after that time.
      if ((t - group.cycle.signed_month[g]) % every < 12) set_terms(world, g);
    }
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
  const auto crop = static_cast<double>(group.crop.price[g]);
  const double concentration = offers_.concentration(world, g);
  // What the present partner would agree to for another season, as it is about to be agreed anew.
  const double net = std::max(offers_.price(world, g, agreement.buyer[g], concentration) * crop -
                                  static_cast<double>(group.transport.freight_buyer[g]),
                              least_price);
  double candidates = 0.0;
  double best = 0.0;  // Bs a unit net of freight
  for (Index k = world.ties.reach_begin[g]; k < world.ties.reach_begin[g + 1]; ++k) {
    const Index b = world.ties.reach[k];
    if (!is_other_option(world, g, b)) continue;
    best = std::max(best, offers_.price(world, g, b, concentration) - offers_.freight(world, g, b));
    candidates += 1.0;
  }
  Options options{};
  options.stay = p_.trust_value * (trust(group.trust.good[g], group.trust.bad[g]) - p_.trust_neutral) +
                 p_.review_noise * noise + p_.management_loyalty * static_cast<double>(group.trait.management[g]);
  options.new_buyer = no_option;
  if (candidates > 0.0) {
    const double over = portable_log(std::max(best * crop, least_price) / net);
    options.new_buyer =
        p_.price_value * (p_.search_spread * largest_normal(other_offer, candidates) + p_.offer_weight * over) -
        p_.switching_cost - p_.price_value * penalty_;
  }
  const double spot =
      std::max(world.market.spot[group.cell[g]] * crop - static_cast<double>(group.transport.freight_market[g]), 0.0);
  options.spot = p_.price_value * (spot - net) / net - p_.spot_risk - p_.price_value * penalty_;
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
  // Owners are not given up: what they deliver badly is turned away.
  const bool owner = world.buyer.owned[group.agreement.buyer[g]] != 0;
  const double of_buyer = trust(group.trust.buyer_good[g], group.trust.buyer_bad[g]);
  if (!owner && of_buyer < p_.buyer_trust_bound * prior_trust_) {
    end(world, g, Cause::buyer_withdrew, EndedBy::buyer, t);
    look_around(world, g, group.agreement.standby[g] != nobody ? 1.0 : p_.rematch_chance,
                static_cast<Month>(p_.avoidance_months), t);
    return;
  }
  const Options options = weigh(world, g, t);
  const double best = std::max({options.new_buyer, options.spot, options.crop});
  if (best <= options.stay) return;
  if (best == options.crop) {
    const double weight = p_.price_value * p_.crop_discount;  // at 0 it changed for no advantage in price
    const double advantage = weight > 0.0 ? (options.crop + p_.crop_cost) / weight : 0.0;
    group.crop.price[g] *=
        static_cast<float>(portable_exp(std::clamp(advantage, -p_.crop_advantage_limit, p_.crop_advantage_limit)));
    group.crop.changed[g] = 1;
    end(world, g, Cause::product_change, EndedBy::group, t);
    look_around(world, g, p_.rematch_chance, static_cast<Month>(p_.avoidance_months), t);
  } else if (best == options.new_buyer) {
    end(world, g, options.stay < 0.0 && options.new_buyer < 0.0 ? Cause::low_trust : Cause::better_buyer,
        EndedBy::group, t);
    seek(world, g);
  } else {
    end(world, g, options.spot < 0.0 ? Cause::low_trust : Cause::spot_price, EndedBy::group, t);
  }
}

void Alliance::review(World& world, Month t) const {
  Groups& group = world.group;
  Agreements& agreement = group.agreement;
  for (Index g = 0; g < group.count; ++g) {
    const Outlet outlet = agreement.outlet[g];
    if (outlet == Outlet::unfunded || outlet == Outlet::dissolved) continue;
    const Month age = t - group.cycle.signed_month[g];
    if (age % 12 == 0) {  // a crop's advantage fades as others turn to it
      group.crop.price[g] = 1.0F + static_cast<float>(p_.crop_persistence) * (group.crop.price[g] - 1.0F);
    }
    if (agreed(outlet)) {
      if (world.buyer.open[agreement.buyer[g]] == 0) {
        end(world, g, Cause::buyer_failed, EndedBy::neither, t);
        seek(world, g);
      } else if (group.cycle.counterpart_failed[g] != 0) {
        end(world, g, Cause::counterpart_failure, EndedBy::group, t);
      } else if (outlet == Outlet::suspended) {
        if (t - agreement.suspended[g] >= suspension_months_) end(world, g, Cause::spot_price, EndedBy::both, t);
      } else if (age > 0 && age % 12 == 0) {
        review_one(world, g, t);
      }
    } else if (age % 12 == search_month) {
      look_around(world, g, p_.rematch_chance, static_cast<Month>(p_.avoidance_months), t);
    }
  }
  for (const std::vector<Index>* const taught : {&world.settled, &world.stranded}) {
    for (const Index g : *taught) {
      const bool due = group.settlement.damage[g] >= static_cast<float>(p_.review_damage) &&
                       allied(agreement.outlet[g]) && (t - group.cycle.signed_month[g]) % 12 != 0;
      if (due) review_one(world, g, t);
    }
  }
}

// How much more than a stranger the buyer that the group left last is worth to it, in the logarithm of a price: nothing has to
// be learnt anew, and what it learnt of that buyer's word has not quite faded.
double Alliance::worth_of_known(const Groups& group, Index g, Month t) const {
  if (p_.price_value <= 0.0) return 0.0;
  double learnt = 0.0;
  if (group.agreement.left_cause[g] != Cause::none) {  // a partner under an agreement, not from before the start
    const double years = static_cast<double>(t - group.agreement.last_break[g]) / 12.0;
    learnt = portable_pow(trust_memory_, years) *
             (trust(group.trust.remembered_good[g], group.trust.remembered_bad[g]) - prior_trust_);
  }
  return (p_.switching_cost + p_.trust_value * learnt) / p_.price_value;
}

// Writes the buyers a group could ally with behind `pair`, the preferred first; returns the end.
std::uint32_t Alliance::rank_candidates(const World& world, Index g, std::uint32_t pair, Month t) {
  const Groups& group = world.group;
  const std::uint32_t begin = pair;
  const double concentration = offers_.concentration(world, g);
  const double spot =
      std::max(world.market.spot[group.cell[g]] - static_cast<double>(group.transport.freight_market[g]), least_price);
  const bool for_grant = group.cycle.funded[g] == never;
  const double accepts = 1.0 - p_.signing_discount - (for_grant ? p_.signing_discount_for_grant : 0.0);
  const bool avoids = estranged(group.agreement, g, static_cast<Month>(p_.avoidance_months), t);
  for (Index k = world.ties.reach_begin[g]; k < world.ties.reach_begin[g + 1]; ++k) {
    const Index b = world.ties.reach[k];
    const bool left = b == group.agreement.left_buyer[g];
    if (world.buyer.open[b] == 0 || (left && avoids)) continue;
    Engine rng = world.streams(Process::buyer_taste, key_within(group.identity[g], world.buyer.identity[b]),
                               static_cast<std::uint64_t>(t));
    const double taste = normal(rng);
    const double hours = world.roads.cost(group.municipality[g], world.buyer.municipality[b]);
    const double net = offers_.price(world, g, b, concentration) - offers_.freight(world, g, b);
    if (net < accepts * spot) continue;  // terms it cannot live with
    const double value = portable_log(std::max(net, least_price)) + p_.trade_preference_noise * taste +
                         (left ? worth_of_known(group, g, t) : 0.0);
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
    if (assignment_[k] != unmatched) sign(world, world.seeking[k], assignment_[k]);
  }
  world.seeking.clear();
}

void Alliance::sign(World& world, Index g, Index b) const {
  Groups& group = world.group;
  Agreements& agreement = group.agreement;
  Engine rng = world.streams(Process::match_quality, key_within(group.identity[g], world.buyer.identity[b]));
  const Index broker = world.ties.broker[g];
  // Each year of earlier trade was a chance to leave a partner that did not suit.
  const double tried =
      traded_before(group.agreement, g, b) ? 1.0 + static_cast<double>(group.trust.earlier_years[g]) : 1.0;
  double quality = p_.match_spread_quality * largest_normal(uniform(rng), tried) +
                   p_.management_quality * static_cast<double>(group.trait.management[g]);
  if (broker != nobody) quality += p_.broker_quality * (static_cast<double>(world.broker.skill[broker]) - 1.0);
  if (group.trait.young[g] != 0 && group.cycle.funded[g] == never) quality -= p_.inexperience_penalty;
  agreement.match_quality[g] = p_.latent_quality ? static_cast<float>(quality) : 0.0F;
  agreement.buyer[g] = b;
  if (agreement.certifier[g] == nobody) agreement.certifier[g] = b;
  agreement.contracted[g] = reserved(group, g);
  group.transport.hours_buyer[g] =
      static_cast<float>(world.roads.cost(group.municipality[g], world.buyer.municipality[b]));
  for (std::size_t k = 0; k < reasons; ++k) agreement.grievance[k * group.count + g] = 0.0F;
  if (group.cycle.funded[g] != never) {
    agreement.outlet[g] = b == agreement.first_buyer[g] ? Outlet::first_buyer : Outlet::new_buyer;
  }
  set_terms(world, g);
  expect_of_terms(world, g);
  world.agreed.push_back(g);
}

// Whether a year in the group was worth a member's time: what the terms and the services earned it over selling alone,
// against the days of meetings at the wage.
bool Alliance::worth_the_time(const World& world, Index g, Month t) const {
  const Groups& group = world.group;
  const double day = world.day_wage;
  Engine rng = world.streams(Process::dissolution, group.identity[g], static_cast<std::uint64_t>(t));
  const double company = p_.company_days * (2.0 * static_cast<double>(group.membership.cohesion[g]) - 1.0);
  const double other = day * (company + p_.benefit_noise_days * normal(rng));
  return static_cast<double>(group.membership.gain[g]) + other >= day * p_.meeting_days;
}

void Alliance::dissolve(World& world, Month t) const {
  Groups& group = world.group;
  Agreements& agreement = group.agreement;
  for (const Index g : world.funded) {
    if (agreement.outlet[g] == Outlet::dissolved) continue;
    const Month age = t - group.cycle.funded[g];
    if (age > 0 && age % 12 == dissolution_month) {
      const bool for_grant = group.cycle.stage[g] == Stage::executing;  // what is to come keeps them together
      const bool worth = for_grant || worth_the_time(world, g, t);
      group.membership.poor_years[g] =
          worth ? std::uint8_t{0} : static_cast<std::uint8_t>(group.membership.poor_years[g] + 1);
    }
    const bool falls_apart = group.membership.members[g] < p_.minimum_members ||
                             group.membership.poor_years[g] >= static_cast<std::uint8_t>(p_.poor_years_borne);
    if (!falls_apart) continue;
    if (agreed(agreement.outlet[g])) end(world, g, Cause::dissolution, EndedBy::neither, t);
    agreement.outlet[g] = Outlet::dissolved;
  }
}

}  // namespace ayni

#include "model/build.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/distributions.hpp"
#include "model/apportion.hpp"
#include "model/firms.hpp"
#include "model/history.hpp"
#include "model/market/prices.hpp"
#include "model/population.hpp"
#include "model/scenario.hpp"

namespace ayni {
namespace {

constexpr std::size_t debts_a_group = 4;  // a group may be owed by several buyers that it has had; few ever are

// Years that a group has worked together, by its class and its place `u` within it.
double age_of(bool young, bool old, double u) noexcept {
  if (young) return young_years * u;
  return old ? old_years + (oldest_years - old_years) * u : young_years + (old_years - young_years) * u;
}

struct Places {
  std::vector<CatchmentSite> sites;
  std::vector<std::uint16_t> region;           // of each catchment
  std::vector<std::vector<Index>> catchments;  // of each region
};

class Builder {
 public:
  Builder(const Scenario& scenario, std::uint64_t seed, std::uint64_t replicate) : s_{scenario} {
    w_.streams = Streams{seed, replicate};
    w_.calendar = scenario.calendar();
    w_.price_index = general_prices(scenario.prices, w_.calendar, 0);
    w_.day_wage = scenario.prices.day_wage_bs.front();
    w_.wage_index = w_.price_index;
  }

  World found() {
    w_.regions = s_.region.size();
    w_.products = s_.product.size();
    lay_out_places();
    found_groups();
    settle_households(w_, s_);
    place_buyers(w_, s_, places_.sites);
    place_brokers();
    acquaint();
    draw_earlier_trade(w_, s_);
    keep_books();
    reserve();
    return std::move(w_);
  }

 private:
  void lay_out_places();
  void found_groups();
  void found_group(std::size_t g, std::size_t region, std::size_t product, GroupKind kind, std::size_t ordinal);
  [[nodiscard]] Month call_of(std::size_t region, double u) const;
  void place_brokers();
  void acquaint();
  void keep_books();
  void reserve();

  const Scenario& s_;
  World w_;
  Places places_;
};

void Builder::lay_out_places() {
  std::vector<double> shares;
  for (const RegionParameters& region : s_.region) shares.push_back(region.municipalities_share);
  std::vector<std::size_t> counts = apportion(static_cast<double>(s_.municipality.count) * s_.scale.size, shares);
  for (std::size_t r = 0; r < counts.size(); ++r) {
    const std::uint64_t region = s_.region[r].key();
    if (shares[r] > 0.0) counts[r] = std::max<std::size_t>(counts[r], 1);
    const auto n = static_cast<std::size_t>(std::max<std::int64_t>(
        rounded(static_cast<double>(counts[r]) / s_.scale.municipalities_per_catchment), counts[r] > 0 ? 1 : 0));
    places_.catchments.emplace_back();
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t size = counts[r] * (k + 1) / n - counts[r] * k / n;
      places_.catchments[r].push_back(static_cast<Index>(places_.sites.size()));
      places_.sites.push_back({static_cast<std::uint32_t>(size), s_.region[r].remoteness, key_within(region, k)});
      places_.region.push_back(static_cast<std::uint16_t>(r));
    }
  }
  w_.roads = Roads{places_.sites, s_.roads, w_.streams};
  Municipalities& municipality = w_.municipality;
  start(municipality, w_.roads.municipalities());
  for (Index m = 0; m < municipality.count; ++m) {
    const Index c = w_.roads.catchment(m);
    Engine rng =
        w_.streams(Process::municipality_traits, places_.sites[c].municipality_key(m - w_.roads.first_municipality(c)));
    const std::uint16_t r = places_.region[c];
    municipality.region[m] = r;
    municipality.catchment[m] = c;
    municipality.budget_month[m] =
        static_cast<std::uint8_t>(index_below(rng, static_cast<std::uint64_t>(s_.municipality.budget_months)));
    const double z = normal(rng);
    municipality.yearly_budget[m] =
        centavos(s_.municipality.budget_bs * portable_exp(s_.municipality.budget_sigma * z));
    municipality.need[m] = static_cast<float>(s_.region[r].needs_index + s_.municipality.needs_sigma * normal(rng));
    municipality.favour[m] = static_cast<float>(s_.municipality.favour_sigma * normal(rng));
  }
}

void Builder::found_groups() {
  std::vector<double> weights;
  std::vector<double> basis;
  std::vector<std::pair<std::size_t, std::size_t>> kinds;
  for (std::size_t r = 0; r < s_.region.size(); ++r) {
    for (const RegionProduct& grown : s_.region[r].product) {
      const auto found =
          std::find_if(s_.product.begin(), s_.product.end(), [&](const auto& p) { return p.name == grown.name; });
      kinds.emplace_back(r, static_cast<std::size_t>(found - s_.product.begin()));
      weights.push_back(s_.region[r].share_of_groups * grown.share);
      basis.push_back(grown.price_basis);
    }
  }
  const auto potential = apportion(s_.scale.potential_groups * s_.scale.size, weights);
  const auto control = apportion(s_.scale.control_groups * s_.scale.size, weights);
  start(w_.group, std::accumulate(potential.begin(), potential.end(), std::size_t{0}) +
                      std::accumulate(control.begin(), control.end(), std::size_t{0}));
  Index begin = 0;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    const auto [region, product] = kinds[k];
    const auto end = static_cast<Index>(begin + potential[k] + control[k]);
    if (begin == end) continue;
    for (std::size_t j = 0; j < potential[k]; ++j) found_group(begin + j, region, product, GroupKind::potential, j);
    for (std::size_t j = 0; j < control[k]; ++j)
      found_group(begin + potential[k] + j, region, product, GroupKind::control, j);
    w_.cells.push_back({static_cast<std::uint16_t>(region), static_cast<std::uint16_t>(product), begin, end, basis[k]});
    begin = end;
  }
  w_.goods.resize(w_.cells.size());
}

// The call the campaign tells a group of, if any, by the money each call has; calls held before the project came to the region
// pass it by.
Month Builder::call_of(std::size_t region, double u) const {
  const auto& months = s_.project.call_months;
  const auto& shares = s_.project.call_shares;
  const double delay = 12.0 * s_.region[region].start_delay_years;
  double open = 0.0;
  for (std::size_t k = 0; k < months.size(); ++k) open += months[k] >= delay || delay == 0.0 ? shares[k] : 0.0;
  if (months.empty() || u >= s_.project.campaign_reach) return no_call;
  if (open <= 0.0) return static_cast<Month>(months.back());
  u /= s_.project.campaign_reach;
  double passed = 0.0;
  for (std::size_t k = 0; k < months.size(); ++k) {
    if (months[k] < delay && delay > 0.0) continue;
    passed += shares[k] / open;
    if (u < passed) return static_cast<Month>(months[k]);
  }
  return static_cast<Month>(months.back());
}

void Builder::found_group(std::size_t g, std::size_t region, std::size_t product, GroupKind kind, std::size_t ordinal) {
  Groups& group = w_.group;
  const RegionParameters& where = s_.region[region];
  const std::uint64_t cell = key_within(where.key(), s_.product[product].key());
  const std::uint64_t of_kind = key_within(cell, static_cast<std::uint64_t>(kind));
  const std::uint64_t identity = key_within(of_kind, ordinal);
  Engine rng = w_.streams(Process::group_traits, identity);
  const auto& catchments = places_.catchments[region];
  const Index catchment = catchments[index_below(rng, catchments.size())];
  const auto municipality = static_cast<Index>(w_.roads.first_municipality(catchment) +
                                               index_below(rng, places_.sites[catchment].municipalities));
  const double sigma = s_.scale.members_sigma;
  const double members = where.members_mean * portable_exp(sigma * normal(rng) - 0.5 * sigma * sigma);
  const double wealth = s_.household.wealth_sigma * normal(rng);
  const double management = normal(rng);
  const double age = uniform(rng);
  const double years = uniform(rng);
  const double call = uniform(rng);
  const double cohesion = s_.membership.cohesion_start + s_.membership.cohesion_start_sigma * normal(rng) +
                          s_.membership.cohesion_start_management * management;
  const double quality = std::clamp(s_.assistance.quality_start + s_.assistance.quality_start_sigma * normal(rng) +
                                        s_.assistance.quality_start_management * management,
                                    lowest_first_quality, highest_first_quality);
  const bool young = age < where.group_young_share;
  const bool old = age > 1.0 - where.group_old_share;

  const double women = std::clamp(where.women_share + s_.membership.women_share_sigma * normal(rng), 0.0, 1.0);
  const double indigenous =
      std::clamp(where.indigenous_share + s_.membership.indigenous_share_sigma * normal(rng), 0.0, 1.0);

  group.identity[g] = identity;
  group.membership.assembly_month[g] = static_cast<std::uint8_t>((of_kind + ordinal) % 12);
  group.region[g] = static_cast<std::uint16_t>(region);
  group.product[g] = static_cast<std::uint16_t>(product);
  group.kind[g] = kind;
  group.cell[g] = static_cast<Index>(w_.cells.size());
  group.catchment[g] = catchment;
  group.municipality[g] = municipality;
  group.membership.at_start[g] = static_cast<std::int32_t>(std::max(rounded(members), s_.scale.members_min));
  group.trait.wealth[g] = static_cast<float>(where.wealth * portable_exp(wealth));
  group.crop.farm_units[g] =
      static_cast<float>(s_.product[product].farm_units_mean * where.wealth * portable_exp(wealth));
  group.trait.women_share[g] = static_cast<float>(women);
  group.trait.indigenous_share[g] = static_cast<float>(indigenous);
  group.trait.management[g] = static_cast<float>(management);
  group.trait.young[g] = young ? 1 : 0;
  group.trait.age_years[g] = static_cast<float>(age_of(young, old, years));
  group.membership.cohesion[g] = static_cast<float>(std::clamp(cohesion, 0.0, 1.0));
  group.technology.baseline_quality[g] = static_cast<float>(quality);
  group.technology.quality[g] = static_cast<float>(quality);
  group.transport.hours_market[g] = static_cast<float>(w_.roads.cost_to_market(municipality));
  group.cycle.call[g] = call_of(region, call);
}

void Builder::place_brokers() {
  for (Index c = 0; c < places_.sites.size(); ++c) {
    const auto n = static_cast<std::size_t>(rounded(s_.scale.brokers_per_catchment));
    for (std::size_t k = 0; k < n; ++k) {
      const Index b = append(w_.broker);
      w_.broker.identity[b] = key_within(places_.sites[c].key, k);
      Engine rng = w_.streams(Process::broker_traits, w_.broker.identity[b]);
      w_.broker.municipality[b] =
          static_cast<Index>(w_.roads.first_municipality(c) + index_below(rng, places_.sites[c].municipalities));
      w_.broker.catchment[b] = c;
      w_.broker.skill[b] =
          static_cast<float>(std::max(0.0, s_.broker.skill_mean + s_.broker.skill_sigma * normal(rng)));
    }
  }
}

// Ties are drawn over agents in the order of their catchments; groups stand in the order of their cells.
void Builder::acquaint() {
  const std::size_t n = w_.group.count;
  std::vector<Index> order(n);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](Index a, Index b) { return w_.group.catchment[a] < w_.group.catchment[b]; });
  std::vector<Index> rank(n);
  std::vector<std::uint32_t> municipality(n), product(n);
  std::vector<std::uint64_t> key(n);
  for (Index k = 0; k < n; ++k) {
    rank[order[k]] = k;
    municipality[k] = w_.group.municipality[order[k]];
    product[k] = w_.group.product[order[k]];
    key[k] = w_.group.identity[order[k]];
  }
  const std::vector<std::uint32_t> buyer_product(w_.buyer.product.begin(), w_.buyer.product.end());
  const std::vector<double> skill(w_.broker.skill.begin(), w_.broker.skill.end());
  const Agents agents{municipality, product, w_.buyer.municipality, buyer_product,     w_.broker.municipality,
                      skill,        key,     w_.buyer.identity,     w_.broker.identity};
  Relations relations = relate(agents, w_.roads, s_.relations, w_.streams);

  Ties& ties = w_.ties;
  ties.rank = rank;
  ties.ranges = std::move(relations.agents);
  ties.acquaintances = std::move(relations.ties);
  ties.reach_begin.push_back(0);
  ties.peers_begin.push_back(0);
  for (Index g = 0; g < n; ++g) {
    const Index k = rank[g];
    for (Index e = relations.reach.first[k]; e < relations.reach.first[k + 1]; ++e)
      ties.reach.push_back(relations.reach.buyer[e]);
    ties.reach_begin.push_back(static_cast<Index>(ties.reach.size()));
    for (const Index peer : relations.peers.of(k)) ties.peers.push_back(order[peer]);
    ties.peers_begin.push_back(static_cast<Index>(ties.peers.size()));
    const auto brokers = relations.brokers.of(k);
    ties.broker.push_back(brokers.empty() ? nobody
                                          : *std::max_element(brokers.begin(), brokers.end(), [&](Index a, Index b) {
                                              return w_.broker.skill[a] < w_.broker.skill[b];
                                            }));
  }
}

// What groups and the audit know of the households at the start.
void Builder::keep_books() {
  Groups& group = w_.group;
  for (Index g = 0; g < group.count; ++g) {
    for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
      group.membership.members[g] += w_.household.member[i];
      const bool counts = group.kind[g] == GroupKind::control ? w_.household.away[i] == 0 : w_.household.member[i] != 0;
      group.year.baseline_net_income[g] += static_cast<double>(w_.household.expected_income[i]) * (counts ? 1.0 : 0.0);
    }
    const ProductParameters& product = s_.product[group.product[g]];
    const double freight_per_hour = product.freight_share_per_hour * product.price.level;
    group.transport.freight_market[g] =
        static_cast<float>(freight_per_hour * static_cast<double>(group.transport.hours_market[g]));
  }
  w_.founding_members = holdings(w_).members;
  w_.herds.at_start = household_animals(w_);
}

// All that a month appends to is given its room here, so that the months allocate nothing.
void Builder::reserve() {
  const std::size_t n = w_.group.count;
  for (auto* list : {&w_.approved, &w_.funded, &w_.settled, &w_.stranded, &w_.agreed, &w_.moved}) list->reserve(n);
  w_.seeking.reserve(2 * n);
  w_.owed.reserve(debts_a_group * n);
  w_.breakups.reserve(n);
  const auto largest = std::max_element(w_.group.slots.begin(), w_.group.slots.end());
  for (auto* scratch : {&w_.sellable, &w_.delivered}) scratch->assign(n > 0 ? *largest : 0, 0);
  for (auto* prices : {&w_.market.reference, &w_.market.reference_at_start, &w_.market.over_quota, &w_.market.boom})
    prices->assign(w_.products, 0.0);
  w_.market.export_open.assign(w_.products, 1);
  w_.market.regime.assign(w_.products, 0);
  w_.market.quota.assign(w_.products, 1.0);
  w_.market.months_to_sale.assign(w_.products, 1);
  for (auto* of_cell : {&w_.market.index, &w_.market.by_product_gain, &w_.market.by_product_share,
                        &w_.market.by_product_made, &w_.market.town_usual})
    of_cell->assign(w_.cells.size(), 0.0);
  w_.market.spot.assign(w_.cells.size(), 0.0);
  w_.climate.yield.assign(w_.cells.size(), 1.0);
  for (auto* hazard : {&w_.climate.drought, &w_.climate.frost, &w_.climate.flood}) hazard->assign(w_.regions, 0.0);
}

}  // namespace

World found(const Scenario& scenario, std::uint64_t seed, std::uint64_t replicate) {
  return Builder{scenario, seed, replicate}.found();
}

void open_accounts(World& world, const Scenario& scenario, bool project_on) {
  const ProjectParameters& project = scenario.project;
  const CreditParameters& credit = scenario.credit;
  world.project.on = project_on && project.enabled;
  world.project.account =
      world.project.on ? centavos(project.budget_usd * project.bolivianos_per_usd * scenario.scale.size) : 0;
  world.project.budget = world.project.account;
  world.bank.account = centavos(credit.bank_capital_bs_per_member * credit.bank_capital_members_per_group *
                                scenario.scale.potential_groups * scenario.scale.size);
  world.ledger.open(holdings(world).balances);
}

World build(const Scenario& scenario, std::uint64_t seed, std::uint64_t replicate, bool project_on) {
  World world = found(scenario, seed, replicate);
  open_accounts(world, scenario, project_on);
  return world;
}

}  // namespace ayni

#include "model/firms.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/distributions.hpp"
#include "model/scenario.hpp"
#include "model/world.hpp"

namespace ayni {
namespace {

constexpr double largest_purchases = 1e12;      // Bs a year, so that capital fits its account
constexpr double lowest_outlet_margin = -0.95;  // an outlet that pays something

/// Where a buyer stands, before anything is drawn of it.
struct Place {
  Index catchment;
  std::size_t region, product;
  std::size_t ordinal;  // among all of the product in the catchment
  std::size_t rank;     // among those that are there, or among those that are not yet
  std::size_t stretch;  // of the catchments where the product is grown
  double capacity;      // product units a year
  bool entrant;
};

// What potential groups sell a year, by region and product.
std::vector<double> expect_volumes(World& world, const Scenario& s) {
  std::vector<double> volume(world.regions * world.products, 0.0);
  Groups& group = world.group;
  for (Index g = 0; g < group.count; ++g) {
    double capacity = 0.0;
    for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
      capacity += static_cast<double>(world.household.capacity[i]) * static_cast<double>(world.household.member[i]);
    }
    const double persons = s.household.persons * static_cast<double>(group.membership.at_start[g]);
    const double sold = s.product[group.product[g]].usual_sales(capacity, persons);
    group.crop.expected_volume[g] = sold;
    volume[group.region[g] * world.products + group.product[g]] += sold;
  }
  return volume;
}

std::vector<Place> find_places(World& world, const Scenario& s, std::span<const CatchmentSite> sites) {
  const std::vector<double> volume = expect_volumes(world, s);
  const auto region_of = [&](Index c) -> std::size_t {
    return world.municipality.region[world.roads.first_municipality(c)];
  };
  std::vector<double> municipalities(world.regions, 0.0);
  for (Index c = 0; c < sites.size(); ++c) municipalities[region_of(c)] += static_cast<double>(sites[c].municipalities);
  std::vector<Place> places;
  std::vector<std::size_t> catchments(world.products, 0);  // where it is grown, so far
  for (Index c = 0; c < sites.size(); ++c) {
    const std::size_t r = region_of(c);
    const double part = static_cast<double>(sites[c].municipalities);
    for (const RegionProduct& grown : s.region[r].product) {
      const auto p = static_cast<std::size_t>(
          std::find_if(s.product.begin(), s.product.end(), [&](const auto& one) { return one.name == grown.name; }) -
          s.product.begin());
      const BuyerKindParameters& kind = s.buyer.of(s.product[p].buyer_kind);
      Engine count_rng = world.streams(Process::number_of_buyers, key_within(sites[c].key, s.product[p].key()));
      const auto n = static_cast<std::size_t>(s.buyer.density * grown.buyers_per_catchment + uniform(count_rng));
      const auto entrants = kind.entry_cost_bs > 0.0
                                ? static_cast<std::size_t>(
                                      std::ceil(s.buyer.entrants_share * s.buyer.density * grown.buyers_per_catchment))
                                : 0;
      const double capacity = grown.buyer_capacity * volume[r * world.products + p] * part / municipalities[r] /
                              std::max(static_cast<double>(n), 1.0);
      for (std::size_t k = 0; k < n + entrants; ++k) {
        const std::size_t rank = k < n ? k : k - n;
        const std::size_t stretch = (catchments[p] + rank) / static_cast<std::size_t>(kind.firm_catchments);
        places.push_back({c, r, p, k, rank, stretch, capacity, k >= n});
      }
      ++catchments[p];
    }
  }
  return places;
}

// The firm of each buyer; firms are numbered by their first buyers.
std::vector<Index> firms_of(const std::vector<Place>& places, std::size_t products) {
  struct Latest {
    Index firm;
    std::size_t stretch;
  };
  std::size_t ranks = 0;
  for (const Place& place : places) ranks = std::max(ranks, place.rank + 1);
  std::vector<Latest> latest(2 * products * ranks, {nobody, 0});  // by product, whether it is there, and rank
  std::vector<Index> firms;
  Index count = 0;
  for (const Place& place : places) {
    Latest& of_rank = latest[(2 * place.product + (place.entrant ? 1 : 0)) * ranks + place.rank];
    if (of_rank.firm == nobody || of_rank.stretch != place.stretch) of_rank = {count++, place.stretch};
    firms.push_back(of_rank.firm);
  }
  return firms;
}

void join_firms(World& world, const std::vector<Index>& firms) {
  Buyers& buyer = world.buyer;
  Firms& firm = world.firm;
  start(firm, firms.empty() ? 0 : *std::max_element(firms.begin(), firms.end()) + std::size_t{1});
  std::vector<Index> latest(firm.count, nobody);
  for (Index b = 0; b < buyer.count; ++b) {
    const Index f = firms[b];
    buyer.firm[b] = f;
    (latest[f] == nobody ? firm.first[f] : buyer.next[latest[f]]) = b;
    latest[f] = b;
  }
}

/// What is drawn of a buyer and holds for its firm, if it is the first.
struct Owner {
  double wealth;
  bool gives_advances, producers;
};

Owner draw_buyer(World& world, const Scenario& s, const Place& place, const CatchmentSite& site, Index b) {
  Buyers& buyer = world.buyer;
  const ProductParameters& product = s.product[place.product];
  buyer.identity[b] = key_within(key_within(site.key, product.key()), place.ordinal);
  Engine rng = world.streams(Process::buyer_traits, buyer.identity[b]);
  buyer.region[b] = static_cast<std::uint16_t>(place.region);
  buyer.product[b] = static_cast<std::uint16_t>(place.product);
  buyer.catchment[b] = place.catchment;
  buyer.municipality[b] =
      static_cast<Index>(world.roads.first_municipality(place.catchment) + index_below(rng, site.municipalities));
  const double size = 1.0 - s.buyer.capacity_spread + 2.0 * s.buyer.capacity_spread * uniform(rng);
  buyer.capacity[b] = std::ceil(place.capacity * size);
  buyer.open[b] = place.entrant ? 0 : 1;
  buyer.free_capacity[b] = place.entrant ? 0.0 : buyer.capacity[b];
  Owner owner{};
  owner.wealth = portable_exp(s.buyer.capital_sigma * normal(rng));
  const double margin = s.buyer.of(product.buyer_kind).outlet_margin + s.buyer.outlet_spread * normal(rng);
  buyer.outlet_margin[b] = static_cast<float>(std::max(margin, lowest_outlet_margin));
  owner.gives_advances = bernoulli(rng, s.buyer.advances_share);
  Engine owners = world.streams(Process::buyer_owners, buyer.identity[b]);
  owner.producers = !place.entrant && bernoulli(owners, product.producer_owned_share);
  return owner;
}

}  // namespace

void place_buyers(World& world, const Scenario& s, std::span<const CatchmentSite> sites) {
  Buyers& buyer = world.buyer;
  Firms& firm = world.firm;
  const std::vector<Place> places = find_places(world, s, sites);
  start(buyer, places.size());
  join_firms(world, firms_of(places, world.products));
  for (Index f = 0; f < firm.count; ++f) {
    const Place& first = places[firm.first[f]];
    const ProductParameters& product = s.product[first.product];
    const BuyerKindParameters& kind = s.buyer.of(product.buyer_kind);
    const double price = product.price.level * portable_pow(world.price_index, product.price.inflation_pass_through);
    Owner owner{};
    for (Index b = firm.first[f]; b != nobody; b = buyer.next[b]) {
      const Owner drawn = draw_buyer(world, s, places[b], sites[places[b].catchment], b);
      if (b == firm.first[f]) owner = drawn;
      buyer.gives_advances[b] = owner.gives_advances ? 1 : 0;
      buyer.owned[b] = owner.producers ? 1 : 0;
      const double purchases = std::min(buyer.capacity[b] * price, largest_purchases);
      firm.own_at_start[f] += centavos(kind.working_capital_share * purchases * owner.wealth);
    }
    firm.product[f] = buyer.product[firm.first[f]];
    firm.capital[f] = centavos(kind.firm_capital_bs * world.price_index * owner.wealth);
    firm.open[f] = first.entrant ? 0 : 1;
    firm.cash[f] = first.entrant ? 0 : firm.own_at_start[f];
  }
}

}  // namespace ayni

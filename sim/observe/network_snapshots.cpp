#include "observe/network_snapshots.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "network/measures.hpp"

namespace ayni {

/// What one moment shows of the networks.
struct SeenNetwork {
  Connectivity ties;
  Brokerage brokers;
  std::vector<double> concentration;  ///< [region] of buyers
};

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

template <AgentKind kind>
const DegreeSummary& degree(const SeenNetwork& network) {
  return network.ties.degree[static_cast<std::size_t>(kind)];
}

const MeasureEntries<SeenNetwork>& network_measures() {
  static const std::vector<Axis> moment{Axis::snapshot};
  static const MeasureEntries<SeenNetwork> list{
      {{"group_degree", moment, Storage::real32, "1", "Ties of a group, mean",
        "acquaintances and the agreement of the moment"},
       [](const SeenNetwork& network, std::span<double> values) {
         values[0] = degree<AgentKind::group>(network).mean;
       }},
      {{"buyer_degree", moment, Storage::real32, "1", "Ties of a buyer, mean",
        "acquaintances and agreements of the moment"},
       [](const SeenNetwork& network, std::span<double> values) {
         values[0] = degree<AgentKind::buyer>(network).mean;
       }},
      {{"largest_buyer_degree", moment, Storage::real32, "1", "Ties of the buyer with most of them",
        "acquaintances and agreements of the moment"},
       [](const SeenNetwork& network, std::span<double> values) {
         values[0] = degree<AgentKind::buyer>(network).maximum;
       }},
      {{"components", moment, Storage::real32, "1", "Connected components of two agents or more",
        "catchments are not connected with each other"},
       [](const SeenNetwork& network, std::span<double> values) { values[0] = network.ties.components; }},
      {{"largest_component", moment, Storage::real32, "1", "Agents in the largest component",
        "groups, buyers, brokers and municipalities"},
       [](const SeenNetwork& network, std::span<double> values) { values[0] = network.ties.largest; }},
      {{"brokerage", moment, Storage::real32, "1", "Betweenness of brokers, mean",
        "Brandes 2001, normalised within the catchment, from 250 nodes of a larger one; NaN in the middle of the run, "
        "where it is not measured"},
       [](const SeenNetwork& network, std::span<double> values) { values[0] = network.brokers.mean; }},
      {{"largest_brokerage", moment, Storage::real32, "1", "Betweenness of the most central broker",
        "Brandes 2001, normalised within the catchment, from 250 nodes of a larger one; NaN in the middle of the run"},
       [](const SeenNetwork& network, std::span<double> values) { values[0] = network.brokers.maximum; }},
      {{"herfindahl",
        {Axis::snapshot, Axis::region},
        Storage::real32,
        "1",
        "Concentration of buyers",
        "Herfindahl index of contracted volume in each market (catchment and product), mean over markets weighted by "
        "agreements; NaN without agreements"},
       [](const SeenNetwork& network, std::span<double> values) {
         std::copy(network.concentration.begin(), network.concentration.end(), values.begin());
       }}};
  return list;
}

/// Herfindahl index of the markets of each region, weighted by their agreements.
std::vector<double> concentration(const World& world) {
  const Groups& group = world.group;
  const Buyers& buyer = world.buyer;
  std::vector<std::uint32_t> market(buyer.count);
  std::vector<double> volume(buyer.count, 0.0);
  std::vector<double> agreements(buyer.count, 0.0);
  std::uint32_t markets = 0;
  for (Index b = 0; b < buyer.count; ++b) {  // buyers of a market stand together
    const bool same = b > 0 && buyer.catchment[b] == buyer.catchment[b - 1] && buyer.product[b] == buyer.product[b - 1];
    market[b] = same ? markets - 1 : markets++;
  }
  for (Index g = 0; g < group.count; ++g) {
    if (!allied(group.agreement.outlet[g])) continue;
    volume[group.agreement.buyer[g]] += group.agreement.contracted[g];
    agreements[group.agreement.buyer[g]] += 1.0;
  }
  std::vector<double> index(markets, 0.0);
  herfindahl(market, volume, index);
  std::vector<double> weighted(world.regions, 0.0);
  std::vector<double> weight(world.regions, 0.0);
  for (Index b = 0; b < buyer.count; ++b) {
    weighted[buyer.region[b]] += agreements[b] * index[market[b]];
    weight[buyer.region[b]] += agreements[b];
  }
  for (std::size_t r = 0; r < world.regions; ++r) weighted[r] = weight[r] > 0.0 ? weighted[r] / weight[r] : nothing;
  return weighted;
}

}  // namespace

void NetworkSnapshots::declare(Catalogue& catalogue) { ayni::declare(catalogue, network_measures()); }

NetworkSnapshots::NetworkSnapshots(const Catalogue& catalogue, Results& results)
    : measures_{network_measures(), catalogue, results, Axis::snapshot} {}

void NetworkSnapshots::observe(const World& world, Snapshot snapshot) const {
  const Groups& group = world.group;
  std::vector<Tie> trades;
  for (Index g = 0; g < group.count; ++g) {
    if (!allied(group.agreement.outlet[g])) continue;
    trades.push_back({AgentKind::group, AgentKind::buyer, world.ties.rank[g], group.agreement.buyer[g]});
  }
  std::vector<std::uint32_t> municipality(group.count);
  for (Index g = 0; g < group.count; ++g) municipality[world.ties.rank[g]] = group.municipality[g];
  // In the middle betweenness would cost more than all the rest together.
  const Brokerage brokers = snapshot == Snapshot::middle
                                ? Brokerage{nothing, nothing}
                                : brokerage(world.ties.ranges, municipality, world.ties.acquaintances, trades);
  measures_.fill({connectivity(world.ties.ranges, world.ties.acquaintances, trades), brokers, concentration(world)},
                 static_cast<std::size_t>(snapshot));
}

}  // namespace ayni

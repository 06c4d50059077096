#include "observe/network_snapshots.hpp"

#include <limits>
#include <vector>

#include "network/measures.hpp"

namespace ayni {

void NetworkSnapshots::declare(Catalogue& catalogue) {
  const auto add = [&](const char* name, std::vector<Axis> axes, const char* long_name, const char* meaning) {
    catalogue.measures.push_back({name, std::move(axes), Storage::real32, "1", long_name, meaning});
  };
  const std::vector<Axis> moment{Axis::snapshot};
  add("group_degree", moment, "Ties of a group, mean", "acquaintances and the agreement of the moment");
  add("buyer_degree", moment, "Ties of a buyer, mean", "acquaintances and agreements of the moment");
  add("largest_buyer_degree", moment, "Ties of the buyer with most of them",
      "acquaintances and agreements of the moment");
  add("components", moment, "Connected components of two agents or more",
      "catchments are not connected with each other");
  add("largest_component", moment, "Agents in the largest component", "groups, buyers, brokers and municipalities");
  add("brokerage", moment, "Betweenness of brokers, mean",
      "Brandes 2001, normalised within the catchment, from 250 nodes of a larger one; NaN in the middle of the run, "
      "where "
      "it is not measured");
  add("largest_brokerage", moment, "Betweenness of the most central broker",
      "Brandes 2001, normalised within the catchment, from 250 nodes of a larger one");
  add("herfindahl", {Axis::snapshot, Axis::region}, "Concentration of buyers",
      "Herfindahl index of contracted volume in each market (catchment and product), mean over markets weighted by "
      "agreements; NaN without agreements");
}

NetworkSnapshots::NetworkSnapshots(const Catalogue& catalogue, Results& results)
    : regions_{catalogue.axis(Axis::region).size} {
  const auto column = [&](const char* name) { return results.values[catalogue.measure(name)].data(); };
  group_degree_ = column("group_degree");
  buyer_degree_ = column("buyer_degree");
  largest_degree_ = column("largest_buyer_degree");
  components_ = column("components");
  largest_ = column("largest_component");
  brokerage_ = column("brokerage");
  top_broker_ = column("largest_brokerage");
  herfindahl_ = column("herfindahl");
}

void NetworkSnapshots::observe(const World& world, std::size_t snapshot) {
  const Groups& group = world.group;
  const Buyers& buyer = world.buyer;
  std::vector<Tie> trades;
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
    const Index b = group.agreement.buyer[g];
    trades.push_back({AgentKind::group, AgentKind::buyer, world.ties.rank[g], b});
    volume[b] += group.agreement.contracted[g];
    agreements[b] += 1.0;
  }
  std::vector<std::uint32_t> municipality(group.count);
  for (Index g = 0; g < group.count; ++g) municipality[world.ties.rank[g]] = group.municipality[g];
  const Connectivity ties = connectivity(world.ties.ranges, world.ties.acquaintances, trades);
  constexpr double unmeasured = std::numeric_limits<double>::quiet_NaN();
  const bool middle = snapshot == 1;  // betweenness costs more than all the rest together
  const Brokerage brokers = middle ? Brokerage{unmeasured, unmeasured}
                                   : brokerage(world.ties.ranges, municipality, world.ties.acquaintances, trades);
  group_degree_[snapshot] = ties.degree[static_cast<std::size_t>(AgentKind::group)].mean;
  buyer_degree_[snapshot] = ties.degree[static_cast<std::size_t>(AgentKind::buyer)].mean;
  largest_degree_[snapshot] = ties.degree[static_cast<std::size_t>(AgentKind::buyer)].maximum;
  components_[snapshot] = ties.components;
  largest_[snapshot] = ties.largest;
  brokerage_[snapshot] = brokers.mean;
  top_broker_[snapshot] = brokers.maximum;

  std::vector<double> index(markets, 0.0);
  herfindahl(market, volume, index);
  std::vector<double> weighted(regions_, 0.0);
  std::vector<double> weight(regions_, 0.0);
  for (Index b = 0; b < buyer.count; ++b) {
    weighted[buyer.region[b]] += agreements[b] * index[market[b]];
    weight[buyer.region[b]] += agreements[b];
  }
  for (std::size_t r = 0; r < regions_; ++r) {
    herfindahl_[snapshot * regions_ + r] =
        weight[r] > 0.0 ? weighted[r] / weight[r] : std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace ayni

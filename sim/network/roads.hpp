#pragma once
// The roads of each catchment: a market town and the municipalities that sell in it.
//
// Graph: undirected, one connected component a catchment, no road between catchments except the trunk.
// Nodes: the market town and its municipalities, placed at random around it.
// Edges: a minimum spanning tree by travel time (nobody is cut off) and each municipality's roads to its nearest
// neighbours (so there are detours).
// Weights: hours of a loaded truck, one way. Bs per tonne is hours x the hourly price of a truck / its load, which is
// the buyer's or the group's business. Municipal works lower the weights, never the lengths.
//
// Hours of a road of straight length L km between municipalities with paved shares q, r (the market town's is 1):
//   hours = detour L / paved_speed (1 + (unpaved_factor - 1) (1 - (q + r) / 2))

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/random.hpp"

namespace ayni {

struct RoadParameters;

/// What the country gives of a catchment. Its municipalities follow those of the catchment before it.
struct CatchmentSite {
  std::uint32_t municipalities = 0;
  double remoteness = 1.0;  ///< multiplies every distance of the catchment, above 0
  std::uint64_t key = 0;    ///< of the catchment's draws

  /// Keys the draws of the k-th municipality of the catchment.
  [[nodiscard]] std::uint64_t municipality_key(std::uint32_t k) const noexcept { return key_within(key, k); }
};

/// One road of a catchment. Ends are 0 for the market town and 1 .. n for the municipalities in their order.
struct Road {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double hours = 0.0;
};

/// Where a municipality lies, as seen from the market town of its catchment.
struct Location {
  double east_km = 0.0;
  double north_km = 0.0;
};

/// Travel times of the country. Plain data, copyable. Costs are kept for all pairs within a catchment and are exact
/// shortest paths at any time.
class Roads {
 public:
  /// A country without catchments.
  Roads() = default;
  /// Draws are keyed by (Process::roads, municipality) and (Process::trunk_road, catchment). One more municipality moves
  /// no other; roads of its catchment may change all the same, as they are the shortest that join all of them.
  Roads(std::span<const CatchmentSite> sites, const RoadParameters& parameters, const Streams& streams);

  [[nodiscard]] std::uint32_t catchments() const noexcept { return static_cast<std::uint32_t>(trunk_hours_.size()); }
  [[nodiscard]] std::uint32_t municipalities() const noexcept { return first_municipality_.back(); }
  [[nodiscard]] std::uint32_t catchment(std::uint32_t municipality) const noexcept { return catchment_[municipality]; }
  /// Municipalities of catchment c are first_municipality(c) .. first_municipality(c + 1) - 1.
  [[nodiscard]] std::uint32_t first_municipality(std::uint32_t catchment) const noexcept {
    return first_municipality_[catchment];
  }

  [[nodiscard]] const Location& location(std::uint32_t municipality) const noexcept { return location_[municipality]; }

  /// Hours between two municipalities of the same catchment; 0 from a municipality to itself.
  [[nodiscard]] double cost(std::uint32_t a, std::uint32_t b) const noexcept;
  /// Hours from a municipality to the market town of its catchment.
  [[nodiscard]] double cost_to_market(std::uint32_t municipality) const noexcept;
  /// Hours from the market town to the capital of its region. Two towns of a region are as far apart as their sum.
  [[nodiscard]] double trunk_cost(std::uint32_t catchment) const noexcept { return trunk_hours_[catchment]; }
  /// Roads of a catchment with their present hours at the usual speed.
  [[nodiscard]] std::span<const Road> roads(std::uint32_t catchment) const noexcept;

  /// Municipal works: multiplies the hours of every road that ends at the municipality by 0 < factor <= 1 and brings the
  /// costs of its catchment up to date. Does not allocate; the work is the cube of the catchment's nodes.
  void improve(std::uint32_t municipality, double factor) noexcept;
  /// Speed in a catchment over the usual one, above 0, from now on; does not allocate either.
  void set_speed(std::uint32_t catchment, double speed) noexcept;

 private:
  /// The municipality's node in its catchment's graph and matrix.
  [[nodiscard]] std::uint32_t node(std::uint32_t municipality) const noexcept {
    return municipality - first_municipality_[catchment_[municipality]] + 1;
  }
  void shortest_paths(std::uint32_t catchment) noexcept;

  std::vector<std::uint32_t> first_municipality_ = {0};  ///< [catchment + 1]
  std::vector<std::uint32_t> catchment_;                 ///< [municipality]
  std::vector<Location> location_;                       ///< [municipality]
  std::vector<double> trunk_hours_;                      ///< [catchment]
  std::vector<double> speed_;                            ///< [catchment] over the usual one
  std::vector<Road> roads_;                              ///< by catchment
  std::vector<std::size_t> first_road_ = {0};            ///< [catchment + 1]
  std::vector<double> hours_;                            ///< one square matrix a catchment, market town first
  std::vector<std::size_t> first_cell_ = {0};            ///< [catchment + 1]
};

}  // namespace ayni

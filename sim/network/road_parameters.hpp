#pragma once
// Geography and quality of roads.

#include <cstdint>

#include "core/parameter.hpp"

namespace ayni {

/// [roads]
struct RoadParameters {
  static constexpr bool fixed_at_start = true;

  double spread_km = 30.0;
  double detour = 1.4;
  double paved_speed_km_per_hour = 45.0;
  double unpaved_factor = 2.0;
  double paved_share = 0.3;
  std::int64_t neighbour_roads = 2;
  double trunk_km = 120.0;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("spread_km", p.spread_km,
                 {"km", 0.1, 1000.0,
                  "standard deviation of a municipality's place around its market town, east and north; the median "
                  "straight distance is 1.18 times as long",
                  "assumption"});
    visit.number("detour", p.detour, {"1", 1.0, 5.0, "length of a road over the straight line", "assumption"});
    visit.number("paved_speed_km_per_hour", p.paved_speed_km_per_hour,
                 {"km/h", 1.0, 120.0, "speed of a loaded truck on a paved road", "assumption"});
    visit.number("unpaved_factor", p.unpaved_factor,
                 {"1", 1.0, 20.0, "travel time of an unpaved road over that of a paved one", "assumption"});
    visit.number("paved_share", p.paved_share,
                 {"1", 0.01, 1.0,
                  "mean share of a municipality's roads that are paved; shares differ between "
                  "municipalities",
                  "assumption"});
    visit.count(
        "neighbour_roads", p.neighbour_roads,
        {"roads", 0.0, 20.0, "nearest neighbours to which each municipality has a road of its own", "assumption"});
    visit.number("trunk_km", p.trunk_km,
                 {"km", 0.0, 5000.0,
                  "mean length of the paved trunk road from a market town to the capital of its region", "assumption"});
  }
};

}  // namespace ayni

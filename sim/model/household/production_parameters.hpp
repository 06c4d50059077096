#pragma once
// What decides output beside the product, the region and the weather.

#include "core/parameter.hpp"

namespace ayni {

/// [production]
struct ProductionParameters {
  double luck_spread = 0.25;
  double ability_sigma = 0.3;
  double area_adjustment_per_year = 0.15;
  double area_limit = 0.5;
  double warehouse_saves = 0.6;
  double idle_land_worked = 0.3;
  double area_price_response = 0.4;
  double area_shrinkage_limit = 0.2;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "luck_spread", p.luck_spread,
        {"1", 0.0, 0.57, "standard deviation of a household's own yield in a year, uniform about one", "assumption"});
    visit.number(
        "ability_sigma", p.ability_sigma,
        at_start(About{"1", 0.0, 2.0, "standard deviation of the logarithm of lasting ability among households",
                       "assumption"}));
    visit.number("area_adjustment_per_year", p.area_adjustment_per_year,
                 {"1/year", 0.0, 1.0,
                  "share of the gap between the land or herd of now and what the price asks for that closes in a year",
                  "assumption: 0.1 to 0.2"});
    visit.number("area_limit", p.area_limit,
                 {"1", 0.0, 5.0, "idle land, or pasture, over what is used at the start", "assumption"});
    visit.number("warehouse_saves", p.warehouse_saves,
                 {"1", 0.0, 1.0, "share of post-harvest losses that a warehouse prevents", "assumption"});
    visit.number("idle_land_worked", p.idle_land_worked,
                 {"1", 0.0, 1.0, "share of a migrant's land that others work", "assumption"});
    visit.number(
        "area_price_response", p.area_price_response,
        {"1", 0.0, 100.0,
         "elasticity of the land or herd that the price asks for to the price since the start, over general prices",
         "assumption: 0.3 to 0.8 in the long run"});
    visit.number("area_shrinkage_limit", p.area_shrinkage_limit,
                 {"1", 0.0, 0.95, "most that land or herd can shrink", "assumption"});
  }
};

}  // namespace ayni

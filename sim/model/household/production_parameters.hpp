#pragma once
// What decides output beside the product, the region and the weather.

#include "core/parameter.hpp"

namespace ayni {

/// [production]
struct ProductionParameters {
  double luck_spread = 0.25;
  double ability_sigma = 0.3;
  double area_growth_per_year = 0.01;
  double area_limit = 0.5;
  double warehouse_saves = 0.6;
  double idle_land_worked = 0.3;
  double area_price_response = 2.0;
  double area_response_limit = 2.0;
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
    visit.number("area_growth_per_year", p.area_growth_per_year,
                 {"1/year", 0.0, 0.2,
                  "growth of land or herd while the price keeps up with costs; more when it runs ahead, shrinking when "
                  "it falls behind",
                  "assumption"});
    visit.number("area_limit", p.area_limit, {"1", 0.0, 5.0, "most that land or herd can grow", "assumption"});
    visit.number("warehouse_saves", p.warehouse_saves,
                 {"1", 0.0, 1.0, "share of post-harvest losses that a warehouse prevents", "assumption"});
    visit.number("idle_land_worked", p.idle_land_worked,
                 {"1", 0.0, 1.0, "share of a migrant's land that others work", "assumption"});
    visit.number(
        "area_price_response", p.area_price_response,
        {"1", 0.0, 100.0,
         "how much faster land or herd grows, in multiples of area_growth_per_year, for each unit by which the "
         "log price is ahead of costs",
         "assumption"});
    visit.number("area_response_limit", p.area_response_limit,
                 {"1", 0.0, 100.0, "most that prices add to or take from it, in the same multiples", "assumption"});
    visit.number("area_shrinkage_limit", p.area_shrinkage_limit,
                 {"1", 0.0, 0.95, "most that land or herd can shrink", "assumption"});
  }
};

}  // namespace ayni

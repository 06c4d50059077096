#pragma once
// What the goods of a plan cost, yield and last.

#include "core/parameter.hpp"

namespace ayni {

/// [product.<name>.package]: the goods a family needs to work with the technology that plans of this product buy. Alike for
/// small and large farms.
struct PackageParameters {
  double cost_usd = 1500.0;
  double gain = 0.4;
  double wait_months = 6.0;
  double life_years = 8.0;
  double labour_saved = 0.0;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("cost_usd", p.cost_usd, {"USD a family", 1.0, 1e5, "cost of the package", "assumption"});
    visit.number(
        "gain", p.gain,
        {"1", 0.0, 10.0,
         "output the package adds when all of its potential is reached, over the output of a farm of mean size",
         "assumption"});
    visit.number("wait_months", p.wait_months,
                 {"months", 1.0, 240.0, "mean time from the purchase until it bears: calving, planting, building",
                  "assumption"});
    visit.number("life_years", p.life_years, {"years", 0.5, 100.0, "mean life of the goods", "assumption"});
    visit.number("labour_saved", p.labour_saved,
                 {"1", 0.0, 0.9,
                  "share of a farm unit's days of work that the package saves when all of its potential is reached",
                  "assumption"});
  }
};

/// [technology]
struct TechnologyParameters {
  double reach_base = 0.45;
  double reach_management = 0.10;
  double reach_skill = 0.40;
  double warehouse_cost_usd = 8000.0;
  double processing_cost_usd = 12000.0;
  double vehicle_cost_usd = 12000.0;
  double facilities_most = 0.5;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "reach_base", p.reach_base,
        {"1", 0.0, 1.0, "share of the goods' potential that a group of middling management reaches without advice",
         "assumption"});
    visit.number("reach_management", p.reach_management,
                 {"1", 0.0, 1.0, "what each standard deviation of management adds to it", "assumption"});
    visit.number("reach_skill", p.reach_skill,
                 {"1", 0.0, 1.0, "what all that advice can teach adds to it", "assumption"});
    visit.number("warehouse_cost_usd", p.warehouse_cost_usd,
                 {"USD", 0.0, 1e6, "cost of a warehouse or collection centre", "assumption"});
    visit.number("processing_cost_usd", p.processing_cost_usd,
                 {"USD", 0.0, 1e6, "cost of a small plant for processing or cooling", "assumption"});
    visit.number("vehicle_cost_usd", p.vehicle_cost_usd, {"USD", 0.0, 1e6, "cost of a vehicle", "assumption"});
    visit.number("facilities_most", p.facilities_most,
                 {"1", 0.0, 1.0,
                  "most of a plan's goods that go into warehouse, plant and vehicle; what does not fit is left out",
                  "assumption"});
  }
};

}  // namespace ayni

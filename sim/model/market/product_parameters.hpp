#pragma once
// A product as an input of the scenario: how it is grown, when it is sold, what it costs, what it needs.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/parameter.hpp"
#include "core/random.hpp"
#include "model/buyer/buyer_parameters.hpp"
#include "model/group/technology_parameters.hpp"
#include "model/market/price_parameters.hpp"
#include "model/market/weather_parameters.hpp"

namespace ayni {

/// [product.<name>]. A farm unit is a hectare, a cow, a hive, ...; a product unit is a litre, a quintal, a head, ...
struct ProductParameters {
  static constexpr bool fixed_at_start = true;

  std::string name;
  std::string unit = "quintal";
  BuyerKind buyer_kind = BuyerKind::wholesaler;
  double farm_units_mean = 2.0;
  double farm_units_sigma = 0.6;
  double yield_per_farm_unit_year = 14.0;
  double labour_days = 0.0;
  std::vector<double> sold_by_month{0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
  double home_consumption = 0.0;
  double loss_share = 0.08;
  double cost_share = 0.4;
  double freight_share_per_hour = 0.02;
  double prefinanced_share = 0.5;
  std::int64_t input_month = 10;
  double fixed_price_weight = 0.5;
  std::int64_t price_fixed_month = 9;
  double storage_need = 0.6;
  double processing_need = 0.4;
  double vehicle_need = 0.06;
  std::int64_t alternative_crops = 0;
  double alternative_volatility = 0.18;
  double by_product_gain = 0.0;
  double by_product_demand_share = 0.4;
  double town_supply_share = 0.0;
  double town_elasticity = 1.5;
  double label_premium = 0.0;
  double certificate_premium = 0.0;
  double perennial_share = 0.0;
  double export_share = 0.0;
  double study_share = 0.0;
  double earlier_trade_years = 0.0;
  double producer_owned_share = 0.0;
  PackageParameters package;
  ProductPrice price;
  ProductWeather weather;

  /// Product units a year that farms which give so many, for so many people, leave to sell in a usual year.
  [[nodiscard]] double usual_sales(double farm_units, double people) const noexcept {
    return std::max(farm_units * yield_per_farm_unit_year * (1.0 - loss_share) - people * home_consumption, 0.0);
  }
  /// Months of the year in which it is sold.
  [[nodiscard]] std::int64_t months_sold() const noexcept {
    return std::count_if(sold_by_month.begin(), sold_by_month.end(), [](double weight) { return weight > 0.0; });
  }
  /// Keys the draws of the product.
  [[nodiscard]] std::uint64_t key() const noexcept { return key_of_name(name); }

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.text("unit", p.unit, {"physical unit of the product", "report, chapter 5"});
    visit.choice("buyer_kind", p.buyer_kind, buyer_kinds,
                 {"kind of the buyers that ally with groups", "report, chapter 5"});
    visit.number("farm_units_mean", p.farm_units_mean,
                 {"farm units a household", 0.01, 1e4, "mean land or herd under the product", "assumption"});
    visit.number("farm_units_sigma", p.farm_units_sigma,
                 {"1", 0.0, 2.0, "standard deviation of the logarithm of land or herd among households", "assumption"});
    visit.number(
        "yield_per_farm_unit_year", p.yield_per_farm_unit_year,
        {"product units a farm unit and year", 0.001, 1e6, "yield before the project in normal weather",
         "report, chapter 5, for milk (6.5 l a cow and day) and quinoa (12.7-14 quintals a hectare); else assumption"});
    visit.numbers("sold_by_month", p.sold_by_month,
                  {"1", 0.0, 1e3,
                   "weights of the twelve calendar months in the year's sales, January first; months "
                   "above zero are settlement months",
                   "assumption from the crop calendar"});
    visit.number("home_consumption", p.home_consumption,
                 {"product units a person and year", 0.0, 300.0,
                  "what a person eats of it, before any is sold; what the harvest lacks is bought",
                  "assumption: quinoa 20 to 50 kg, potatoes 80 to 100, maize or rice 30 to 60, milk 20 to 50 litres"});
    visit.number("labour_days", p.labour_days,
                 {"days a farm unit and year", 0.0, 1000.0, "work that a farm unit asks for, without machines",
                  "assumption: 40 to 60 a cow, 50 a hectare of quinoa, 10 to 150 of annual crops"});
    visit.number("loss_share", p.loss_share,
                 {"1", 0.0, 0.9, "share of output lost after harvest without storage", "assumption"});
    visit.number(
        "cost_share", p.cost_share,
        {"1", 0.0, 0.95, "cash cost of a unit, but for hired hands, as a share of the price level at the start",
         "assumption"});
    visit.number("freight_share_per_hour", p.freight_share_per_hour,
                 {"1/hour", 0.0, 0.5, "cost of moving a unit for an hour as a share of the price level at the start",
                  "assumption"});
    visit.number("prefinanced_share", p.prefinanced_share,
                 {"1", 0.0, 1.0, "share of cash costs that falls due before the harvest; the rest is paid at the sale",
                  "assumption from the crop calendar"});
    visit.count("input_month", p.input_month,
                {"month", 1, 12, "calendar month in which it does", "assumption: at sowing"});
    visit.number("fixed_price_weight", p.fixed_price_weight,
                 {"1", 0.0, 1.0,
                  "weight of the price fixed for the season in the contract price; the rest follows the market. No "
                  "matter for administered prices",
                  "report, chapter 6, for quinoa and annual crops (agreed before the season); amount assumption"});
    visit.count("price_fixed_month", p.price_fixed_month,
                {"month", 1, 12, "calendar month in which the season's price is fixed", "assumption: at sowing"});
    visit.number("storage_need", p.storage_need,
                 {"1", 0.0, 1.0, "share of groups of this product that put a warehouse into their plan",
                  "report, table D.4, read as demand"});
    visit.number("processing_need", p.processing_need,
                 {"1", 0.0, 1.0, "share of groups that put a processing or cooling plant into their plan",
                  "report, table D.4, read as demand"});
    visit.number(
        "vehicle_need", p.vehicle_need,
        {"1", 0.0, 1.0, "share of groups that put a vehicle into their plan", "report, table D.4, read as demand"});
    visit.count("alternative_crops", p.alternative_crops,
                {"crops", 0, 100, "other crops the same land could carry next year",
                 "report, chapter 6: many in Tropico, few in Salar"});
    visit.number("alternative_volatility", p.alternative_volatility,
                 {"1", 0.0, 2.0, "yearly spread of the logarithm of an alternative crop's margin against this one's",
                  "prototype fit"});
    visit.number(
        "by_product_gain", p.by_product_gain,
        {"1", 0.0, 1.0, "gain on the price of the share processed by the group (cheese, yogurt)", "assumption"});
    visit.number(
        "by_product_demand_share", p.by_product_demand_share,
        {"1", 0.001, 100.0,
         "of an administered product, quantity of by-products at which they earn no more than the raw product, over "
         "what was sold in town in the first year",
         "assumption: twice the share of cheese in La Paz in 2012 (press)"});
    visit.number(
        "town_supply_share", p.town_supply_share,
        {"1", 0.0, 1.0,
         "of an administered product, part of what is sold in the town that comes from groups and their neighbours",
         "assumption"});
    visit.number("town_elasticity", p.town_elasticity,
                 {"1", 0.1, 100.0, "of the town's demand for it, by its price", "assumption: 1 to 2"});
    visit.number("label_premium", p.label_premium,
                 {"1", 0.0, 1.0, "price premium of controlled origin once the label is won", "assumption"});
    visit.number(
        "certificate_premium", p.certificate_premium,
        {"1", 0.0, 0.9,
         "share of the market's price that is paid for an organic or fair-trade certificate, which a group has only "
         "with the buyer that holds it",
         "0: not sold under certificates"});
    visit.number(
        "perennial_share", p.perennial_share,
        {"1", 0.0, 1.0, "how much of the land cannot follow prices within a year; 1 for orchards", "assumption"});
    visit.number("export_share", p.export_share,
                 {"1", 0.0, 1.0, "share of the product that is exported", "report, chapter 4"});
    visit.number(
        "earlier_trade_years", p.earlier_trade_years,
        {"years", 0.0, 100.0, "mean time that groups have traded with a buyer before the project", "assumption"});
    visit.number("producer_owned_share", p.producer_owned_share,
                 {"1", 0.0, 1.0, "share of its buyers that belong to producers' organisations", "assumption"});
    visit.number("study_share", p.study_share,
                 {"1", 0.0, 1.0,
                  "share of the alliances in the impact study's sample that sell this product; where 0, the rest in "
                  "proportion to alliances",
                  "report, chapter 5"});
    visit.table("package", p.package, "what plans of this product buy for each family");
    visit.table("price", p.price, "how the product's price moves");
    visit.table("weather", p.weather, "what weather does to the product");
  }
};

}  // namespace ayni

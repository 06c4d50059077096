#pragma once
// A region as an input of the scenario. Behaviour is the same everywhere; regions differ only by what stands here.

#include <cstdint>
#include <string>
#include <vector>

#include "core/parameter.hpp"
#include "core/random.hpp"
#include "model/market/weather_parameters.hpp"
#include "model/project/survey_parameters.hpp"

namespace ayni {

/// [region.<name>.product.<name>]: one product as it is grown and traded in one region.
struct RegionProduct {
  std::string name;
  double share = 1.0;
  double market_depth = 0.5;
  double buyers_per_catchment = 3.0;
  double buyer_capacity = 1.6;
  double price_basis = 1.0;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "share", p.share,
        {"1", 0.0, 1.0, "share of the region's groups that sell this product; the shares of a region add up to 1",
         "report, appendix E, counted from names; else assumption"});
    visit.number(
        "market_depth", p.market_depth,
        {"1", 0.0, 1.0, "how close spot traders' margins come to those of a deep market: 0 a single trader, 1 many",
         "assumption"});
    visit.number("buyers_per_catchment", p.buyers_per_catchment,
                 {"buyers", 0.0, 1000.0, "buyers with agreements in a market town's catchment",
                  "assumption from the report, chapter 6 (few dairies, many wholesalers)"});
    visit.number(
        "buyer_capacity", p.buyer_capacity,
        {"1", 0.0, 100.0, "all buyers' capacity over the volume that the region's potential groups sell at the start",
         "assumption"});
    visit.number("price_basis", p.price_basis, {"1", 0.05, 5.0, "regional price over the national one", "assumption"});
  }
};

/// [region.<name>]
struct RegionParameters {
  static constexpr bool fixed_at_start = true;

  std::string name;
  double share_of_groups = 0.0;
  double municipalities_share = 0.0;
  double members_mean = 38.0;
  double group_young_share = 0.52;
  double group_old_share = 0.14;
  double wealth = 1.0;
  double remoteness = 1.0;
  double investment_per_producer_usd = 1529.0;
  double needs_index = 0.6;
  double women_share = 0.32;
  double indigenous_share = 0.90;
  double migrant_share = 0.1;
  double other_income_share = 0.45;
  double start_delay_years = 0.0;
  RegionWeather weather;
  RegionSurvey survey;
  std::vector<RegionProduct> product;

  /// Keys the draws of the region.
  [[nodiscard]] std::uint64_t key() const noexcept { return key_of_name(name); }

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("share_of_groups", p.share_of_groups,
                 {"1", 0.0, 1.0, "share of the country's potential groups; the shares add up to 1",
                  "report, table D.1 and appendix E; else assumption"});
    visit.number("municipalities_share", p.municipalities_share,
                 {"1", 0.0, 1.0, "share of the country's municipalities; the shares add up to 1", "assumption"});
    visit.number("members_mean", p.members_mean,
                 {"households", 5.0, 500.0, "mean members of a group at its start", "report, table D.1"});
    visit.number("group_young_share", p.group_young_share,
                 {"1", 0.0, 1.0, "share of groups that had worked together for less than a year", "report, table D.2"});
    visit.number(
        "group_old_share", p.group_old_share,
        {"1", 0.0, 1.0, "share of groups that had worked together for more than ten years", "report, table D.2"});
    visit.number("wealth", p.wealth,
                 {"1", 0.05, 20.0, "household savings and farm size against the national mean", "assumption"});
    visit.number(
        "remoteness", p.remoteness,
        {"1", 0.05, 20.0, "distances between villages and market towns against the national mean", "assumption"});
    visit.number("investment_per_producer_usd", p.investment_per_producer_usd,
                 {"USD", 1.0, 1e5, "mean plan of an alliance for each member, all sources",
                  "report, table D.1, as printed for the sample"});
    visit.number("women_share", p.women_share, {"1", 0.0, 1.0, "share of women among members", "report, chapter 4"});
    visit.number("indigenous_share", p.indigenous_share,
                 {"1", 0.0, 1.0, "share of indigenous members", "report, chapter 3"});
    visit.number("needs_index", p.needs_index,
                 {"1", 0.0, 1.0, "share of households with unmet basic needs; used for targeting", "assumption"});
    visit.number("migrant_share", p.migrant_share,
                 {"1", 0.0, 2.0, "households that live away but hold land rights, for each member",
                  "report, chapter 6 (Salar); else assumption"});
    visit.number("other_income_share", p.other_income_share,
                 {"1", 0.0, 0.95, "share of household income that does not come from the product, at the start",
                  "assumption held against the report's income estimators"});
    visit.number("start_delay_years", p.start_delay_years,
                 {"years", 0.0, 8.0, "how much later than elsewhere the project's calls begin here",
                  "report, table D.3 (Lago from 2010)"});
    visit.table("weather", p.weather, "hazards of the region");
    visit.table("survey", p.survey, "places of the region in the surveys");
    visit.entries("product", p.product, "products of the region");
  }
};

}  // namespace ayni

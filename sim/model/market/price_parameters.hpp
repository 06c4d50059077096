#pragma once
// Parameters of the prices. All prices are nominal bolivianos per physical unit of the product (litre of milk, quintal
// of 45 kg of quinoa, ...); historical anchors bring their own inflation, other prices follow general prices by
// `inflation_pass_through`.
//
// Volatilities are standard deviations of the log price per square root of a year, reversions are rates per year.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/parameter.hpp"

namespace ayni {

enum class PriceMode { stochastic, historical, fixed };
enum class PriceModeOverride { scenario, stochastic, historical, fixed };
enum class AnchorSet { report_literal, cross_checked };
enum class PriceProcess { ou, regime_switching, administered };

/// How the price of one product moves: the sub-table [product.<name>.price].
struct ProductPrice {
  PriceProcess process = PriceProcess::ou;
  PriceModeOverride mode = PriceModeOverride::scenario;
  double level = 100.0;
  double reversion = 1.0;
  double volatility = 0.2;
  double momentum = 0.0;
  double boom_ratio = 3.1;
  double boom_reversion = 0.92;
  double boom_volatility = 0.226;
  double boom_months = 30.0;
  double normal_months = 114.0;
  double common_loading = 0.3;
  double inflation_pass_through = 1.0;
  double bridge_volatility = 0.15;
  double spot_margin = 0.10;
  double spot_noise = 0.08;
  double spot_persistence = 0.88;
  std::vector<double> anchor_years;
  std::vector<double> anchor_prices;
  std::vector<double> anchor_prices_report_literal;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.choice("process", p.process, {"ou", "regime_switching", "administered"},
                 {"ou: log price reverts to one level. regime_switching: to a normal or a boom level, with momentum. "
                  "administered: a step function set by resolution, with quotas (see prices.milk)",
                  "model description"});
    visit.choice("mode", p.mode, {"scenario", "stochastic", "historical", "fixed"},
                 {"scenario: as prices.mode says; otherwise this product's own mode", "scenario"});
    visit.number(
        "level_bs_per_unit", p.level,
        {"Bs/unit", 1e-3, 1e6, "level the log price reverts to (its median), prices of base_year; price in fixed mode",
         "per product, see the scenario"});
    visit.number("reversion_per_year", p.reversion,
                 {"1/year", 0.0, 50.0, "speed of return to the level; 0 is a random walk",
                  "quinoa: WFP wholesale 2010-22, least squares (analysis/estimate_prices.py); others assumption"});
    visit.number("volatility_per_year", p.volatility,
                 {"1/sqrt(year)", 0.0, 5.0, "volatility of the log price; administered: of each year's target",
                  "quinoa: WFP wholesale 2010-22 (analysis/estimate_prices.py); others assumption"});
    visit.number("momentum", p.momentum,
                 {"1", 0.0, 0.95, "share of a month's log change that carries over to the next; regime_switching only",
                  "WFP quinoa wholesale 2010-22: 0.44 (analysis/estimate_prices.py)"});
    visit.number("boom_ratio", p.boom_ratio,
                 {"1", 1.0, 100.0, "boom level over normal level; regime_switching only",
                  "WFP quinoa wholesale: 1681 over 541 Bs (analysis/estimate_prices.py)"});
    visit.number("boom_reversion_per_year", p.boom_reversion,
                 {"1/year", 0.0, 50.0, "speed of approach to the boom level; regime_switching only",
                  "WFP quinoa wholesale, November 2012 to April 2015 (analysis/estimate_prices.py)"});
    visit.number("boom_volatility_per_year", p.boom_volatility,
                 {"1/sqrt(year)", 0.0, 5.0, "volatility of the log price in a boom; regime_switching only",
                  "WFP quinoa wholesale, November 2012 to April 2015 (analysis/estimate_prices.py)"});
    visit.number("boom_months", p.boom_months,
                 {"months", 1.0, 1e6, "mean length of a boom; regime_switching only",
                  "WFP quinoa wholesale: the one boom of 2010-22 lasted 30 months"});
    visit.number("normal_months", p.normal_months,
                 {"months", 1.0, 1e9, "mean time between booms; regime_switching only",
                  "WFP quinoa wholesale: one boom began in 114 normal months of 2010-22, so weak evidence"});
    visit.number(
        "common_loading", p.common_loading,
        {"1", -1.0, 1.0, "correlation of the monthly shock with the shock common to all products", "assumption"});
    visit.number("inflation_pass_through", p.inflation_pass_through,
                 {"1", 0.0, 1.0,
                  "elasticity of the level to general prices: 1 for what is sold at home, 0 for world prices and for "
                  "resolutions",
                  "assumption"});
    visit.number("bridge_volatility_per_year", p.bridge_volatility,
                 {"1/sqrt(year)", 0.0, 5.0, "volatility of the noise between historical anchors",
                  "quinoa: monthly departures from the anchors (analysis/estimate_prices.py)"});
    visit.number("spot_margin", p.spot_margin,
                 {"1", 0.0, 0.9, "share of the price a spot trader keeps where the market has no depth",
                  "prototype fit: milk 0.28, perennials 0.10, quinoa 0.07; others assumption"});
    visit.number("spot_noise", p.spot_noise,
                 {"1", 0.0, 1.0, "standard deviation of the log of a region's spot noise",
                  "quinoa: spread of La Paz over Cochabamba; milk: departures of cities from the national retail price "
                  "(analysis/estimate_prices.py); others assumption"});
    visit.number("spot_persistence_per_month", p.spot_persistence,
                 {"1", 0.0, 0.999, "autocorrelation of the spot noise from one month to the next", "as spot_noise"});
    visit.numbers(
        "anchor_years", p.anchor_years,
        {"year", 1900.0, 2200.0, "calendar time of the historical anchors, 2013.5 = July 2013", "per product"});
    visit.numbers("anchor_prices_bs_per_unit", p.anchor_prices,
                  {"Bs/unit", 1e-3, 1e6, "historical prices at anchor_years (the cross_checked set)", "per product"});
    visit.numbers("anchor_prices_report_literal_bs_per_unit", p.anchor_prices_report_literal,
                  {"Bs/unit", 1e-3, 1e6, "the same as the report prints them; empty: as anchor_prices", "per product"});
  }
};

/// World market and regulation of the administered product (milk): the sub-table [prices.milk].
struct MilkMarket {
  double powder_level = 3009.0;
  double powder_reversion = 0.87;
  double powder_volatility = 0.33;
  double powder_common_loading = 0.3;
  double powder_bridge_volatility = 0.31;
  // Oceania quotations before 2010, then means of the auctions.
  std::vector<double> powder_anchor_years{2006.5, 2007.5, 2008.5, 2009.5, 2010.75, 2011.5, 2012.5,
                                          2013.5, 2014.5, 2015.5, 2016.5, 2017.5,  2018.5};
  std::vector<double> powder_anchors{2200, 4200, 3800, 2400, 3476, 3728, 3095, 4677, 3496, 2418, 2463, 3057, 2985};
  double litres_per_tonne = 8000.0;
  std::int64_t review_months = 12;
  double pass_through = 0.3;
  double step_threshold = 0.08;
  double band_low = 0.8;
  double band_high = 1.25;
  double quota_tolerance = 0.15;
  double quota_slope = 0.9;
  double quota_floor = 0.5;
  double quota_adjustment = 0.3;
  double over_quota_share = 0.72;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("powder_level_usd_per_tonne", p.powder_level,
                 {"USD/t", 1.0, 1e6, "level the price of whole-milk powder reverts to",
                  "Global Dairy Trade auctions 2010-18 (analysis/estimate_prices.py)"});
    visit.number("powder_reversion_per_year", p.powder_reversion,
                 {"1/year", 0.0, 50.0, "speed of its return",
                  "Global Dairy Trade auctions 2010-18, exponential OU (analysis/estimate_prices.py)"});
    visit.number("powder_volatility_per_year", p.powder_volatility,
                 {"1/sqrt(year)", 0.0, 5.0, "volatility of its log",
                  "Global Dairy Trade auctions 2010-18, exponential OU (analysis/estimate_prices.py)"});
    visit.number("powder_common_loading", p.powder_common_loading,
                 {"1", -1.0, 1.0, "correlation of its shock with the shock common to all products", "assumption"});
    visit.number("powder_bridge_volatility_per_year", p.powder_bridge_volatility,
                 {"1/sqrt(year)", 0.0, 5.0, "volatility of the noise between anchors",
                  "Global Dairy Trade auctions: monthly departures from annual means (analysis/estimate_prices.py)"});
    visit.numbers("powder_anchor_years", p.powder_anchor_years,
                  {"year", 1900.0, 2200.0, "calendar time of the historical powder prices",
                   "middle of each year; 2010 from June"});
    visit.numbers("powder_anchors_usd_per_tonne", p.powder_anchors,
                  {"USD/t", 1.0, 1e6, "historical powder prices",
                   "annual means of Global Dairy Trade auctions from 2010; before, Oceania quotations, rounded from "
                   "memory, so an assumption"});
    visit.number("litres_per_tonne", p.litres_per_tonne,
                 {"litre/t", 1000.0, 20000.0, "fresh milk that a tonne of powder replaces",
                  "evidence: import parity about powder price x 6.96 / 8000 Bs per litre"});
    visit.count("review_months", p.review_months,
                {"months", 1, 1200, "months between resolutions on the administered price", "annual bands since 2011"});
    visit.number("pass_through", p.pass_through,
                 {"1", 0.0, 1.0, "elasticity of a resolution's target to import parity",
                  "assumption: 3.72 Bs in 2015 against a parity of 2.10 shows it is low"});
    visit.number("step_threshold", p.step_threshold,
                 {"1", 0.0, 1.0, "log distance of the target below which a resolution leaves the price as it is",
                  "assumption: a step in two to four years, as raw-milk retail in Sucre, Tarija and Santa Cruz"});
    visit.number("band_low", p.band_low, {"1", 0.05, 1.0, "lowest administered price over its level", "assumption"});
    visit.number("band_high", p.band_high, {"1", 1.0, 20.0, "highest administered price over its level", "assumption"});
    visit.number("quota_tolerance", p.quota_tolerance,
                 {"1", 0.0, 0.9,
                  "relative gap of import parity below the administered price that buyers bear before they "
                  "cut quotas (freight, tariff and handling of powder)",
                  "assumption"});
    visit.number("quota_slope", p.quota_slope,
                 {"1", 0.0, 10.0, "share of volume cut for each unit of the gap beyond quota_tolerance",
                  "assumption (the quota elasticity is not reported)"});
    visit.number("quota_floor", p.quota_floor, {"1", 0.0, 1.0, "lowest share taken at full price", "assumption"});
    visit.number("quota_adjustment_per_month", p.quota_adjustment,
                 {"1/month", 0.01, 1.0, "share of the way to the wanted quota that buyers go each month",
                  "assumption: powder is bought ahead by a quarter"});
    visit.number("over_quota_share", p.over_quota_share,
                 {"1", 0.0, 1.0, "price over quota relative to the price within it", "press: 2.30 against 3.20 Bs"});
  }
};

/// What all products share: the table [prices].
struct PriceParameters {
  static constexpr bool fixed_at_start = true;

  PriceMode mode = PriceMode::historical;
  AnchorSet anchors = AnchorSet::cross_checked;
  std::vector<double> exchange_rate_years{2006.0, 2007.0, 2008.0, 2009.0, 2011.0, 2012.0};
  std::vector<double> exchange_rate{8.08, 8.03, 7.67, 7.07, 7.04, 6.96};
  std::vector<double> index_years{2007.0, 2008.0, 2009.0, 2010.0, 2011.0, 2012.0, 2013.0,
                                  2014.0, 2015.0, 2016.0, 2017.0, 2018.0, 2019.0};
  std::vector<double> index{100.0, 111.7, 125.0, 125.3, 134.3, 143.6, 150.1, 159.8, 168.1, 173.1, 180.0, 184.9, 187.6};
  double inflation_per_year = 0.03;
  double base_year = 2012.5;
  std::vector<double> day_wage_years{2007.5, 2010.5, 2013.5, 2018.5};
  std::vector<double> day_wage_bs{35.0, 50.0, 75.0, 90.0};
  MilkMarket milk;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.choice(
        "mode", p.mode, {"stochastic", "historical", "fixed"},
        {"stochastic: from the level by the product's process. historical: through the anchors, with noise between, "
         "stochastic after the last (always for a product without anchors). fixed: every price, spot included, "
         "stays at its level but for scripted shocks",
         "scenario"});
    visit.choice(
        "anchor_set", p.anchors, {"report_literal", "cross_checked"},
        {"report_literal: milk 4.29 and quinoa 540 Bs in 2011-12. cross_checked: 3.41 and 679, the report's two "
         "percentages exchanged so that outside data agree",
         "report, chapters 5 and 6; price anchors of the evidence"});
    visit.numbers("exchange_rate_years", p.exchange_rate_years,
                  {"year", 1900.0, 2200.0, "calendar time of the exchange rates", "start of the year"});
    visit.numbers("exchange_rate_bs_per_usd", p.exchange_rate,
                  {"Bs/USD", 0.01, 1e4, "exchange rate, linear in between, constant before and after",
                   "Central Bank of Bolivia, official selling rate at the end of the year before"});
    visit.numbers("consumer_price_years", p.index_years,
                  {"year", 1900.0, 2200.0, "calendar time of the consumer prices; none: inflation_per_year always",
                   "start of the year"});
    visit.numbers(
        "consumer_prices", p.index,
        {"1", 10.0, 1000.0, "consumer prices at these years, of which one is 100; growth is even in between",
         "national statistics office, December to December 2007 to 2018: 11.73, 11.85, 0.26, 7.18, 6.90, 4.54, 6.48, "
         "5.19, 2.95, 4.00, 2.71, 1.51 percent"});
    visit.number("inflation_per_year", p.inflation_per_year,
                 {"1/year", -0.1, 0.5, "growth of general prices before the first and after the last of these years",
                  "assumption"});
    visit.number(
        "base_year", p.base_year,
        {"year", 1990.0, 2050.0, "calendar time at whose prices the scenario's amounts are that follow general prices",
         "middle of the run"});
    visit.numbers("day_wage_years", p.day_wage_years,
                  {"year", 1900.0, 2200.0, "calendar time of the day wages", "as day_wages_bs"});
    visit.numbers(
        "day_wages_bs", p.day_wage_bs,
        {"Bs/day", 0.01, 1e5,
         "what a day of farm work earns; linear in between, the first before, and with general prices after the last",
         "assumption, between the minimum wage of 525 Bs a month in 2007 and 2,060 in 2018 and what outlying regions "
         "pay"});
    visit.table("milk", p.milk, "world market and regulation of administered products");
  }
};

/// What is wrong beyond single values: lengths and order of anchors. `where` is the table's name.
[[nodiscard]] std::vector<Inconsistency> inconsistencies(const PriceParameters& prices, std::string_view where);
[[nodiscard]] std::vector<Inconsistency> inconsistencies(const ProductPrice& product, std::string_view where);

}  // namespace ayni

#pragma once
// Weather: what is common to all regions, the hazards of one, and what they do to a product.

#include <cstdint>

#include "core/parameter.hpp"

namespace ayni {

/// The table [weather].
struct WeatherParameters {
  static constexpr bool fixed_at_start = true;

  double mildest_severity = 0.2;
  std::int64_t wet_first_month = 12;
  std::int64_t wet_months = 4;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("mildest_severity", p.mildest_severity,
                 {"1", 0.0, 1.0, "severity of the mildest event; the worst has 1", "assumption"});
    visit.count("wet_first_month", p.wet_first_month,
                {"calendar month", 1, 12, "first month in which rain cuts dirt roads, 1 = January",
                 "assumption: the rains of the altiplano and the lowlands peak from December to March"});
    visit.count("wet_months", p.wet_months, {"months", 0, 12, "length of that season", "as wet_first_month"});
  }
};

/// Hazards of one region: the sub-table [region.<name>.weather].
struct RegionWeather {
  double drought = 0.15;
  double frost = 0.1;
  double flood = 0.05;
  double altiplano_loading = 0.3;
  double erosion_rate = 0.0;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "drought_per_year", p.drought,
        {"1/year", 0.0, 1.0, "probability of a drought in an agricultural year", "assumption, see the scenario"});
    visit.number("frost_per_year", p.frost,
                 {"1/year", 0.0, 1.0, "probability of a damaging frost in an agricultural year",
                  "assumption, see the scenario"});
    visit.number(
        "flood_per_year", p.flood,
        {"1/year", 0.0, 1.0, "probability of a flood in an agricultural year", "assumption, see the scenario"});
    visit.number("altiplano_loading", p.altiplano_loading,
                 {"1", 0.0, 1.0,
                  "correlation with the factor common to all regions; the correlation of two regions is "
                  "the product of their loadings",
                  "assumption: high on the altiplano, low elsewhere"});
    visit.number("erosion_rate_per_year", p.erosion_rate,
                 {"1/year", 0.0, 0.5, "share of the yield lost each year to soil erosion",
                  "assumption; Salar: Jacobsen (2011), J. Agronomy and Crop Science 197, for the direction"});
  }
};

/// What weather does to one product: the sub-table [product.<name>.weather].
struct ProductWeather {
  double drought_sensitivity = 0.4;
  double frost_sensitivity = 0.2;
  double flood_sensitivity = 0.3;
  double erosion_sensitivity = 1.0;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("drought_sensitivity", p.drought_sensitivity,
                 {"1", 0.0, 1.0, "share of the year's output lost in the worst drought", "assumption"});
    visit.number("frost_sensitivity", p.frost_sensitivity,
                 {"1", 0.0, 1.0, "share of the year's output lost in the worst frost", "assumption"});
    visit.number("flood_sensitivity", p.flood_sensitivity,
                 {"1", 0.0, 1.0, "share of the year's output lost in the worst flood", "assumption"});
    visit.number("erosion_sensitivity", p.erosion_sensitivity,
                 {"1", 0.0, 1.0, "share of the region's erosion rate that the product's yield feels", "assumption"});
  }
};

}  // namespace ayni

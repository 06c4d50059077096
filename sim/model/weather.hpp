#pragma once
// Drought, frost and flood by region and agricultural year (July to June), and what they leave of the yield.
//
// One-factor Gaussian copula: z(region) = l F + sqrt(1 - l^2) e(region), with l the region's altiplano loading and F
// one draw for the country, hazard and year. The hazard strikes when u = Phi(z) falls below its yearly probability p;
// its severity is mildest + (1 - mildest)(1 - u / p), so uniform between the mildest and 1, and worse where neighbours
// fare worse. Years are independent.
//
//   yield factor = product over hazards of (1 - sensitivity x severity) x (1 - erosion rate x erosion sensitivity)^y
//
// with y the agricultural years since the start.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/calendar.hpp"
#include "core/parameter.hpp"
#include "core/random.hpp"

namespace ayni {

/// The table [weather].
struct WeatherParameters {
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

/// All seasons of one run. `season` is Calendar::season(t): 0 is the agricultural year that contains the first month.
class Weather {
 public:
  /// `horizon` in months, at least 1.
  Weather(const WeatherParameters& parameters, const std::vector<RegionWeather>& regions,
          const std::vector<ProductWeather>& products, const Calendar& calendar, int horizon, const Streams& streams);

  /// Output of the season over that of normal weather and uneroded soil, 0 to 1.
  [[nodiscard]] double yield_factor(std::size_t region, std::size_t product, int season) const noexcept {
    return yield_factor_[at(region, season) * products_ + product];
  }
  /// Severity of the season's drought, 0 (none) to 1 (the worst).
  [[nodiscard]] double drought(std::size_t region, int season) const noexcept {
    return severity_[0][at(region, season)];
  }
  /// The same for frost.
  [[nodiscard]] double frost(std::size_t region, int season) const noexcept { return severity_[1][at(region, season)]; }
  /// The same for flood.
  [[nodiscard]] double flood(std::size_t region, int season) const noexcept { return severity_[2][at(region, season)]; }
  /// Whether rain cuts dirt roads in month t.
  [[nodiscard]] bool wet(Month t) const noexcept { return wet_[static_cast<std::size_t>(calendar_.month_of_year(t))]; }

 private:
  [[nodiscard]] std::size_t at(std::size_t region, int season) const noexcept {
    return static_cast<std::size_t>(season) * regions_ + region;
  }

  void erode(const std::vector<RegionWeather>&, const std::vector<ProductWeather>&, std::size_t seasons);

  Calendar calendar_;
  std::size_t regions_;
  std::size_t products_;
  std::array<bool, 12> wet_{};                   ///< [month of the year]
  std::array<std::vector<double>, 3> severity_;  ///< drought, frost, flood: [season][region]
  std::vector<double> yield_factor_;             ///< [season][region][product]
};

}  // namespace ayni

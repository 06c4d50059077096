#pragma once
// Drought, frost and flood by region and agricultural year (July to June), and what they leave of the yield.
//
// One-factor Gaussian copula: z(region) = l F + sqrt(1 - l^2) e(region), with l the region's altiplano loading and F
// one draw for the country, hazard and year. The hazard strikes when u = Phi(z) falls below its yearly probability p;
// its severity is mildest + (1 - mildest)(1 - u / p), so uniform between the mildest and 1, and worse where neighbours
// fare worse. Years are independent. F and each region's e are streams of their own, so regions added or taken away
// change nothing for the others.
//
//   yield factor = product over hazards of (1 - sensitivity x severity) x (1 - erosion rate x erosion sensitivity)^y
//
// with y the agricultural years since the start.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/calendar.hpp"
#include "core/random.hpp"
#include "model/market/weather_parameters.hpp"

namespace ayni {

enum class Hazard { drought, frost, flood };
inline constexpr std::size_t hazards = 3;

/// All seasons of one run. `season` is Calendar::season(t): 0 is the agricultural year that contains the first month.
class Weather {
 public:
  /// `keys` are those of the regions' names; `horizon` in months, at least 1.
  Weather(const WeatherParameters& parameters, const std::vector<RegionWeather>& regions,
          const std::vector<std::uint64_t>& keys, const std::vector<ProductWeather>& products, const Calendar& calendar,
          int horizon, const Streams& streams);

  /// Output of the season over that of normal weather and uneroded soil, 0 to 1.
  [[nodiscard]] double yield_factor(std::size_t region, std::size_t product, int season) const noexcept {
    return yield_factor_[at(region, season) * products_ + product];
  }
  /// Severity of the season's drought, 0 (none) to 1 (the worst).
  [[nodiscard]] double drought(std::size_t region, int season) const noexcept {
    return severity(Hazard::drought, region, season);
  }
  /// The same for frost.
  [[nodiscard]] double frost(std::size_t region, int season) const noexcept {
    return severity(Hazard::frost, region, season);
  }
  /// The same for flood.
  [[nodiscard]] double flood(std::size_t region, int season) const noexcept {
    return severity(Hazard::flood, region, season);
  }
  /// Whether rain cuts dirt roads in month t.
  [[nodiscard]] bool wet(Month t) const noexcept { return wet_[static_cast<std::size_t>(calendar_.month_of_year(t))]; }

 private:
  [[nodiscard]] std::size_t at(std::size_t region, int season) const noexcept {
    return static_cast<std::size_t>(season) * regions_ + region;
  }
  [[nodiscard]] double severity(Hazard hazard, std::size_t region, int season) const noexcept {
    return severity_[static_cast<std::size_t>(hazard)][at(region, season)];
  }

  void erode(const std::vector<RegionWeather>&, const std::vector<ProductWeather>&, std::size_t seasons);

  Calendar calendar_;
  std::size_t regions_;
  std::size_t products_;
  std::array<bool, 12> wet_{};                         ///< [month of the year]
  std::array<std::vector<double>, hazards> severity_;  ///< by Hazard: [season][region]
  std::vector<double> yield_factor_;                   ///< [season][region][product]
};

}  // namespace ayni

#include "model/market/weather.hpp"

#include <cmath>
#include <span>

#include "core/distributions.hpp"
#include "core/elementary.hpp"

namespace ayni {
namespace {

// Hart's coefficients, the highest power first, and where his approximation ends.
constexpr std::array<double, 7> above_powers{3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383,
                                             112.079291497871,     221.213596169931,  220.206867912376};
constexpr std::array<double, 8> below_powers{8.83883476483184e-02, 1.75566716318264, 16.064177579207,
                                             86.7807322029461,     296.564248779674, 637.333633378831,
                                             793.826512519948,     440.413735824752};
constexpr double approximated_to = 7.07;

double polynomial(std::span<const double> powers, double x) noexcept {
  double value = 0.0;
  for (const double c : powers) value = value * x + c;
  return value;
}

/// Standard normal distribution function: Hart (1968), Algorithm 5666, as in West (2005), for |z| <= 7.07; further out
/// the difference from 0 or 1 is below 1e-12, nothing a hazard could feel.
double normal_probability(double z) noexcept {
  const double x = std::abs(z);
  if (x > approximated_to) return z < 0.0 ? 0.0 : 1.0;
  const double tail = portable_exp(-0.5 * x * x) * polynomial(above_powers, x) / polynomial(below_powers, x);
  return z < 0.0 ? tail : 1.0 - tail;
}

struct HazardDraws {
  Hazard hazard;
  Process country, region;
  double RegionWeather::*probability;
  double ProductWeather::*sensitivity;
};

constexpr std::array<HazardDraws, hazards> all_hazards{{
    {Hazard::drought, Process::country_drought, Process::drought, &RegionWeather::drought,
     &ProductWeather::drought_sensitivity},
    {Hazard::frost, Process::country_frost, Process::frost, &RegionWeather::frost, &ProductWeather::frost_sensitivity},
    {Hazard::flood, Process::country_flood, Process::flood, &RegionWeather::flood, &ProductWeather::flood_sensitivity},
}};

double draw(const Streams& streams, Process process, std::uint64_t agent, std::size_t season) noexcept {
  Engine engine = streams(process, agent, season);
  return normal(engine);
}

}  // namespace

Weather::Weather(const WeatherParameters& parameters, const std::vector<RegionWeather>& regions,
                 const std::vector<std::uint64_t>& keys, const std::vector<ProductWeather>& products,
                 const Calendar& calendar, int horizon, const Streams& streams)
    : calendar_{calendar}, regions_{regions.size()}, products_{products.size()} {
  for (std::int64_t i = 0; i < parameters.wet_months; ++i) {
    wet_[static_cast<std::size_t>((parameters.wet_first_month - 1 + i) % 12)] = true;
  }
  const auto seasons = static_cast<std::size_t>(calendar.season(horizon - 1)) + 1;
  for (auto& severity : severity_) severity.assign(seasons * regions_, 0.0);
  yield_factor_.assign(seasons * regions_ * products_, 1.0);

  for (const HazardDraws& hazard : all_hazards) {
    std::vector<double>& severities = severity_[static_cast<std::size_t>(hazard.hazard)];
    for (std::size_t season = 0; season < seasons; ++season) {
      const double common = draw(streams, hazard.country, whole_country, season);
      for (std::size_t r = 0; r < regions_; ++r) {
        const double probability = regions[r].*hazard.probability;
        const double loading = regions[r].altiplano_loading;
        const double own = draw(streams, hazard.region, keys[r], season);
        const double u = normal_probability(loading * common + std::sqrt(1.0 - loading * loading) * own);
        if (u >= probability) continue;
        const double severity =
            parameters.mildest_severity + (1.0 - parameters.mildest_severity) * (1.0 - u / probability);
        severities[season * regions_ + r] = severity;
        for (std::size_t p = 0; p < products_; ++p) {
          yield_factor_[(season * regions_ + r) * products_ + p] *= 1.0 - products[p].*hazard.sensitivity * severity;
        }
      }
    }
  }
  erode(regions, products, seasons);
}

void Weather::erode(const std::vector<RegionWeather>& regions, const std::vector<ProductWeather>& products,
                    std::size_t seasons) {
  for (std::size_t r = 0; r < regions_; ++r) {
    for (std::size_t p = 0; p < products_; ++p) {
      const double kept = 1.0 - regions[r].erosion_rate * products[p].erosion_sensitivity;
      double soil = 1.0;
      for (std::size_t season = 0; season < seasons; ++season, soil *= kept) {
        yield_factor_[(season * regions_ + r) * products_ + p] *= soil;
      }
    }
  }
}

}  // namespace ayni

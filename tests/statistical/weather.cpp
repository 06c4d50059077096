// Frequencies and dependence of the weather against closed forms. Seeds are fixed; the false-alarm rate is the chance
// that a right program would fail with a fresh seed: 4.9 standard errors, 1e-6 a check, under 1e-5 for the file.

#include "model/market/weather.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "../support/moments.hpp"

using namespace ayni;

namespace {

constexpr double bound = 4.9;
constexpr int seasons = 101;

Weather century(const std::vector<RegionWeather>& regions, std::uint64_t replicate) {
  std::vector<std::uint64_t> keys;
  for (std::size_t r = 0; r < regions.size(); ++r) keys.push_back(key_of_name("region " + std::to_string(r)));
  return Weather{WeatherParameters{}, regions, keys, {ProductWeather{}}, Calendar{}, 12 * 100, Streams{3, replicate}};
}

}  // namespace

TEST_CASE("a hazard strikes as often as its probability says, with severities uniform above the mildest") {
  const std::vector<RegionWeather> regions{{0.28, 0.1, 0.02, 0.85, 0.0}};
  Moments drought, frost, flood, severity, square;
  for (std::uint64_t r = 0; r < 300; ++r) {
    const Weather weather = century(regions, r);
    for (int s = 0; s < seasons; ++s) {
      drought.add(weather.drought(0, s) > 0.0);
      frost.add(weather.frost(0, s) > 0.0);
      flood.add(weather.flood(0, s) > 0.0);
      if (weather.drought(0, s) > 0.0) {
        severity.add(weather.drought(0, s));
        square.add((weather.drought(0, s) - 0.6) * (weather.drought(0, s) - 0.6));
      }
    }
  }
  CHECK(std::abs(drought.mean() - 0.28) < bound * drought.standard_error());
  CHECK(std::abs(frost.mean() - 0.10) < bound * frost.standard_error());
  CHECK(std::abs(flood.mean() - 0.02) < bound * flood.standard_error());
  CHECK(std::abs(severity.mean() - 0.6) < bound * severity.standard_error());
  CHECK(std::abs(square.mean() - 0.8 * 0.8 / 12.0) < bound * square.standard_error());
}

TEST_CASE("droughts of two regions coincide as a Gaussian copula of the product of their loadings") {
  const std::vector<RegionWeather> regions{{0.5, 0, 0, 0.9, 0.0}, {0.5, 0, 0, 0.7, 0.0}, {0.5, 0, 0, 0.0, 0.0}};
  Moments together, apart, next;
  for (std::uint64_t r = 0; r < 300; ++r) {
    const Weather weather = century(regions, r);
    for (int s = 0; s < seasons; ++s) {
      const bool first = weather.drought(0, s) > 0.0;
      together.add(first && weather.drought(1, s) > 0.0);
      apart.add(first && weather.drought(2, s) > 0.0);
      if (s > 0) next.add(first && weather.drought(0, s - 1) > 0.0);
    }
  }
  // Both below their medians: 1/4 + asin(rho) / 2 pi.
  const double expected = 0.25 + std::asin(0.63) / (2.0 * 3.14159265358979);
  CHECK(std::abs(together.mean() - expected) < bound * together.standard_error());
  CHECK(std::abs(apart.mean() - 0.25) < bound * apart.standard_error());
  CHECK(std::abs(next.mean() - 0.25) < 1.5 * bound * next.standard_error());  // neighbouring pairs share a year
}

TEST_CASE("the mean yield factor is the product of what the hazards leave on average") {
  const std::vector<RegionWeather> regions{{0.3, 0.2, 0.1, 0.5, 0.0}};
  Moments yield;
  for (std::uint64_t r = 0; r < 300; ++r) {
    const Weather weather = century(regions, r);
    for (int s = 0; s < seasons; ++s) yield.add(weather.yield_factor(0, 0, s));
  }
  const double expected = (1.0 - 0.3 * 0.4 * 0.6) * (1.0 - 0.2 * 0.2 * 0.6) * (1.0 - 0.1 * 0.3 * 0.6);
  CHECK(std::abs(yield.mean() - expected) < bound * yield.standard_error());
}

#include "model/market/weather.hpp"

#include <catch2/catch.hpp>

using namespace ayni;

namespace {

constexpr int horizon = 120;
constexpr int seasons = 11;  // 2007-01 to 2016-12 touch the agricultural years 2006-07 to 2016-17

struct Country {
  WeatherParameters parameters;
  std::vector<RegionWeather> regions{{0.3, 0.3, 0.3, 0.8, 0.0}, {0.2, 0.1, 0.2, 0.8, 0.0}};
  std::vector<std::uint64_t> keys{key_of_name("lago"), key_of_name("salar")};
  std::vector<ProductWeather> products{{0.6, 0.4, 0.2, 1.0}, {0.3, 0.1, 0.2, 0.5}};

  Weather weather(std::uint64_t replicate = 1) const {
    return Weather{parameters, regions, keys, products, Calendar{}, horizon, Streams{11, replicate}};
  }
};

}  // namespace

TEST_CASE("without hazards and erosion every season gives the full yield") {
  Country country;
  for (RegionWeather& region : country.regions) region = {0.0, 0.0, 0.0, 0.9, 0.0};
  const Weather weather = country.weather();
  for (int season = 0; season < seasons; ++season) {
    CHECK(weather.drought(0, season) == 0.0);
    CHECK(weather.yield_factor(0, 0, season) == 1.0);
  }
}

TEST_CASE("a hazard of probability one strikes every season, at least with the mildest severity") {
  Country country;
  country.regions[0].drought = 1.0;
  const Weather weather = country.weather();
  for (int season = 0; season < seasons; ++season) {
    CHECK(weather.drought(0, season) >= country.parameters.mildest_severity);
    CHECK(weather.drought(0, season) <= 1.0);
  }
}

TEST_CASE("the yield factor is what each hazard leaves, by the product's sensitivity") {
  Country country;
  int struck = 0;
  for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
    const Weather weather = country.weather(replicate);
    for (int season = 0; season < seasons; ++season) {
      const double left = (1.0 - 0.6 * weather.drought(0, season)) * (1.0 - 0.4 * weather.frost(0, season)) *
                          (1.0 - 0.2 * weather.flood(0, season));
      CHECK(weather.yield_factor(0, 0, season) == Approx(left));
      CHECK(weather.yield_factor(0, 1, season) >= left);
      struck += left < 1.0;
    }
  }
  CHECK(struck > 50);
}

TEST_CASE("erosion compounds over the years and is felt by the product's sensitivity") {
  Country country;
  country.regions[1] = {0.0, 0.0, 0.0, 0.0, 0.02};
  const Weather weather = country.weather();
  CHECK(weather.yield_factor(1, 0, 0) == 1.0);
  CHECK(weather.yield_factor(1, 0, 3) == Approx(0.98 * 0.98 * 0.98));
  CHECK(weather.yield_factor(1, 1, 3) == Approx(0.99 * 0.99 * 0.99));
}

TEST_CASE("a likelier hazard keeps every event and makes none milder") {
  Country country;
  const Weather rare = country.weather();
  country.regions[0].drought = 0.6;
  const Weather likely = country.weather();
  int events = 0;
  for (int season = 0; season < seasons; ++season) {
    CHECK(likely.drought(0, season) >= rare.drought(0, season));
    events += likely.drought(0, season) > 0.0;
  }
  CHECK(events > 0);
}

TEST_CASE("one region's hazard leaves other hazards, regions and products alone") {
  Country country;
  const Weather before = country.weather();
  country.regions[0].drought = 0.9;
  country.products[0].flood_sensitivity = 0.9;
  country.regions.push_back({});
  country.keys.push_back(key_of_name("valles"));
  const Weather after = country.weather();
  for (int season = 0; season < seasons; ++season) {
    CHECK(after.frost(0, season) == before.frost(0, season));
    CHECK(after.flood(0, season) == before.flood(0, season));
    CHECK(after.drought(1, season) == before.drought(1, season));
    CHECK(after.yield_factor(1, 1, season) == before.yield_factor(1, 1, season));
  }
}

TEST_CASE("regions listed in another order, and further ones, keep their weather") {
  const Country country;
  const Weather before = country.weather();
  Country other = country;
  other.keys = {key_of_name("aaa"), country.keys[1], country.keys[0]};
  other.regions = {country.regions[0], country.regions[1], country.regions[0]};
  const Weather after = other.weather();
  bool differs = false;
  for (int season = 0; season < seasons; ++season) {
    CHECK(before.yield_factor(0, 0, season) == after.yield_factor(2, 0, season));
    CHECK(before.yield_factor(1, 1, season) == after.yield_factor(1, 1, season));
    differs = differs || after.yield_factor(0, 0, season) != after.yield_factor(2, 0, season);
  }
  CHECK(differs);
}

TEST_CASE("the wet season runs over the turn of the year") {
  const Weather weather = Country{}.weather();
  const std::vector<bool> wet{true, true, true, false, false, false, false, false, false, false, false, true};
  for (Month t = 0; t < 24; ++t) CHECK(weather.wet(t) == wet[static_cast<std::size_t>(t % 12)]);
  Country dry;
  dry.parameters.wet_months = 0;
  CHECK_FALSE(dry.weather().wet(0));
}

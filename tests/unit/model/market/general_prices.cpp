// Consumer prices and wages, and how products' prices follow them.

#include <catch2/catch.hpp>
#include <cmath>

#include "unit/model/market/price_country.hpp"

using namespace ayni;

TEST_CASE("general prices pass through the years given, and grow by inflation before and after them") {
  Country country;
  country.parameters.index_years = {2008.0, 2009.0, 2010.0};
  country.parameters.index = {100.0, 110.0, 99.0};
  country.parameters.inflation_per_year = 0.05;
  country.parameters.base_year = 2009.0;
  const Prices prices = country.prices(72);
  const auto between = [](double share) { return std::pow(100.0 / 110.0, 1.0 - share); };
  CHECK(prices.index(11) == Approx(100.0 / 110.0 * std::pow(1.05, -0.5 / 12.0)));  // mid-December 2007
  CHECK(prices.index(12) == Approx(between(0.5 / 12.0)));                          // mid-January 2008
  CHECK(prices.index(30) == Approx(std::pow(99.0 / 110.0, 6.5 / 12.0)));           // mid-July 2009
  CHECK(prices.index(48) == Approx(99.0 / 110.0 * std::pow(1.05, 12.5 / 12.0)));   // mid-January 2011
  CHECK(prices.index(48) == general_prices(country.parameters, country.calendar, 48));
}

TEST_CASE("a product's level follows general prices by its pass-through, fixed or drawn") {
  Country country;
  country.parameters.inflation_per_year = 0.06;
  country.parameters.base_year = 2010.0;
  country.products[maize].volatility = 0.0;
  country.products[milk].inflation_pass_through = 0.0;
  country.products[quinoa].inflation_pass_through = 0.5;
  for (const PriceMode mode : {PriceMode::fixed, PriceMode::stochastic}) {
    country.parameters.mode = mode;
    const Prices prices = country.prices(120);
    for (const Month t : {0, 36, 119}) {
      const double level = country.products[maize].level;
      CHECK(prices.reference(maize, t) == Approx(level * prices.index(t)));
      if (mode != PriceMode::fixed) continue;
      CHECK(prices.reference(milk, t) == Approx(3.4));
      CHECK(prices.reference(quinoa, t) == Approx(545.0 * std::sqrt(prices.index(t))));
    }
  }
}

TEST_CASE("history's anchors bring their own inflation, and the process goes on from the last of them") {
  Country plain;
  Country inflated;
  plain.parameters.mode = inflated.parameters.mode = PriceMode::historical;
  inflated.parameters.inflation_per_year = 0.08;
  inflated.products[quinoa].reversion = plain.products[quinoa].reversion = 0.0;
  inflated.products[quinoa].momentum = plain.products[quinoa].momentum = 0.0;
  const Prices a = plain.prices(180);
  const Prices b = inflated.prices(180);
  const auto last = static_cast<Month>(std::floor((plain.products[quinoa].anchor_years.back() - 2007.0) * 12.0 + 0.01));
  REQUIRE(last < 178);
  for (const Month t : {0, 50, last}) CHECK(b.reference(quinoa, t) == Approx(a.reference(quinoa, t)));
  CHECK(b.reference(quinoa, 179) > a.reference(quinoa, 179));
}

TEST_CASE("the wage of a day is on the line between its years, and follows general prices after them") {
  Country country;
  country.parameters.inflation_per_year = 0.10;
  country.parameters.day_wage_years = {2008.0, 2010.0};
  country.parameters.day_wage_bs = {40.0, 60.0};
  const Prices prices = country.prices(72);
  CHECK(prices.day_wage(0) == Approx(40.0));
  CHECK(prices.day_wage(23) == Approx(40.0 + 20.0 * (11.5 / 24.0)));
  CHECK(prices.day_wage(60) == Approx(60.0 * std::pow(1.1, 24.5 / 12.0)));
}

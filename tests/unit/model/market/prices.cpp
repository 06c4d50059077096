#include "model/market/prices.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "model/market/price_process.hpp"
#include "unit/model/market/price_country.hpp"

using namespace ayni;

namespace {

PriceShock shock_of(std::size_t product, ShockKind kind, std::int64_t start_month, std::int64_t months, double size) {
  Shock shock;
  shock.kind = kind;
  shock.start_month = start_month;
  shock.months = months;
  shock.size = size;
  return {product, shock};
}

bool same_reference(const Prices& a, const Prices& b, std::size_t product, Month horizon) {
  for (Month t = 0; t < horizon; ++t) {
    if (a.reference(product, t) != b.reference(product, t)) return false;
  }
  return true;
}

bool same_spot(const Prices& a, const Prices& b, std::size_t region, std::size_t product, Month horizon) {
  for (Month t = 0; t < horizon; ++t) {
    if (a.spot(region, product, t) != b.spot(region, product, t)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("in fixed mode every price stays at its level and the spot price at basis and margin") {
  Country country;
  country.parameters.mode = PriceMode::fixed;
  country.markets[quinoa] = {0.9, 0.0};
  country.markets[maize] = {0.0, 0.5};
  const Prices prices = country.prices();
  for (Month t : {0, 1, 60, 179}) {
    CHECK(prices.reference(milk, t) == Approx(3.4));
    CHECK(prices.reference(quinoa, t) == Approx(545.0));
    CHECK(prices.spot(0, quinoa, t) == Approx(545.0 * 0.9 * (1.0 - country.products[quinoa].spot_margin)));
    CHECK(prices.spot(1, quinoa, t) == Approx(545.0));
    CHECK(prices.spot(0, maize, t) == 0.0);
    CHECK(prices.boom(quinoa, t) == 0.0);
  }
}

TEST_CASE("historical prices pass through every anchor of the chosen set") {
  Country country;
  const auto check = [&](const Prices& prices, std::size_t product, const std::vector<double>& values) {
    const ProductPrice& p = country.products[product];
    for (std::size_t i = 0; i < p.anchor_years.size(); ++i) {
      const Month t = static_cast<Month>(std::floor((p.anchor_years[i] - 2007.0) * 12.0 + 0.01));
      if (t >= 0) CHECK(prices.reference(product, t) == Approx(values[i]));
    }
  };
  check(country.prices(), quinoa, country.products[quinoa].anchor_prices);
  check(country.prices(), milk, country.products[milk].anchor_prices);
  country.parameters.anchors = AnchorSet::report_literal;
  check(country.prices(), milk, country.products[milk].anchor_prices_report_literal);
  check(country.prices(), quinoa, country.products[quinoa].anchor_prices);
}

TEST_CASE("historical prices differ between replicates between the anchors and after the last, not at them") {
  Country country;
  const Prices a = country.prices(180, 1);
  const Prices b = country.prices(180, 2);
  CHECK(a.reference(quinoa, 54) != b.reference(quinoa, 54));
  CHECK(a.reference(quinoa, 85) == Approx(b.reference(quinoa, 85)));
  CHECK(a.reference(quinoa, 170) != b.reference(quinoa, 170));
}

TEST_CASE("without bridge noise the historical quinoa path has the annual means of the wholesale series") {
  Country country;
  country.products[quinoa].bridge_volatility = 0.0;
  const Prices prices = country.prices();
  // Evidence: Cochabamba wholesale, Bs per 46 kg; the anchors are 679 / 673.6 of it.
  const std::vector<double> wholesale{652, 695, 1121, 1909, 1057, 565, 510, 524};
  for (int y = 0; y < 8; ++y) {
    double mean = 0.0;
    for (int m = 0; m < 12; ++m) mean += prices.reference(quinoa, 12 * (4 + y) + m) / 12.0;
    INFO("year " << 2011 + y);
    CHECK(mean == Approx(wholesale[static_cast<std::size_t>(y)] * 679.0 / 673.6).epsilon(0.07));
  }
}

TEST_CASE("a run that begins before its first or after its last anchor has a price all along") {
  Country country;
  country.calendar.start_year = 1995;
  CHECK(country.prices(24).reference(quinoa, 23) == Approx(263.0).epsilon(0.2));
  CHECK(country.prices(24).reference(milk, 23) == Approx(3.07));
  country.calendar.start_year = 2030;
  CHECK(country.prices(24).reference(quinoa, 0) == Approx(625.0));
  CHECK(country.prices(24).reference(milk, 0) == Approx(3.00));
}

TEST_CASE("the administered price moves only at reviews after its last anchor and stays within its band") {
  Country country;
  country.parameters.milk.pass_through = 1.0;
  const Prices prices = country.prices(1200);
  int steps = 0;
  for (Month t = 133; t < 1200; ++t) {
    const double now = prices.reference(milk, t);
    const double before = prices.reference(milk, t - 1);
    if (now == before) continue;
    ++steps;
    CHECK(t % country.parameters.milk.review_months == 0);
    CHECK(std::abs(std::log(now / before)) > country.parameters.milk.step_threshold);
    CHECK(now >= 3.4 * country.parameters.milk.band_low * (1.0 - 1e-9));
    CHECK(now <= 3.4 * country.parameters.milk.band_high * (1.0 + 1e-9));
  }
  CHECK(steps > 10);
}

TEST_CASE("quotas are cut by the gap of import parity beyond the tolerance, down to the floor") {
  Country country;
  country.parameters.mode = PriceMode::fixed;
  MilkMarket& market = country.parameters.milk;
  const auto powder_for = [&](double parity) { return parity * market.litres_per_tonne / 6.96; };
  const Month late = 100;

  market.powder_level = powder_for(3.5);
  CHECK(country.prices().import_parity(late) == Approx(3.5));
  CHECK(country.prices().quota(milk, late) == 1.0);

  market.powder_level = powder_for(3.4 * 0.6);
  CHECK(country.prices().quota(milk, late) == Approx(1.0 - market.quota_slope * (0.4 - market.quota_tolerance)));
  CHECK(country.prices().over_quota_price(milk, late) == Approx(3.4 * 0.72));

  market.powder_level = powder_for(0.1);
  CHECK(country.prices().quota(milk, late) == Approx(market.quota_floor));
  CHECK(country.prices().quota(quinoa, late) == 1.0);
  CHECK(country.prices().over_quota_price(quinoa, late) == country.prices().reference(quinoa, late));
}

TEST_CASE("in history quotas bite after the powder price collapses, not in its peak year") {
  const Prices prices = Country{}.prices();
  CHECK(prices.quota(milk, 12 * 6 + 9) > 0.98);  // October 2013
  CHECK(prices.quota(milk, 12 * 9) < 0.90);      // January 2016
}

TEST_CASE("scripted shocks act in their months only, each in its own way") {
  Country country;
  country.parameters.mode = PriceMode::fixed;
  country.parameters.milk.powder_level = 3.4 * 8000.0 / 6.96;
  country.shocks = {
      shock_of(milk, ShockKind::import_surge, 70, 24, 0.5), shock_of(quinoa, ShockKind::export_ban, 10, 5, 0.4),
      shock_of(quinoa, ShockKind::boom, 20, 5, 1.0),        shock_of(quinoa, ShockKind::plain, 179, 500, -0.5),
      shock_of(maize, ShockKind::import_surge, 0, 1, 0.25), shock_of(maize, ShockKind::plain, 5000, 5, 1.0)};
  const Prices prices = country.prices();

  CHECK(prices.quota(milk, 69) == 1.0);
  CHECK(prices.reference(milk, 93) == Approx(3.4));
  CHECK(prices.quota(milk, 93) == Approx(1.0 - 0.9 * (0.5 - 0.15)).epsilon(0.001));
  CHECK(prices.quota(milk, 140) == Approx(1.0).epsilon(0.001));

  CHECK(prices.export_open(quinoa, 9));
  CHECK_FALSE(prices.export_open(quinoa, 10));
  CHECK(prices.reference(quinoa, 14) == Approx(545.0 * 0.6));
  CHECK(prices.export_open(quinoa, 15));
  CHECK(prices.reference(quinoa, 15) == Approx(545.0));
  CHECK(prices.reference(quinoa, 20) == Approx(1090.0));
  CHECK(prices.boom(quinoa, 20) == 1.0);
  CHECK(prices.boom(quinoa, 25) == 0.0);
  CHECK_FALSE(prices.in_boom(quinoa, 19));
  CHECK(prices.in_boom(quinoa, 20));
  CHECK_FALSE(prices.in_boom(quinoa, 25));
  CHECK(prices.reference(quinoa, 179) == Approx(272.5));
  CHECK(prices.spot(1, quinoa, 179) == Approx(272.5));
  CHECK(prices.reference(maize, 0) == Approx(75.0));
}

TEST_CASE("the boom indicator follows the price from its normal to its boom level") {
  const Prices prices = Country{}.prices();
  CHECK(prices.boom(quinoa, 6) == 0.0);   // July 2007
  CHECK(prices.boom(quinoa, 86) == 1.0);  // March 2014, at 2016 Bs against a boom level of 1690
  CHECK(prices.boom(quinoa, 73) > 0.3);
  CHECK(prices.boom(quinoa, 73) < 0.7);
  CHECK(prices.boom(quinoa, 128) == 0.0);
  CHECK(prices.boom(maize, 86) == 0.0);
}

TEST_CASE("while history leads the price, the regime is the one whose level is nearer") {
  const Prices prices = Country{}.prices();
  for (Month t = 0; t < 144; ++t) {
    CAPTURE(t);
    CHECK(prices.in_boom(quinoa, t) == (prices.boom(quinoa, t) > 0.5));
  }
  CHECK(prices.in_boom(quinoa, 86));
  CHECK_FALSE(prices.in_boom(maize, 86));
}

TEST_CASE("parameters and modes of one product leave the draws of all others alone") {
  Country country;
  const Prices before = country.prices();
  country.products[quinoa].volatility = 0.9;
  country.products[quinoa].mode = PriceModeOverride::stochastic;
  country.products[quinoa].spot_noise = 0.3;
  country.markets[0].depth = 0.1;
  const Prices after = country.prices();
  CHECK_FALSE(same_reference(before, after, quinoa, 180));
  CHECK(same_reference(before, after, milk, 180));
  CHECK(same_reference(before, after, maize, 180));
  CHECK_FALSE(same_spot(before, after, 0, milk, 180));
  CHECK(same_spot(before, after, 1, milk, 180));
  CHECK(same_spot(before, after, 1, maize, 180));
}

TEST_CASE("products listed in another order, and further ones, leave every price as it was") {
  Country country;
  country.parameters.mode = PriceMode::stochastic;
  for (ProductPrice& product : country.products) product.common_loading = 0.5;
  const Prices before = country.prices();
  Country other;
  other.parameters.mode = PriceMode::stochastic;
  other.products = {ProductPrice{}, quinoa_price(), milk_price(), ProductPrice{}};
  for (ProductPrice& product : other.products) product.common_loading = 0.5;
  other.keys = {key_of_name("maize"), key_of_name("quinoa"), key_of_name("milk"), key_of_name("aaa")};
  other.markets.clear();
  for (const char* region : {"south", "east", "north"}) other.add_region(region);
  const Prices after = other.prices();
  for (Month t = 0; t < 180; ++t) {
    REQUIRE(before.reference(milk, t) == after.reference(2, t));
    REQUIRE(before.reference(quinoa, t) == after.reference(1, t));
    REQUIRE(before.reference(maize, t) == after.reference(0, t));
    REQUIRE(before.spot(0, quinoa, t) == after.spot(2, 1, t));
    REQUIRE(before.spot(1, maize, t) == after.spot(0, 0, t));
  }
}

TEST_CASE("a longer horizon and a further region leave what comes before them alone") {
  Country country;
  const Prices shorter = country.prices(120);
  country.add_region("east");
  const Prices longer = country.prices(600);
  for (std::size_t product : {milk, quinoa, maize}) {
    CHECK(same_reference(shorter, longer, product, 120));
    CHECK(same_spot(shorter, longer, 1, product, 120));
  }
}

TEST_CASE("the same draws drive a product under every volatility") {
  Country country;
  country.products[maize].volatility = 0.1;
  const Prices calm = country.prices();
  country.products[maize].volatility = 0.3;
  const Prices wild = country.prices();
  for (Month t = 1; t < 180; ++t) {
    const double narrow = std::log(calm.reference(maize, t) / 100.0);
    CHECK(std::log(wild.reference(maize, t) / 100.0) == Approx(3.0 * narrow).margin(1e-9));
  }
}

TEST_CASE("deeper markets pay more and the regions' spot noise differs") {
  Country country;
  country.markets[milk].depth = 0.2;
  const Prices shallow = country.prices();
  country.markets[milk].depth = 0.9;
  const Prices deep = country.prices();
  for (Month t = 0; t < 180; ++t) CHECK(deep.spot(0, milk, t) > shallow.spot(0, milk, t));
  CHECK(deep.spot(0, quinoa, 10) != deep.spot(1, quinoa, 10));
}

TEST_CASE("the exchange rate is linear between the given years and constant outside them") {
  const Prices prices = Country{}.prices();
  CHECK(prices.exchange_rate(0) == Approx(8.03 + (7.67 - 8.03) * 0.5 / 12.0));
  CHECK(prices.exchange_rate(179) == Approx(6.96));
}

TEST_CASE("a monthly step of the Ornstein-Uhlenbeck process is exact") {
  const MonthlyOu ou{0.87, 0.33};
  CHECK(ou.decay == Approx(std::exp(-0.87 / 12.0)));
  CHECK(ou.deviation == Approx(0.33 * std::sqrt((1.0 - std::exp(-0.87 / 6.0)) / 1.74)));
  CHECK(MonthlyOu{0.0, 0.33}.deviation == Approx(0.33 / std::sqrt(12.0)));
  CHECK(ou.step(2.0, 1.0, 0.0) == Approx(1.0 + ou.decay));
}

TEST_CASE("no draw takes a price further than a factor of 100 from its level, and an ordinary one is not touched") {
  Country country;
  country.parameters.mode = PriceMode::stochastic;
  ProductPrice& wild = country.products[quinoa];
  wild.reversion = 0.0;
  wild.volatility = 2.0;
  wild.momentum = 0.95;
  country.products[maize].reversion = 0.0;
  country.products[maize].volatility = 5.0;
  const Prices prices = country.prices(1200);
  double highest = 0.0;
  for (Month t = 0; t < 1200; ++t) {
    CHECK(prices.reference(quinoa, t) >= Approx(545.0 / 100.0));
    CHECK(prices.reference(quinoa, t) <= Approx(545.0 * 3.1 * 100.0));
    CHECK(prices.reference(maize, t) >= Approx(1.0));
    CHECK(prices.reference(maize, t) <= Approx(1e4));
    highest = std::max(highest, prices.reference(maize, t));
  }
  CHECK(highest == Approx(1e4));
}

TEST_CASE("a bridge is held near its anchors, and a price that history left far from its level goes on from there") {
  Country country;
  ProductPrice& maize_price = country.products[maize];
  maize_price.anchor_years = {2007.0, 2021.0};
  maize_price.anchor_prices = {1e-3, 1e-3};
  maize_price.bridge_volatility = 5.0;
  const Prices prices = country.prices(240);
  for (Month t = 0; t < 168; ++t) CHECK(prices.reference(maize, t) <= Approx(0.1));
  CHECK(prices.reference(maize, 169) < 0.1);  // the level is 100
}

TEST_CASE("inconsistent anchors are named, all at once") {
  ProductPrice p = milk_price();
  CHECK(inconsistencies(p, "product.milk.price").empty());
  CHECK(inconsistencies(PriceParameters{}, "prices").empty());
  p.anchor_prices.pop_back();
  p.anchor_prices_report_literal.push_back(1.0);
  p.anchor_years[2] = p.anchor_years[1];
  const std::vector<Inconsistency> found = inconsistencies(p, "product.milk.price");
  REQUIRE(found.size() == 3);
  CHECK(found[0].key == "product.milk.price");
  CHECK(found[1].values == std::vector<std::string>{"product.milk.price.anchor_years"});
  CHECK(found[0].message.find("5 values but anchor_years has 6") != std::string::npos);
  CHECK(found[1].message.find("anchor_years[2]") != std::string::npos);

  PriceParameters prices;
  prices.exchange_rate_years.clear();
  prices.exchange_rate.clear();
  CHECK(inconsistencies(prices, "prices").size() == 1);
}

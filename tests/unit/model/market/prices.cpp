#include "model/market/prices.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "model/market/price_process.hpp"

using namespace ayni;

namespace {

constexpr std::size_t milk = 0;
constexpr std::size_t quinoa = 1;
constexpr std::size_t maize = 2;

ProductPrice milk_price() {
  ProductPrice p;
  p.process = PriceProcess::administered;
  p.level = 3.4;
  p.volatility = 0.05;
  p.spot_margin = 0.28;
  p.anchor_years = {2009.0, 2011.0, 2013.0, 2015.75, 2017.0, 2018.0};
  p.anchor_prices = {3.07, 3.41, 3.61, 3.72, 3.32, 3.00};
  p.anchor_prices_report_literal = {3.86, 4.29, 3.61, 3.72, 3.32, 3.00};
  return p;
}

/// Turning points of the Cochabamba wholesale price (World Food Programme) at the level of the cross-checked anchors.
ProductPrice quinoa_price() {
  ProductPrice p;
  p.process = PriceProcess::regime_switching;
  p.level = 545.0;
  p.reversion = 1.2;
  p.volatility = 0.2;
  p.momentum = 0.44;
  p.bridge_volatility = 0.1;
  p.anchor_years = {2003.5,   2007.5,   2008.5,   2009.5,   2010.542, 2011.292, 2012.792, 2013.125,
                    2013.625, 2013.792, 2013.958, 2014.125, 2014.625, 2015.375, 2015.542, 2016.125,
                    2016.708, 2017.542, 2017.708, 2018.375, 2018.625, 2018.958};
  p.anchor_prices = {263,  305,  508,  643, 706, 629, 706, 958, 1007, 1512, 1512,
                     2016, 2016, 1596, 661, 510, 595, 557, 433, 471,  595,  625};
  return p;
}

struct Country {
  PriceParameters parameters;
  std::vector<ProductPrice> products{milk_price(), quinoa_price(), ProductPrice{}};
  std::vector<std::uint64_t> keys{key_of_name("milk"), key_of_name("quinoa"), key_of_name("maize")};
  std::vector<PriceShock> shocks;
  std::vector<RegionalMarket> markets;  // two regions of three products
  Calendar calendar;

  Country() {
    parameters.index_years = parameters.index = {};  // no general change of prices
    parameters.inflation_per_year = 0.0;
    for (const char* region : {"north", "south"}) add_region(region);
  }
  void add_region(const char* name) {
    for (const std::uint64_t product : keys) markets.push_back({1.0, 1.0, key_within(key_of_name(name), product)});
  }
  Prices prices(int horizon = 180, std::uint64_t replicate = 1) const {
    return Prices{parameters, products, keys, shocks, markets, calendar, horizon, Streams{7, replicate}};
  }
};

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

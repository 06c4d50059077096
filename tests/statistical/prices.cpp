// Moments of the price processes against closed forms or the market series. Seeds are fixed, so that a passing test
// passes for ever; the false-alarm rate is the chance that a right program would fail with a fresh seed. A bound of
// `bound` = 4.9 standard errors gives 1e-6 a check (two-sided normal), some 1.5e-5 for the file.

#include "model/market/prices.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "../support/moments.hpp"

using namespace ayni;

namespace {

constexpr double bound = 4.9;

Prices one_product(const ProductPrice& product, int horizon, std::uint64_t replicate, std::size_t copies = 1) {
  PriceParameters parameters;
  parameters.mode = PriceMode::stochastic;
  parameters.index_years = parameters.index = {};
  parameters.inflation_per_year = 0.0;
  std::vector<std::uint64_t> keys;
  std::vector<RegionalMarket> markets;
  for (std::size_t copy = 0; copy < copies; ++copy) {
    keys.push_back(key_of_name("product " + std::to_string(copy)));
    markets.push_back({1.0, 1.0, keys.back()});
  }
  return Prices{parameters, std::vector<ProductPrice>(copies, product),
                keys,       {},
                markets,    Calendar{},
                horizon,    Streams{20260, replicate}};
}

/// Estimates of analysis/estimate_prices.py from the wholesale price of 2010-22.
ProductPrice quinoa() {
  ProductPrice p;
  p.process = PriceProcess::regime_switching;
  p.level = 545.0;
  p.reversion = 1.2;
  p.volatility = 0.2;
  p.momentum = 0.44;
  return p;
}

/// Annualised standard deviation and lag-1 autocorrelation of one path's monthly log changes.
struct Momentum {
  double sigma, lag1;
};

Momentum momentum(const Prices& prices, Month first, Month end) {
  std::vector<double> change;
  for (Month t = first; t < end; ++t) change.push_back(std::log(prices.reference(0, t) / prices.reference(0, t - 1)));
  double mean = 0.0, square = 0.0, product = 0.0;
  for (double x : change) mean += x / static_cast<double>(change.size());
  for (std::size_t i = 0; i < change.size(); ++i) {
    square += (change[i] - mean) * (change[i] - mean);
    if (i > 0) product += (change[i] - mean) * (change[i - 1] - mean);
  }
  return {std::sqrt(12.0 * square / static_cast<double>(change.size() - 1)), product / square};
}

}  // namespace

TEST_CASE("log prices of an Ornstein-Uhlenbeck product have the stationary mean, variance and autocorrelation") {
  ProductPrice p;
  p.level = 50.0;
  p.reversion = 0.87;
  p.volatility = 0.33;
  const double variance = 0.33 * 0.33 / (2.0 * 0.87);
  Moments level, square, covariance;
  for (std::uint64_t r = 0; r < 4000; ++r) {
    const Prices prices = one_product(p, 241, r);
    const double x = std::log(prices.reference(0, 240) / 50.0);
    const double before = std::log(prices.reference(0, 228) / 50.0);
    level.add(x);
    square.add(x * x);
    covariance.add(x * before);
  }
  CHECK(std::abs(level.mean()) < bound * level.standard_error());
  CHECK(std::abs(square.mean() - variance) < bound * square.standard_error());
  CHECK(std::abs(covariance.mean() - variance * std::exp(-0.87)) < bound * covariance.standard_error());
}

// The margins are 0.02 and 0.04 about the market's 0.262 and 0.473; the model's own means lie about 0.005 from those,
// with standard errors near 0.001 and 0.003, so a false alarm is rarer than 1e-6.
TEST_CASE("quinoa's monthly changes have the market's volatility and momentum") {
  Moments sigma, lag1;
  for (std::uint64_t r = 0; r < 1000; ++r) {
    const Momentum m = momentum(one_product(quinoa(), 264, r), 120, 264);
    sigma.add(m.sigma);
    lag1.add(m.lag1);
  }
  INFO("sigma " << sigma.mean() << " lag-1 " << lag1.mean());
  CHECK(sigma.mean() == Approx(0.262).margin(0.02));
  CHECK(lag1.mean() == Approx(0.473).margin(0.04));
  // One market of twelve years is an ordinary draw of the model.
  CHECK(std::abs(sigma.mean() - 0.262) < sigma.standard_deviation());
  CHECK(std::abs(lag1.mean() - 0.473) < lag1.standard_deviation());
}

// Without momentum the switching level alone gives near 0.06; 0.25 is over 30 standard errors away.
TEST_CASE("jumps between levels alone do not give quinoa's momentum") {
  ProductPrice p = quinoa();
  p.momentum = 0.0;
  Moments lag1;
  for (std::uint64_t r = 0; r < 500; ++r) lag1.add(momentum(one_product(p, 264, r), 120, 264).lag1);
  CHECK(lag1.mean() < 0.25);
}

TEST_CASE("booms take the share of time and the length that the chain's rates give") {
  ProductPrice p = quinoa();
  // At once on the level and without noise, so that the price shows the hidden state.
  p.reversion = p.boom_reversion = 50.0;
  p.volatility = p.boom_volatility = 0.0;
  p.momentum = 0.0;
  p.boom_months = 12.0;
  p.normal_months = 36.0;
  Moments share, left;
  std::size_t mistaken = 0;
  for (std::uint64_t r = 0; r < 400; ++r) {
    const Prices prices = one_product(p, 1200, r);
    double months = 0.0;
    for (Month t = 300; t < 1200; ++t) {
      const bool boom = prices.boom(0, t) > 0.5;
      mistaken += boom != prices.in_boom(0, t) ? 1U : 0U;
      months += boom;
      if (prices.boom(0, t - 1) > 0.5) left.add(boom ? 0.0 : 1.0);
    }
    share.add(months / 900.0);
  }
  CHECK(mistaken == 0);
  CHECK(std::abs(share.mean() - 12.0 / 48.0) < bound * share.standard_error());
  CHECK(std::abs(left.mean() - 1.0 / 12.0) < bound * left.standard_error());
}

TEST_CASE("shocks of two products correlate by the product of their loadings on the common shock") {
  ProductPrice p;
  p.reversion = 0.0;
  p.common_loading = 0.6;
  Moments product;
  const double variance = p.volatility * p.volatility / 12.0;
  for (std::uint64_t r = 0; r < 200; ++r) {
    const Prices prices = one_product(p, 121, r, 2);
    for (Month t = 1; t <= 120; ++t) {
      product.add(std::log(prices.reference(0, t) / prices.reference(0, t - 1)) *
                  std::log(prices.reference(1, t) / prices.reference(1, t - 1)) / variance);
    }
  }
  CHECK(std::abs(product.mean() - 0.36) < bound * product.standard_error());
}

TEST_CASE("between two anchors the noise is a Brownian bridge") {
  ProductPrice p;
  p.mode = PriceModeOverride::historical;
  p.anchor_years = {2007.0, 2011.0};
  p.anchor_prices = {100.0, 400.0};
  p.bridge_volatility = 0.3;
  Moments middle, square, joint;
  for (std::uint64_t r = 0; r < 4000; ++r) {
    const Prices prices = one_product(p, 49, r);
    const double x = std::log(prices.reference(0, 24) / 200.0);
    const double quarter = std::log(prices.reference(0, 12) / 100.0) - 0.25 * std::log(4.0);
    middle.add(x);
    square.add(x * x);
    joint.add(x * quarter);
  }
  // Covariance of a bridge over T = 4 years at s <= t: sigma^2 s (T - t) / T.
  CHECK(std::abs(middle.mean()) < bound * middle.standard_error());
  CHECK(std::abs(square.mean() - 0.09 * 2.0 * 2.0 / 4.0) < bound * square.standard_error());
  CHECK(std::abs(joint.mean() - 0.09 * 1.0 * 2.0 / 4.0) < bound * joint.standard_error());
}

TEST_CASE("spot noise has its standard deviation from the first month and its persistence") {
  ProductPrice p;
  p.spot_noise = 0.1;
  p.spot_persistence = 0.88;
  Moments first, later, covariance;
  for (std::uint64_t r = 0; r < 4000; ++r) {
    const Prices prices = one_product(p, 61, r);
    const auto noise = [&](Month t) { return std::log(prices.spot(0, 0, t) / prices.reference(0, t)); };
    first.add(noise(0) * noise(0));
    later.add(noise(60) * noise(60));
    covariance.add(noise(59) * noise(60));
  }
  CHECK(std::abs(first.mean() - 0.01) < bound * first.standard_error());
  CHECK(std::abs(later.mean() - 0.01) < bound * later.standard_error());
  CHECK(std::abs(covariance.mean() - 0.0088) < bound * covariance.standard_error());
}

// The interval is the documented claim; the mean over 500 runs has a standard error near 0.05 years.
TEST_CASE("the administered milk price takes a step every two to four years") {
  ProductPrice p;
  p.process = PriceProcess::administered;
  p.level = 3.4;
  p.volatility = 0.05;
  Moments steps;
  for (std::uint64_t r = 0; r < 500; ++r) {
    const Prices prices = one_product(p, 601, r);
    int count = 0;
    for (Month t = 1; t <= 600; ++t) count += prices.reference(0, t) != prices.reference(0, t - 1);
    steps.add(count);
  }
  INFO("steps in 50 years " << steps.mean());
  CHECK(50.0 / steps.mean() > 2.0);
  CHECK(50.0 / steps.mean() < 4.0);
}

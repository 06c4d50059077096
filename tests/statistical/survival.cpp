#include "observe/survival.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "core/distributions.hpp"

// Spells of a constant hazard only, drawn from the keyed streams, against their closed forms.

namespace {

constexpr ayni::Month horizon = 120;

struct Sample {
  std::vector<ayni::Month> duration;
  std::vector<std::uint8_t> cause;
};

/// First whole month by which an exponential time of this monthly rate has passed, cut above the horizon.
ayni::Month month_of(double exponential, double rate) {
  return static_cast<ayni::Month>(std::min(std::ceil(exponential / rate), horizon + 1.0));
}

/// Causes 1 and 2 with constant rates, and censoring with another (none at 0), all independent.
Sample draw(std::size_t count, std::uint64_t replicate, double rate_1, double rate_2, double censoring) {
  const ayni::Streams streams{2024, replicate};
  Sample sample;
  for (std::size_t i = 0; i < count; ++i) {
    ayni::Engine engine = streams(ayni::Process::dissolution, i);
    const double time = ayni::exponential(engine);
    const ayni::Month end = month_of(time, rate_1 + rate_2);
    const bool first = ayni::bernoulli(engine, rate_1 / (rate_1 + rate_2));
    const double until = ayni::exponential(engine);
    const ayni::Month censored = censoring > 0.0 ? month_of(until, censoring) : horizon + 1;
    sample.duration.push_back(std::min(end, censored));
    sample.cause.push_back(end > censored ? 0 : (first ? 1 : 2));
  }
  return sample;
}

struct Curves {
  std::vector<double> survival, variance, incidence, incidence_variance;
};

Curves curves_of(const Sample& sample) {
  ayni::LifeTable table{horizon, 2};
  ayni::tabulate({sample.duration, sample.cause}, table);
  const std::size_t n = table.months;
  Curves curves{std::vector<double>(n), std::vector<double>(n), std::vector<double>(2 * n), std::vector<double>(2 * n)};
  ayni::kaplan_meier(table, curves.survival, curves.variance);
  ayni::cumulative_incidence(table, curves.incidence, curves.incidence_variance);
  return curves;
}

constexpr double rate_1 = 0.012;
constexpr double rate_2 = 0.006;

double survival_at(std::size_t month) { return std::exp(-(rate_1 + rate_2) * static_cast<double>(month)); }

}  // namespace

TEST_CASE("hazard-only survival follows the exponential curve (false alarms: below one in a million)") {
  // Without censoring Kaplan-Meier is the empirical distribution, so the Dvoretzky-Kiefer-Wolfowitz-Massart bound
  // P(sup |S - S0| > e) <= 2 exp(-2 n e^2) holds for any n.
  constexpr std::size_t n = 20000;
  const double bound = std::sqrt(std::log(2.0 / 1e-6) / (2.0 * n));
  const Curves curves = curves_of(draw(n, 1, rate_1, rate_2, 0.0));
  double furthest = 0.0;
  for (std::size_t m = 0; m <= horizon; ++m) {
    furthest = std::max(furthest, std::abs(curves.survival[m] - survival_at(m)));
  }
  CHECK(furthest < bound);
}

TEST_CASE("under heavy censoring survival and incidence are unbiased (false alarms: about one in a million)") {
  // Eight z values, each allowed 5.3 (two-sided 1.2e-7); together 9e-7 by Bonferroni.
  const Curves curves = curves_of(draw(20000, 2, rate_1, rate_2, 0.02));
  for (const std::size_t m : {std::size_t{6}, std::size_t{12}, std::size_t{36}, std::size_t{72}}) {
    const double expected = rate_1 / (rate_1 + rate_2) * (1.0 - survival_at(m));
    CHECK(std::abs(curves.survival[m] - survival_at(m)) < 5.3 * std::sqrt(curves.variance[m]));
    CHECK(std::abs(curves.incidence[m] - expected) < 5.3 * std::sqrt(curves.incidence_variance[m]));
  }
}

TEST_CASE("the variances are those seen across replicates (false alarms: below one in a million)") {
  // The sum of z^2 over 1000 replicates is chi-squared with 1000 degrees of freedom: mean 1000, standard deviation
  // 44.7. Two sums, each allowed 6: 2e-8 or less by the quantiles of chi-squared, the rest for z not being quite normal
  // at 400.
  constexpr std::size_t replicates = 1000;
  constexpr std::size_t m = 36;
  const double expected = rate_1 / (rate_1 + rate_2) * (1.0 - survival_at(m));
  double of_survival = 0.0, of_incidence = 0.0;
  for (std::uint64_t r = 0; r < replicates; ++r) {
    const Curves curves = curves_of(draw(400, 100 + r, rate_1, rate_2, 0.02));
    of_survival += std::pow(curves.survival[m] - survival_at(m), 2) / curves.variance[m];
    of_incidence += std::pow(curves.incidence[m] - expected, 2) / curves.incidence_variance[m];
  }
  CHECK(std::abs(of_survival - replicates) < 6.0 * std::sqrt(2.0 * replicates));
  CHECK(std::abs(of_incidence - replicates) < 6.0 * std::sqrt(2.0 * replicates));
}

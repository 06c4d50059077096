#include "observe/risk.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "core/distributions.hpp"

namespace {

constexpr int samples = 4000;

/// How many of many samples of n values have an interval that misses the truth.
template <class Draw>
int misses(const ayni::RiskMeasure& measure, int n, double truth, const Draw& draw) {
  int missed = 0;
  std::vector<double> values(static_cast<std::size_t>(n));
  for (std::uint64_t s = 0; s < samples; ++s) {
    ayni::Engine engine = ayni::Streams{23, s}(ayni::Process::spot_noise, 0);
    for (double& value : values) value = draw(engine);
    const ayni::RiskEstimate found = ayni::risk_estimate(measure, values, ayni::Better::higher, 0.95);
    missed += found.interval.low > truth || found.interval.high < truth ? 1 : 0;
  }
  return missed;
}

// Of a standard normal: the mean below its 10% quantile z is -density(z) / 0.1.
constexpr double normal_tenth = -1.2815515655446;
constexpr double normal_shortfall = -1.7549833193249;

}  // namespace

TEST_CASE("The interval of a quantile covers whatever the distribution (false alarms: one in a million)") {
  const ayni::RiskMeasure tenth{ayni::RiskMeasure::Kind::quantile, 0.1};
  // 5 in 100 at most: 200 and 4.8 standard deviations of 13.8.
  CHECK(misses(tenth, 60, normal_tenth, [](auto& engine) { return ayni::normal(engine); }) <= 266);
  CHECK(misses(tenth, 60, -std::log(0.9), [](auto& engine) { return ayni::exponential(engine); }) <= 266);
}

// Shortfall is estimated with a bias that falls with the number of replicates; the header states what is tested here.
// Were the rates just those, the bounds would be passed one time in a million (4.8 standard deviations).
TEST_CASE("The interval of the mean over the worst tenth covers as stated (false alarms: one in a million each)") {
  const ayni::RiskMeasure tenth{ayni::RiskMeasure::Kind::worst, 0.1};
  const auto bound = [](double rate) { return samples * rate + 4.8 * std::sqrt(samples * rate * (1.0 - rate)); };
  const auto bell = [](auto& engine) { return ayni::normal(engine); };
  CHECK(misses(tenth, 30, normal_shortfall, bell) < bound(0.12));
  CHECK(misses(tenth, 100, normal_shortfall, bell) < bound(0.08));
  CHECK(misses(tenth, 400, normal_shortfall, bell) < bound(0.06));
  const auto skewed = [](auto& engine) { return -ayni::exponential(engine); };
  const double shortfall = -1.0 - std::log(10.0);
  CHECK(misses(tenth, 30, shortfall, skewed) < bound(0.14));
  CHECK(misses(tenth, 100, shortfall, skewed) < bound(0.10));
  CHECK(misses(tenth, 400, shortfall, skewed) < bound(0.07));
}

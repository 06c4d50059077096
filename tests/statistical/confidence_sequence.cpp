#include "observe/confidence_sequence.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "core/distributions.hpp"
#include "observe/comparison.hpp"
#include "support/moments.hpp"

namespace {

constexpr int sequences = 4000;
constexpr std::size_t longest = 1000;

/// How many of many sequences of values of mean zero are ever said to have another mean, at any look.
template <class Draw>
int ever_wrong(const ayni::IntervalRule& rule, const Draw& draw) {
  int wrong = 0;
  for (std::uint64_t s = 0; s < sequences; ++s) {
    ayni::Engine engine = ayni::Streams{17, s}(ayni::Process::spot_noise, 0);
    Moments seen;
    for (std::size_t n = 1; n <= longest; ++n) {
      seen.add(draw(engine));
      if (!ayni::ConfidenceSequence::is_look(n)) continue;
      if (std::abs(seen.mean()) > rule.half_width(n, seen.standard_error())) {
        ++wrong;
        break;
      }
    }
  }
  return wrong;
}

/// How many intervals miss the mean when each sequence ends at the first look at which it is narrow enough.
template <class Draw>
int wrong_when_narrow(const ayni::IntervalRule& rule, double half_width, const Draw& draw) {
  int wrong = 0;
  for (std::uint64_t s = 0; s < sequences; ++s) {
    ayni::Engine engine = ayni::Streams{18, s}(ayni::Process::spot_noise, 0);
    Moments seen;
    for (std::size_t n = 1; n <= longest; ++n) {
      seen.add(draw(engine));
      if (!ayni::ConfidenceSequence::is_look(n)) continue;
      const double half = rule.half_width(n, seen.standard_error());
      if (half > half_width && n < longest) continue;
      wrong += std::abs(seen.mean()) > half ? 1 : 0;
      break;
    }
  }
  return wrong;
}

double bell(ayni::Engine& engine) { return ayni::normal(engine); }
double skewed(ayni::Engine& engine) { return ayni::exponential(engine) - 1.0; }

// If 5 in 100 sequences are wrong, at most 266 of 4,000 are, but for one time in a million (200 + 4.8 standard
// deviations of 13.8).
constexpr int most_wrong = 266;

}  // namespace

TEST_CASE("A confidence sequence covers at all looks together (false alarms: one in a million)") {
  CHECK(ever_wrong(ayni::IntervalRule::sequential(0.95), bell) <= most_wrong);
  CHECK(ever_wrong(ayni::IntervalRule::sequential(0.95), skewed) <= most_wrong);
}

TEST_CASE("It covers when the runs end as soon as it is narrow enough (false alarms: one in a million)") {
  CHECK(wrong_when_narrow(ayni::IntervalRule::sequential(0.95), 0.2, bell) <= most_wrong);
  CHECK(wrong_when_narrow(ayni::IntervalRule::sequential(0.95), 0.2, skewed) <= most_wrong);
}

// Were one in five of 4,000 sequences ever wrong, 600 or fewer would be seen less than one time in a million (800 - 7.9
// standard deviations of 25.3). So the test above would not pass an interval that is looked at as this one.
TEST_CASE("Student's interval, looked at as often, is wrong far too often (false alarms: one in a million)") {
  CHECK(ever_wrong(ayni::IntervalRule::fixed(0.95), bell) > 600);
}

// A fixed number of values is what it is for: 5 in 100, within 4.9 standard deviations of 13.8.
TEST_CASE("Student's interval covers for a number of values fixed beforehand (false alarms: one in a million)") {
  int wrong = 0;
  for (std::uint64_t s = 0; s < sequences; ++s) {
    ayni::Engine engine = ayni::Streams{19, s}(ayni::Process::spot_noise, 0);
    std::vector<double> values(20);
    for (double& value : values) value = ayni::normal(engine);
    const ayni::MeanEstimate found = ayni::mean_estimate(values, ayni::IntervalRule::fixed(0.95));
    wrong += found.interval.low > 0.0 || found.interval.high < 0.0 ? 1 : 0;
  }
  CHECK(std::abs(wrong - 0.05 * sequences) < 4.9 * 13.8);
}

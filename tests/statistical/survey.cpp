#include "observe/survey.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "core/distributions.hpp"

namespace {

/// 768 groups of one region and cohort, all operating, of which the first 361 (47%) are intact.
struct Population {
  std::vector<std::uint64_t> identity;
  std::vector<std::uint16_t> region = std::vector<std::uint16_t>(768, 0);
  std::vector<std::int32_t> funding_year = std::vector<std::int32_t>(768, 2007);
  std::vector<std::uint8_t> eligible = std::vector<std::uint8_t>(768, 1);
  std::vector<std::uint8_t> operating = std::vector<std::uint8_t>(768, 1);
  std::vector<std::uint8_t> intact = std::vector<std::uint8_t>(768, 0);

  Population() {
    for (std::uint64_t g = 0; g < 768; ++g) identity.push_back(g);
    for (std::size_t g = 0; g < 361; ++g) intact[g] = 1;
  }

  [[nodiscard]] ayni::SurveyFrame frame() const {
    return {identity, region, funding_year, eligible, operating, intact};
  }
};

}  // namespace

TEST_CASE("attendance by chances of the intact and the others selects as it must (false alarms: one in a million)") {
  const Population all;
  constexpr int replicates = 400;
  ayni::SurveyParameters loyal;  // with 47 percent intact, 59 percent attend and 67 percent of them kept their buyer
  loyal.attendance_intact = 0.84;
  loyal.attendance_not_intact = 0.37;
  ayni::SurveyOperator surveys{loyal, {{86, 108}}, 768};
  std::vector<std::uint32_t> invited, attended;
  double attending = 0.0, kept = 0.0;
  for (std::uint64_t r = 0; r < replicates; ++r) {
    surveys.workshops_2018(all.frame(), ayni::Streams{11, r}, invited, attended);
    REQUIRE(invited.size() == 108);
    attending += static_cast<double>(attended.size());
    for (const auto g : attended) kept += all.intact[g];
  }
  // Invited are a simple random sample, so attendance is at most as variable as 43,200 independent trials. Two tests of
  // 5 standard deviations: 1.1e-6.
  const double intact = 361.0 / 768.0;
  const double expected = 0.84 * intact + 0.37 * (1.0 - intact);
  const double expected_kept = 0.84 * intact / expected;
  CHECK(expected == Approx(0.59).margin(0.005));
  CHECK(expected_kept == Approx(0.67).margin(0.005));
  const double trials = 108.0 * replicates;
  CHECK(std::abs(attending / trials - expected) < 5.0 * std::sqrt(expected * (1.0 - expected) / trials));
  CHECK(std::abs(kept / attending - expected_kept) <
        5.0 * std::sqrt(expected_kept * (1.0 - expected_kept) / attending));
}

TEST_CASE("every group is as likely as any other to be in the sample of 2015 (false alarms: one in a million)") {
  const Population all;
  constexpr int replicates = 2000;
  ayni::SurveyOperator surveys{{}, {{86, 108}}, 768};
  std::vector<std::uint32_t> sampled;
  std::vector<double> times(768);
  for (std::uint64_t r = 0; r < replicates; ++r) {
    surveys.sample_2015(all.frame(), ayni::Streams{12, r}, sampled);
    for (const auto g : sampled) times[g] += 1.0;
  }
  // As 86 are drawn without replacement, 767/768 of the sum is chi-squared with 767 degrees of freedom; the bound is
  // its 1 - 1e-6 quantile by the cube-root approximation of Wilson & Hilferty (1931).
  const double p = 86.0 / 768.0;
  double chi2 = 0.0;
  for (const double t : times) chi2 += std::pow(t - replicates * p, 2) / (replicates * p * (1.0 - p));
  const double k = 767.0;
  const double cube = 1.0 - 2.0 / (9.0 * k) + ayni::normal_quantile(1.0 - 1e-6) * std::sqrt(2.0 / (9.0 * k));
  CHECK(chi2 * k / 768.0 < k * cube * cube * cube);
}

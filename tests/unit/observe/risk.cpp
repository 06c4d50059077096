#include "observe/risk.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <vector>

using namespace ayni;
using Kind = RiskMeasure::Kind;

namespace {

/// 1, 2, ..., n in an order that is not sorted.
std::vector<double> counted(int n) {
  std::vector<double> values;
  for (int i = 0; i < n; ++i) values.push_back(static_cast<double>((i * 7) % n + 1));
  return values;
}

}  // namespace

TEST_CASE("The worst tenth is the mean of the smallest where more is better, of the largest where less is") {
  const std::vector<double> values = counted(30);
  CHECK(risk_estimate({Kind::worst, 0.1}, values, Better::higher, 0.95).value == Approx(2.0));
  CHECK(risk_estimate({Kind::worst, 0.1}, values, Better::lower, 0.95).value == Approx(29.0));
  CHECK(risk_estimate({Kind::worst, 0.11}, values, Better::higher, 0.95).value == Approx(2.5));  // 3.3, rounded up
  CHECK(risk_estimate({Kind::quantile, 0.1}, values, Better::higher, 0.95).value == 3.0);
  CHECK(risk_estimate({Kind::quantile, 0.1}, values, Better::lower, 0.95).value == 28.0);
  CHECK(risk_estimate({Kind::mean, 0.1}, values, Better::lower, 0.95).value == Approx(15.5));
}

TEST_CASE("The standard error of the worst share is that of its influence function") {
  // Of 1 .. 4 the worst half has the mean 1.5 and q = 2; influences 2 - 2 (2 - x)+ are 0, 2, 2, 2.
  const RiskEstimate half = risk_estimate({Kind::worst, 0.5}, counted(4), Better::higher, 0.95);
  CHECK(half.value == Approx(1.5));
  CHECK(half.interval.high - half.value == Approx(student_quantile(0.975, 1.0) * 1.0 / 2.0));
}

TEST_CASE("A quantile lies between order statistics whose ranks the binomial gives") {
  // For the median of 10 the ranks 2 and 9 cover with 97.9%, 3 and 8 with 89.1% only (Conover 1999, table A3).
  const RiskEstimate median = risk_estimate({Kind::quantile, 0.5}, counted(10), Better::higher, 0.95);
  CHECK(median.interval.low == 2.0);
  CHECK(median.interval.high == 9.0);
  const RiskEstimate rare = risk_estimate({Kind::quantile, 0.01}, counted(10), Better::higher, 0.95);
  CHECK(std::isinf(rare.interval.low));
  const RiskEstimate rare_cost = risk_estimate({Kind::quantile, 0.01}, counted(10), Better::lower, 0.95);
  CHECK(std::isinf(rare_cost.interval.high));
  CHECK(rare_cost.interval.high > 0.0);
}

TEST_CASE("Replicates without a value are left out and counted, and without any there is no estimate") {
  const double none = std::nan("");
  const RiskEstimate some = risk_estimate({}, std::vector{1.0, none, 3.0}, Better::higher, 0.95);
  CHECK(some.value == 2.0);
  CHECK(some.n == 2);
  CHECK(some.left_out == 1);
  const RiskEstimate nothing = risk_estimate({Kind::worst, 0.1}, std::vector{none, none}, Better::higher, 0.95);
  CHECK(std::isnan(nothing.value));
  CHECK(nothing.left_out == 2);
  const RiskEstimate one = risk_estimate({Kind::worst, 0.1}, std::vector{4.0}, Better::higher, 0.95);
  CHECK(one.value == 4.0);
  CHECK(std::isnan(one.interval.low));
}

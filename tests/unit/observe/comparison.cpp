#include "observe/comparison.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "observe/confidence_sequence.hpp"

using namespace ayni;

namespace {

const double none = std::nan("");
const IntervalRule by_t = IntervalRule::fixed(0.95);

}  // namespace

TEST_CASE("Quantiles of Student's t are those of the tables") {
  CHECK(student_quantile(0.975, 1.0) == Approx(12.7062).epsilon(1e-5));
  CHECK(student_quantile(0.975, 9.0) == Approx(2.262157).epsilon(1e-6));
  CHECK(student_quantile(0.95, 30.0) == Approx(1.697261).epsilon(1e-6));
  CHECK(student_quantile(0.975, 1e6) == Approx(1.959966).epsilon(1e-5));
}

TEST_CASE("The paired difference is that of Student's sleep data (1908): 1.58 hours, 0.70 to 2.46") {
  const std::vector<double> dextro{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const std::vector<double> laevo{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  const PairedDifference found = paired_difference(dextro, laevo, Better::higher, by_t);
  CHECK(found.difference.n == 10);
  CHECK(found.difference.mean == Approx(1.58));
  CHECK(found.difference.standard_error == Approx(0.3889587));  // t = 4.0621
  CHECK(found.difference.interval.low == Approx(0.7001142));
  CHECK(found.difference.interval.high == Approx(2.4598858));
  CHECK(found.base_mean == Approx(0.75));
  CHECK(found.relative == Approx(1.58 / 0.75));
  CHECK(found.better == Approx(0.95));  // nine better, one tie
  CHECK(found.left_out == 0);
}

TEST_CASE("Replicates in which either side has no value are left out of the pair and counted") {
  const std::vector<double> base{1.0, none, 3.0, 4.0, 5.0};
  const std::vector<double> other{2.0, 3.0, none, 6.0, 6.0};
  const PairedDifference found = paired_difference(base, other, Better::higher, by_t);
  CHECK(found.difference.n == 3);
  CHECK(found.left_out == 2);
  CHECK(found.difference.mean == Approx(4.0 / 3.0));
  CHECK(found.base_mean == Approx(10.0 / 3.0));
  CHECK(found.other_mean == Approx(14.0 / 3.0));
  const std::vector<double> nothing(5, none);
  const PairedDifference empty = paired_difference(base, nothing, Better::higher, by_t);
  CHECK(empty.left_out == 5);
  CHECK(std::isnan(empty.difference.mean));
  CHECK(std::isnan(empty.better));
  CHECK(std::isnan(empty.better_interval.low));
  const PairedDifference single = paired_difference(std::vector{1.0}, std::vector{2.0}, Better::higher, by_t);
  CHECK(single.difference.mean == 1.0);
  CHECK(std::isnan(single.difference.interval.low));
}

TEST_CASE("Where lower is better, the one with less wins") {
  const std::vector<double> base{1.0, 1.0, 1.0, 1.0};
  const std::vector<double> other{0.0, 2.0, 0.0, 1.0};
  CHECK(paired_difference(base, other, Better::lower, by_t).better == Approx(2.5 / 4.0));
  CHECK(paired_difference(base, other, Better::higher, by_t).better == Approx(1.5 / 4.0));
}

TEST_CASE("Arms that agree in every run differ by exactly nothing") {
  const std::vector<double> base{1.0, 2.0, 4.0};
  const PairedDifference found = paired_difference(base, base, Better::higher, by_t);
  CHECK(found.difference.interval.low == 0.0);
  CHECK(found.difference.interval.high == 0.0);
  CHECK(found.better == 0.5);
  CHECK(found.variance_reduction == 1.0);
}

TEST_CASE("Variance reduction is one for a shift, zero for independence, negative for opposition") {
  const std::vector<double> base{1.0, 2.0, 3.0, 4.0};
  CHECK(paired_difference(base, std::vector{6.0, 7.0, 8.0, 9.0}, Better::higher, by_t).variance_reduction == Approx(1));
  // Orthogonal: a cross of signs.
  const std::vector<double> a{1.0, 1.0, -1.0, -1.0};
  const std::vector<double> b{1.0, -1.0, 1.0, -1.0};
  CHECK(paired_difference(a, b, Better::higher, by_t).variance_reduction == Approx(0.0).margin(1e-12));
  CHECK(paired_difference(base, std::vector{4.0, 3.0, 2.0, 1.0}, Better::higher, by_t).variance_reduction ==
        Approx(-1.0));
  const std::vector<double> same{2.0, 2.0};
  CHECK(std::isnan(paired_difference(same, std::vector{3.0, 3.0}, Better::higher, by_t).variance_reduction));
}

TEST_CASE("Wilson's interval is that of the textbooks and stays within 0 and 1") {
  const Interval middle = wilson(0.81, 263, 0.95);  // Newcombe (1998), 213.03 of 263
  CHECK(middle.low == Approx(0.7582).margin(2e-4));
  CHECK(middle.high == Approx(0.8530).margin(3e-4));
  const Interval none_won = wilson(0.0, 20, 0.95);  // Newcombe (1998): 0 of 20
  CHECK(none_won.low == Approx(0.0).margin(1e-12));
  CHECK(none_won.high == Approx(0.1611).margin(1e-4));
  CHECK(wilson(1.0, 20, 0.95).high == Approx(1.0));
}

TEST_CASE("Regret is what the best arm of each replicate had more") {
  const std::vector<std::vector<double>> values{{10.0, 10.0, 10.0, none}, {12.0, 4.0, 10.0, 9.0}};
  const std::vector<Regret> found = regrets(values, Better::higher);
  REQUIRE(found.size() == 2);
  CHECK(found[0].mean == Approx(2.0 / 3.0));
  CHECK(found[0].maximum == 2.0);
  CHECK(found[1].mean == Approx(6.0 / 3.0));
  CHECK(found[1].maximum == 6.0);
  CHECK(minimax_regret(found) == std::size_t{0});
  const std::vector<Regret> cheaper = regrets(values, Better::lower);
  CHECK(cheaper[0].maximum == 6.0);
  CHECK(minimax_regret(cheaper) == std::size_t{1});
}

TEST_CASE("Regret in the worst tenth is the mean of that tenth, rounded up") {
  std::vector<std::vector<double>> values(2);
  for (int r = 0; r < 20; ++r) {
    values[0].push_back(static_cast<double>(r));
    values[1].push_back(0.0);
  }
  CHECK(regrets(values, Better::higher)[1].worst_tenth == Approx(18.5));
  for (auto& arm : values) arm.resize(11);
  CHECK(regrets(values, Better::higher)[1].worst_tenth == Approx(9.5));
  CHECK(mean_of_smallest({3.0, 1.0, 2.0}, 0.1) == 1.0);
  CHECK(mean_of_smallest({3.0, 1.0, 2.0}, 1.0) == 2.0);
  CHECK(std::isnan(mean_of_smallest({}, 0.1)));
}

TEST_CASE("An arm that never has a value has no regret, and the others have what they would have without it") {
  const std::vector<std::vector<double>> two{{10.0, 10.0, 10.0}, {12.0, 4.0, none}};
  std::vector<std::vector<double>> three = two;
  three.insert(three.begin(), std::vector<double>(3, none));
  const std::vector<Regret> alone = regrets(two, Better::higher);
  const std::vector<Regret> beside = regrets(three, Better::higher);
  CHECK(std::isnan(beside[0].mean));
  for (std::size_t arm = 0; arm < 2; ++arm) {
    CHECK(beside[arm + 1].mean == alone[arm].mean);
    CHECK(beside[arm + 1].maximum == alone[arm].maximum);
  }
  CHECK(minimax_regret(beside) == std::size_t{1});
}

TEST_CASE("Without a complete replicate no arm is chosen") {
  const std::vector<std::vector<double>> values{{none}, {1.0}};
  CHECK_FALSE(minimax_regret(regrets(values, Better::higher)));
}

TEST_CASE("The cost of an effect has Fieller's interval, and none where the effect may be zero") {
  // Where the effect does not vary, the interval is that of the cost over it.
  const std::vector<double> cost{100.0, 110.0, 90.0, 120.0, 80.0};
  const std::vector<double> four(5, 4.0);
  const CostOfEffect plain = cost_of_effect(cost, four, by_t);
  CHECK(plain.ratio == Approx(25.0));
  REQUIRE(plain.interval);
  CHECK(plain.interval->low == Approx(plain.cost.interval.low / 4.0));
  CHECK(plain.interval->high == Approx(plain.cost.interval.high / 4.0));

  // Each end is a ratio r at which cost - r effect is just as far from zero as the t quantile allows.
  const std::vector<double> effect{4.0, 5.0, 3.5, 4.5, 3.0};
  const CostOfEffect both = cost_of_effect(cost, effect, by_t);
  REQUIRE(both.interval);
  for (const double r : {both.interval->low, both.interval->high}) {
    std::vector<double> rest;
    for (std::size_t i = 0; i < cost.size(); ++i) rest.push_back(cost[i] - r * effect[i]);
    const MeanEstimate left = mean_estimate(rest, by_t);
    CHECK(std::abs(left.mean) == Approx(student_quantile(0.975, 4.0) * left.standard_error));
  }

  const CostOfEffect unsure = cost_of_effect(cost, std::vector{5.0, -4.0, 3.0, -2.0, 1.0}, by_t);
  CHECK(unsure.ratio == Approx(100.0 / 0.6));
  CHECK_FALSE(unsure.interval);
  CHECK(std::isnan(cost_of_effect(cost, std::vector{-1.0, -1.0, -1.0, -1.0, -1.0}, by_t).ratio));
}

TEST_CASE("A confidence sequence is wider than Student's interval, least so near its target") {
  const ConfidenceSequence sequence{0.95};
  const auto ratio = [&](std::size_t n) {
    const auto number = static_cast<double>(n);
    return sequence.half_width(n, 1.0) / by_t.half_width(n, 1.0 / std::sqrt(number));
  };
  CHECK(ratio(100) == Approx(1.530).margin(0.005));
  CHECK(ratio(1000) == Approx(1.655).margin(0.005));
  CHECK(ratio(30) > ratio(100));
  // No other mixture is narrower at the target.
  const auto half = [](double u, double alpha) {
    return std::sqrt((u + 1.0) / u * std::log((u + 1.0) / (alpha * alpha)));
  };
  const double at_target = sequence.half_width(100, 1.0) * 10.0;
  for (double u = 0.5; u < 60.0; u += 0.25) CHECK(at_target <= half(u, 0.05) + 1e-12);
  CHECK(IntervalRule::sequential(0.95).half_width(50, 0.2) == Approx(sequence.half_width(50, 0.2 * std::sqrt(50.0))));
}

TEST_CASE("Looks are at 64 values and every eight more") {
  CHECK_FALSE(ConfidenceSequence::is_look(56));
  CHECK(ConfidenceSequence::is_look(64));
  CHECK_FALSE(ConfidenceSequence::is_look(65));
  CHECK(ConfidenceSequence::is_look(72));
}

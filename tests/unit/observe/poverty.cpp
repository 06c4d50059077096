#include "observe/poverty.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

TEST_CASE("the headcount counts incomes not above the line; the gap weighs them by how far below they are") {
  const std::vector<float> income{1.0F, 2.0F, 4.0F, 8.0F, -4.0F};
  const auto result = ayni::poverty(income, 4.0);
  CHECK(result.headcount == Approx(4.0 / 5));
  CHECK(result.gap == Approx((0.75 + 0.5 + 0.0 + 2.0) / 5));
}

TEST_CASE("poverty without households is not a number") {
  CHECK(std::isnan(ayni::poverty({}, 1.0).headcount));
  CHECK(std::isnan(ayni::poverty({}, 1.0).gap));
}

TEST_CASE("the gap does not change with the currency, and a poorer poor household widens it at the same headcount") {
  const std::vector<float> income{10.0F, 20.0F, 30.0F, 40.0F};
  const std::vector<float> cents{1000.0F, 2000.0F, 3000.0F, 4000.0F};
  const std::vector<float> poorer{5.0F, 20.0F, 30.0F, 40.0F};
  CHECK(ayni::poverty(cents, 2500.0).gap == Approx(ayni::poverty(income, 25.0).gap));
  CHECK(ayni::poverty(poorer, 25.0).headcount == ayni::poverty(income, 25.0).headcount);
  CHECK(ayni::poverty(poorer, 25.0).gap > ayni::poverty(income, 25.0).gap);
}

TEST_CASE("equal incomes have a Gini of zero, and one who has everything of (n - 1) / n") {
  std::vector<float> scratch(4);
  CHECK(ayni::inequality(std::vector<float>{3.0F, 3.0F, 3.0F, 3.0F}, scratch).gini == Approx(0.0).margin(1e-15));
  CHECK(ayni::inequality(std::vector<float>{0.0F, 7.0F, 0.0F, 0.0F}, scratch).gini == Approx(0.75));
}

TEST_CASE("the Gini is half the mean absolute difference of all pairs over the mean") {
  const std::vector<float> income{5.0F, 1.0F, 9.0F, -2.0F, 3.0F, 3.0F, 14.0F};
  std::vector<float> scratch(income.size());
  double differences = 0.0, sum = 0.0;
  for (const float a : income) {
    sum += static_cast<double>(a);
    for (const float b : income) differences += std::abs(static_cast<double>(a) - static_cast<double>(b));
  }
  const auto n = static_cast<double>(income.size());
  CHECK(ayni::inequality(income, scratch).gini == Approx(differences / (2.0 * n * sum)));
}

TEST_CASE("the Gini of incomes that sum to a loss is not a number") {
  std::vector<float> scratch(2);
  CHECK(std::isnan(ayni::inequality(std::vector<float>{1.0F, -2.0F}, scratch).gini));
}

TEST_CASE("quintile means are those of the ordered fifths") {
  const std::vector<float> income{10.0F, 1.0F, 9.0F, 2.0F, 8.0F, 3.0F, 7.0F, 4.0F, 6.0F, 5.0F};
  std::vector<float> scratch(income.size());
  const auto result = ayni::inequality(income, scratch);
  CHECK(result.quintile_mean == std::array<double, 5>{1.5, 3.5, 5.5, 7.5, 9.5});
}

TEST_CASE("fifths of seven households share them out without loss or overlap") {
  const std::vector<float> income{7.0F, 6.0F, 5.0F, 4.0F, 3.0F, 2.0F, 1.0F};
  std::vector<float> scratch(income.size());
  // floor(5k / 7) for k = 0..6 is 0 0 1 2 2 3 4.
  CHECK(ayni::inequality(income, scratch).quintile_mean == std::array<double, 5>{1.5, 3.0, 4.5, 6.0, 7.0});
}

TEST_CASE("calibrated lines give the control sample the headcounts asked for") {
  std::vector<float> income;
  for (int i = 0; i < 1000; ++i) income.push_back(static_cast<float>((i * 577) % 1000) * 3.5F + 11.0F);
  std::vector<float> scratch(income.size());
  const std::vector<double> headcounts{0.62, 0.43};
  std::vector<double> lines(2);
  ayni::poverty_lines(income, headcounts, scratch, lines);
  CHECK(lines[0] > lines[1]);
  CHECK(ayni::poverty(income, lines[0]).headcount == 0.62);
  CHECK(ayni::poverty(income, lines[1]).headcount == 0.43);
}

TEST_CASE("in a small control sample the headcounts are met to the nearest household") {
  const std::vector<float> income{4.0F, 1.0F, 3.0F, 2.0F, 5.0F};
  std::vector<float> scratch(income.size());
  const std::vector<double> headcounts{0.62, 0.43, 0.01, 0.99};
  std::vector<double> lines(4);
  ayni::poverty_lines(income, headcounts, scratch, lines);
  CHECK(lines == std::vector<double>{3.5, 2.5, 1.5, 4.5});
}

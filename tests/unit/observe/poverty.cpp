#include "observe/poverty.hpp"

#include <array>
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

TEST_CASE("quintile means are those of the ordered fifths") {
  std::vector<float> income{10.0F, 1.0F, 9.0F, 2.0F, 8.0F, 3.0F, 7.0F, 4.0F, 6.0F, 5.0F};
  CHECK(ayni::quintile_means(income) == std::array<double, 5>{1.5, 3.5, 5.5, 7.5, 9.5});
}

TEST_CASE("fifths of seven households share them out without loss or overlap") {
  std::vector<float> income{7.0F, 6.0F, 5.0F, 4.0F, 3.0F, 2.0F, 1.0F};
  // floor(5k / 7) for k = 0..6 is 0 0 1 2 2 3 4.
  CHECK(ayni::quintile_means(income) == std::array<double, 5>{1.5, 3.0, 4.5, 6.0, 7.0});
}

TEST_CASE("a fifth without households has no mean") {
  std::vector<float> income{2.0F, 1.0F};
  const auto means = ayni::quintile_means(income);
  CHECK(means[0] == 1.0);
  CHECK(std::isnan(means[1]));
  CHECK(means[2] == 2.0);
}

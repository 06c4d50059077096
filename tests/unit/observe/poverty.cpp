#include "observe/poverty.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

#include "core/lanes.hpp"

namespace {

/// Households that live there, with an income from the product alone but for `other`; the first `members` are members. The
/// block is filled up with slots that do not count.
ayni::BlockSums block_of(std::vector<float> income, double line, std::vector<std::int32_t> other, std::size_t members,
                         ayni::Asked asked, std::size_t away = 0, std::vector<float> home = {}) {
  std::vector<std::uint8_t> lives(income.size(), 1);
  std::vector<std::uint8_t> member(members, 1);
  std::vector<std::uint8_t> gone(away, 1);
  const std::size_t slots = (income.size() + ayni::lane - 1) / ayni::lane * ayni::lane;
  income.resize(slots, -77.0F);
  home.resize(slots, 0.0F);
  other.resize(slots, 0);
  for (auto* column : {&lives, &member, &gone}) column->resize(slots, 0);
  return ayni::income_sums({income, home, other, member, lives, gone}, asked, {line, 0.5 * line});
}

ayni::IncomeSums sums_of(const std::vector<float>& income, double line, const std::vector<std::int32_t>& other = {}) {
  return block_of(income, line, other, income.size(), ayni::Asked::members).asked;
}

}  // namespace

TEST_CASE("the headcount counts incomes not above the line, and the shortfall is how far below they are") {
  const auto sums = sums_of({1.0F, 2.0F, 4.0F, 8.0F, -4.0F, 9.0F, 9.0F, 9.0F, 3.0F}, 4.0);
  CHECK(sums.households == 9.0);
  CHECK(sums.moderately_poor == 5.0);
  CHECK(sums.extremely_poor == 3.0);
  CHECK(sums.shortfall == Approx(3.0 + 2.0 + 0.0 + 8.0 + 1.0));
  CHECK(sums.total == Approx(41.0));
}

TEST_CASE("a year's income is that of the product, in Bs, and twelve months of other income, in centavos") {
  const auto sums = sums_of({100.0F, 50.0F}, 130.0, {1000, 0});
  CHECK(sums.product == Approx(150.0));
  CHECK(sums.total == Approx(270.0));
  CHECK(sums.moderately_poor == 1.0);
}

TEST_CASE("what a household eats of its product is income, and keeps it from poverty as what it sells does") {
  const auto sums = block_of({100.0F, 100.0F}, 130.0, {}, 2, ayni::Asked::members, 0, {40.0F, 0.0F}).asked;
  CHECK(sums.product == Approx(200.0));
  CHECK(sums.home == Approx(40.0));
  CHECK(sums.total == Approx(240.0));
  CHECK(sums.moderately_poor == 1.0);
}

TEST_CASE("members and residents are asked when they are there") {
  const std::vector<float> income{1.0F, 2.0F, 4.0F, 8.0F, 16.0F, 32.0F, 64.0F, 128.0F, 256.0F, 512.0F};
  const auto of_members = block_of(income, 6.0, {}, 5, ayni::Asked::members, 2);
  CHECK(of_members.asked.households == 3.0);
  CHECK(of_members.asked.total == 28.0);
  CHECK(of_members.asked.extremely_poor == 0.0);
  CHECK(of_members.residents.households == 8.0);
  CHECK(of_members.residents.total == 1020.0);
  CHECK(of_members.residents.moderately_poor == 1.0);
  const auto of_residents = block_of(income, 6.0, {}, 5, ayni::Asked::residents, 2);
  CHECK(of_residents.asked.households == 8.0);
  CHECK(of_residents.asked.total == of_residents.residents.total);
  CHECK(of_residents.asked.moderately_poor == 1.0);
}

TEST_CASE("the severity of poverty sums squares of what the poor lack, so that the poorest count most") {
  const auto sums = sums_of({1.0F, 2.0F, 4.0F, 8.0F}, 4.0);
  CHECK(sums.squared_shortfall == Approx(9.0 + 4.0));
}

TEST_CASE("the Gini coefficient is 0 among equals, near 1 where one has all, and that of its definition otherwise") {
  std::vector<float> equal(40, 5.0F);
  CHECK(ayni::Fifths{}.among(equal).gini == Approx(0.0).margin(1e-12));
  std::vector<float> one(100, 0.0F);
  one.back() = 7.0F;
  CHECK(ayni::Fifths{}.among(one).gini == Approx(0.99));
  std::vector<float> mixed{10.0F, 20.0F, 40.0F, 80.0F, 160.0F};
  double differences = 0.0;
  for (const float a : mixed) {
    for (const float b : mixed) differences += std::abs(static_cast<double>(a) - static_cast<double>(b));
  }
  const double gini = differences / (2.0 * 5.0 * 310.0);
  CHECK(ayni::Fifths{}.among(mixed).gini == Approx(gini));
  std::vector<float> losses{-1.0F, -2.0F};
  CHECK(std::isnan(ayni::Fifths{}.among(losses).gini));
}

TEST_CASE("of nobody all sums are zero") { CHECK(sums_of({}, 1.0).households == 0.0); }

TEST_CASE("a poorer poor household widens the shortfall at the same headcount") {
  const auto base = sums_of({10.0F, 20.0F, 30.0F, 40.0F}, 25.0);
  const auto poorer = sums_of({5.0F, 20.0F, 30.0F, 40.0F}, 25.0);
  CHECK(poorer.moderately_poor == base.moderately_poor);
  CHECK(poorer.shortfall == Approx(base.shortfall + 5.0));
}

TEST_CASE("quintile means are those of the ordered fifths") {
  std::vector<float> income{10.0F, 1.0F, 9.0F, 2.0F, 8.0F, 3.0F, 7.0F, 4.0F, 6.0F, 5.0F};
  CHECK(ayni::Fifths{}.among(income).fifth == std::array<double, 5>{1.5, 3.5, 5.5, 7.5, 9.5});
}

TEST_CASE("fifths of seven households share them out without loss or overlap") {
  std::vector<float> income{7.0F, 6.0F, 5.0F, 4.0F, 3.0F, 2.0F, 1.0F};
  // floor(5k / 7) for k = 0..6 is 0 0 1 2 2 3 4.
  CHECK(ayni::Fifths{}.among(income).fifth == std::array<double, 5>{1.5, 3.0, 4.5, 6.0, 7.0});
}

TEST_CASE("fifths are those of sorted incomes, losses and crowds at one income among them, time and again") {
  ayni::Fifths fifths;
  std::vector<float> income;
  for (int k = 0; k < 1003; ++k) income.push_back(k % 3 == 0 ? 250.0F : static_cast<float>((k * 7919) % 4001 - 300));
  std::vector<float> sorted = income;
  std::sort(sorted.begin(), sorted.end());
  std::array<double, 5> expected{};
  std::array<double, 5> households{};
  for (std::size_t k = 0; k < sorted.size(); ++k) {
    expected[5 * k / sorted.size()] += static_cast<double>(sorted[k]);
    households[5 * k / sorted.size()] += 1.0;
  }
  for (std::size_t f = 0; f < 5; ++f) expected[f] /= households[f];
  for (int time = 0; time < 2; ++time) {
    std::vector<float> again = income;
    CHECK(fifths.among(again).fifth == expected);
  }
}

TEST_CASE("a fifth without households has no mean") {
  std::vector<float> income{2.0F, 1.0F};
  const auto means = ayni::Fifths{}.among(income).fifth;
  CHECK(means[0] == 1.0);
  CHECK(std::isnan(means[1]));
  CHECK(means[2] == 2.0);
}

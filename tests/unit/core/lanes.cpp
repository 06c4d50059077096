#include "core/lanes.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "core/distributions.hpp"

using namespace ayni;

namespace {

constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t highest = std::numeric_limits<std::int32_t>::max();

}  // namespace

TEST_CASE("One of eight numbers that is not 0 is found in every place") {
  CHECK_FALSE(any(Ints{}));
  for (std::size_t l = 0; l < lane; ++l) {
    Ints numbers{};
    numbers[l] = l % 2 == 0 ? 1 : lowest;
    CHECK(any(numbers));
  }
}

TEST_CASE("The total of eight numbers is exact where 32 bits are too few, and with negative ones") {
  CHECK(total(Ints{} + highest) == 8 * std::int64_t{highest});
  CHECK(total(Ints{} + lowest) == 8 * std::int64_t{lowest});
  CHECK(total(Ints{1, -2, 4, -8, 16, -32, 64, -128}) == -85);
}

TEST_CASE("A sum is carried on one number after the other") {
  const Doubles first{1e16, 1.0, 1.0, -1e16};  // another order gives another sum
  const Doubles second{0.5, 3.0, 1e-3, 7.0};
  double expected = 2.0;
  for (const Doubles& four : {first, second}) {
    for (std::size_t l = 0; l < half_lane; ++l) expected += four[l];
  }
  CHECK(sum(first, second, 2.0) == expected);
}

TEST_CASE("Halves of eight numbers are the first four and the last four") {
  const Ints whole{1, -2, 3, -4, highest, lowest, 7, 8};
  const Floats broken{0.5F, -1.5F, 2.5F, 3.5F, 4.5F, 5.5F, 6.5F, -7.5F};
  for (std::size_t l = 0; l < half_lane; ++l) {
    CHECK(first_half(whole)[l] == static_cast<double>(whole[l]));
    CHECK(second_half(whole)[l] == static_cast<double>(whole[l + half_lane]));
    CHECK(first_half(broken)[l] == static_cast<double>(broken[l]));
    CHECK(second_half(broken)[l] == static_cast<double>(broken[l + half_lane]));
  }
}

TEST_CASE("A block's numbers are two to a draw, the upper half first, however many there are") {
  constexpr std::size_t more_than_at_once = draws_at_once + 3;
  std::array<float, more_than_at_once> numbers;
  Engine of_block{7};
  unit_floats(of_block, numbers);
  Engine one_by_one{7};
  for (std::size_t i = 0; i < numbers.size(); i += 2) {
    const std::uint64_t draw = one_by_one();
    CHECK(numbers[i] == unit_float(static_cast<std::uint32_t>(draw >> 32)));
    if (i + 1 < numbers.size()) CHECK(numbers[i + 1] == unit_float(static_cast<std::uint32_t>(draw)));
  }
  CHECK(of_block() == one_by_one());
}

#include "core/shortest_text.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "core/random.hpp"

using namespace ayni;

namespace {

std::string of_the_library(double value) {
  std::array<char, 64> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

}  // namespace

TEST_CASE("Numbers are written as the standard library writes them, short and long, large and small") {
  for (const double value : {0.0, -0.0, 1.0, -1.5, 0.1, 0.3, 1e-5, 1e5, 123456.0, 1e16, 1e22, 1e23,
                             123456789012345678.0, 9007199254740993.0, 5e-324, 1.7976931348623157e308, 2.0 / 3.0}) {
    CHECK(shortest_text(value) == of_the_library(value));
  }
  Engine rng = Streams{7, 0}(Process::earlier_trade, 1);
  for (int n = 0; n < 20'000; ++n) {
    const std::uint64_t bits = rng();
    double value = 0.0;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    REQUIRE(shortest_text(value) == of_the_library(value));
    const double money = static_cast<double>(bits % 100'000'000) / 100.0;
    REQUIRE(shortest_text(money) == of_the_library(money));
  }
}

TEST_CASE("Every power of two is written so that it reads back") {
  for (int exponent = -1074; exponent < 1024; ++exponent) {
    const double value = std::ldexp(1.0, exponent);
    REQUIRE(std::strtod(shortest_text(value).c_str(), nullptr) == value);
  }
}

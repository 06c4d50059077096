#include "core/elementary.hpp"

#include <catch2/catch.hpp>
#include <cmath>

TEST_CASE("the portable exponential and logarithm agree with the C library's to a few units in the last place") {
  for (double x = -700.0; x < 700.0; x += 0.37) {
    CHECK(ayni::portable_exp(x) == Approx(std::exp(x)).epsilon(6e-16));
  }
  for (double x = 1e-9; x < 1e9; x *= 1.0173) {
    CHECK(ayni::portable_log(x) == Approx(std::log(x)).epsilon(6e-16).margin(3e-16));
  }
}

TEST_CASE("exponential and logarithm keep to their limits") {
  CHECK(ayni::portable_exp(-1000.0) == 0.0);
  CHECK(std::isinf(ayni::portable_exp(1000.0)));
  CHECK(std::isinf(ayni::portable_log(0.0)));
  CHECK(ayni::portable_exp(0.0) == 1.0);
  CHECK(ayni::portable_log(1.0) == 0.0);
}

TEST_CASE("a power of nothing is nothing, and one where nothing is taken of it") {
  CHECK(ayni::portable_pow(0.0, 0.0) == 1.0);
  CHECK(ayni::portable_pow(0.0, 0.25) == 0.0);
  CHECK(ayni::portable_pow(2.0, 0.0) == 1.0);
}

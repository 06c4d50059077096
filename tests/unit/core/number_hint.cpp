#include "core/number_hint.hpp"

#include <catch2/catch.hpp>

using namespace ayni;

TEST_CASE("A number with a comma or in percent is told as it is written here") {
  CHECK(number_hint("0,1") == "; write 0.1: decimals have a point");
  CHECK(number_hint("-12,25 ") == "; write -12.25: decimals have a point");
  CHECK(number_hint("0,125") == "; write 0.125: decimals have a point");
  CHECK(number_hint("1,500") == "; write 1500, as nothing parts thousands, or 1.500, as decimals have a point");
  CHECK(number_hint("10%") == "; write 0.1: percent are told as a share");
  CHECK(number_hint("5 %") == "; write 0.05: percent are told as a share");
  CHECK(number_hint("100%") == "; write 1: percent are told as a share");
  CHECK(number_hint("-2.5%") == "; write -0.025: percent are told as a share");
  CHECK(number_hint("12,5%") == "; write 0.125: percent are told as a share");
  CHECK(number_hint("0%") == "; write 0: percent are told as a share");
}

TEST_CASE("What is no number, or is written as it should be, gets no advice") {
  for (const char* const text : {"", "0.1", "10", "%", "-", ",5", "5,", "a,b", "1,2,3", "x%", "0.1,2", "1e5%"}) {
    CAPTURE(text);
    CHECK(number_hint(text).empty());
  }
  CHECK(number_hint("1234567890123456789012,5").empty());
}

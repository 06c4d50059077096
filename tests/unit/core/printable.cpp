#include "core/printable.hpp"

#include <catch2/catch.hpp>

using namespace ayni;

TEST_CASE("printable text holds nothing that controls a terminal") {
  const std::string hostile =
      "a\x1b[31mb\x07\x7f\xc2\x9b"
      "2J\x9b"
      "c";
  CHECK(printable(hostile) == "a?[31mb???2J?c");
  CHECK(printable_lines(hostile) == printable(hostile));
}

TEST_CASE("printable text keeps the letters of all languages, and what is not UTF-8 is replaced byte by byte") {
  CHECK(printable("quínoa ñandú 籾 🌾") == "quínoa ñandú 籾 🌾");
  CHECK(printable("\xff\xc3(\xe2\x82") ==
        "?"
        "?(?"
        "?");  // whole, it would be a trigraph
  CHECK(printable("\xc3\xb1\xc3\xb1\xc3\xb1", 2) == "ññ...");
}

TEST_CASE("printable lines keep their ends and tabs, but a lone carriage return cannot write over a line") {
  CHECK(printable_lines("one\ttab\r\ntwo\nthree\rfour") == "one\ttab\r\ntwo\nthree?four");
  CHECK(printable("one\ttab\ntwo") == "one tab?two");
}

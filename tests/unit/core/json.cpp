#include "core/json.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace ayni;

TEST_CASE("A JSON document keeps the order of its members and ends with a line break") {
  Json json;
  json["b"] = Json::array({1.5, true});
  json["a"] = Json::object();
  CHECK(json_text(json) == "{\n  \"b\": [\n    1.5,\n    true\n  ],\n  \"a\": {}\n}\n");
}

TEST_CASE("JSON text escapes what JSON forbids and mends broken UTF-8") {
  CHECK(json_text("a\"b\\c\n\x01 \xC3\xB1") == "\"a\\\"b\\\\c\\n\\u0001 \xC3\xB1\"\n");
  CHECK(json_text("\xC3(") == "\"\xEF\xBF\xBD(\"\n");
  CHECK(json_text(std::numeric_limits<double>::quiet_NaN()) == "null\n");
  CHECK(json_text(-std::numeric_limits<double>::infinity()) == "null\n");
  CHECK(json_text(0.1) == "0.1\n");
}

#include <catch2/catch.hpp>
#include <string>

#include "scenario/toml_text.hpp"
#include "support/scenario_sample.hpp"

using namespace ayni;
using Catch::Matchers::Contains;
using sample::complaint;
using sample::read;

TEST_CASE("a value out of its range is shown in its line with range, unit and meaning") {
  CHECK(complaint("title = \"x\"\nhorizon_months = 10000\n") ==
        "s.toml:2:18: horizon_months = 10000 is too large; valid: 1 to 1200 months (length of a run)\n"
        "  2 | horizon_months = 10000\n"
        "    |                  ^");
  CHECK_THAT(complaint("horizon_months = 0\n"), Contains("is too small; valid: 1 to 1200 months"));
  CHECK_THAT(complaint("[prices]\nfloor_bs = -1\n"),
             Contains("prices.floor_bs = -1 is too small; valid: at least 0 Bs"));
  CHECK_THAT(complaint("schema_version = 2\n"), Contains("schema_version = 2 is too large; valid: 1 ("));
}

TEST_CASE("a problem knows its file, line and column apart, and the names that may have been meant") {
  try {
    read("title = \"x\"\nhorizon_moths = 10\n");
    FAIL("it was read");
  } catch (const InvalidInput& invalid) {
    REQUIRE(invalid.problems().size() == 1);
    const Problem& problem = invalid.problems().front();
    CHECK(problem.file == "s.toml");
    CHECK(problem.line == 2);
    CHECK(problem.column == 1);
    CHECK(problem.near == std::vector<std::string>{"horizon_months"});
  }
}

TEST_CASE("ranges are written as people write numbers") {
  Parameter parameter;
  parameter.unit = "Bs";
  const auto range = [&](double low, double high) {
    parameter.low = low;
    parameter.high = high;
    return valid_range(parameter);
  };
  CHECK(range(0.0, 1e6) == "0 to 1000000 Bs");
  CHECK(range(0.05, 1e12) == "0.05 to 1e12 Bs");
  CHECK(range(-unbounded, 2.5) == "at most 2.5 Bs");
  CHECK(range(-3.0, unbounded) == "at least -3 Bs");
  CHECK(range(-unbounded, unbounded) == "any Bs");
}

TEST_CASE("an unknown key is an error that names near keys") {
  CHECK(complaint("horizon_moths = 12\n") ==
        "s.toml:1:1: horizon_moths is not a parameter, so it would change nothing. Did you mean horizon_months?\n"
        "  1 | horizon_moths = 12\n"
        "    | ^");
  SECTION("at any depth") {
    CHECK_THAT(
        complaint("[region.lago.product.milk]\n  shar = 0.5\n"),
        Contains("s.toml:2:3: region.lago.product.milk.shar is not a parameter") && Contains("Did you mean share?"));
  }
  SECTION("in the wrong table") {
    CHECK_THAT(complaint("floor_bs = 1\n"), Contains("Did you mean prices.floor_bs, below [prices]?"));
    CHECK_THAT(complaint("[prices]\nwealth = 1\n"),
               Contains("Did you mean region.<name>.wealth, below [region.<name>]?"));
  }
  SECTION("a whole table") {
    CHECK_THAT(complaint("[prics]\nfloor_bs = 1\n"), Contains("s.toml:1:2: prics is not") && Contains("mean prices?"));
  }
  SECTION("with no name near") {
    CHECK_THAT(complaint("zzzzzz = 1\n"), Contains("would change nothing\n") && !Contains("Did you mean"));
  }
}

TEST_CASE("all errors are found in one pass and told in the order of the file") {
  const std::string told = complaint(
      "twin = 1\n"
      "unknown_thing = 2\n"
      "[region.lago]\nwealth = 100\n"
      "[prices]\nmode = \"historic\"\nanchors = [1, -2, \"3\"]\n");
  const std::string starts[] = {
      "s.toml:1:8: twin = 1 is a whole number where true or false is wanted",
      "s.toml:2:1: unknown_thing is not a parameter",
      "s.toml:4:10: region.lago.wealth = 100 is too large; valid: 0.05 to 20 (savings",
      "s.toml:6:8: prices.mode = \"historic\" is not a choice; valid: stochastic, historical or "
      "fixed (where prices come from). Did you mean historical?",
      "s.toml:7:15: prices.anchors, element 2 = -2 is too small; valid: 0 to 100 Bs",
      "s.toml:7:19: prices.anchors, element 3 = \"3\" is text where a number is wanted"};
  std::size_t at = 0;
  for (const std::string& start : starts) {
    INFO(start << "\nin\n" << told);
    at = told.find(start, at);
    REQUIRE(at != std::string::npos);
  }
}

TEST_CASE("whole numbers pass for numbers, and nothing else passes for another kind") {
  CHECK(read("[prices]\nfloor_bs = 2\nanchors = [1, 2.5]\n").prices.floor_bs == 2.0);
  CHECK_THAT(complaint("horizon_months = 12.0\n"),
             Contains("horizon_months = 12.0 is a number where a whole number is wanted"));
  CHECK_THAT(complaint("horizon_months = \"12\"\n"),
             Contains("is text where a whole number is wanted, without quotes"));
  CHECK_THAT(complaint("horizon_months = 2007-01-01\n"), Contains("is a date or time where a whole number"));
  CHECK_THAT(complaint("title = 5\n"), Contains("is a whole number where text is wanted (what the study is called)"));
  CHECK_THAT(complaint("outputs = \"spells\"\n"), Contains("is text where an array of texts is wanted"));
  CHECK_THAT(complaint("outputs = [\"a\", true]\n"), Contains("outputs, element 2 = true is true or false where text"));
  CHECK_THAT(complaint("prices = 5\n"), Contains("prices = 5 must be a table: [prices] (how prices move)"));
  CHECK_THAT(complaint("region = []\n"), Contains("region = an array of 0 must be a table"));
  CHECK_THAT(complaint("[[region]]\nname = \"lago\"\n"), Contains("region = an array of 1 must be a table: [region]"));
  CHECK_THAT(complaint("[region]\nlago = 3\n"), Contains("region.lago = 3 must be a table: [region.lago]"));
}

TEST_CASE("numbers that are not finite are refused") {
  CHECK_THAT(complaint("[prices]\nfloor_bs = nan\n"), Contains("prices.floor_bs = nan is not a finite number"));
  CHECK_THAT(complaint("[prices]\nfloor_bs = inf\n"), Contains("prices.floor_bs = inf is not a finite number"));
  CHECK_THAT(complaint("[prices]\nanchors = [-inf]\n"), Contains("element 1 = -inf is not a finite number"));
}

TEST_CASE("an empty choice lists what there is") {
  CHECK_THAT(complaint("[prices]\nmode = \"\"\n"), Contains("is empty; valid: stochastic, historical or fixed"));
}

TEST_CASE("names of entries must fit into names of the output") {
  for (const char* const name : {"Lago", "\"\"", "\"a b\"", "\"a/b\"", "1a", "\"lag\\u00f3\""}) {
    CHECK_THAT(complaint("[region." + std::string{name} + "]\nwealth = 1\n"), Contains("the name of an entry starts"));
  }
  CHECK(read("[region.a_1-b]\n").region.at(0).name == "a_1-b");
}

TEST_CASE("malformed TOML is told with its place") {
  CHECK_THAT(
      complaint("title = \"x\"\nhorizon_months = = 3\n"),
      Contains("s.toml:2:18: not valid TOML: ") && Contains("\n  2 | horizon_months = = 3\n    |                  ^"));
  CHECK_THAT(complaint("twin = true\ntwin = false\n"), Contains("s.toml:2:") && Contains("not valid TOML"));
}

TEST_CASE("texts of a hostile file cannot reach the terminal as control characters") {
  const std::string told = complaint("title = 1 \x1b[2J\n\"\\u001b]0;x\" = 1\n");
  CHECK(told.find('\x1b') == std::string::npos);
  CHECK_THAT(complaint("title = \"a\\u0000b\"\n"), Contains("holds control characters"));
}

TEST_CASE("a flood of mistakes is cut off and counted") {
  std::string text;
  for (int i = 0; i < 150; ++i) text += "unknown_" + std::to_string(i) + " = 1\n";
  CHECK_THAT(complaint(text), Contains("and 50 more problems"));
}

TEST_CASE("texts beyond the limits are refused before they are parsed") {
  const auto repeated = [](std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
  };
  CHECK_THAT(complaint(std::string(longest_toml + 1, '#')), Contains("larger than 1048576 bytes"));
  CHECK_THAT(complaint("x = " + repeated("[", 100'000)), Contains("more than 16 brackets within each other"));
  CHECK_THAT(complaint(repeated("a.", 100'000) + "b = 1"), Contains("a key of more than 16 parts"));
  CHECK_THAT(complaint("x = [" + repeated("1,", 30'000) + "]"), Contains("more than 20000 keys and array elements"));
  CHECK_THAT(complaint("outputs = [" + repeated("\"\",", 15'000) + "]"), Contains("has more than 10000 elements"));
  CHECK_THAT(complaint("title = \"" + std::string(20'000, 'x') + "\""), Contains("is longer than 10000 bytes"));
  std::string regions;
  for (int i = 0; i < 1001; ++i) regions += "[region.r" + std::to_string(i) + "]\n";
  CHECK_THAT(complaint(regions), Contains("more than 1000 entries in [region]"));
  SECTION("but dots and brackets in texts and comments do not count") {
    const std::string many = repeated("[.", 100);
    CHECK(read("# " + many + "\ntitle = \"" + many + "\\\"" + many + "\"\n").title.size() == 401);
    CHECK(read("title = '''" + many + "\n'''\n").title.size() == 201);
    CHECK(read("title = \"\"\"" + many + "\"\"\"\"\"\n").title.size() == 202);
  }
}

TEST_CASE("byte order marks, zero bytes and other encodings") {
  CHECK(read("\xEF\xBB\xBFtitle = \"x\"\n").title == "x");
  CHECK_THAT(complaint("\n\xEF\xBB\xBFtitle = 1\n"), Contains("s.toml:2:1: a byte order mark inside the file"));
  CHECK_THAT(complaint("\n\xEF\xBB\xBF"), Contains("a byte order mark inside the file"));
  CHECK_THAT(complaint(std::string("title\0 = 1", 10)), Contains("s.toml:1:6: a zero byte"));
  CHECK_THAT(complaint("\xFF\xFEt\1"), Contains("UTF-16"));
  CHECK_THAT(complaint("title = \"\xC3\x28\"\n"), Contains("not valid TOML"));
  CHECK_THAT(complaint("[\n5<"), Contains("not valid TOML"));
}

TEST_CASE("columns count characters, not bytes, and carets stand under them") {
  CHECK_THAT(complaint("outputs = [\"\xC3\xB1\xC3\xB1\", 5]\n"),
             Contains("s.toml:1:18: ") && Contains("\n    |                  ^"));
}

TEST_CASE("letters beyond ASCII are text in quotes and errors elsewhere") {
  CHECK(read("title = \"\"\"a \\\n  \xC3\xB1\"\"\"\n").title == "a \xC3\xB1");
  for (const std::string letter : {"\xC3\xB1", "\xEF\xBB\xAF", "\xE2\x80\x80", "\xF0\x9F\x98\x80"}) {
    CHECK_THAT(complaint(letter + " = 1\n"), Contains("s.toml:1:1: not valid TOML"));
    CHECK_THAT(complaint("title = " + letter + "\n"), Contains("not valid TOML"));
    CHECK_THAT(complaint("title " + letter + " = 1\n"), Contains("not valid TOML"));
    CHECK_THAT(complaint("title = \"\"\"\\" + letter + "\"\"\"\n"), Contains("not valid TOML"));
  }
}

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>

#include "core/json.hpp"
#include "core/near_names.hpp"
#include "scenario/toml_value.hpp"
#include "support/scenario_sample.hpp"

using namespace ayni;
using Catch::Matchers::Contains;
using sample::read;

TEST_CASE("the resolved text is complete and canonical") {
  const sample::Study study = read("horizon_months = 12\n[region.lago.product.milk]\nshare = 0.1\n[region.salar]\n");
  CHECK(toml_text(parameters_of(study)) ==
        "schema_version = 1\ntitle = \"study\"\nhorizon_months = 12\ntwin = false\noutputs = [\"spells\"]\n"
        "\n[prices]\nmode = \"historical\"\nanchors = [1.5, 2.0]\nfloor_bs = 0.0\n"
        "\n[region.lago]\nwealth = 1.0\n\n[region.lago.product.milk]\nshare = 0.1\n\n[region.salar]\nwealth = 1.0\n");
}

TEST_CASE("the resolved text reads back to the same values exactly") {
  sample::Study study = read("[region.b.product.x]\n[region.a]\n");
  study.title = "tab\t line\n quote\" back\\slash \xC3\xB1 mark \xEF\xBB\xBF # [x]";
  study.outputs = {"", "'", "a, b"};
  study.prices.mode = sample::Mode::stochastic;
  study.prices.anchors = {0.1, 1.0 / 3.0, 1e-300, std::numeric_limits<double>::denorm_min(), 100.0, 5e-7, -0.0};
  study.prices.floor_bs = std::numeric_limits<double>::max();
  study.region[0].wealth = std::nextafter(1.0, 2.0);
  const std::string text = toml_text(parameters_of(study));
  const sample::Study again = read(text);
  CHECK(again.title == study.title);
  CHECK(again.outputs == study.outputs);
  CHECK(again.prices.anchors == study.prices.anchors);
  CHECK(std::signbit(again.prices.anchors.back()));
  CHECK(again.prices.floor_bs == study.prices.floor_bs);
  CHECK(again.region[0].wealth == study.region[0].wealth);
  CHECK(toml_text(parameters_of(again)) == text);
}

TEST_CASE("numbers are written as short as they can be read back, and as numbers") {
  CHECK(toml_number(0.1) == "0.1");
  CHECK(toml_number(5.0) == "5.0");
  CHECK(toml_number(1e22) == "1e+22");
  CHECK(toml_number(-0.0) == "-0.0");
}

TEST_CASE("two sets of parameters are compared by path") {
  const sample::Study a = read("twin = true\n[region.lago]\n");
  const sample::Study b = read("horizon_months = 7\ntwin = true\n[region.salar]\nwealth = 2\n");
  const std::vector<ParameterDifference> differences = parameter_difference(parameters_of(a), parameters_of(b));
  REQUIRE(differences.size() == 3);
  CHECK(differences[0].path == "horizon_months");
  CHECK(differences[0].a == "120");
  CHECK(differences[0].b == "7");
  CHECK(differences[1].path == "region.lago.wealth");
  CHECK(differences[1].b.empty());
  CHECK(differences[2].path == "region.salar.wealth");
  CHECK(differences[2].a.empty());
  CHECK(differences[2].b == "2.0");
}

TEST_CASE("a parameter is found by its path, and a path that is none is told with near names") {
  sample::Study study = read("[region.lago]\n");
  const ParameterTable table = parameters_of(study);
  const ParameterTable pattern = parameter_pattern<sample::Study>();
  parameter_at(table, pattern, "region.lago.wealth").assign(2.5);
  CHECK(study.region[0].wealth == 2.5);
  const auto find = [&](const char* path) { static_cast<void>(parameter_at(table, pattern, path)); };
  CHECK_THROWS_WITH(find("region.lago.welth"), Contains("region.lago.welth is not a parameter. Did you mean wealth?"));
  CHECK_THROWS_WITH(find("region.lago"), Contains("region.lago is not a parameter"));
  CHECK_THROWS_WITH(find("region.salar.wealth"), Contains("region.salar.wealth is not a parameter"));
  CHECK_THROWS_WITH(find(""), Contains("is not a parameter"));
}

TEST_CASE("the listing shows every parameter with its default, range, meaning and source") {
  const ParameterTable pattern = parameter_pattern<sample::Study>();
  const std::string listing = parameter_listing(pattern);
  CHECK_THAT(listing, Contains("horizon_months = 120\n    length of a run\n"
                               "    whole number: 1 to 1200 months; source: report\n"));
  CHECK_THAT(listing, Contains("region.<name>.product.<name>.share = 1.0\n"));
  CHECK_THAT(listing, Contains("prices.mode = \"historical\"\n    where prices come from\n"
                               "    choice: stochastic, historical or fixed; source: design\n"));
  const std::string markdown = parameter_markdown(pattern, 3);
  CHECK_THAT(markdown, Contains("### `[region.<name>.product.<name>]`\n"));
  CHECK_THAT(markdown, Contains("| `floor_bs` | `0.0` | Bs | at least 0 | lowest price paid | assumption |\n"));
}

TEST_CASE("the JSON listing and the schema hold what editors need") {
  const ParameterTable pattern = parameter_pattern<sample::Study>();
  CHECK_THAT(parameter_json(pattern),
             Contains("  {\n    \"path\": \"horizon_months\",\n    \"type\": \"whole number\",\n    \"default\": 120,\n"
                      "    \"unit\": \"months\",\n    \"minimum\": 1,\n    \"maximum\": 1200,\n"
                      "    \"meaning\": \"length of a run\",\n    \"source\": \"report\"\n  }"));
  const std::string schema = parameter_schema(pattern, "Study");
  CHECK_THAT(schema, Contains("\"$schema\": \"http://json-schema.org/draft-04/schema#\""));
  CHECK_THAT(schema, Contains("\"additionalProperties\": false"));
  CHECK_THAT(schema, Contains("\"patternProperties\": {\n        \"^[a-z][a-z0-9_-]{0,63}$\": {"));
  CHECK_THAT(schema, Contains("\"description\": \"length of a run [months] (report)\""));
}

TEST_CASE("near names are found by edits, exchanges of neighbours counted as one") {
  CHECK(edit_distance("price", "price") == 0);
  CHECK(edit_distance("pirce", "price") == 1);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(closest_names("wealt", {"health", "wealth", "wealths", "welt", "salt"}) ==
        std::vector<std::string>{"wealth", "welt"});
  CHECK(did_you_mean({"a", "b", "c"}) == ". Did you mean a, b or c?");
}

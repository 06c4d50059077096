// [change.NAME] as users write it: read, refused, echoed, and told to programs.

#include <catch2/catch.hpp>
#include <string>

#include "core/json.hpp"
#include "design/factor_setter.hpp"
#include "model/changes.hpp"
#include "scenario/reader.hpp"
#include "support/scenario_sample.hpp"

using namespace ayni;
using Catch::Matchers::Contains;

namespace {

const std::string valley =
    "schema_version = 2\nname = \"one valley\"\n"
    "[product.milk]\nunit = \"litre\"\n"
    "[region.lago]\nshare_of_groups = 1\nmunicipalities_share = 1\nproduct.milk.share = 1\n";

std::string complaint(const std::string& text) {
  try {
    static_cast<void>(read_scenario_text(valley + text, "s.toml"));
  } catch (const InvalidInput& invalid) {
    return invalid.what();
  }
  return "nothing wrong";
}

Resolved with_settings(const std::string& text, const std::vector<std::string>& settings) {
  const sample::Folder folder;
  return read_scenario({folder.write("s.toml", valley + text), {}, settings}, read_from_disk);
}

}  // namespace

TEST_CASE("a change is read, and its phases are the scenario with what it sets") {
  const Scenario s = read_scenario_text(valley +
                                            "[change.late]\nmonth = 60\nset = { \"project.tranches\" = 1 }\n"
                                            "[change.early]\nmonth = 24\n"
                                            "set = { \"trade.price_floor_share\" = 0.9, \"fund.rule\" = \"savings\", "
                                            "\"credit.bank_loans\" = false, \"project.tranches\" = 2 }\n",
                                        "s.toml")
                         .scenario;
  CHECK(s.trade.price_floor_share == 0.0);
  const std::vector<Phase> found = phases(s);
  REQUIRE(found.size() == 2);
  CHECK(found[0].from == 24);
  CHECK(found[0].scenario.trade.price_floor_share == 0.9);
  CHECK(found[0].scenario.fund.rule == FundRule::savings);
  CHECK_FALSE(found[0].scenario.credit.bank_loans);
  CHECK(found[0].scenario.project.tranches == 2);
  CHECK(found[1].from == 60);
  CHECK(found[1].scenario.trade.price_floor_share == 0.9);
  CHECK(found[1].scenario.project.tranches == 1);
  CHECK(found[1].scenario.change.empty());
}

TEST_CASE("what a change sets may stand in tables as well as behind paths, and settings lie over both") {
  const std::string table = "[change.a]\nmonth = 5\n[change.a.set.trade]\nprice_floor_share = 0.8\n";
  const std::string path = "[change.a]\nmonth = 5\nset = { \"trade.price_floor_share\" = 0.8 }\n";
  CHECK(read_scenario_text(valley + table, "s").as_resolved == read_scenario_text(valley + path, "s").as_resolved);
  for (const std::string& text : {table, path}) {
    const Resolved laid = with_settings(text, {"change.a.month=7", "change.a.set.trade.price_floor_share=0.5",
                                               "change.a.set={\"trade.levy_share\" = 0.1}"});
    REQUIRE(laid.scenario.change.size() == 1);
    CHECK(laid.scenario.change[0].month == 7);
    const std::vector<Phase> found = phases(laid.scenario);
    CHECK(found[0].scenario.trade.price_floor_share == 0.5);
    CHECK(found[0].scenario.trade.levy_share == 0.1);
    CHECK(laid.origins.at("change.a.set.trade.price_floor_share") == "--set");
  }
}

TEST_CASE("a scenario with changes reads back from its echo, and differs from one without by path") {
  const Resolved once = read_scenario_text(
      valley + "[change.a]\nmonth = 5\nset = { \"trade.price_floor_share\" = 0.8, \"project.tranches\" = 2 }\n", "s");
  CHECK(read_scenario_text(once.as_resolved, "again").as_resolved == once.as_resolved);
  CHECK_THAT(once.as_resolved, Contains("[change.a.set.trade]\nprice_floor_share = 0.8\n"));
  CHECK_THAT(resolved_with_origins(once), Contains("price_floor_share = 0.8  # s:11\n"));
  const Resolved without = read_scenario_text(valley, "s");
  std::vector<std::string> paths;
  for (const ParameterDifference& difference : scenario_difference(without.scenario, once.scenario))
    paths.push_back(difference.path);
  CHECK(paths == std::vector<std::string>{"change.a.month", "change.a.set.project.tranches",
                                          "change.a.set.trade.price_floor_share"});
  CHECK_THAT(without.as_resolved, !Contains("[change"));
}

TEST_CASE("an old version of the vocabulary is read, and what is resolved is of this one") {
  const Resolved old = read_scenario_text("schema_version = 1\n" + valley.substr(valley.find('\n') + 1), "s");
  CHECK_THAT(old.as_resolved, Contains("schema_version = 2\n"));
}

TEST_CASE("what is wrong with changes is told in one pass, each at its place") {
  const std::string told = complaint(
      "[change.a]\nmonth = 500\nset = { \"trade.price_flor_share\" = 0.9 }\n"
      "[change.b]\nmonth = 12\nset = { \"scale.size\" = 2, \"region.lago.wealth\" = 2, \"run.seed\" = 1 }\n"
      "[change.c]\nmonth = 12\nset = { \"trade.levy_share\" = 7, \"project.tranches\" = 1.5, "
      "\"fund.rule\" = \"saving\" }\n"
      "[change.d]\nmonth = -1\nset = { \"change.a.month\" = 3, \"shock.x.size\" = 1, \"trade\" = 1 }\n"
      "[change.e]\nmonth = 3\nset = 5\n"
      "[change.g]\nmonth = 3\nset = { \"trade.fixed_price_weight\" = 0.5 }\n"
      "[change.f]\nmonth = 3\nset = { \"trade.levy_share\" = 0.1, trade.levy_share = 0.2 }\n");
  CAPTURE(told);
  for (const char* said :
       {"s.toml:11:9: change.a.set.trade.price_flor_share: trade.price_flor_share is not a parameter, so it would "
        "change "
        "nothing. Did you mean trade.price_floor_share?",
        "change.a.month: the run has 120 months, 0 to 119, so the change of month 500 would never come",
        "change.b.set.scale.size: scale.size is about the start",
        "change.b.set.region.lago.wealth: region.lago.wealth is", "change.b.set.run.seed: run.seed is",
        "change.c.set.trade.levy_share = 7 is too large; valid: 0 to 0.5",
        "change.c.set.project.tranches = 1.5 is a number where a whole number is wanted",
        "change.c.set.fund.rule = \"saving\" is not a choice", "Did you mean savings?",
        "change.d.month = -1 is too small", "change.d.set.change.a.month: change.a.month is",
        "change.d.set.shock.x.size: shock.x.size is",
        "change.d.set.trade: trade is a table; set a parameter in it, such as trade.indexation",
        "change.g.set.trade.fixed_price_weight: trade.fixed_price_weight is now a product's",
        "change.e.set = 5 must be a table", "trade.levy_share is set twice in one table"}) {
    CHECK_THAT(told, Contains(said));
  }
}

TEST_CASE("two changes of one parameter in one month, an empty one, and one that leaves rules at odds are refused") {
  CHECK_THAT(
      complaint("[change.a]\nmonth = 12\nset = { \"trade.levy_share\" = 0.1 }\n"
                "[change.b]\nmonth = 12\nset = { \"trade.levy_share\" = 0.2 }\n"),
      Contains("s.toml:14:9: change.b.set.trade.levy_share: change.a sets trade.levy_share in the same month, 12"));
  CHECK(complaint("[change.a]\nmonth = 12\nset = { \"trade.levy_share\" = 0.1 }\n"
                  "[change.b]\nmonth = 13\nset = { \"trade.levy_share\" = 0.2 }\n") == "nothing wrong");
  CHECK_THAT(complaint("[change.a]\nmonth = 12\n"), Contains("change.a: it sets nothing"));
}

TEST_CASE("the schema lists what a change may set, by its path, and nothing that is fixed at the start") {
  const Json schema = Json::parse(parameter_schema(scenario_parameters(), "scenario"));
  const Json& set = schema["properties"]["change"]["patternProperties"]["^[a-z][a-z0-9_-]{0,63}$"]["properties"]["set"];
  CHECK(set["type"] == "object");
  CHECK(set["additionalProperties"] == false);
  CHECK(set["properties"]["trade.price_floor_share"]["maximum"] == 2.0);
  CHECK(set["properties"]["trade"]["type"] == "object");
  CHECK_FALSE(set["properties"].contains("scale.size"));
  CHECK_FALSE(set["properties"].contains("region"));
}

TEST_CASE("parameters that are fixed at the start say so to people and to programs") {
  const ParameterTable pattern = scenario_parameters();
  const std::string page = parameter_markdown(pattern, 2);
  CHECK_THAT(page, Contains("how large the country is; fixed at the start.\n"));
  CHECK_THAT(page, Contains("municipalities at size one; fixed at the start |"));
  CHECK_THAT(page, Contains("| `set` | `{}` |"));
  CHECK_THAT(parameter_listing(pattern), Contains("    fixed at the start: no change can set it\n"));
  for (const Json& each : Json::parse(parameter_json(pattern))) {
    if (each["path"] == "scale.size") CHECK(each["fixed_at_start"] == true);
    if (each["path"] == "trade.price_floor_share") CHECK_FALSE(each.contains("fixed_at_start"));
  }
}

TEST_CASE("a factor of a design can set a number within a change") {
  const Scenario base =
      with_settings("[change.a]\nmonth = 5\nset = { \"trade.price_floor_share\" = 0.8 }\n", {}).scenario;
  const PointTable points{
      {"month", "floor"}, {"change.a.month", "change.a.set.trade.price_floor_share"}, {{}, {}}, {9.0, 0.7}};
  FactorSetter setter{base, points};
  const Scenario& s = setter.at(0);
  CHECK(phases(s)[0].from == 9);
  CHECK(phases(s)[0].scenario.trade.price_floor_share == 0.7);
}

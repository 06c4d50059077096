#include "scenario/reader.hpp"
#include "experiment/disk_reader.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/error.hpp"
#include "support/scenario_sample.hpp"

using namespace ayni;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

const std::string valley =
    "schema_version = 1\nname = \"one valley\"\n"
    "[product.milk]\nunit = \"litre\"\n"
    "[region.lago]\nshare_of_groups = 1\nmunicipalities_share = 1\nproduct.milk.share = 1\n";

std::string complaint(const std::string& text) {
  try {
    static_cast<void>(read_scenario_text(text, "s.toml"));
  } catch (const InvalidInput& invalid) {
    return invalid.what();
  }
  return "nothing wrong";
}

}  // namespace

TEST_CASE("a scenario is read with its products and regions, and knows where each value came from") {
  const sample::Folder folder;
  const auto base = folder.write("base.toml", valley);
  const auto file = folder.write("s.toml", "extends = \"base.toml\"\n[run]\nruns = 3\n");
  const Resolved resolved = read_scenario({file, {}, {"region.lago.wealth=2"}}, read_from_disk);
  CHECK(resolved.scenario.name == "one valley");
  CHECK(resolved.scenario.run.runs == 3);
  REQUIRE(resolved.scenario.region.size() == 1);
  CHECK(resolved.scenario.region[0].name == "lago");
  CHECK(resolved.scenario.region[0].wealth == 2.0);
  CHECK(resolved.origins.at("run.runs") == file.string() + ":3");
  CHECK(resolved.origins.at("product.milk.unit") == base.string() + ":4");
  CHECK(resolved.origins.at("region.lago.wealth") == "--set");
  CHECK(resolved.origins.at("run.seed") == "default");
}

TEST_CASE("the resolved scenario reads back to the same scenario, with and without origins") {
  const Resolved resolved = read_scenario_text(valley, "s.toml");
  const Resolved again = read_scenario_text(resolved.as_resolved, "resolved");
  CHECK(again.as_resolved == resolved.as_resolved);
  CHECK(scenario_difference(again.scenario, resolved.scenario).empty());
  const std::string with_origins = resolved_with_origins(resolved);
  CHECK(read_scenario_text(with_origins, "origins").as_resolved == resolved.as_resolved);
  CHECK_THAT(with_origins, Contains("share_of_groups = 1.0  # s.toml:6\n"));
  CHECK_THAT(with_origins, Contains("  # months; default\n"));
}

TEST_CASE("values that contradict each other are told where they stand, together with all other errors") {
  std::string text = valley;
  text.replace(text.find("share_of_groups = 1"), 19, "share_of_groups = 0.5");
  CHECK_THAT(complaint(text), StartsWith("s.toml:6:1: region.lago.share_of_groups: ") &&
                                  Contains("\n  6 | share_of_groups = 0.5\n    | ^"));
  CHECK_THAT(complaint(text + "unknown = 1\n"), Contains("unknown") && Contains("region.lago.share_of_groups: "));
  SECTION("and what stands nowhere is told of the file") { CHECK_THAT(complaint(""), StartsWith("s.toml: region: ")); }
}

TEST_CASE("a value that is not valid by itself is not also said to contradict others") {
  std::string text = valley;
  text.replace(text.find("share_of_groups = 1"), 19, "share_of_groups = 7");
  CHECK_THAT(complaint(text), Contains("is too large") && !Contains("they must add up"));
}

TEST_CASE("of values that contradict each other the one written last is pointed at") {
  const sample::Folder folder;
  folder.write("base.toml", valley + "[region.salar]\nshare_of_groups = 0\nmunicipalities_share = 0\n");
  const auto file = folder.write("s.toml", "extends = \"base.toml\"\n[region.salar]\nshare_of_groups = 0.3\n");
  const auto told = [&](const ScenarioSource& source) -> std::string {
    try {
      static_cast<void>(read_scenario(source, read_from_disk));
    } catch (const InvalidInput& invalid) {
      return invalid.what();
    }
    return "nothing wrong";
  };
  CHECK_THAT(told({file, {}, {}}), Contains(file.string() + ":3:1: region.salar.share_of_groups: ") &&
                                       Contains("add up to 1.3") && Contains("3 | share_of_groups = 0.3"));
  CHECK_THAT(
      told({file, {}, {"region.lago.share_of_groups=0.2"}}),
      Contains("--set region.lago.share_of_groups=0.2: region.lago.share_of_groups: ") && Contains("add up to 0.5"));
}

TEST_CASE("what a base that is missing would have said is not asked for, but what the file says is looked at") {
  const sample::Folder folder;
  const auto file = folder.write("s.toml", "extends = \"nowhere.toml\"\n[run]\nruns = 0\n");
  try {
    static_cast<void>(read_scenario({file, {}, {"project.tranches"}}, read_from_disk));
    FAIL("read");
  } catch (const InvalidInput& invalid) {
    CHECK_THAT(invalid.what(), Contains("no such file") && Contains("run.runs = 0 is too small") &&
                                   Contains("write it as key=value") && !Contains("there is no region"));
  }
}

TEST_CASE("every parameter of a scenario says what it means, where it comes from, and has a valid default") {
  const ParameterTable parameters = scenario_parameters();
  for (const Parameter* const parameter : flattened(parameters)) {
    INFO(parameter->path);
    CHECK_FALSE(parameter->meaning.empty());
    CHECK_FALSE(parameter->source.empty());
    const bool number = parameter->kind <= ParameterKind::count;
    CHECK((!number || !parameter->unit.empty()));
    const auto valid = [&](double value) { return value >= parameter->low && value <= parameter->high; };
    if (parameter->kind == ParameterKind::number) CHECK(valid(std::get<double>(parameter->value)));
    if (parameter->kind == ParameterKind::count) {
      CHECK(valid(static_cast<double>(std::get<std::int64_t>(parameter->value))));
    }
    if (parameter->kind == ParameterKind::numbers) {
      for (const double value : std::get<std::vector<double>>(parameter->value)) CHECK(valid(value));
    }
  }
}

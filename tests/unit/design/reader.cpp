#include "design/reader.hpp"

#include <catch2/catch.hpp>

#include "design/factor_setter.hpp"
#include "design_sample.hpp"

using namespace ayni;
using Catch::Matchers::Contains;
using sample::design_text;

TEST_CASE("a design gives arms and points, in the order of the file") {
  const sample::DesignFolder folder;
  const Design design = folder.read(
      "scenario = \"valley.toml\"\ndesign = \"grid\"\npoints = 3\nreplicates = 5\noutcomes = [\"alliances_signed\"]\n"
      "[factor.share]\nparameter = \"project.counterpart_share\"\nrange = [0, 1]\n"
      "[factor.lag]\nparameter = \"project.disbursement_lag_months\"\nvalues = [1, 6]\n"
      "[arm.with]\n[arm.off]\nsettings = [\"project.enabled=false\"]\n");
  CHECK(design.points.factors == std::vector<std::string>{"share", "lag"});
  CHECK(design.points.parameters[1] == "project.disbursement_lag_months");
  CHECK(design.points.values == std::vector<double>{0, 1, 1, 1, 0.5, 1, 1, 6, 0.5, 6, 0, 6});
  REQUIRE(design.arms.size() == 2);
  CHECK(design.arms[0].name == "with");
  CHECK(design.arms[1].name == "off");
  CHECK(design.arms[0].resolved.scenario.project.enabled);
  CHECK_FALSE(design.arms[1].resolved.scenario.project.enabled);
  CHECK(design.parameters.replicates == 5);
  CHECK(design.parameters.seed == 7);
}

TEST_CASE("without arms the scenario is the only one") {
  const sample::DesignFolder folder;
  const Design design = folder.read(design_text("", "values = [0.1]"));
  REQUIRE(design.arms.size() == 1);
  CHECK(design.arms[0].name == "valley");
}

TEST_CASE("an arm may have a scenario, overlays and settings of its own, over the design's settings") {
  const sample::DesignFolder folder;
  folder.folder.write("other.toml", "extends = \"valley.toml\"\nname = \"other\"\n");
  folder.folder.write("over.toml", "[trust]\nprior_mean = 0.7\n");
  const Design design =
      folder.read(design_text("settings = [\"scale.size=0.1\", \"project.tranches=2\"]", "values = [0.1]",
                              "[arm.a]\n[arm.b]\nscenario = \"other.toml\"\noverlays = [\"over.toml\"]\nsettings = "
                              "[\"project.tranches=4\"]\n"));
  CHECK(design.arms[0].resolved.scenario.name == "valley");
  CHECK(design.arms[1].resolved.scenario.name == "other");
  CHECK(design.arms[1].resolved.scenario.scale.size == 0.1);
  CHECK(design.arms[1].resolved.scenario.trust.prior_mean == 0.7);
  CHECK(design.arms[0].resolved.scenario.project.tranches == 2);
  CHECK(design.arms[1].resolved.scenario.project.tranches == 4);
}

TEST_CASE("options change the design's own keys") {
  const sample::DesignFolder folder;
  const std::string text = design_text("design = \"sobol\"\npoints = 8", "range = [0, 1]");
  const Design design = folder.read(text, {}, {"points=32", "seed=3", "replicates=2"});
  CHECK(design.points.points() == 32);
  CHECK(design.parameters.replicates == 2);
  CHECK(design.arms[0].resolved.scenario.run.seed == 3);
  CHECK(folder.read(text, {}, {"seed=3"}).points.values != folder.read(text).points.values);
}

TEST_CASE("the resolved text reads back to the same design, and changes with anything that matters") {
  const sample::DesignFolder folder;
  const std::string text = design_text("design = \"sobol\"", "range = [0, 1]",
                                       "[factor.age]\nparameter = \"trust.prior_mean\"\nvalues = [0.2, 0.5]\n");
  const Design design = folder.read(text);
  const Design again = folder.read(design.as_resolved);
  CHECK(again.as_resolved == design.as_resolved);
  CHECK(again.points.values == design.points.values);
  CHECK(design.as_written.find("range = [0, 1]") != std::string::npos);
  CHECK(folder.read(text, {}, {"seed=8"}).as_resolved != design.as_resolved);
  CHECK(folder.read(text, "share,age\n0.5,0.2\n").as_resolved != folder.read(text, "share,age\n0.5,0.3\n").as_resolved);
}

TEST_CASE("levels are what --set would take: flags, choices, texts and arrays") {
  const sample::DesignFolder folder;
  const Design design = folder.read(
      "scenario = \"valley.toml\"\n"
      "[factor.mode]\nparameter = \"prices.mode\"\nlevels = [\"stochastic\", \"fixed\"]\n"
      "[factor.on]\nparameter = \"project.enabled\"\nlevels = [\"true\", \"false\"]\n"
      "[factor.calls]\nparameter = \"project.call_months\"\nlevels = [\"[0, 1, 2, 3, 4, 5]\"]\n");
  CHECK(design.points.values == std::vector<double>{0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0});
  FactorSetter setter{design.arms[0].resolved.scenario, design.points};
  const Scenario& last = setter.at(3);
  CHECK(last.prices.mode == PriceMode::fixed);
  CHECK_FALSE(last.project.enabled);
  CHECK(last.project.call_months == std::vector<double>{0, 1, 2, 3, 4, 5});
  CHECK(setter.at(0).prices.mode == PriceMode::stochastic);
}

TEST_CASE("a point's values are set in a scenario, and only they") {
  const sample::DesignFolder folder;
  const Design design = folder.read(
      design_text("design = \"list\"", "values = [0.25, 0.5]",
                  "[factor.lag]\nparameter = \"project.disbursement_lag_months\"\nvalues = [3, 9]\n"
                  "[factor.milk]\nparameter = \"region.lago.product.milk.market_depth\"\nvalues = [0.125, 0.75]\n"));
  const Scenario& base = design.arms[0].resolved.scenario;
  FactorSetter setter{base, design.points};
  const std::vector<ParameterDifference> differences = scenario_difference(base, setter.at(1));
  REQUIRE(differences.size() == 3);
  CHECK(differences[0].b == "0.5");
  CHECK(differences[1].b == "9");
  CHECK(differences[2].b == "0.75");
  CHECK(setter.at(0).project.disbursement_lag_months == 3);
  FactorSetter moved = std::move(setter);
  CHECK(moved.at(1).project.disbursement_lag_months == 9);
}

TEST_CASE("a table's columns are factors by name or parameter, in any order, and others become factors") {
  const sample::DesignFolder folder;
  const Design design = folder.read(design_text("design = \"saltelli\"", "range = [0, 1]",
                                                "[factor.lag]\nparameter = \"project.disbursement_lag_months\"\n"
                                                "range = [0, 12]\n"),
                                    "project.disbursement_lag_months,trust.prior_mean,share\n3,0.25,0.5\n4.6,0.5,1\n");
  CHECK(design.points.factors == std::vector<std::string>{"share", "lag", "trust_prior_mean"});
  CHECK(design.points.values == std::vector<double>{0.5, 3, 0.25, 1, 5, 0.5});
  CHECK(design.parameters.design == DesignKind::table);
}

TEST_CASE("a design may be a table alone, with texts in it") {
  const sample::DesignFolder folder;
  folder.folder.write("p.csv",
                      "\xEF\xBB\xBF\"prices.mode\" , project.enabled\r\n\r\nfixed,true\r\n\"fixed\",false\r\n");
  const Design design = folder.read("scenario = \"valley.toml\"\ndesign = \"table\"\ntable = \"p.csv\"\n");
  CHECK(design.points.factors == std::vector<std::string>{"prices_mode", "project_enabled"});
  CHECK(design.points.levels[0] == std::vector<std::string>{"fixed"});
  CHECK(design.points.levels[1] == std::vector<std::string>{"true", "false"});
  CHECK(design.points.values == std::vector<double>{0, 0, 0, 1});
}

TEST_CASE("the design file's parameters are described like a scenario's") {
  const ParameterTable pattern = design_parameters();
  CHECK_THAT(parameter_listing(pattern), Contains("factor.<name>.range = []") && Contains("arm.<name>.settings"));
  CHECK_THAT(parameter_schema(pattern, "Design"), Contains("latin_hypercube"));
}

TEST_CASE("a factor that says only its lever takes the range worth trying, as its design wants it") {
  const sample::DesignFolder folder;
  const auto values = [&folder](const std::string& design, const std::string& parameter) {
    return folder.read("scenario = \"valley.toml\"\n" + design + "\n[factor.x]\nparameter = \"" + parameter + "\"\n")
        .points.values;
  };
  CHECK(values("design = \"list\"", "project.counterpart_share") == std::vector<double>{0.1, 0.5});
  CHECK(values("design = \"grid\"\npoints = 2", "project.counterpart_share") == std::vector<double>{0.1, 0.5});
  CHECK(values("design = \"grid\"", "project.tranches").size() == 6);
  CHECK(values("design = \"grid\"", "fund.rule").size() == 5);
  for (const double share : values("design = \"latin_hypercube\"\npoints = 9", "project.counterpart_share")) {
    CHECK(share >= 0.1);
    CHECK(share <= 0.5);
  }
}

TEST_CASE("a factor without values that is no lever has nothing to vary") {
  const sample::DesignFolder folder;
  CHECK_THAT(folder.complaint("scenario = \"valley.toml\"\n[factor.x]\nparameter = \"trust.prior_mean\"\n"),
             Contains("nothing to vary") && Contains("ayni params --levers"));
}

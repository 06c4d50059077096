#include "scenario/setting_arithmetic.hpp"

#include <catch2/catch.hpp>

#include "scenario/settings_files.hpp"

using namespace ayni;
using Catch::Matchers::Contains;

namespace {

Setting::Table scenario() {
  return settings_of_text("[project]\nbudget_usd = 60e6\nshare = 0.25\ntranches = 3\nname = \"x\"\nyears = [7, 8.5]\n",
                          "s.toml")
      .root;
}

double value(const char* expression) { return value_of(expression, scenario()); }

}  // namespace

TEST_CASE("An expression has the usual order of operations") {
  CHECK(value("2 + 3 * 4 - 6 / 2 - 1") == 10.0);
  CHECK(value("(2 + 3) * (4 - 1)") == 15.0);
  CHECK(value("8.93") == 8.93);
  CHECK(value("1e6 / 1e-2") == 1e8);
  CHECK(value("12 / 2 / 3") == 2.0);
}

TEST_CASE("Keys stand for the scenario's numbers, and a number behind them for an element of a list") {
  CHECK(value("project.budget_usd * (1 - project.share) / 1e6") == Approx(45.0));
  CHECK(value("project.tranches") == 3.0);
  CHECK(value("project.years.1 + project.years.2") == 15.5);
}

TEST_CASE("What is no number of the scenario is said, and nothing is divided by it") {
  for (const char* wrong : {"project.nothing", "project.name", "project", "project.years", "project.years.3",
                            "project.years.0", "project.years.x", "project.tranches.1"}) {
    CAPTURE(wrong);
    CHECK_THROWS_WITH(value(wrong), Contains("the scenario has no number " + std::string{wrong}));
  }
  CHECK_THROWS_WITH(value("1 / 0"), Contains("give no value"));
}

TEST_CASE("What is wrong with the form of an expression is known without a scenario") {
  CHECK(form_problem("a.b * (c - 1)").empty());
  CHECK_THAT(form_problem("(1 + 2"), Contains("not closed"));
  CHECK_THAT(form_problem("1 +"), Contains("missing at its end"));
  CHECK_THAT(form_problem("* 2"), Contains("missing before"));
  CHECK_THAT(form_problem("1 2"), Contains("something after its end"));
  CHECK_THAT(form_problem(""), Contains("missing at its end"));
  CHECK_THAT(form_problem(std::string(1000, '(')), Contains("too many brackets"));
}

#include "experiment/arm_text.hpp"

#include <catch2/catch.hpp>

using namespace ayni;

using Texts = std::vector<std::string>;

TEST_CASE("Only commas outside of brackets, braces and quotes part an arm's settings") {
  CHECK(parts_of_list("a=1,b=2", ',') == Texts{"a=1", "b=2"});
  CHECK(parts_of_list("a=[1, 2, [3, 4]],b=2", ',') == Texts{"a=[1, 2, [3, 4]]", "b=2"});
  CHECK(parts_of_list("a={x = 1, y = 2},b=2", ',') == Texts{"a={x = 1, y = 2}", "b=2"});
  CHECK(parts_of_list(R"(a="x,y",b='p,q')", ',') == Texts{R"(a="x,y")", "b='p,q'"});
  CHECK(parts_of_list(R"(a=["]", "x,y"],b=2)", ',') == Texts{R"(a=["]", "x,y"])", "b=2"});
}

TEST_CASE("Colons part values as commas part settings") {
  CHECK(parts_of_list("1:2:3", ':') == Texts{"1", "2", "3"});
  CHECK(parts_of_list(R"("a:b":[1:2])", ':') == Texts{R"("a:b")", "[1:2]"});
}

TEST_CASE("A backslash keeps a quote from closing between double quotes only") {
  CHECK(parts_of_list(R"(a="x\",y",b=2)", ',') == Texts{R"(a="x\",y")", "b=2"});
  CHECK(parts_of_list(R"(a="x\\",b=2)", ',') == Texts{R"(a="x\\")", "b=2"});
  CHECK(parts_of_list(R"(a='x\',b=2)", ',') == Texts{R"(a='x\')", "b=2"});
}

TEST_CASE("An apostrophe inside a word opens no quote") {
  CHECK(parts_of_list("name=buyers' price,b=2", ',') == Texts{"name=buyers' price", "b=2"});
}

TEST_CASE("An arm is a name and what it sets, with spaces wherever one likes") {
  std::vector<Problem> problems;
  const ArmSettings arm = read_arm(" floor : trade.price_floor_share=0.9 , project.enabled = true", problems);
  CHECK(problems.empty());
  CHECK(arm.name == "floor");
  CHECK(arm.settings == Texts{"trade.price_floor_share=0.9", "project.enabled = true"});
}

TEST_CASE("Everything wrong with the form of an arm is told") {
  const auto told = [](const char* text) {
    std::vector<Problem> problems;
    static_cast<void>(read_arm(text, problems));
    return problems.size();
  };
  CHECK(told("floor:a=1") == 0);
  CHECK(told("floor") == 1);
  CHECK(told("floor:") == 1);
  CHECK(told(":a=1") == 1);
  CHECK(told("../floor:a=1") == 1);
  CHECK(told("floor:a=1,a=2") == 1);
  CHECK(told("floor:a=1,,b=2,,") == 1);
  CHECK(told("floor:run.seed=1,run.runs=2") == 2);
  CHECK(told("a b:a=1,a=2,run.seed=3") == 3);
}

#include "model/initial_conditions.hpp"

#include <catch2/catch.hpp>

#include "model/build.hpp"
#include "scenario/parameter_table.hpp"
#include "support/identities.hpp"
#include "support/other_value.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

TEST_CASE("A world is founded on its initial conditions, and on nothing else that can be set") {
  Scenario s = bolivia(0.02);
  const auto founded = [&s] { return digest(found(s, 5, 0)); };
  const std::string usual = initial_conditions(s);
  const std::uint64_t usual_world = founded();
  std::size_t initial = 0;
  std::size_t other_worlds = 0;
  const ParameterTable table = parameters_of(s);
  for (const Parameter* const parameter : flattened(table)) {
    CAPTURE(parameter->path);
    parameter->assign(other_value(*parameter));
    if (initial_conditions(s) == usual) {
      CHECK(founded() == usual_world);
    } else {
      CHECK(parameter->fixed_at_start);
      ++initial;
      other_worlds += founded() != usual_world ? std::size_t{1} : std::size_t{0};
    }
    parameter->assign(parameter->value);
    REQUIRE(initial_conditions(s) == usual);
  }
  CHECK(initial > 200);
  CHECK(other_worlds > 100);
}

TEST_CASE("A country with another region or product has other initial conditions") {
  const Scenario s = bolivia(0.02);
  Scenario fewer = s;
  fewer.product.pop_back();
  CHECK(initial_conditions(fewer) != initial_conditions(s));
  Scenario renamed = s;
  renamed.region.front().name += 'x';
  CHECK(initial_conditions(renamed) != initial_conditions(s));
}

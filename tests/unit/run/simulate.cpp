#include "run/simulate.hpp"

#include <catch2/catch.hpp>

#include "model/world.hpp"
#include "run/comparable.hpp"
#include "support/run_results.hpp"

using namespace ayni;

TEST_CASE("Who looks on sees each month once, as it is recorded, and changes nothing") {
  const Runs runs{small_scenario()};
  const Results alone = runs.run(2);
  std::vector<double> prices;
  const auto look = [&prices](const World& world, Month t) {
    REQUIRE(static_cast<std::size_t>(t) == prices.size());
    prices.push_back(world.price_index);
  };
  const Scenario& s = runs.scenario();
  const Results watched =
      simulate(s, runs.catalogue(), static_cast<std::uint64_t>(s.run.seed), 2, Intervention::on, look);
  CHECK(prices.size() == static_cast<std::size_t>(s.run.horizon_months));
  CHECK(same_bytes(alone, watched));
}

TEST_CASE("Scenarios of another length, start or list of regions cannot be compared, others can") {
  const Scenario base = small_scenario();
  Scenario other = base;
  other.trade.indexation = 1.0;
  CHECK(obstacles(base, other).empty());
  other.run.horizon_months += 12;
  other.region.pop_back();
  other.output.detail = true;
  REQUIRE(obstacles(base, other).size() == 3);
  CHECK(obstacles(base, other)[2] == "output.detail is true, but false in the base");
}

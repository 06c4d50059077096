// Runs that begin in copies of one world.

#include "experiment/founded_worlds.hpp"

#include <atomic>
#include <catch2/catch.hpp>

#include "experiment/ensemble.hpp"
#include "experiment/simulation.hpp"
#include "support/run_results.hpp"

using namespace ayni;

namespace {

ExperimentArm arm_of(const char* name, const Scenario& scenario, Intervention intervention = Intervention::on) {
  return {name, scenario, name, intervention};
}

/// Two rules in one country, its twin, and a country with more buyers.
std::vector<ExperimentArm> arms() {
  const Scenario base = small_scenario();
  Scenario half = base;
  half.name = "half";
  half.project.counterpart_share = 0.5;
  half.project.budget_usd *= 0.5;
  Scenario crowded = base;
  crowded.buyer.density *= 2.0;
  return {arm_of("base", base), arm_of("half", half), arm_of("twin", base, Intervention::off),
          arm_of("crowded", crowded)};
}

}  // namespace

TEST_CASE("Runs that begin in copies of one world bring what each brings alone, on any number of threads") {
  Experiment experiment;
  experiment.arms = arms();
  experiment.replicates = 5;
  experiment.seed = 11;
  const std::size_t threads = GENERATE(std::size_t{1}, std::size_t{3});
  const Simulation simulation{experiment};
  const Plan& plan = simulation.plan();
  std::vector<std::size_t> all(plan.runs());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<Results> together;
  const std::atomic<bool> stop{false};
  carry_out(plan, all, threads, stop, simulation, OnFailure::stop,
            [&](Results&& results) { together.push_back(std::move(results)); });
  REQUIRE(together.size() == plan.runs());
  for (const ExperimentArm& arm : experiment.arms) {
    Experiment alone;
    alone.arms = {arm};
    alone.replicates = experiment.replicates;
    alone.seed = experiment.seed;
    const Simulation one{alone};
    const auto number = static_cast<std::size_t>(&arm - experiment.arms.data());
    for (std::size_t k = 0; k < experiment.replicates; ++k) {
      CAPTURE(arm.name, k);
      CHECK(same_bytes(one({0, 0, k}), together[number_of({number, 0, k}, plan)]));
    }
  }
}

TEST_CASE("A world is kept for the runs of its replicate alone") {
  const Scenario s = small_scenario();
  FoundedWorlds worlds;
  const std::uint64_t first = worlds.world(s, 1, 3, 0).group.identity.front();
  World changed = worlds.world(s, 1, 3, 0);
  changed.group.identity.front() += 1;
  CHECK(worlds.world(s, 1, 3, 0).group.identity.front() == first);

  Scenario rich = s;
  for (RegionParameters& region : rich.region) region.wealth = 2.0;
  const auto land = [](const World& world) { return world.group.trait.wealth.front(); };
  CHECK(land(worlds.world(rich, 1, 3, 0)) == land(worlds.world(s, 1, 3, 0)));  // said to be of the same conditions
  CHECK(land(worlds.world(rich, 1, 3, 1)) == 2.0F * land(worlds.world(s, 1, 3, 0)));
  const auto skill = [](const World& world) { return world.group.trait.management.front(); };
  CHECK(skill(worlds.world(s, 1, 4, 0)) != skill(worlds.world(s, 1, 3, 0)));
}

// The model itself on several threads.

#include <atomic>
#include <catch2/catch.hpp>

#include "experiment/ensemble.hpp"
#include "support/run_results.hpp"

using namespace ayni;

namespace {

std::vector<Results> on_threads(const Runs& runs, std::size_t threads) {
  const Plan plan{{{"project", Intervention::on}, {"twin", Intervention::off}}, 1, 4, 11};
  const std::atomic<bool> stop{false};
  std::vector<Results> all;
  const auto one = [&](const PlannedRun& run) { return runs.run(run.replicate, plan.arms[run.arm].intervention); };
  const auto take = [&](Results&& results) { all.push_back(std::move(results)); };
  REQUIRE(carry_out(plan, {0, 1, 2, 3, 4, 5, 6, 7}, threads, stop, one, OnFailure::stop, take) == 8);
  return all;
}

}  // namespace

TEST_CASE("An ensemble of the model has the same bytes on one, two and four threads") {
  Scenario s = small_scenario();
  s.output.detail = true;
  s.prices.mode = PriceMode::stochastic;
  for (RegionParameters& region : s.region) region.weather = RegionWeather{};
  const Runs runs{s};
  const std::vector<Results> alone = on_threads(runs, 1);
  for (const std::size_t threads : {2U, 4U}) {
    const std::vector<Results> together = on_threads(runs, threads);
    for (std::size_t n = 0; n < alone.size(); ++n) CHECK(same_bytes(alone[n], together[n]));
  }
  CHECK_FALSE(same_bytes(alone[0], alone[2]));
}

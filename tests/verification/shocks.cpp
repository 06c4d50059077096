// Shocks that are written down: nothing before them and nothing without them, by sign what they must do, and no cost.

#include <catch2/catch.hpp>

#include "benchmark/allocations.hpp"
#include "support/identities.hpp"
#include "support/run_results.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

namespace {

constexpr std::uint64_t replicates = 4;

Shock shock_of(ShockTarget target, double size, std::int64_t start_month, std::int64_t months) {
  Shock shock;
  shock.name = "shock";
  shock.target = target;
  shock.size = size;
  shock.start_month = start_month;
  shock.months = months;
  return shock;
}

/// One of every target.
std::vector<Shock> all_targets(double size, std::int64_t start_month) {
  std::vector<Shock> shocks;
  for (std::size_t target = 0; target < shock_targets.size(); ++target) {
    shocks.push_back(shock_of(static_cast<ShockTarget>(target), size, start_month, 14));
    shocks.back().name = shock_targets[target];
  }
  return shocks;
}

/// What a scenario sums a measure to, with and without a shock, over the replicates.
struct Sums {
  double calm = 0.0, shocked = 0.0;
};
Sums sums(Scenario scenario, const Shock& shock, const char* measure) {
  Sums found;
  const Runs calm{scenario};
  scenario.shock = {shock};
  const Runs shocked{scenario};
  for (std::size_t k = 0; k < replicates; ++k) {
    found.calm += calm.sum(calm.run(k), measure);
    found.shocked += shocked.sum(shocked.run(k), measure);
  }
  return found;
}

/// The same for alliances that ended.
Sums ends(Scenario scenario, const Shock& shock) {
  const auto count = [](const Scenario& one) {
    double ended = 0.0;
    for (std::uint64_t k = 0; k < replicates; ++k) {
      Laboratory lab{one, k};
      lab.run();
      for (const Month t : lab.world.group.agreement.ended) ended += t != never ? 1.0 : 0.0;
    }
    return ended;
  };
  Sums found;
  found.calm = count(scenario);
  scenario.shock = {shock};
  found.shocked = count(scenario);
  return found;
}

}  // namespace

TEST_CASE("Shocks of size zero leave every byte of a run as it is") {
  Scenario s = bolivia(0.05, {"run.horizon_months=72"});
  const Results before = Runs{s}.run();
  s.shock = all_targets(0.0, 30);
  CHECK(same_bytes(before, Runs{s}.run()));
}

TEST_CASE("Until its month a shock leaves the world as it is, bit for bit") {
  Scenario s = bolivia(0.05, {"run.horizon_months=48"});
  Laboratory calm{s};
  s.shock = all_targets(-0.5, 30);
  Laboratory shocked{s};
  for (Month t = 0; t < 30; ++t) {
    calm.run_to(t + 1);
    shocked.run_to(t + 1);
    REQUIRE(digest(calm.world) == digest(shocked.world));
  }
  calm.run_to(31);
  shocked.run_to(31);
  CHECK(digest(calm.world) != digest(shocked.world));
}

TEST_CASE("With every shock at once the books balance in every month, and no month allocates") {
  Scenario s = bolivia(0.05, {"run.horizon_months=84"});
  for (const double size : {-0.5, -0.94, 2.0}) {
    s.shock = all_targets(size, 30);
    Laboratory lab{s};
    for (Month t = 0; t < 84; ++t) {
      const std::uint64_t before = allocations();
      lab.run_to(t + 1);
      CHECK(allocations() == before);
      REQUIRE(imbalances(lab.world) == std::vector<std::string>{});
    }
  }
}

TEST_CASE("A blockade loses harvests and ends alliances") {
  const Scenario s = bolivia(0.1);
  const Shock blockade = shock_of(ShockTarget::road, -1.0, 48, 12);
  const Sums lost = sums(s, blockade, "lost");
  CHECK(lost.shocked > lost.calm);
  const Sums delivered = sums(s, blockade, "delivered");
  CHECK(delivered.shocked < delivered.calm);
  const Sums ended = ends(s, blockade);
  CHECK(ended.shocked > ended.calm);
}

TEST_CASE("A drought that is written down brings in less") {
  const Shock drought = shock_of(ShockTarget::yield, -0.6, 42, 12);
  const Sums produced = sums(bolivia(0.1), drought, "produced");
  CHECK(produced.shocked < produced.calm);
}

TEST_CASE("When the buyers of a product close for ever, alliances end for want of a buyer") {
  Shock closes = shock_of(ShockTarget::buyer, -1.0, 60, 10000);
  closes.product = "milk";
  const Sums ended = ends(bolivia(0.1), closes);
  CHECK(ended.shocked > ended.calm);
}

TEST_CASE("Where transfers fall municipalities put less into works") {
  const Scenario s = bolivia(0.5);
  const Sums works = sums(s, shock_of(ShockTarget::transfer, -0.8, 0, 120), "municipal_works");
  CHECK(works.calm > 0.0);
  CHECK(works.shocked < works.calm);
}

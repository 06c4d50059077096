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

/// Alliances at work, and suspended, at the ends of months, summed over the replicates.
struct Outlets {
  std::vector<double> at_work, suspended;
};
Outlets outlets_at(const Scenario& scenario, const std::vector<Month>& months) {
  Outlets found{std::vector<double>(months.size()), std::vector<double>(months.size())};
  for (std::uint64_t k = 0; k < replicates; ++k) {
    Laboratory lab{scenario, k};
    for (std::size_t m = 0; m < months.size(); ++m) {
      lab.run_to(months[m]);
      for (const Outlet outlet : lab.world.group.agreement.outlet) {
        found.at_work[m] += allied(outlet) ? 1.0 : 0.0;
        found.suspended[m] += outlet == Outlet::suspended ? 1.0 : 0.0;
      }
    }
  }
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

TEST_CASE(
    "A boom empties alliances whose prices are fixed and whose buyers have sold on, and it fills them again when it "
    "ends") {
  Scenario s = bolivia(0.1, {"run.horizon_months=84", "trade.indexation=0"});
  for (ProductParameters& product : s.product) product.fixed_price_weight = 1.0;
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) kind->presold_share = 1.0;
  const std::vector<Month> seen{60, 68, 80};  // before, in the middle, six months after the end
  const Outlets calm = outlets_at(s, seen);
  s.shock = {shock_of(ShockTarget::price, 1.5, 60, 14)};
  const Outlets boom = outlets_at(s, seen);
  REQUIRE(calm.at_work[0] == boom.at_work[0]);
  CHECK(boom.suspended[1] > calm.suspended[1] + 10.0);
  CHECK(boom.at_work[1] < calm.at_work[1] - 10.0);
  CHECK(boom.suspended[2] < 0.5 * boom.suspended[1]);
  CHECK(boom.at_work[2] > boom.at_work[1]);
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

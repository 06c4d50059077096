// Under common random numbers a stronger lever moves its outcome one way. Each case runs several replicates with shared
// shocks and states why the sign must hold; sums over the replicates are compared, since single alliances may cross.

#include <catch2/catch.hpp>

#include "support/run_results.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

namespace {

constexpr std::size_t replicates = 4;

/// Sum over replicates of a figure of a run.
template <class Figure>
double total(const Scenario& scenario, Figure figure) {
  const Runs runs{scenario};
  double sum = 0.0;
  for (std::size_t k = 0; k < replicates; ++k) sum += figure(runs, runs.run(k));
  return sum;
}

double breakups(const Runs& runs, const Results& results) {
  const auto& ended = runs.cells(results, "alliance", "ended");
  return std::accumulate(ended.begin(), ended.end(), 0.0) / static_cast<double>(ended.size());
}

double alliances(const Runs& runs, const Results& results) {
  return static_cast<double>(runs.cells(results, "alliance", "group").size());
}

/// Mean yield gained by skill and equipment at the end, over the groups that have completed their project.
double mean_technology(const Scenario& scenario) {
  double sum = 0.0;
  double n = 0.0;
  for (std::uint64_t k = 0; k < replicates; ++k) {
    Laboratory lab{scenario, k};
    lab.run();
    const Groups& group = lab.world.group;
    for (Index g = 0; g < group.count; ++g) {
      if (group.cycle.completed[g] == never) continue;
      sum += static_cast<double>(group.technology.skill[g]) + static_cast<double>(group.technology.equipment[g]);
      n += 1.0;
    }
  }
  REQUIRE(n > 0.0);
  return sum / n;
}

}  // namespace

// A spot price further above the contract tempts members to side-sell, which costs the buyer's trust, hurts the group's
// by the gap, and makes the spot market the better choice at the review. The rise lasts until prices are renewed and
// meets three years of trust, so it must be wide.
TEST_CASE("A wider gap of spot over contract price breaks more alliances") {
  std::vector<double> broken;
  for (const double rise : {0.0, 0.3, 0.6}) {
    Scenario s = bolivia(0.1);
    s.prices.mode = PriceMode::fixed;
    s.project.call_months = {0.0};  // all sign before the price rises
    s.project.call_shares = {1.0};
    for (ProductParameters& product : s.product) product.fixed_price_weight = 1.0;
    Shock shock;
    shock.name = "rise";
    shock.start_month = 36;
    shock.months = 84;
    shock.size = rise;
    s.shock = {shock};
    broken.push_back(total(s, breakups));
  }
  CHECK(broken[0] < broken[1]);
  CHECK(broken[1] < broken[2]);
}

// Skill only grows in months that somebody pays for advice, and decays in the others; a longer top-up adds such months.
TEST_CASE("Assistance that is paid for longer leaves a higher yield") {
  std::vector<double> technology;
  for (const double months : {0.0, 12.0, 48.0}) {
    Scenario s = bolivia(0.1);
    s.assistance.topup_months = months;
    technology.push_back(mean_technology(s));
  }
  CHECK(technology[0] < technology[1]);
  CHECK(technology[1] < technology[2]);
}

// A group applies when what it could raise is enough for its counterpart; the draw of each group is shared.
TEST_CASE("A higher counterpart brings fewer applicants, whatever else it does") {
  std::vector<double> refused;
  for (const double share : {0.1, 0.3, 0.5, 0.8}) {
    Scenario s = bolivia(0.1);
    s.project.counterpart_share = share;
    double without = 0.0;
    for (std::uint64_t k = 0; k < replicates; ++k) {
      Laboratory lab{s, k};
      lab.run();
      for (const Refusal refusal : lab.world.group.cycle.refusal)
        without += refusal == Refusal::did_not_apply ? 1.0 : 0.0;
    }
    refused.push_back(without);
  }
  CHECK(std::is_sorted(refused.begin(), refused.end()));
  CHECK(refused.front() < refused.back());
}

// Every month that a disbursement is late costs cohesion, and nothing gives it back faster.
TEST_CASE("Slower disbursement lowers the cohesion of a cohort when its money comes") {
  std::vector<double> cohesion;
  for (const std::int64_t lag : {1, 6, 18}) {
    Scenario s = small_scenario();
    s.project.disbursement_lag_months = lag;
    s.project.demoralisation_per_month = 0.01;
    double sum = 0.0;
    double n = 0.0;
    for (std::uint64_t k = 0; k < replicates; ++k) {
      Laboratory lab{s, k};
      for (Month t = 0; t < 60; ++t) {
        lab.run_to(t + 1);
        for (Index g = 0; g < lab.world.group.count; ++g) {
          if (lab.world.group.cycle.funded[g] != t) continue;
          sum += static_cast<double>(lab.world.group.membership.cohesion[g]);
          n += 1.0;
        }
      }
    }
    REQUIRE(n > 0.0);
    cohesion.push_back(sum / n);
  }
  CHECK(cohesion[0] > cohesion[1]);
  CHECK(cohesion[1] > cohesion[2]);
}

// Brokers widen the reach of groups by comparisons with shared draws, so a stronger skill only adds ties.
TEST_CASE("More skilled brokers introduce groups to more buyers") {
  std::vector<std::size_t> reach;
  for (const double skill : {0.0, 1.0, 2.0}) {
    Scenario s = bolivia(0.1);
    s.broker.skill_mean = skill;
    s.broker.skill_sigma = 0.0;
    s.scale.brokers_per_catchment = 1.0;  // more of them know everybody between them
    reach.push_back(Laboratory{s}.world.ties.reach.size());
  }
  CHECK(reach[0] < reach[1]);
  CHECK(reach[1] < reach[2]);
}

// The board funds the best until the money of the calls is committed.
TEST_CASE("A smaller budget funds fewer alliances") {
  std::vector<double> funded;
  for (const double millions : {10.0, 30.0, 60.0}) {
    Scenario s = bolivia(0.1);
    s.project.budget_usd = millions * 1e6;
    funded.push_back(total(s, alliances));
  }
  CHECK(funded[0] < funded[1]);
  CHECK(funded[1] < funded[2]);
}

// The threshold rejects by a score whose draw is shared.
TEST_CASE("Stricter screening funds fewer alliances") {
  std::vector<double> funded;
  for (const double threshold : {-10.0, 0.0, 1.5}) {
    Scenario s = bolivia(0.1);
    s.project.budget_usd = 1e9;  // so that places are not the limit
    s.project.screening_threshold = threshold;
    funded.push_back(total(s, alliances));
  }
  CHECK(funded[0] > funded[1]);
  CHECK(funded[1] > funded[2]);
}

// Enforcement widens what every member bears at every gap.
TEST_CASE("A better enforced contract is side-sold less") {
  std::vector<double> sold;
  for (const double enforcement : {0.0, 0.3, 0.9}) {
    Scenario s = bolivia(0.1);
    s.trade.contract_enforcement = enforcement;
    s.trust.learning = false;
    sold.push_back(total(s, [](const Runs& runs, const Results& results) {
      double sum = 0.0;
      for (const double share : runs.column(results, "side_selling")) sum += share > 0.0 ? share : 0.0;
      return sum;
    }));
  }
  CHECK(sold[0] > sold[1]);
  CHECK(sold[1] > sold[2]);
}

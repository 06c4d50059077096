// The monthly series against sums over the world they were read from.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "observe/month_sums.hpp"
#include "observe/poverty.hpp"
#include "support/run_results.hpp"

using namespace ayni;

namespace {

/// A run of the small country with its world at hand at the end, and its results.
struct Observed {
  Runs runs;
  Laboratory lab;
  Results results;

  explicit Observed(const Scenario& s) : runs{s}, lab{s} {
    lab.run();
    results = runs.run();
  }
  [[nodiscard]] double at(const char* measure, std::size_t month, std::size_t k, std::size_t width) const {
    return runs.column(results, measure)[month * width + k];
  }
};

Scenario lively() {
  Scenario s = small_scenario();
  s.trade.late_base = -1.0;
  make_buyers_fail(s, 0.3);
  s.fund.rule = FundRule::required;
  return s;
}

}  // namespace

TEST_CASE(
    "Groups are counted by where they sell: first buyer, new buyer, suspended, free market and dissolved add up to "
    "funded") {
  const Observed one{lively()};
  for (std::size_t t = 0; t < 60; ++t) {
    for (std::size_t k = 0; k < 2; ++k) {
      const double states = one.at("first_buyer", t, k, 2) + one.at("new_buyer", t, k, 2) +
                            one.at("suspended", t, k, 2) + one.at("free_market", t, k, 2) +
                            one.at("dissolved", t, k, 2);
      CHECK(states == one.at("funded", t, k, 2));
    }
    CHECK(one.at("funded", t, 0, 2) + one.at("funded", t, 1, 2) ==
          one.at("funded_by_product", t, 0, 2) + one.at("funded_by_product", t, 1, 2));
  }
  double funded = 0.0;
  for (const Month month : one.lab.world.group.cycle.funded) funded += month != never ? 1.0 : 0.0;
  CHECK(one.at("funded", 59, 0, 2) + one.at("funded", 59, 1, 2) == funded);
  REQUIRE(funded > 0.0);
}

TEST_CASE("The trust distribution counts every agreement once") {
  const Observed one{lively()};
  for (std::size_t t = 0; t < 60; ++t) {
    double bins = 0.0;
    for (std::size_t k = 0; k < trust_bins; ++k) bins += one.at("trust_distribution", t, k, trust_bins);
    CHECK(bins == one.at("first_buyer", t, 0, 2) + one.at("first_buyer", t, 1, 2) + one.at("new_buyer", t, 0, 2) +
                      one.at("new_buyer", t, 1, 2));
  }
}

TEST_CASE("Goods of the series balance, and the buyer accepts no more than is delivered") {
  const Observed one{lively()};
  for (std::size_t t = 0; t < 60; ++t) {
    for (std::size_t p = 0; p < 2; ++p) {
      const double used = one.at("eaten", t, p, 2) + one.at("lost", t, p, 2) + one.at("delivered", t, p, 2) +
                          one.at("sold_on_spot", t, p, 2);
      CHECK(one.at("produced", t, p, 2) == Approx(used).margin(1e-6));
      CHECK(one.at("accepted", t, p, 2) <= one.at("delivered", t, p, 2));
    }
  }
}

TEST_CASE(
    "The contract price is that of the month's settlements, also of a group that finds another buyer that month") {
  Scenario s = small_scenario();  // milk is settled every month, at a price that never moves
  make_buyers_fail(s, 0.5);
  s.alliance.rematch_chance = 1.0;
  s.alliance.switching_cost = 0.0;
  const Observed one{s};
  const auto& moves = one.runs.cells(one.results, "event", "kind");
  REQUIRE(std::count(moves.begin(), moves.end(), 2.0) > 0);
  double lowest = 1e9;
  double highest = 0.0;
  for (std::size_t t = 0; t < 60; ++t) {
    const double price = one.at("contract_price", t, milk, 2);
    if (std::isnan(price)) continue;
    lowest = std::min(lowest, price);
    highest = std::max(highest, price);
  }
  CHECK(highest > 0.0);
  CHECK(lowest > 0.8 * highest);
}

TEST_CASE("Means of nothing are NaN, not zero") {
  Scenario s = lively();
  s.project.enabled = false;
  const Observed one{s};
  CHECK(std::isnan(one.at("trust", 30, 0, 2)));
  CHECK(std::isnan(one.at("contract_price", 30, milk, 2)));
  CHECK(std::isnan(one.at("spot_price", 30, maize, 4)));  // no maize in the first region
  CHECK(one.at("spot_price", 30, 2, 4) > 0.0);
}

TEST_CASE("The accounts of the series are those of the world") {
  const Observed one{lively()};
  const World& world = one.lab.world;
  CHECK(one.at("project_spent", 59, 0, 4) == bolivianos(world.project.grants));
  CHECK(one.at("project_spent", 59, 3, 4) == bolivianos(world.project.administration));
  const Centavos lent = std::accumulate(world.group.fund.lent.begin(), world.group.fund.lent.end(), Centavos{0});
  CHECK(one.at("fund_lent", 59, 0, 1) == bolivianos(lent));
  std::int64_t debt = 0;
  for (const std::int32_t each : world.household.bank_debt) debt += each;
  CHECK(one.at("bank_debt", 59, 0, 1) == Approx(bolivianos(debt)));
}

TEST_CASE("Yearly figures are those of whole agricultural years, and the half year at the start stays NaN") {
  const Observed one{lively()};
  CHECK(std::isnan(one.at("control_income", 0, 0, 1)));
  CHECK(one.at("control_income", 1, 0, 1) > 0.0);
  CHECK(std::isnan(one.at("control_income", 5, 0, 1)));  // July to December 2011
}

TEST_CASE("Poverty of control communities is the share of their households below the line") {
  Scenario s = lively();
  s.run.horizon_months = 18;  // the run ends with the agricultural year, so the world still holds its incomes
  const Observed one{s};
  const World& world = one.lab.world;
  const double line = s.household.moderate_line_bs * s.household.persons;
  double households = 0.0;
  double poor = 0.0;
  double shortfall = 0.0;
  for (Index g = 0; g < world.group.count; ++g) {
    if (world.group.kind[g] != GroupKind::control) continue;
    for (std::size_t i = world.group.first[g]; i < world.group.first[g] + world.group.slots[g]; ++i) {
      if (world.household.lives[i] == 0 || world.household.away[i] != 0) continue;
      const double income =
          static_cast<double>(world.household.product_income[i]) + 0.12 * world.household.other_income[i];
      households += 1.0;
      poor += income <= line ? 1.0 : 0.0;
      shortfall += std::max(line - income, 0.0);
    }
  }
  CHECK(one.at("control_moderate_poverty", 1, 0, 1) == Approx(poor / households));
  CHECK(one.at("control_poverty_gap", 1, 0, 1) == Approx(shortfall / (households * line)).epsilon(1e-5));
}

TEST_CASE("The quintiles of the last full year share out its income, the poorest first") {
  const Runs runs{small_scenario()};
  const Results results = runs.run();
  const std::vector<double>& quintiles = runs.column(results, "member_income_by_quintile");
  REQUIRE(quintiles.size() == 5);
  CHECK(std::is_sorted(quintiles.begin(), quintiles.end()));
  const std::vector<double>& yearly = runs.column(results, "member_income");
  std::size_t last = yearly.size() - 1;
  while (std::isnan(yearly[last])) --last;
  const double mean = std::accumulate(quintiles.begin(), quintiles.end(), 0.0) / 5.0;
  CHECK(mean == Approx(yearly[last]).epsilon(0.02));  // quintiles differ by a household
}

TEST_CASE("The part of a year with which a run begins is nobody's baseline, and the first whole year is") {
  Scenario s = small_scenario();  // from January on
  s.project.enabled = false;
  Laboratory lab{s};
  const auto at_start = lab.world.group.year.baseline_net_income;
  lab.run_to(7);  // into July, when a half year has ended
  CHECK(lab.world.group.year.baseline_net_income == at_start);
  lab.run_to(19);
  CHECK(lab.world.group.year.baseline_net_income != at_start);
}

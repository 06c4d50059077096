// The table of alliances, the events and the survival curves tell one story.

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "support/run_results.hpp"

using namespace ayni;

namespace {

Scenario eventful() {
  Scenario s = small_scenario();
  s.run.horizon_months = 96;
  s.scale.potential_groups = 40.0;
  s.project.budget_usd = 12e6;
  s.trade.late_base = -0.5;
  make_buyers_fail(s, 0.3);
  s.alliance.meeting_days = 10.0;
  s.alliance.rematch_chance = 0.3;
  s.fund.rule = FundRule::required;
  return s;
}

constexpr double funded_event = 0.0;
constexpr double ended_event = 1.0;

}  // namespace

TEST_CASE("There is a spell for each funded group, as long as the world says") {
  const Runs runs{eventful()};
  const Results results = runs.run();
  Laboratory lab{eventful()};
  lab.run();
  const Groups& group = lab.world.group;
  const auto& number = runs.cells(results, "alliance", "group");
  const auto& duration = runs.cells(results, "alliance", "duration");
  const auto& ended = runs.cells(results, "alliance", "ended");
  const auto& cause = runs.cells(results, "alliance", "cause");
  const auto& state = runs.cells(results, "alliance", "state");
  std::size_t funded = 0;
  for (const Month month : group.cycle.funded) funded += month != never ? 1 : 0;
  REQUIRE(number.size() == funded);
  REQUIRE(funded > 5);
  bool some_ended = false;
  for (std::size_t k = 0; k < funded; ++k) {
    const auto g = static_cast<Index>(number[k]);
    const bool over = group.agreement.ended[g] != never;
    some_ended = some_ended || over;
    CHECK(ended[k] == (over ? 1.0 : 0.0));
    CHECK((cause[k] != 0.0) == over);
    CHECK(duration[k] == (over ? group.agreement.ended[g] : 95) - group.cycle.funded[g]);
    CHECK(state[k] == static_cast<double>(group.agreement.outlet[g]));
  }
  CHECK(some_ended);
}

TEST_CASE("Events of a group come in the order of time: funded once, before any end of its alliance") {
  const Runs runs{eventful()};
  const Results results = runs.run();
  const auto& month = runs.cells(results, "event", "month");
  const auto& group = runs.cells(results, "event", "group");
  const auto& kind = runs.cells(results, "event", "kind");
  std::map<double, int> funded, ended;
  for (std::size_t k = 0; k < month.size(); ++k) {
    if (k > 0) CHECK(month[k] >= month[k - 1]);
    if (kind[k] == funded_event) {
      CHECK(ended[group[k]] == 0);
      ++funded[group[k]];
    }
    if (kind[k] == ended_event) ++ended[group[k]];
  }
  for (const double number : runs.cells(results, "alliance", "group")) CHECK(funded[number] == 1);
}

TEST_CASE("Breakups of the series are the ends among the events") {
  const Runs runs{eventful()};
  const Results results = runs.run();
  double in_series = 0.0;
  for (std::size_t k = 1; k < causes; ++k) in_series += runs.sum(results, std::string{"ended_by_"} + cause_names[k]);
  double in_events = 0.0;
  for (const double kind : runs.cells(results, "event", "kind")) in_events += kind == ended_event ? 1.0 : 0.0;
  CHECK(in_series == in_events);
  CHECK(in_events > 0.0);
}

TEST_CASE("The survival curve is the product over months of the share of spells that go on") {
  const Runs runs{eventful()};
  const Results results = runs.run();
  const auto& curve = runs.column(results, "kaplan_meier");
  const auto& duration = runs.cells(results, "alliance", "duration");
  const auto& ended = runs.cells(results, "alliance", "ended");
  double survival = 1.0;
  for (std::size_t month = 0; month < curve.size(); ++month) {
    double at_risk = 0.0;
    double events = 0.0;
    for (std::size_t k = 0; k < duration.size(); ++k) {
      at_risk += duration[k] >= static_cast<double>(month) ? 1.0 : 0.0;
      events += duration[k] == static_cast<double>(month) && ended[k] != 0.0 ? 1.0 : 0.0;
    }
    if (at_risk > 0.0) survival *= 1.0 - events / at_risk;
    CHECK(curve[month] == Approx(survival).margin(1e-12));
  }
  CHECK(curve.back() < 1.0);
}

TEST_CASE(
    "Numbers that ended by cause and month are those of the tables, and Greenwood's standard error is made of them") {
  const Runs runs{eventful()};
  const Results results = runs.run();
  struct Clock {
    const char *table, *ended, *at_risk, *curve, *error;
  };
  for (const Clock& from : {Clock{"alliance", "ended", "at_risk", "kaplan_meier", "kaplan_meier_standard_error"},
                            Clock{"signing", "ended_from_signing", "at_risk_from_signing", "kaplan_meier_from_signing",
                                  "kaplan_meier_from_signing_standard_error"}}) {
    CAPTURE(from.table);
    const auto& curve = runs.column(results, from.curve);
    const std::size_t months = curve.size();
    std::vector<double> ended((causes - 1) * months, 0.0);
    const auto& cause = runs.cells(results, from.table, "cause");
    for (std::size_t k = 0; k < cause.size(); ++k) {
      if (cause[k] == 0.0) continue;
      const double duration = runs.cells(results, from.table, "duration")[k];
      ended[static_cast<std::size_t>(cause[k] - 1.0) * months + static_cast<std::size_t>(duration)] += 1.0;
    }
    CHECK(runs.column(results, from.ended) == ended);
    const auto& at_risk = runs.column(results, from.at_risk);
    double sum = 0.0;
    for (std::size_t month = 0; month < months; ++month) {
      double n = 0.0;
      double d = 0.0;
      for (std::size_t r = 0; r < at_risk.size() / months; ++r) n += at_risk[r * months + month];
      for (std::size_t k = 0; k + 1 < causes; ++k) d += ended[k * months + month];
      if (n > 0.0 && n > d) sum += d / (n * (n - d));
      CHECK(runs.column(results, from.error)[month] == Approx(curve[month] * std::sqrt(sum)).margin(1e-12));
    }
    CHECK(sum > 0.0);
  }
}

TEST_CASE("Causes share what survival lost") {
  const Runs runs{eventful()};
  const Results results = runs.run();
  const std::size_t months = runs.column(results, "kaplan_meier").size();
  std::size_t estimates = 0;
  for (const std::string by : {"", "_by_region", "_by_product"}) {  // in all, then of each region and product
    const auto& curves = runs.column(results, "kaplan_meier" + by);
    const auto& incidence = runs.column(results, "cumulative_incidence" + by);
    REQUIRE(incidence.size() == curves.size() * (causes - 1));
    for (std::size_t row = 0; row < curves.size() / months; ++row) {
      if (std::isnan(curves[row * months])) continue;
      ++estimates;
      for (std::size_t month = 0; month < months; ++month) {
        double lost = 0.0;
        for (std::size_t k = 0; k + 1 < causes; ++k) lost += incidence[(row * (causes - 1) + k) * months + month];
        CHECK(lost == Approx(1.0 - curves[row * months + month]).margin(1e-9));
      }
    }
  }
  CHECK(estimates > 2);
}

TEST_CASE("The median return counts alliances that never repay lowest, and the mean leaves them out") {
  Scenario s = eventful();
  s.project.counterpart_share = 0.3;
  s.membership.leave_per_year = 0.0;  // a shrinking group returns less
  const Runs runs{s};
  const Results results = runs.run();
  std::vector<double> ranked;
  double without = 0.0;
  double sum = 0.0;
  const auto& rates = runs.cells(results, "alliance", "rate_of_return");
  const auto& values = runs.cells(results, "alliance", "net_present_value");
  for (std::size_t k = 0; k < rates.size(); ++k) {
    if (std::isnan(values[k])) continue;  // no year of benefits was seen
    const bool none = std::isnan(rates[k]);
    if (none) CHECK(values[k] < 0.0);
    without += none ? 1.0 : 0.0;
    sum += none ? 0.0 : rates[k];
    ranked.push_back(none ? -1.0 : rates[k]);
  }
  const auto n = static_cast<double>(ranked.size());
  REQUIRE(without > 0.0);
  REQUIRE(2.0 * without < n - 1.0);
  std::sort(ranked.begin(), ranked.end());
  const double median = 0.5 * (ranked[(ranked.size() - 1) / 2] + ranked[ranked.size() / 2]);
  CHECK(runs.column(results, "rate_of_return_median")[0] == Approx(median));
  CHECK(runs.column(results, "share_without_rate_of_return")[0] == Approx(without / n));
  CHECK(runs.column(results, "rate_of_return")[0] == Approx(sum / (n - without)));
}

TEST_CASE("A table's income of the last full year is that of the last July to June, and missing before one is whole") {
  Scenario s = eventful();  // begins in January
  s.output.detail = true;
  const auto last_income = [&](std::int64_t months, Month year_ends) {
    s.run.horizon_months = months;
    Laboratory lab{s};
    lab.run_to(year_ends + 1);
    const Runs runs{s};
    const Results results = runs.run();
    const auto& told = runs.cells(results, "alliance", "last_income");
    const auto& group = runs.cells(results, "alliance", "group");
    for (std::size_t k = 0; k < told.size(); ++k) {
      CHECK(told[k] == lab.world.group.year.net_income[static_cast<std::size_t>(group[k])]);
    }
    const auto& households = runs.cells(results, "household", "product_income");
    std::size_t row = 0;
    for (std::size_t i = 0; i < lab.world.household.count; ++i) {
      if (lab.world.household.lives[i] == 0) continue;
      CHECK(households[row++] == double(lab.world.household.product_income[i]));
    }
    CHECK(told.size() > 0);
  };
  last_income(42, 41);  // ends in June
  last_income(44, 41);  // in August
  last_income(18, 17);  // the first whole year, not the half year before
  s.run.horizon_months = 17;
  const Runs runs{s};
  const Results results = runs.run();
  for (const double income : runs.cells(results, "household", "product_income")) CHECK(std::isnan(income));
}

TEST_CASE("Without any alliance the tables are empty and the figures undefined") {
  Scenario s = eventful();
  s.project.enabled = false;
  const Runs runs{s};
  const Results results = runs.run();
  CHECK(runs.cells(results, "alliance", "group").empty());
  CHECK(runs.cells(results, "event", "month").empty());
  CHECK(std::isnan(runs.column(results, "rate_of_return")[0]));
  CHECK(std::isnan(runs.column(results, "breakups_in_first_year")[0]));
  CHECK(std::isnan(runs.column(results, "kaplan_meier_standard_error")[0]));
  CHECK(runs.sum(results, "ended") == 0.0);
  for (const char* const curve :
       {"kaplan_meier", "kaplan_meier_by_region", "kaplan_meier_by_product", "cumulative_incidence",
        "cumulative_incidence_by_region", "cumulative_incidence_by_product"}) {
    for (const double share : runs.column(results, curve)) CHECK(std::isnan(share));
  }
}

// Rules that change during a run: nothing before the change, nothing by a change that sets what holds, agreements keep their
// terms, and whatever may change is read neither when the world is built nor by who observes it.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "benchmark/allocations.hpp"
#include "core/distributions.hpp"
#include "model/changes.hpp"
#include "observe/recorder.hpp"
#include "support/identities.hpp"
#include "support/other_value.hpp"
#include "support/run_results.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

namespace {

RuleChange change_of(const char* name, std::int64_t month, std::vector<Assignment> set) {
  RuleChange change;
  change.name = name;
  change.month = month;
  change.set = std::move(set);
  return change;
}

/// Every parameter that a change may set.
std::vector<Parameter> changeable() {
  const ParameterTable pattern = scenario_parameters();
  std::vector<Parameter> all;
  for (const Parameter* const parameter : flattened(pattern)) {
    if (!parameter->fixed_at_start) all.push_back(*parameter);
  }
  return all;
}

std::vector<Assignment> all_changed() {
  std::vector<Assignment> set;
  for (const Parameter& parameter : changeable()) set.push_back({parameter.path, other_value(parameter)});
  return set;
}

Scenario country() { return bolivia(0.05, {"run.horizon_months=84"}); }

}  // namespace

TEST_CASE("A change that sets what holds leaves every byte of a run as it is") {
  Scenario s = country();
  const Results before = Runs{s}.run();
  std::vector<Assignment> held;
  const ParameterTable table = parameters_of(std::as_const(s));
  for (const Parameter* const parameter : flattened(table)) {
    if (!parameter->fixed_at_start) held.push_back({parameter->path, parameter->value});
  }
  CHECK(held.size() > 150);
  s.change = {change_of("inert", 30, held)};
  CHECK(same_bytes(before, Runs{s}.run()));
  s.change[0].month = 0;
  CHECK(same_bytes(before, Runs{s}.run()));
}

TEST_CASE("Until its month a change leaves the world as it is, bit for bit") {
  Scenario s = country();
  Laboratory before{s};
  s.change = {change_of("all", 30, all_changed())};
  Laboratory changed{s};
  for (Month t = 0; t < 30; ++t) {
    before.run_to(t + 1);
    changed.run_to(t + 1);
    REQUIRE(digest(before.world) == digest(changed.world));
  }
  before.run_to(34);
  changed.run_to(34);
  CHECK(digest(before.world) != digest(changed.world));
}

TEST_CASE("A change in the first month is the scenario with its values") {
  Scenario s = country();
  Scenario other = s;
  other.trade.price_floor_share = 0.9;
  other.project.counterpart_share = 0.45;
  s.change = {change_of("first", 0, {{"project.counterpart_share", 0.45}, {"trade.price_floor_share", 0.9}})};
  CHECK(same_bytes(Runs{s}.run(), Runs{other}.run()));
}

TEST_CASE("Nothing that a change may set is read when the world is built") {
  const Scenario s = country();
  const auto digest_of = [](const Scenario& scenario) { return digest(build(scenario, 5, 0, true)); };
  const std::uint64_t usual = digest_of(s);
  for (const Parameter& parameter : changeable()) {
    Scenario other = s;
    other.change = {change_of("one", 0, {{parameter.path, other_value(parameter)}})};
    CAPTURE(parameter.path);
    CHECK(digest_of(phases(other).front().scenario) == usual);
  }
}

TEST_CASE("Nothing that a change may set is read by who observes") {
  Scenario s = country();
  const Catalogue catalogue = catalogue_of(s);
  Scenario other = s;
  other.change = {change_of("all", 0, all_changed())};
  const Scenario seen = phases(other).front().scenario;
  Laboratory lab{s};
  Recorder recorder{s, catalogue, lab.world};
  Recorder other_recorder{seen, catalogue, lab.world};
  for (Month t = 0; t < 84; ++t) {
    lab.run_to(t + 1);
    recorder.observe(lab.world, t);
    other_recorder.observe(lab.world, t);
  }
  CHECK(same_bytes(recorder.finish(lab.world), other_recorder.finish(lab.world)));
}

TEST_CASE("Whatever changes, the books balance in every month, and no month allocates") {
  const std::vector<Parameter> parameters = changeable();
  for (std::uint64_t k = 0; k < 40; ++k) {
    Engine engine = Streams{k, 0}(Process::population, 0);
    Scenario s = bolivia(0.02, {"run.horizon_months=96"});
    for (const char* name : {"a", "b", "c"}) {
      std::vector<Assignment> set;
      for (const Parameter& parameter : parameters) {
        if (bernoulli(engine, 0.1)) set.push_back({parameter.path, other_value(parameter)});
      }
      s.change.push_back(change_of(name, static_cast<std::int64_t>(12 + index_below(engine, 80)), set));
    }
    if (!inconsistencies(s).empty()) continue;
    CAPTURE(k);
    Laboratory lab{s};
    for (Month t = 0; t < 96; ++t) {
      const std::uint64_t before = allocations();
      lab.run_to(t + 1);
      CHECK(allocations() == before);
      REQUIRE(imbalances(lab.world) == std::vector<std::string>{});
    }
  }
}

TEST_CASE("An agreement with a buyer keeps the price rule it was made under until its terms are fixed anew") {
  Scenario s = bolivia(0.1, {"run.horizon_months=84"});
  s.alliance.price_renewal_years = 3;
  const Month month = 40;
  s.change = {change_of("floor", month, {{"trade.price_floor_share", 0.9}, {"trade.indexation", 0.5}})};
  Laboratory lab{s};
  lab.run_to(month);
  const Agreements& agreement = lab.world.group.agreement;
  std::size_t kept = 0;
  std::size_t renewed = 0;
  for (Month t = month; t < 84; ++t) {
    const std::vector<double> floor{agreement.floor_share.begin(), agreement.floor_share.end()};
    lab.run_to(t + 1);
    const std::vector<Index>& made = lab.world.agreed;
    for (Index g = 0; g < lab.world.group.count; ++g) {
      if (!agreed(agreement.outlet[g]) || std::find(made.begin(), made.end(), g) != made.end()) continue;
      const bool fixed_now =
          lab.world.calendar.month_of_year(t) == s.product[lab.world.group.product[g]].price_fixed_month - 1;
      const bool due = fixed_now && (t - lab.world.group.cycle.signed_month[g]) % 36 < 12;
      CAPTURE(t, g, lab.world.group.cycle.signed_month[g]);
      CHECK(agreement.floor_share[g] == (due ? 0.9 : floor[g]));
      ++(due ? renewed : kept);
    }
  }
  CHECK(kept > 100);
  CHECK(renewed > 10);
  for (Index g = 0; g < lab.world.group.count; ++g) {
    if (agreement.floor_share[g] == 0.0) continue;
    const double weight = s.product[lab.world.group.product[g]].fixed_price_weight;
    CHECK(agreement.fixed_weight[g] == weight * 0.5);
  }
}

TEST_CASE("New odds of faults hold for the agreements that are there, from the month of the change on") {
  Scenario s = bolivia(0.1, {"run.horizon_months=60"});
  s.change = {change_of("roads", 48, {{"trade.fault_hours", 0.0}})};
  Laboratory lab{s};
  lab.run_to(48);
  const Groups& group = lab.world.group;
  std::vector<Index> far;
  for (Index g = 0; g < group.count; ++g) {
    if (agreed(group.agreement.outlet[g]) && group.transport.way_odds[g] > 1.0F) far.push_back(g);
  }
  REQUIRE(far.size() > 3);
  lab.run_to(49);
  for (const Index g : far) CHECK(group.transport.way_odds[g] == 1.0F);
}

TEST_CASE("An agreement with the project is paid as it was signed, whatever later ones are") {
  Scenario s = small_scenario();
  s.project.tranches = 3;
  s.project.tranche_interval_months = 6;
  s.project.disbursement_lag_months = 0;
  Laboratory usual{s};
  Month begun = 0;
  while (begun < 60 && usual.world.funded.empty()) usual.run_to(++begun);
  REQUIRE(begun < 50);
  const Index g = usual.world.funded.front();
  s.change = {change_of("at once", begun, {{"project.tranches", std::int64_t{1}}, {"project.assistance_share", 0.9}})};
  Laboratory changed{s};
  usual.run_to(begun + 8);
  changed.run_to(begun + 8);
  const Groups& group = changed.world.group;
  CHECK(group.cycle.tranches[g] == 3);
  CHECK(group.cycle.tranche[g] == usual.world.group.cycle.tranche[g]);
  CHECK(group.investment.disbursed[g] == usual.world.group.investment.disbursed[g]);
  CHECK(group.investment.disbursed[g] < group.investment.grant[g]);
}

TEST_CASE("Funds that are there go on when the rule no longer asks for any") {
  Scenario s = bolivia(0.1, {"run.horizon_months=108"});
  s.fund.rule = FundRule::required;
  s.change = {change_of("off", 72, {{"fund.rule", std::string{"off"}}})};
  Laboratory lab{s};
  lab.run_to(72);
  std::vector<Index> open;
  for (Index g = 0; g < lab.world.group.count; ++g) {
    if (lab.world.group.fund.open[g] != 0) open.push_back(g);
  }
  REQUIRE(open.size() > 3);
  const std::vector<Month> started{lab.world.group.fund.started.begin(), lab.world.group.fund.started.end()};
  const std::vector<Centavos> saved{lab.world.group.fund.savings.begin(), lab.world.group.fund.savings.end()};
  lab.run_to(84);
  std::size_t went_on = 0;
  for (const Index g : open) went_on += lab.world.group.fund.savings[g] > saved[g] ? 1U : 0U;
  CHECK(went_on > 0);
  CHECK(std::vector<Month>{lab.world.group.fund.started.begin(), lab.world.group.fund.started.end()} == started);
}

// Alliances from their signing on: every end counts, before the first disbursement and after; and the two sums of the
// accounts, public money and buyers' profit.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numeric>

#include "support/run_results.hpp"

using namespace ayni;

namespace {

/// Buyers close while the project is late, and counterparts fail at once: many alliances end before any money comes.
Scenario hasty() {
  Scenario s = small_scenario();
  s.run.horizon_months = 96;
  s.scale.potential_groups = 120.0;
  s.project.budget_usd = 24e6;
  make_buyers_fail(s, 1.0);
  s.project.disbursement_lag_months = 14;
  s.project.counterpart_share = 0.3;
  s.project.patience_months = 0;
  s.project.failure_breaks = 0.5;
  s.project.boards_tried = 12;
  s.project.application_spread = 3.0;  // who cannot pay applies too
  s.household.savings_months = 1.0;
  s.household.animals_months = 1.0;
  s.buyer.advances_share = 1.0;
  return s;
}

/// An alliance as a bystander notes it who sees every month.
struct Seen {
  Month signed_month, ended = never;
  Cause cause = Cause::none;
};

std::map<std::pair<Index, Month>, Seen> watched(Laboratory& lab) {
  std::map<std::pair<Index, Month>, Seen> all;
  std::map<Index, Seen*> waiting;
  const Groups& group = lab.world.group;
  for (Month t = 0; t < static_cast<Month>(lab.scenario.run.horizon_months); ++t) {
    lab.run_to(t + 1);
    for (Index g = 0; g < group.count; ++g) {
      const Stage stage = group.cycle.stage[g];
      if (stage == Stage::signed_ && waiting.count(g) == 0) {
        waiting[g] = &(all[{g, t}] = {t});
      } else if (waiting.count(g) != 0 && waiting[g]->ended == never && group.cycle.funded[g] == never &&
                 (stage != Stage::signed_ || group.agreement.broken_unfunded[g] == t)) {
        *waiting[g] = {waiting[g]->signed_month, t,
                       group.agreement.broken_unfunded[g] == t ? group.agreement.cause_unfunded[g]
                       : stage == Stage::withdrawn             ? Cause::counterpart_failure
                                                               : Cause::buyer_failed};
        waiting.erase(g);
      }
    }
  }
  for (auto& [g, seen] : waiting) {
    seen->ended = group.agreement.ended[g];
    seen->cause = group.agreement.ended[g] != never ? group.agreement.cause[g] : Cause::none;
  }
  return all;
}

}  // namespace

TEST_CASE("There is a row for each alliance signed, with the end a bystander saw, before funding or after") {
  Laboratory lab{hasty()};
  const auto seen = watched(lab);
  const Runs runs{hasty()};
  const Results results = runs.run();
  const auto cell = [&](const char* column) -> const std::vector<double>& {
    return runs.cells(results, "signing", column);
  };
  REQUIRE(cell("group").size() == seen.size());
  std::map<double, std::size_t> before_funding;
  std::map<double, std::size_t> of_group;
  for (std::size_t k = 0; k < seen.size(); ++k) {
    const auto one = seen.find({static_cast<Index>(cell("group")[k]), static_cast<Month>(cell("signed")[k])});
    REQUIRE(one != seen.end());
    const Month end = one->second.ended != never ? one->second.ended : 95;
    CHECK(cell("duration")[k] == end - one->second.signed_month);
    CHECK(cell("cause")[k] == static_cast<double>(one->second.cause));
    CHECK(cell("ended")[k] == (one->second.ended != never ? 1.0 : 0.0));
    if (cell("funded")[k] < 0.0) ++before_funding[cell("cause")[k]];
    ++of_group[cell("group")[k]];
  }
  CHECK(before_funding[static_cast<double>(Cause::buyer_failed)] > 0);
  CHECK(before_funding[static_cast<double>(Cause::counterpart_failure)] > 0);
  CHECK(std::any_of(of_group.begin(), of_group.end(), [](const auto& one) { return one.second > 1; }));
}

TEST_CASE("The funded among the alliances signed are those of the table alliance, with the same ends") {
  const Runs runs{hasty()};
  const Results results = runs.run();
  std::map<double, std::pair<double, double>> funded;  // by group: month of the end, cause
  const auto& duration = runs.cells(results, "alliance", "duration");
  for (std::size_t k = 0; k < duration.size(); ++k) {
    funded[runs.cells(results, "alliance", "group")[k]] = {runs.cells(results, "alliance", "funded")[k] + duration[k],
                                                           runs.cells(results, "alliance", "cause")[k]};
  }
  std::size_t found = 0;
  for (std::size_t k = 0; k < runs.cells(results, "signing", "group").size(); ++k) {
    if (runs.cells(results, "signing", "funded")[k] < 0.0) continue;
    const auto& [end, cause] = funded.at(runs.cells(results, "signing", "group")[k]);
    CHECK(runs.cells(results, "signing", "signed")[k] + runs.cells(results, "signing", "duration")[k] == end);
    CHECK(runs.cells(results, "signing", "cause")[k] == cause);
    ++found;
  }
  CHECK(found == funded.size());
  CHECK(found > 0);
}

TEST_CASE("Survival from signing is the product over months of the share that go on, and causes share what it lost") {
  const Runs runs{hasty()};
  const Results results = runs.run();
  const auto& curve = runs.column(results, "kaplan_meier_from_signing");
  const auto& incidence = runs.column(results, "cumulative_incidence_from_signing");
  const auto& risk = runs.column(results, "at_risk_from_signing");
  const auto& duration = runs.cells(results, "signing", "duration");
  const auto& ended = runs.cells(results, "signing", "ended");
  double survival = 1.0;
  for (std::size_t month = 0; month < curve.size(); ++month) {
    double at_risk = 0.0;
    double events = 0.0;
    double lost = 0.0;
    for (std::size_t k = 0; k < duration.size(); ++k) {
      at_risk += duration[k] >= static_cast<double>(month) ? 1.0 : 0.0;
      events += duration[k] == static_cast<double>(month) && ended[k] != 0.0 ? 1.0 : 0.0;
    }
    if (at_risk > 0.0) survival *= 1.0 - events / at_risk;
    for (std::size_t k = 0; k + 1 < causes; ++k) lost += incidence[k * curve.size() + month];
    CHECK(curve[month] == Approx(survival).margin(1e-12));
    CHECK(lost == Approx(1.0 - survival).margin(1e-9));
    CHECK(risk[month] + risk[curve.size() + month] == at_risk);  // of two regions
  }
  CHECK(curve.back() < 1.0);
}

TEST_CASE("Without any alliance survival from signing is undefined, and nobody is at risk") {
  Scenario s = hasty();
  s.project.enabled = false;
  const Runs runs{s};
  const Results results = runs.run();
  CHECK(runs.cells(results, "signing", "group").empty());
  for (const double share : runs.column(results, "kaplan_meier_from_signing")) CHECK(std::isnan(share));
  CHECK(runs.sum(results, "at_risk_from_signing") == 0.0);
  CHECK(runs.column(results, "public_money")[0] == 0.0);
}

TEST_CASE("Public money is what the project has paid, and what municipalities put into works with it") {
  Scenario s = hasty();
  s.municipality.free_share = 1.0;
  s.municipality.groups_needed = 1.0;
  s.household.insurance_premium_share = 0.05;
  s.household.insurance_subsidy = 0.5;
  s.assistance.topup_months = 12.0;
  s.fund.rule = FundRule::grant_seeded;
  s.project.buyer_support_usd = 40e3;
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) kind->firm_capital_bs = 100e3;
  s.support.share_most = 1.0;
  s.support.paperwork_bs = 0.0;
  s.support.least_share_of_capital = 0.0;
  Laboratory lab{s};
  const Centavos at_first = lab.world.project.account;
  lab.run();
  const Runs runs{s};
  const Results results = runs.run();
  const std::vector<Centavos>& cofinanced = lab.world.municipality.cofinanced;
  const Centavos works = std::accumulate(cofinanced.begin(), cofinanced.end(), Centavos{0});
  REQUIRE(works > 0);
  REQUIRE(lab.world.ledger.flow(Account::project, Account::buyer) > 0);
  CHECK(runs.column(results, "public_money")[0] == Approx(bolivianos(at_first - lab.world.project.account + works)));
  CHECK(at_first - lab.world.project.account == lab.world.project.spent());
}

TEST_CASE(
    "Buyers' profit over the run is the sum of their yearly books, and what the owners' funds gained beside money from "
    "outside") {
  Scenario s = hasty();
  s.buyer.dividend_share = 0.0;
  s.project.offer_processing = false;
  s.project.offer_marketing = false;
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) {
    kind->overhead_share = 0.1;
    kind->sunk_share = 100.0;  // none closes, so nobody loses what it owes
    kind->entry_cost_bs = 0.0;
  }
  s.run.start_month = 7;
  s.run.horizon_months = 60;  // five whole agricultural years
  Laboratory lab{s};
  const auto own_funds = [&lab] {
    Centavos sum = 0;
    for (Index f = 0; f < lab.world.firm.count; ++f) sum += lab.world.firm.own_funds(f);
    for (const Centavos advance : lab.world.group.account.advance) sum += advance;
    return sum;
  };
  const Centavos at_first = own_funds();
  lab.run();
  const Centavos gained = own_funds() - at_first;
  const Runs runs{s};
  const Results results = runs.run();
  const double profit = runs.column(results, "buyer_profit")[0];
  CHECK(profit == Approx(bolivianos(gained)).epsilon(1e-6));
  CHECK(profit == Approx(runs.sum(results, "year_buyer_profit")).epsilon(1e-9));
  CHECK(profit != 0.0);
}

// The accounts of everyone: what each class of agents held, what it was paid and what it paid make what it holds in the
// end, year by year; and the books that buyers keep of what they earn agree with what they own.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "support/run_results.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

namespace {

Scenario lively() {
  Scenario s = small_scenario();
  s.trade.late_base = -1.0;
  make_buyers_fail(s, 0.3);
  s.fund.rule = FundRule::required;
  s.buyer.advances_share = 1.0;
  s.credit.helping_per_year = 1.0;
  return s;
}

/// What each firm owns in its business, advances to its groups too, and what it has earned since the start; Bs.
struct Position {
  std::vector<double> own, profit;

  explicit Position(const World& world) {
    const Firms& firm = world.firm;
    for (Index f = 0; f < firm.count; ++f) {
      own.push_back(bolivianos(firm.own_funds(f)));
      profit.push_back(firm.year.earlier_profit[f] + firm.profit(f));
    }
    for (Index g = 0; g < world.group.count; ++g) {
      const Index b = world.group.agreement.buyer[g];
      if (b != nobody) own[world.buyer.firm[b]] += bolivianos(world.group.account.advance[g]);
    }
  }
};

}  // namespace

TEST_CASE("Each year's opening balance, what came and what went make its closing balance, with which the next opens") {
  for (const Scenario& s : {lively(), bolivia(0.05)}) {
    const Runs runs{s};
    const Results results = runs.run();
    const auto& opening = runs.column(results, "account_opening");
    const auto& closing = runs.column(results, "account_closing");
    const auto& flow = runs.column(results, "account_flow");
    const std::size_t seasons = opening.size() / account_classes;
    REQUIRE(seasons > 4);
    for (std::size_t season = 0; season < seasons; ++season) {
      double moved = 0.0;
      for (std::size_t k = 0; k < account_classes; ++k) {
        const auto paid = [&](std::size_t from, std::size_t to) {
          return flow[(season * account_classes + from) * account_classes + to];
        };
        double expected = opening[season * account_classes + k];
        for (std::size_t j = 0; j < account_classes; ++j) expected += paid(j, k) - paid(k, j);
        const double held = closing[season * account_classes + k];
        CHECK(held == Approx(expected).epsilon(1e-12).margin(0.01));
        if (season + 1 < seasons) CHECK(opening[(season + 1) * account_classes + k] == held);
        moved += held - opening[season * account_classes + k];
      }
      CHECK(std::abs(moved) < 0.01);  // no money is made: what one class holds more the others hold less
    }
  }
}

TEST_CASE("The closing balances of the last year are what the agents hold") {
  const Runs runs{lively()};
  const Results results = runs.run();
  Laboratory lab{lively()};
  lab.run();
  const Balances held = holdings(lab.world).balances;
  const auto& closing = runs.column(results, "account_closing");
  for (std::size_t k = 0; k < account_classes; ++k) {
    CHECK(closing[closing.size() - account_classes + k] == bolivianos(held[k]));
  }
}

TEST_CASE("What a firm earns in a month is what it owns more, until its owners are paid or it closes") {
  Scenario enforced = bolivia(0.1);  // with a boom of quinoa, in which members sell elsewhere
  enforced.trade.contract_enforcement = 1.0;
  for (const Scenario& s : {lively(), enforced, bolivia(0.1)}) {
    Laboratory lab{s};
    double earned = 0.0;
    for (Month t = 0; t < static_cast<Month>(s.run.horizon_months); ++t) {
      const Position before{lab.world};
      lab.run_to(t + 1);
      if (lab.world.calendar.month_of_season(t) == last_month_of_season) continue;  // dividends, entries and closures
      const Position after{lab.world};
      for (Index f = 0; f < lab.world.firm.count; ++f) {
        if (lab.world.firm.open[f] == 0) continue;  // what a closed one cannot pay it no longer owes
        CAPTURE(t, f);
        const double profit = after.profit[f] - before.profit[f];
        CHECK(after.own[f] - before.own[f] == Approx(profit).margin(0.5));
        earned += std::abs(profit);
      }
    }
    CHECK(earned > 0.0);
  }
}

TEST_CASE("The run stops when a debt of buyers or a claim of groups comes from nowhere") {
  const auto broken = [](void (*tamper)(World & world), const char* what) {
    Laboratory lab{lively()};
    lab.run_to(20);
    tamper(lab.world);
    CHECK_THROWS_WITH(lab.run_to(21), Catch::Contains("month 20") && Catch::Contains(what));
  };
  broken([](World& world) { world.firm.debt[world.buyer.firm[0]] += 1'000'000; }, "what buyers owe to banks");
  broken([](World& world) { ++world.bank.commercial_lost; }, "what buyers owe to banks");
  broken([](World& world) { ++world.group.account.receivable[0]; }, "what buyers owe to groups");
  broken([](World& world) { ++world.consumers; }, "consumers");
}

TEST_CASE(
    "The books of a group, or of a control community, say what its households earned, where nobody joined or left") {
  for (const Scenario& s : {small_scenario(), bolivia(0.1)}) {
    Laboratory lab{s};
    lab.run_to(6);
    std::size_t compared = 0;
    for (Month june = 17; june < 60; june += 12) {
      const std::vector<std::uint8_t> began = lab.world.household.member;
      lab.run_to(june + 1);
      const World& world = lab.world;
      for (Index g = 0; g < world.group.count; ++g) {
        const std::size_t first = world.group.first[g];
        const std::size_t end = first + world.group.slots[g];
        const auto& member = world.household.member;
        if (!std::equal(member.begin() + static_cast<std::ptrdiff_t>(first),
                        member.begin() + static_cast<std::ptrdiff_t>(end),
                        began.begin() + static_cast<std::ptrdiff_t>(first)))
          continue;
        const bool control = world.group.kind[g] == GroupKind::control;
        double earned = 0.0;
        for (std::size_t i = first; i < end; ++i) {
          if (control || member[i] != 0) earned += static_cast<double>(world.household.product_income[i]);
        }
        CAPTURE(june, g);
        CHECK(world.group.year.net_income[g] == Approx(earned).epsilon(1e-3).margin(1.0));
        ++compared;
      }
    }
    CHECK(compared > 20);
  }
}

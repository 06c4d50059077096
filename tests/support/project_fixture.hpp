#pragma once
// A project without frictions, and a group at the start of its tranches.

#include <catch2/catch.hpp>

#include "model/project/project.hpp"
#include "support/small_scenario.hpp"

namespace ayni {

/// Money for all, no administration, no fees, plans of one size, members with plenty of cash.
inline Scenario plain_project() {
  Scenario s = small_scenario();
  s.project.budget_usd = 1e8;
  s.project.administration_share = 0.0;
  s.project.broker_fee_usd = 0.0;
  s.project.screening_threshold = -10.0;
  s.project.offer_processing = false;
  s.project.offer_marketing = false;
  s.project.counterpart_share = 0.3;
  s.project.in_kind_cap = 0.2;
  s.project.tranches = 3;
  s.project.tranches_after_sale = false;
  s.project.assistance_share = 0.1;
  s.project.bank_incentive_chance = 0.0;
  s.buyer.advances_share = 0.0;
  return s;
}

/// A group whose agreement has just been signed: plan of 10,000.01 Bs, counterpart of 3,000 Bs of which 600 in kind.
struct Signed : Laboratory {
  Index g, b;

  explicit Signed(const Scenario& s) : Laboratory{s}, g{group_of(maize)}, b{buyer_of(maize)} {
    look_at_markets();
    Groups& group = world.group;
    for (Stage& stage : group.cycle.stage) stage = Stage::rejected;  // nobody else moves
    ally(g, b);
    group.cycle.stage[g] = Stage::signed_;
    forget_funding(g);
    group.cycle.completed[g] = never;
    model.project->set_terms(group.cycle, g);
    group.cycle.assistance_share[g] = scenario.project.assistance_share;
    group.investment.total[g] = 1'000'001;
    group.investment.counterpart[g] = 300'000;
    group.investment.in_kind[g] = 60'000;
    group.investment.grant[g] = 700'001;
    group.membership.cohesion[g] = 0.5F;
    group.cycle.due[g] = 0;
    give_members(1'000'000);
  }
  void give_members(std::int32_t cash) {
    for (std::size_t i = first(); i < end(); ++i) {
      world.household.cash[i] = cash * world.household.member[i];
      world.household.spending[i] = 0;
      world.household.other_income[i] = 0;
      world.household.animals[i] = 0;
    }
    begin_books();
  }
  void begin_books() {
    world.ledger = Ledger{};
    world.ledger.open(holdings(world).balances);
  }
  void advance(Month t) {
    model.project->advance(world, t);
    CHECK_NOTHROW(world.ledger.audit(holdings(world).balances, t));
  }
  [[nodiscard]] std::size_t first() const { return world.group.first[g]; }
  [[nodiscard]] std::size_t end() const { return first() + world.group.slots[g]; }
};

}  // namespace ayni

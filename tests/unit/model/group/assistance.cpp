#include "model/group/assistance.hpp"

#include <catch2/catch.hpp>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

Scenario taught() {
  Scenario s = small_scenario();
  s.assistance.skill_most = 0.2;
  s.assistance.learning_per_month = 0.1;
  s.assistance.forgetting_per_year = 0.12;
  s.assistance.quality_most = 0.9;
  s.assistance.cost_bs_per_member_month = 10.0;
  s.assistance.seen_share = 0.0;
  s.assistance.hiring_spread = 0.05;
  s.assistance.training_pace = 0.0;
  return s;
}

/// A completed alliance whose plan still holds money for advice.
struct Taught : Laboratory {
  Index g;

  explicit Taught(const Scenario& s) : Laboratory{s}, g{group_of(maize)} {
    look_at_markets();
    ally(g, buyer_of(maize));
    world.group.technology.quality[g] = 0.5F;
    world.group.technology.baseline_quality[g] = 0.5F;
    world.group.cycle.completed[g] = 0;
    world.group.investment.total[g] = 1'000'000;
  }
  [[nodiscard]] Centavos month_of_advice() const { return 1000 * world.group.membership.members[g]; }
};

}  // namespace

TEST_CASE("A month of advice teaches its share of what is still to be learnt, and is paid out of the plan") {
  Taught one{taught()};
  one.world.group.investment.assistance_left[one.g] = 2 * one.month_of_advice();
  one.world.group.account.balance[one.g] = 2 * one.month_of_advice();
  one.model.assistance->advance(one.world, 1);
  CHECK(one.world.group.technology.skill[one.g] == Approx(0.02));
  CHECK(one.world.group.technology.quality[one.g] == Approx(0.5 + 0.1 * 0.4));
  one.model.assistance->advance(one.world, 2);
  CHECK(one.world.group.technology.skill[one.g] == Approx(0.02 + 0.1 * 0.18));
  CHECK(one.world.group.investment.assistance_left[one.g] == 0);
  CHECK(one.world.group.account.balance[one.g] == 0);
  CHECK(one.world.ledger.flow(Account::group, Account::outside) == 2 * one.month_of_advice());
}

TEST_CASE("When nobody pays any more, skill fades to nothing and quality to where it began") {
  Taught one{taught()};
  one.world.group.technology.skill[one.g] = 0.1F;
  one.world.group.technology.quality[one.g] = 0.7F;
  for (Month t = 1; t < 13; ++t) one.model.assistance->advance(one.world, t);
  CHECK(one.world.group.technology.skill[one.g] == Approx(0.1 * 0.88).epsilon(0.01));
  CHECK(one.world.group.technology.quality[one.g] == Approx(0.5 + 0.2 * 0.88).epsilon(0.01));
  for (Month t = 13; t < 1200; ++t) one.model.assistance->advance(one.world, t);
  CHECK(one.world.group.technology.skill[one.g] < 1e-4F);
  CHECK(one.world.group.technology.quality[one.g] == Approx(0.5).margin(1e-3));
}

TEST_CASE("Skill and quality never pass their limits") {
  Taught one{taught()};
  one.world.group.investment.assistance_left[one.g] = 10'000'000'000;
  one.world.group.account.balance[one.g] = 10'000'000'000;
  for (Month t = 1; t < 300; ++t) one.model.assistance->advance(one.world, t);
  CHECK(one.world.group.technology.skill[one.g] == Approx(0.2));
  CHECK(one.world.group.technology.skill[one.g] <= 0.2F + 1e-6F);
  CHECK(one.world.group.technology.quality[one.g] == Approx(0.9));
}

TEST_CASE("A top-up pays out of the project's account for its months after the last tranche, and no longer") {
  Scenario s = taught();
  s.assistance.topup_months = 6.0;
  Taught one{s};
  const Centavos before = one.world.project.account;
  for (Month t = 1; t < 24; ++t) one.model.assistance->advance(one.world, t);
  CHECK(one.world.project.assistance == 5 * one.month_of_advice());
  CHECK(before - one.world.project.account == 5 * one.month_of_advice());
}

TEST_CASE("A solvent group that sees more worth in advice than it costs hires modest advice, and no other does") {
  Scenario s = taught();
  s.assistance.seen_share = 1.0;
  for (const double income : {100.0, 1e6}) {
    for (const bool solvent : {true, false}) {
      Taught one{s};
      one.world.group.technology.skill[one.g] = 0.1F;
      one.world.group.year.baseline_net_income[one.g] = income;
      one.world.group.account.balance[one.g] = solvent ? one.month_of_advice() : 0;
      one.model.assistance->advance(one.world, 6);  // decided in July
      const bool hires = solvent && income > 1e5;
      CHECK(one.world.group.practice.hires_advice[one.g] == (hires ? 1 : 0));
      if (!hires) continue;
      CHECK(one.world.group.technology.skill[one.g] == Approx(0.1 + 0.25 * 0.1 * 0.1));
      CHECK(one.world.group.account.balance[one.g] == one.month_of_advice() - one.month_of_advice() / 4);
    }
  }
}

TEST_CASE("A group whose plan pays for no advice is trained at the training pace, until the last tranche") {
  Scenario s = taught();
  s.assistance.training_pace = 0.5;
  Taught one{s};
  one.world.group.cycle.stage[one.g] = Stage::executing;
  one.model.assistance->advance(one.world, 1);
  CHECK(one.world.group.technology.skill[one.g] == Approx(0.5 * 0.1 * 0.2));
  one.world.group.cycle.stage[one.g] = Stage::completed;
  one.model.assistance->advance(one.world, 2);
  CHECK(one.world.group.technology.skill[one.g] < 0.01F);
}

TEST_CASE("A dissolved group learns nothing more") {
  Taught one{taught()};
  one.world.group.investment.assistance_left[one.g] = one.month_of_advice();
  one.world.group.account.balance[one.g] = one.month_of_advice();
  one.world.group.agreement.outlet[one.g] = Outlet::dissolved;
  one.model.assistance->advance(one.world, 1);
  CHECK(one.world.group.technology.skill[one.g] == 0.0F);
  CHECK(one.world.group.account.balance[one.g] == one.month_of_advice());
}

// Where the cash of a counterpart comes from, and in which month it is asked for.

#include <catch2/catch.hpp>

#include "support/project_fixture.hpp"

using namespace ayni;

namespace {

/// Half of the animals may be sold, a fifth below their price; the group raises all that its members can spare.
Scenario herders() {
  Scenario s = plain_project();
  s.project.tranches = 1;
  s.project.solidarity_base = 1.0;
  s.project.patience_months = 36;
  s.household.animal_discount = 0.2;
  s.household.animals_for_counterpart = 0.5;
  return s;
}

/// A group whose members must pay 120 Bs each and have so much cash and so many animals.
struct Herders : Signed {
  Herders(const Scenario& s, std::int32_t cash, std::int32_t animals) : Signed{s} {
    give_members(cash);
    for (std::size_t i = first(); i < end(); ++i) world.household.animals[i] = animals * world.household.member[i];
    world.group.investment.counterpart[g] = 12'000 * world.group.membership.members[g];
    world.group.investment.in_kind[g] = 0;
  }
  [[nodiscard]] bool paid() const { return world.group.cycle.awaited[g] != never; }
  [[nodiscard]] Centavos raised() const { return world.ledger.flow(Account::consumer, Account::household); }
};

}  // namespace

TEST_CASE(
    "Who lacks the cash for a counterpart sells animals below their price, and no more of them than it is ready to") {
  Herders enough{herders(), 0, 30'010};
  enough.advance(1);
  CHECK(enough.paid());
  CHECK(enough.raised() == 12'000 * enough.world.group.membership.members[enough.g]);
  CHECK(enough.world.household.animals[enough.first()] == Approx(30'010 - 12'000 / 0.8).margin(2.0));
  CHECK(enough.world.household.cash[enough.first()] == 0);

  Herders few{herders(), 0, 29'990};
  few.advance(1);
  CHECK_FALSE(few.paid());
  CHECK(few.world.household.animals[few.first()] == 29'990);

  Scenario attached = herders();
  attached.household.animals_for_counterpart = 0.0;
  Herders none{attached, 0, 1'000'000};
  none.advance(1);
  CHECK_FALSE(none.paid());
}

TEST_CASE("Cash goes before animals, and only what is missing is sold") {
  Herders one{herders(), 8'000, 30'000};
  one.advance(1);
  CHECK(one.paid());
  CHECK(one.raised() == 4'000 * one.world.group.membership.members[one.g]);
  CHECK(one.world.household.animals[one.first()] == Approx(30'000 - 4'000 / 0.8).margin(2.0));
  Herders rich{herders(), 12'000, 30'000};
  rich.advance(1);
  CHECK(rich.raised() <= 4'000 * rich.world.group.membership.members[rich.g]);
}

TEST_CASE("What members need to live on until the next sale, beyond their other income, is no counterpart") {
  Scenario s = herders();
  s.project.reserve_months = 1.0;
  s.household.consumption_floor_share = 0.5;
  for (const std::int32_t cash : {15'999, 16'001}) {  // 1 + 0.5 x 4 months of 20 Bs less 4 x 5 Bs: 40 Bs stay
    Herders one{s, cash, 0};
    one.world.market.months_to_sale[maize] = 5;
    for (std::size_t i = one.first(); i < one.end(); ++i) {
      one.world.household.spending[i] = 2'000;
      one.world.household.other_income[i] = 500;
    }
    one.advance(1);
    CHECK(one.paid() == (cash > 16'000));
  }
}

TEST_CASE("Tranches that wait for the sale fall in the month after one in which members have sold") {
  for (const bool wait : {false, true}) {
    Scenario s = plain_project();
    s.project.tranches_after_sale = wait;
    s.project.tranche_interval_months = 2;
    s.project.disbursement_lag_months = 1;
    Signed one{s};
    std::vector<Month> paid_at;
    for (Month t = 1; t < 24; ++t) {
      const Centavos before = one.world.group.investment.counterpart_paid[one.g];
      one.advance(t);
      if (one.world.group.investment.counterpart_paid[one.g] > before) paid_at.push_back(t);
    }
    CHECK(paid_at == (wait ? std::vector<Month>{1, 5, 17} : std::vector<Month>{1, 3, 5}));  // maize is sold in May
  }
}

TEST_CASE("The first tranche waits for the sale too, but of a product that is sold in every month for none") {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  s.project.tranches_after_sale = true;
  s.project.disbursement_lag_months = 1;
  Laboratory lab{s};
  lab.run();
  const ProjectCycle& cycle = lab.world.group.cycle;
  std::size_t of_maize = 0;
  for (const Index g : lab.world.funded) {
    if (lab.world.group.product[g] == milk) {
      CHECK(cycle.funded[g] == cycle.signed_month[g] + 2);
    } else {
      CHECK(lab.world.calendar.month_of_year(cycle.funded[g]) == 6);  // paid in June, disbursed in July
      ++of_maize;
    }
  }
  CHECK(of_maize > 0);
}

TEST_CASE(
    "What members lack of a counterpart their savings group pays, if it holds that much, and the rest stays in it") {
  for (const Centavos beside : {-1, 0, 500}) {
    Herders one{herders(), 2'000, 0};
    GroupFund& fund = one.world.group.fund;
    const Centavos lacking = 10'000 * Centavos{one.world.group.membership.members[one.g]};
    fund.open[one.g] = 1;
    fund.cash[one.g] = fund.savings[one.g] = lacking + beside;
    one.world.ledger.open(holdings(one.world).balances);
    one.advance(1);
    CHECK(one.paid() == (beside >= 0));
    CHECK(fund.cash[one.g] == (beside >= 0 ? beside : lacking + beside));
    CHECK(fund.savings[one.g] == fund.cash[one.g]);
    CHECK(one.world.ledger.flow(Account::fund, Account::household) == (beside >= 0 ? lacking : 0));
  }
}

// What scarce cash before the harvest does, in a toy market of groups whose members live from one sale to the next: who
// lends for inputs makes more of them bought and more harvested.

#include <catch2/catch.hpp>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// Members have no savings and no animals, most of the costs fall due half a year before the sale, and nobody lends.
Scenario without_lenders() {
  Scenario s = small_scenario();
  s.run.horizon_months = 96;
  s.project.counterpart_share = 0.0;
  s.project.screening_threshold = -10.0;
  s.project.plans_with_advice = 0.0;
  s.household.savings_months = 0.0;
  s.household.animals_months = 0.0;
  s.household.herd_months = 0.0;
  s.household.buffer_months = 0.0;
  s.household.consumption_floor_share = 1.0;
  s.household.planned_saving_share = 0.0;
  s.product[maize].prefinanced_share = 0.9;
  s.product[maize].cost_share = 0.5;
  s.inputs.elasticity = 0.3;
  s.inputs.advance_trust = 0.0;
  s.buyer.advances_share = 0.0;
  s.credit.bank_loans = false;
  s.fund.rule = FundRule::off;
  keep_buyers_open(s);
  return s;
}

struct Sums {
  double inputs = 0.0, asked = 0.0, produced = 0.0;
};

/// Over the groups of maize that could be funded and all years.
Sums of_maize(const Scenario& s) {
  Laboratory lab{s};
  Sums sums;
  for (Month t = 0; t < static_cast<Month>(s.run.horizon_months); ++t) {
    lab.run_to(t + 1);
    const World& world = lab.world;
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
      const Cell& cell = world.cells[c];
      if (cell.product != maize || world.group.kind[cell.begin] == GroupKind::control) continue;
      sums.produced += static_cast<double>(world.goods[c].produced);
      if (world.calendar.month_of_season(t) != last_month_of_season) continue;
      for (Index g = cell.begin; g < cell.end; ++g) {
        sums.inputs += world.group.crop.inputs_bought[g];
        sums.asked += world.group.crop.inputs_asked[g];
      }
    }
  }
  return sums;
}

void lends_more(const Scenario& s) {
  const Sums without = of_maize(without_lenders());
  const Sums with = of_maize(s);
  CHECK(without.inputs < 0.9 * without.asked);
  CHECK(with.inputs > 1.02 * without.inputs);
  CHECK(with.produced > 1.005 * without.produced);
}

}  // namespace

TEST_CASE("With banks that lend more inputs are bought and more is harvested") {
  Scenario s = without_lenders();
  s.credit.bank_loans = true;
  s.credit.helping_per_year = 1.0;
  s.credit.demand_share = 1.0;
  lends_more(s);
}

TEST_CASE("With revolving funds more inputs are bought and more is harvested") {
  Scenario s = without_lenders();
  s.fund.rule = FundRule::grant_seeded;
  s.fund.seed_share = 0.3;
  s.fund.share_out = 0.0;
  lends_more(s);
}

TEST_CASE("With buyers that advance inputs more of them are bought and more is harvested") {
  Scenario s = without_lenders();
  s.buyer.advances_share = 1.0;
  s.inputs.advance_share = 0.5;
  lends_more(s);
}

TEST_CASE("Where all costs fall due at the sale cash before it is no matter, and lenders change no harvest") {
  Scenario s = without_lenders();
  s.product[maize].prefinanced_share = 0.0;
  const Sums without = of_maize(s);
  CHECK(without.asked == 0.0);
  s.credit.bank_loans = true;
  s.credit.helping_per_year = 1.0;
  CHECK(of_maize(s).produced == without.produced);
}

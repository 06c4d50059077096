#include "model/project/municipality.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

Scenario town_hall() {
  Scenario s = small_scenario();
  s.municipality.budget_bs = 1e6;
  s.municipality.budget_sigma = 0.0;
  s.municipality.free_share = 0.1;
  s.municipality.cofinance_share = 0.2;
  s.municipality.works_cost_bs = 4e5;
  s.municipality.groups_needed = 1.0;
  s.municipality.works_months = 3;
  s.municipality.works_gain = 0.5;
  return s;
}

/// A municipality where a group prepares its plan; the month is the one of its budget.
struct TownHall : Laboratory {
  Index g, m;
  Month budget;

  explicit TownHall(const Scenario& s) : Laboratory{s}, g{group_of(maize)} {
    look_at_markets();
    ally(g, buyer_of(maize));
    world.group.cycle.stage[g] = Stage::preparing;
    m = world.group.municipality[g];
    budget = world.municipality.budget_month[m];
  }
};

}  // namespace

TEST_CASE("In its budget month a municipality receives its transfers and keeps the free share for works") {
  Scenario s = town_hall();
  s.municipality.groups_needed = 1000.0;
  TownHall one{s};
  one.model.municipalities->advance(one.world, one.budget);
  CHECK(one.world.municipality.account[one.m] == centavos(1e5));
  const Centavos received = one.world.ledger.flow(Account::outside, Account::municipality);
  CHECK(received % centavos(1e6) == 0);
  CHECK(one.world.ledger.flow(Account::municipality, Account::outside) == received / 10 * 9);
  one.model.municipalities->advance(one.world, one.budget + 12);  // what is left over is not saved
  CHECK(one.world.municipality.account[one.m] == centavos(1e5));
}

TEST_CASE("Transfers follow their path, whatever general prices do") {
  Scenario s = town_hall();
  s.municipality.groups_needed = 1000.0;
  s.municipality.transfer_years = {2007.0, 2008.0, 2010.0};
  s.municipality.transfers = {1.0, 1.0, 3.0};
  TownHall one{s};
  one.world.price_index = 5.0;
  one.model.municipalities->advance(one.world, one.budget);
  CHECK(one.world.municipality.account[one.m] == centavos(1e5));
  one.model.municipalities->advance(one.world, one.budget + 12 * 10);
  CHECK(one.world.municipality.account[one.m] == centavos(3e5));
}

TEST_CASE("A municipality builds again once its last works have stood for a mandate, and not before") {
  Scenario s = town_hall();
  s.municipality.works_pause_years = 4;
  TownHall one{s};
  one.model.municipalities->advance(one.world, one.budget);
  const Month done = one.world.municipality.works_end[one.m];
  REQUIRE(done != never);
  const auto builds_in = [&](int year) {
    one.model.municipalities->advance(one.world, one.budget + 12 * year);
    return one.world.municipality.works_end[one.m] != done;
  };
  const int first = (done + 48 - one.budget + 11) / 12;  // the first budget from then on
  CHECK_FALSE(builds_in(first - 1));
  CHECK(builds_in(first));
}

TEST_CASE("Another month brings no budget, and the lever moves it") {
  TownHall one{town_hall()};
  one.model.municipalities->advance(one.world, one.budget + 1);
  CHECK(one.world.municipality.account[one.m] == 0);

  Scenario shifted = town_hall();
  shifted.municipality.timing_shift_months = 11;
  TownHall early{shifted};
  early.model.municipalities->advance(early.world, early.budget + 1);
  CHECK((early.world.municipality.account[early.m] > 0 || early.world.municipality.cofinanced[early.m] > 0));
}

TEST_CASE("Works are paid by both, in their shares, and shorten the ways once they are finished") {
  TownHall one{town_hall()};
  const Centavos project = one.world.project.account;
  const double before = one.world.roads.cost_to_market(one.m);
  one.model.municipalities->advance(one.world, one.budget);
  CHECK(one.world.municipality.cofinanced[one.m] == centavos(8e4));
  CHECK(one.world.municipality.account[one.m] == centavos(2e4));
  CHECK(project - one.world.project.account >= centavos(3.2e5));
  CHECK(one.world.cofinanced_works >= 1);
  CHECK(one.world.roads.cost_to_market(one.m) == before);
  for (Month t = one.budget + 1; t <= one.budget + 3; ++t) one.model.municipalities->advance(one.world, t);
  CHECK(one.world.roads.cost_to_market(one.m) < before);
  CHECK(one.world.group.transport.hours_market[one.g] == Approx(one.world.roads.cost_to_market(one.m)));
  CHECK(std::count(one.world.moved.begin(), one.world.moved.end(), one.g) >= 1);
}

TEST_CASE("A municipality builds once") {
  TownHall one{town_hall()};
  for (Month t = 0; t < 60; ++t) one.model.municipalities->advance(one.world, t);
  CHECK(one.world.municipality.cofinanced[one.m] == centavos(8e4));
}

TEST_CASE("Budgets are decided in the first quarter, and works need plans that are open then") {
  TownHall one{town_hall()};
  for (const std::uint8_t month : one.world.municipality.budget_month) CHECK(month < 3);
  for (const Stage stage : {Stage::forming, Stage::signed_, Stage::executing, Stage::completed}) {
    one.world.group.cycle.stage[one.g] = stage;
    one.model.municipalities->advance(one.world, one.budget);
    CHECK(one.world.municipality.cofinanced[one.m] == 0);
  }
  one.world.group.cycle.stage[one.g] = Stage::submitted;
  one.model.municipalities->advance(one.world, one.budget + 12);
  CHECK(one.world.municipality.cofinanced[one.m] > 0);
}

TEST_CASE("Two works finished in one catchment in one month move its groups once") {
  Scenario s = town_hall();
  s.municipality.groups_needed = 1000.0;
  TownHall one{s};
  const Index c = one.world.municipality.catchment[one.m];
  for (Index m = 0; m < one.world.municipality.count; ++m) {
    if (one.world.municipality.catchment[m] == c) one.world.municipality.works_end[m] = 5;
  }
  one.model.municipalities->advance(one.world, 5);
  CHECK(std::count(one.world.moved.begin(), one.world.moved.end(), one.g) == 1);
}

TEST_CASE("There are no works for too few groups, without the municipality's share, or without the project") {
  Scenario s = town_hall();
  s.municipality.groups_needed = 50.0;
  TownHall few{s};
  few.model.municipalities->advance(few.world, few.budget);
  CHECK(few.world.cofinanced_works == 0);

  s = town_hall();
  s.municipality.free_share = 0.07;  // 70,000 Bs against a share of 80,000
  TownHall poor{s};
  poor.model.municipalities->advance(poor.world, poor.budget);
  CHECK(poor.world.cofinanced_works == 0);

  TownHall twin{town_hall()};
  twin.world.project.on = false;
  twin.model.municipalities->advance(twin.world, twin.budget);
  CHECK(twin.world.cofinanced_works == 0);
}

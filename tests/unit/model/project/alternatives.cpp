// Plans without a buyer, agreements without a plan, counterparts that municipalities pay.

#include <algorithm>
#include <catch2/catch.hpp>

#include "support/project_fixture.hpp"

using namespace ayni;

namespace {

Scenario open_to_all() {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  return s;
}

std::size_t number(const std::vector<std::uint8_t>& flags) {
  return static_cast<std::size_t>(std::count_if(flags.begin(), flags.end(), [](std::uint8_t one) { return one != 0; }));
}

}  // namespace

TEST_CASE("A project that asks for no buyer funds plans of groups that sell on the open market, and pays no broker") {
  Scenario s = open_to_all();
  s.project.requires_buyer = false;
  s.project.broker_fee_usd = 1000.0;
  Laboratory lab{s};
  lab.run();
  const World& world = lab.world;
  REQUIRE(!world.funded.empty());
  for (const Index g : world.funded) {
    CHECK(world.group.agreement.first_buyer[g] == nobody);
    CHECK(world.group.agreement.buyer[g] == nobody);
    CHECK((world.group.agreement.outlet[g] == Outlet::free_market ||
           world.group.agreement.outlet[g] == Outlet::dissolved));
    CHECK(world.group.investment.disbursed[g] == world.group.investment.grant[g]);
    CHECK(world.group.technology.packages[g] > 0.0F);
  }
  CHECK(world.ledger.flow(Account::buyer, Account::group) == 0);
  CHECK(world.project.brokers == 0);
}

TEST_CASE("A group funded without a buyer waits for none, and one that was approved with one does") {
  Signed one{plain_project()};
  Groups& group = one.world.group;
  part_from_buyer(one.world, one.g);
  group.agreement.outlet[one.g] = Outlet::unfunded;
  one.begin_books();
  SECTION("without") {
    group.agreement.first_buyer[one.g] = nobody;
    one.advance(1);
    one.advance(2);
    CHECK(group.cycle.funded[one.g] == 2);
    CHECK(group.agreement.outlet[one.g] == Outlet::free_market);
  }
  SECTION("with") {
    one.advance(1);
    CHECK(group.cycle.stage[one.g] == Stage::preparing);
  }
}

TEST_CASE("Without a plan the agreement stands alone: nothing is paid or built, and the buyer buys") {
  Scenario s = open_to_all();
  s.project.grant_factor = 0.0;
  for (ProductParameters& product : s.product) product.storage_need = 1.0;
  Laboratory lab{s};
  lab.run();
  const World& world = lab.world;
  REQUIRE(!world.funded.empty());
  CHECK(world.project.grants == 0);
  CHECK(world.project.assistance == 0);
  CHECK(number(world.group.technology.warehouse) == 0);
  CHECK(number(world.group.practice.buys_inputs) == 0);
  CHECK(world.ledger.flow(Account::buyer, Account::group) > 0);
}

TEST_CASE(
    "Without a plan there is nothing to pay after a sale, and nothing that returns anything for the appraisal to see") {
  Scenario s = open_to_all();
  s.project.grant_factor = 0.0;
  s.project.tranches_after_sale = true;
  s.project.disbursement_lag_months = 1;
  Laboratory lab{s};
  lab.run();
  const ProjectCycle& cycle = lab.world.group.cycle;
  REQUIRE(!lab.world.funded.empty());
  for (const Index g : lab.world.funded) {
    CHECK(cycle.worth[g] == 0.0F);
    CHECK((lab.world.group.product[g] != maize || cycle.funded[g] == cycle.signed_month[g] + 2));
  }
}

TEST_CASE("A municipality pays its share of a tranche as far as what it has free goes, and members the rest") {
  const auto paid = [](double share, Centavos has) {
    Scenario s = plain_project();
    s.project.municipal_counterpart_share = share;
    Signed one{s};
    const Index m = one.world.group.municipality[one.g];
    one.world.municipality.account[m] = has;
    one.begin_books();
    one.advance(1);
    const Centavos from_municipality = one.world.ledger.flow(Account::municipality, Account::group);
    CHECK(from_municipality + one.world.ledger.flow(Account::household, Account::group) == 80'000);
    CHECK(one.world.municipality.cofinanced[m] == from_municipality);
    CHECK(one.world.municipality.account[m] == has - from_municipality);
    return from_municipality;
  };
  CHECK(paid(0.0, 1'000'000) == 0);
  CHECK(paid(0.5, 1'000'000) == 40'000);
  CHECK(paid(0.5, 10'000) == 10'000);
  CHECK(paid(0.5, 0) == 0);
  CHECK(paid(1.0, 1'000'000) == 80'000);
}

TEST_CASE("More groups dare to apply where the municipality pays a part") {
  const auto applicants = [](double share) {
    Scenario s = plain_project();
    s.household.savings_months = 0.5;
    s.project.municipal_counterpart_share = share;
    Laboratory lab{s};
    lab.run_to(1);
    const auto& refusal = lab.world.group.cycle.refusal;
    return std::count(refusal.begin(), refusal.end(), Refusal::did_not_apply);
  };
  CHECK(applicants(0.9) < applicants(0.0));
}

TEST_CASE("What the municipality pays of a counterpart is no cost to the group that weighs whether to apply") {
  const auto applicants = [](double share) {
    Scenario s = plain_project();
    s.household.savings_months = 60.0;  // who could pay all of it with ease
    s.project.counterpart_share = 0.9;
    s.project.in_kind_cap = 0.0;
    s.project.application_years = 4.0;
    s.project.municipal_counterpart_share = share;
    Laboratory lab{s};
    lab.run_to(1);
    const auto& refusal = lab.world.group.cycle.refusal;
    return std::count(refusal.begin(), refusal.end(), Refusal::did_not_apply);
  };
  CHECK(applicants(0.9) < applicants(0.0));
}

TEST_CASE(
    "A plant of the group's own is paid out of the plan's goods, and stands still when nobody pays its maintenance") {
  Scenario s = open_to_all();
  s.trade.levy_share = 0.05;
  const auto ran = [&s](bool plant, double maintenance) {
    s.assistance.group_plant = plant;
    s.assistance.plant_maintenance_per_year = maintenance;
    Laboratory lab{s};
    lab.run();
    return lab;
  };
  const Laboratory without = ran(false, 0.05);
  const Laboratory with = ran(true, 0.05);
  const Laboratory dear = ran(true, 1.0);
  const GroupTechnology& technology = with.world.group.technology;
  REQUIRE(number(technology.plant_works) > 0);
  CHECK(number(dear.world.group.technology.plant_works) < number(technology.plant_works));
  CHECK(number(without.world.group.technology.plant_works) == 0);
  std::size_t plants = 0;
  for (const Index g : with.world.funded) {
    if (technology.plant_value[g] <= 0.0F) continue;
    CHECK(technology.packages[g] < without.world.group.technology.packages[g]);
    CHECK(technology.processing[g] == 1);
    ++plants;
  }
  CHECK(plants > 0);
}

// Every column of every table by its name, on a world made by hand in which no two things it could be taken for are
// equal.

#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "observe/alliance_table.hpp"
#include "observe/catalogue_of.hpp"
#include "observe/events.hpp"
#include "observe/final_states.hpp"
#include "observe/measure_entry.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

using Cells = std::map<std::string, double>;

Cells row(const Catalogue& catalogue, const Results& results, const char* table, std::size_t number) {
  Cells cells;
  const std::size_t position = catalogue.table(table);
  for (std::size_t c = 0; c < catalogue.tables[position].columns.size(); ++c) {
    cells[catalogue.tables[position].columns[c].name] = results.tables[position].columns[c].at(number);
  }
  return cells;
}

/// Both hold the same names, with the same values.
void check_same(const Cells& found, const Cells& wanted) {
  CHECK(found.size() == wanted.size());
  for (const auto& [name, value] : wanted) {
    CAPTURE(name);
    REQUIRE(found.count(name) == 1);
    CHECK(found.at(name) == value);
  }
}

struct Registry : Laboratory {
  Catalogue catalogue;
  Results results;
  Index g, b;

  Registry() : Laboratory{scenario_with_detail()}, catalogue{catalogue_of(scenario)} {
    results = unclaimed_results(catalogue);
    g = group_of(milk);
    b = buyer_of(milk);
    ally(g, b);
  }
  static Scenario scenario_with_detail() {
    Scenario s = small_scenario();
    s.output.detail = true;
    return s;
  }
};

}  // namespace

TEST_CASE("Each column of the table of alliances shows what its name says") {
  Registry all;
  Groups& group = all.world.group;
  const Index g = all.g;
  group.municipality[g] = 2;
  group.cycle.stage[g] = Stage::completed;
  group.cycle.call[g] = 4;
  group.cycle.signed_month[g] = 11;
  group.cycle.funded[g] = 13;
  group.cycle.completed[g] = 28;
  group.agreement.ended[g] = 30;
  group.agreement.cause[g] = Cause::spot_price;
  group.agreement.ended_by[g] = EndedBy::both;
  group.agreement.main_reason[g] = 5;
  group.agreement.stated_reasons[g] = 37;
  group.agreement.outlet[g] = Outlet::free_market;
  group.trust.good[g] = 3.0F;
  group.trust.bad[g] = 1.0F;
  group.trust.buyer_good[g] = 1.0F;
  group.trust.buyer_bad[g] = 7.0F;
  group.agreement.match_quality[g] = -0.375F;
  group.membership.at_start[g] = 21;
  group.membership.members[g] = 19;
  group.trait.women_share[g] = 0.3125F;
  group.trait.indigenous_share[g] = 0.6875F;
  group.investment.model[g] = AllianceModel::marketing;
  group.investment.disbursed[g] = 4200;
  group.investment.total[g] = 5300;
  group.cycle.failed_tranches[g] = 5;
  // Yes and no is all that some columns can say; here their bytes say more.
  group.technology.warehouse[g] = 60;
  group.technology.processing[g] = 61;
  group.technology.vehicle[g] = 62;
  group.bank.helps_members[g] = 63;
  group.practice.buys_inputs[g] = 64;
  group.practice.hires_advice[g] = 65;
  group.practice.negotiates[g] = 66;
  all.world.buyer.gives_advances[all.b] = 67;
  group.fund.started[g] = 20;
  group.fund.ended[g] = 45;
  group.year.baseline_net_income[g] = 1000.0;
  const TableWriter<AllianceRow> table{alliance_table(), all.catalogue, all.results, 1};
  table.add({all.world, g, 59, Returns{-70.0, 0.125}, 2000.0});
  check_same(row(all.catalogue, all.results, "alliance", 0), {{"group", g},
                                                              {"region", 0},
                                                              {"product", milk},
                                                              {"municipality", 2},
                                                              {"applied", 4},
                                                              {"signed", 11},
                                                              {"funded", 13},
                                                              {"completed", 28},
                                                              {"duration", 17},
                                                              {"ended", 1},
                                                              {"cause", 4},
                                                              {"ended_by", 3},
                                                              {"main_reason", 5},
                                                              {"reasons", 37},
                                                              {"state", 3},
                                                              {"trust", 0.75},
                                                              {"buyer_trust", 0.125},
                                                              {"match_quality", -0.375},
                                                              {"members_start", 21},
                                                              {"members_end", 19},
                                                              {"women_share", 0.3125},
                                                              {"indigenous_share", 0.6875},
                                                              {"model", 3},
                                                              {"grant", 42},
                                                              {"investment", 53},
                                                              {"failed_tranches", 5},
                                                              {"warehouse", 60},
                                                              {"processing", 61},
                                                              {"vehicle", 62},
                                                              {"fund", 1},
                                                              {"fund_age", 25},
                                                              {"helps_with_bank", 63},
                                                              {"buys_inputs", 64},
                                                              {"hires_advice", 65},
                                                              {"negotiates", 66},
                                                              {"buyer_lends", 67},
                                                              {"baseline_income", 1000},
                                                              {"last_income", 2000},
                                                              {"rate_of_return", 0.125},
                                                              {"net_present_value", -70}});
}

TEST_CASE("An alliance that goes on lasts, and its fund ages, to the last month of the run") {
  Registry all;
  all.world.group.cycle.funded[all.g] = 13;
  all.world.group.fund.started[all.g] = 20;
  const TableWriter<AllianceRow> table{alliance_table(), all.catalogue, all.results, 2};
  table.add({all.world, all.g, 59, Returns{}, 0.0});
  all.world.group.fund.started[all.g] = never;
  table.add({all.world, all.g, 59, Returns{}, 0.0});
  Cells cells = row(all.catalogue, all.results, "alliance", 0);
  CHECK(cells["ended"] == 0.0);
  CHECK(cells["duration"] == 46.0);
  CHECK(cells["fund_age"] == 39.0);
  cells = row(all.catalogue, all.results, "alliance", 1);
  CHECK(cells["fund"] == 0.0);
  CHECK(cells["fund_age"] == -1.0);
}

TEST_CASE("Events tell month, group, kind, cause and buyer of what happened") {
  Registry all;
  World& world = all.world;
  const Index g = all.g;
  constexpr Month month = 9;
  world.group.cycle.funded[g] = month;
  world.group.fund.started[g] = month;
  world.group.fund.ended[g] = month;
  world.breakups.push_back({g, 4, Cause::better_buyer});
  world.agreed.push_back(g);
  world.group.agreement.buyer[g] = 5;
  world.group.agreement.first_buyer[g] = 3;
  world.group.agreement.outlet[g] = Outlet::dissolved;
  Events events{all.catalogue, all.results, world};
  events.observe(world, month);
  const auto kind = [](EventKind of) { return static_cast<double>(of); };
  const Cells wanted[]{
      {{"month", month}, {"group", g}, {"kind", kind(EventKind::funded)}, {"cause", 0}, {"buyer", 3}},
      {{"month", month}, {"group", g}, {"kind", kind(EventKind::fund_started)}, {"cause", 0}, {"buyer", -1}},
      {{"month", month}, {"group", g}, {"kind", kind(EventKind::fund_ended)}, {"cause", 0}, {"buyer", -1}},
      {{"month", month}, {"group", g}, {"kind", kind(EventKind::agreement_ended)}, {"cause", 3}, {"buyer", 4}},
      {{"month", month}, {"group", g}, {"kind", kind(EventKind::agreement_signed)}, {"cause", 0}, {"buyer", 5}},
      {{"month", month}, {"group", g}, {"kind", kind(EventKind::dissolved)}, {"cause", 0}, {"buyer", -1}}};
  for (std::size_t k = 0; k < std::size(wanted); ++k) {
    check_same(row(all.catalogue, all.results, "event", k), wanted[k]);
  }
  world.breakups.clear();
  world.agreed.clear();
  events.observe(world, month + 1);  // it falls apart once
  CHECK(all.results.tables[all.catalogue.table("event")].columns.front().size() == std::size(wanted));
}

TEST_CASE("Each column of the final states shows what its name says") {
  Registry all;
  World& world = all.world;
  Groups& group = world.group;
  const Index g = all.g;
  group.cycle.stage[g] = Stage::executing;
  group.cycle.refusal[g] = Refusal::no_budget;
  group.cycle.call[g] = 2;
  group.cycle.signed_month[g] = 7;
  group.cycle.funded[g] = 8;
  group.cycle.completed[g] = 9;
  group.trait.management[g] = 0.5F;
  group.membership.cohesion[g] = 0.25F;
  group.membership.members[g] = 19;
  group.technology.equipment[g] = 0.125F;
  group.technology.skill[g] = 0.0625F;
  group.technology.quality[g] = 0.75F;
  group.account.balance[g] = 700;
  group.agreement.buyer[g] = 6;
  group.transport.hours_market[g] = 3.5F;
  const Index i = group.first[g];
  Households& household = world.household;
  household.member[i] = 30;
  household.away[i] = 31;
  household.capacity[i] = 1.5F;
  household.product_income[i] = 32.0F;
  household.home_consumption[i] = 8.0F;
  household.other_income[i] = 5000;
  household.family_days[i] = 36.0F;
  household.wages[i] = 7400;
  world.day_wage = 37.0;
  household.cash[i] = 3300;
  household.fund_debt[i] = 3400;
  household.bank_debt[i] = 3500;
  world.buyer.firm[0] = 2;
  world.buyer.open[0] = 40;
  world.buyer.capacity[0] = 41.0;
  world.buyer.free_capacity[0] = 42.0;
  world.firm.cash[world.buyer.firm[0]] = 4300;
  world.firm.debt[world.buyer.firm[0]] = 4400;
  world.firm.owed[world.buyer.firm[0]] = 4500;
  world.firm.own_at_start[world.buyer.firm[0]] = 4600;
  const FinalStates states{all.catalogue, all.results, world};
  YearIncomes incomes{all.scenario, world};
  REQUIRE(incomes.observe(world, 17));  // June
  household.product_income[i] = 0.5F;   // of a year that has only begun
  states.write(world, incomes);
  check_same(row(all.catalogue, all.results, "group", g), {{"region", 0},
                                                           {"product", milk},
                                                           {"municipality", static_cast<double>(group.municipality[g])},
                                                           {"control", 0},
                                                           {"stage", 5},
                                                           {"refusal", 4},
                                                           {"applied", 2},
                                                           {"signed", 7},
                                                           {"funded", 8},
                                                           {"completed", 9},
                                                           {"management", 0.5},
                                                           {"cohesion", 0.25},
                                                           {"members", 19},
                                                           {"equipment", 0.125},
                                                           {"skill", 0.0625},
                                                           {"quality", 0.75},
                                                           {"account", 7},
                                                           {"buyer", 6},
                                                           {"hours_to_market", 3.5}});
  REQUIRE(g == 0);  // so its first household is the first row
  check_same(row(all.catalogue, all.results, "household", 0), {{"group", g},
                                                               {"member", 30},
                                                               {"away", 31},
                                                               {"capacity", 1.5},
                                                               {"product_income", 32},
                                                               {"home_consumption", 8},
                                                               {"income", 32 + 8 + 600},
                                                               {"poor", 1},
                                                               {"area", 0},
                                                               {"family_days", 36},
                                                               {"hired_days", 2},
                                                               {"cash", 33},
                                                               {"fund_debt", 34},
                                                               {"bank_debt", 35}});
  check_same(row(all.catalogue, all.results, "buyer", 0),
             {{"region", static_cast<double>(world.buyer.region[0])},
              {"product", static_cast<double>(world.buyer.product[0])},
              {"municipality", static_cast<double>(world.buyer.municipality[0])},
              {"firm", 2},
              {"open", 40},
              {"capacity", 41},
              {"free_capacity", 42}});
  check_same(row(all.catalogue, all.results, "firm", 2),
             {{"cash", 43}, {"debt", 44}, {"owed", 45}, {"own_funds", 43 - 44 - 45}, {"own_at_start", 46}});
  check_same(row(all.catalogue, all.results, "place", 0),
             {{"region", static_cast<double>(world.municipality.region[0])},
              {"catchment", static_cast<double>(world.municipality.catchment[0])},
              {"east", world.roads.location(0).east_km},
              {"north", world.roads.location(0).north_km},
              {"hours_to_market", world.roads.cost_to_market(0)}});
}

TEST_CASE(
    "the roads of the final states join places of their catchment, with the hours of the world, and every place has "
    "one") {
  Registry all;
  const World& world = all.world;
  const FinalStates states{all.catalogue, all.results, world};
  states.write(world, YearIncomes{all.scenario, world});
  std::vector<bool> reached(world.municipality.count, false);
  std::size_t k = 0;
  for (Index c = 0; c < world.roads.catchments(); ++c) {
    for (const Road& road : world.roads.roads(c)) {
      Cells cells = row(all.catalogue, all.results, "road", k++);
      CHECK(cells["catchment"] == c);
      CHECK(cells["hours"] == Approx(road.hours));
      for (const char* const end : {"from", "to"}) {
        if (cells[end] < 0.0) continue;
        const auto municipality = static_cast<std::size_t>(cells[end]);
        CHECK(world.municipality.catchment[municipality] == c);
        reached[municipality] = true;
      }
    }
  }
  CHECK(std::all_of(reached.begin(), reached.end(), [](bool is) { return is; }));
}

TEST_CASE(
    "the ties of the final states join each group with its own municipality, by the group's number in the world") {
  Registry all;
  const World& world = all.world;
  const FinalStates states{all.catalogue, all.results, world};
  states.write(world, YearIncomes{all.scenario, world});
  std::size_t joined = 0;
  for (std::size_t k = 0; k < world.ties.acquaintances.size(); ++k) {
    Cells tie = row(all.catalogue, all.results, "tie", k);
    if (tie["from_kind"] != 0 || tie["to_kind"] != 3) continue;
    CHECK(tie["to"] == world.group.municipality[static_cast<std::size_t>(tie["from"])]);
    ++joined;
  }
  CHECK(joined == world.group.count);
}

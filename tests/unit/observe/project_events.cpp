// The courses of groups through the project and their books by year, on a world made by hand.

#include "observe/project_events.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "observe/catalogue_of.hpp"
#include "observe/group_years.hpp"
#include "observe/measure_entry.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

struct Course : Laboratory {
  Catalogue catalogue;
  Results results;
  ProjectEvents events;
  Index g;

  Course()
      : Laboratory{scenario_with_detail()},
        catalogue{catalogue_of(scenario)},
        results{unclaimed_results(catalogue)},
        events{catalogue, results, world},
        g{group_of(milk)} {}
  static Scenario scenario_with_detail() {
    Scenario s = small_scenario();
    s.output.detail = true;
    return s;
  }
  /// The group comes to a stage in a month.
  void reach(Stage stage, Month t, Refusal refusal = Refusal::none) {
    world.group.cycle.stage[g] = stage;
    world.group.cycle.refusal[g] = refusal;
    events.observe(world, t);
  }
  [[nodiscard]] std::vector<double> column(const char* table, const char* name) const {
    const std::size_t position = catalogue.table(table);
    return results.tables[position].columns[catalogue.tables[position].column(name)];
  }
};

std::vector<double> kinds(std::initializer_list<ProjectStep> steps) {
  std::vector<double> numbers;
  for (const ProjectStep step : steps) numbers.push_back(static_cast<double>(step));
  return numbers;
}

}  // namespace

TEST_CASE("A proposal's way through the project is told step by step, with months and amounts") {
  Course course;
  ProjectCycle& cycle = course.world.group.cycle;
  course.reach(Stage::forming, 3);
  course.reach(Stage::preparing, 8);
  course.reach(Stage::signed_, 11);    // submitted and approved at the same board
  course.reach(Stage::preparing, 14);  // it has lost its buyer
  course.reach(Stage::submitted, 16);
  course.reach(Stage::signed_, 17);
  cycle.tranche[course.g] = 1;
  course.world.group.investment.disbursed[course.g] = 40'000;
  course.reach(Stage::executing, 19);
  ++cycle.failed_tranches[course.g];
  course.reach(Stage::executing, 25);
  cycle.tranche[course.g] = 2;
  course.world.group.investment.disbursed[course.g] = 70'000;
  course.reach(Stage::completed, 26);
  course.reach(Stage::completed, 27);  // nothing more
  using enum ProjectStep;
  CHECK(course.column("project_event", "kind") == kinds({applied, submitted, approved, sent_back, submitted, approved,
                                                         disbursed, tranche_missed, disbursed, completed}));
  CHECK(course.column("project_event", "month") == std::vector<double>{3, 11, 11, 14, 16, 17, 19, 25, 26, 26});
  CHECK(course.column("project_event", "amount") == std::vector<double>{0, 0, 0, 0, 0, 0, 400, 0, 300, 0});
  CHECK(course.column("project_event", "group") ==
        std::vector<double>(course.column("project_event", "kind").size(), course.g));
}

TEST_CASE("Who does not apply has no events, and a refusal tells why") {
  using enum ProjectStep;
  Course course;
  course.reach(Stage::rejected, 3, Refusal::did_not_apply);
  CHECK(course.column("project_event", "kind").empty());
  CHECK(application(course.world, course.g) == never);
  Course bad;
  bad.reach(Stage::forming, 3);
  bad.reach(Stage::rejected, 9, Refusal::not_eligible);
  CHECK(bad.column("project_event", "kind") == kinds({applied, submitted, refused}));
  CHECK(bad.column("project_event", "refusal").back() == static_cast<double>(Refusal::not_eligible));
  Course alone;  // found no buyer, so the board never saw it
  alone.reach(Stage::preparing, 3);
  alone.reach(Stage::rejected, 9, Refusal::no_buyer);
  CHECK(alone.column("project_event", "kind") == kinds({applied, refused}));
  Course poor;
  poor.reach(Stage::signed_, 3);
  poor.reach(Stage::withdrawn, 9, Refusal::no_counterpart);
  CHECK(poor.column("project_event", "kind").back() == static_cast<double>(given_up));
  CHECK(poor.column("project_event", "refusal").back() == static_cast<double>(Refusal::no_counterpart));
}

TEST_CASE("A group applied when its call was held, and one that has not heard of the project never did") {
  Course course;
  ProjectCycle& cycle = course.world.group.cycle;
  cycle.call[course.g] = 7;
  cycle.stage[course.g] = Stage::outside;
  CHECK(application(course.world, course.g) == never);
  cycle.stage[course.g] = Stage::preparing;
  CHECK(application(course.world, course.g) == 7);
  cycle.call[course.g] = -5;  // before the run
  CHECK(application(course.world, course.g) == 0);
}

TEST_CASE("A group's books of a year are a row, for control communities too") {
  Course course;
  World& world = course.world;
  const GroupYears years{course.catalogue, course.results, world};
  Groups& group = world.group;
  const Index g = course.g;
  group.agreement.outlet[g] = Outlet::new_buyer;
  group.membership.members[g] = 11;
  group.year.volume[g] = 120.0;
  group.year.revenue[g] = 130.0;
  group.year.net_income[g] = 140.0;
  Households& household = world.household;
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
    household.member[i] = i == group.first[g] || i == group.first[g] + 1 ? 1 : 0;
    household.product_income[i] = i == group.first[g] ? 1000.0F : 1.0e6F;  // one is poor
    household.other_income[i] = 10'000;                                    // 1,200 Bs a year
  }
  YearIncomes incomes{course.scenario, world};
  constexpr Month june_2008 = 17;
  REQUIRE(incomes.observe(world, june_2008));
  years.observe_year(world, incomes, june_2008);
  const auto of = [&](const char* name) { return course.column("group_year", name).at(g); };
  CHECK(course.column("group_year", "group").size() == group.count);
  CHECK(of("group") == g);
  CHECK(of("season") == 1.0);
  CHECK(of("state") == static_cast<double>(Outlet::new_buyer));
  CHECK(of("members") == 11.0);
  CHECK(of("households") == 2.0);
  CHECK(of("volume") == 120.0);
  CHECK(of("revenue") == 130.0);
  CHECK(of("net_income") == 140.0);
  CHECK(of("income") == Approx(1'001'000.0 + 2400.0));
  CHECK(of("poor") == 1.0);
  for (Index control = 0; control < group.count; ++control) {
    if (group.kind[control] != GroupKind::control) continue;
    CHECK(course.column("group_year", "households")[control] > 0.0);
    CHECK(course.column("group_year", "members")[control] == 0.0);
  }
}

#include "observe/impact_study.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>

#include "observe/catalogue_of.hpp"
#include "support/small_scenario.hpp"

namespace {

using namespace ayni;

constexpr Month before = 12;  // June 2012, the last year before the funding
constexpr Month visited = 24;

/// The small country from June 2011 on. In each region the first half of the groups that could apply is funded in June 2012,
/// the others have their plans approved and wait.
struct Study {
  Laboratory lab;
  Catalogue catalogue;
  Appraisal appraisal;
  ImpactStudy study;

  explicit Study(Scenario s = scenario())
      : lab{std::move(s)},
        catalogue{catalogue_of(lab.scenario)},
        appraisal{lab.scenario, catalogue, lab.world},
        study{lab.scenario, lab.world} {
    lab.world.price_index = 1.0;
    end_year(before, 1000.0, 1000.0, 1000.0);
    study.note_baselines(lab.world);
    for (const Cell& cell : lab.world.cells) {
      for (Index g = cell.begin; g < cell.begin + (cell.end - cell.begin) / 2; ++g) start_funding(lab.world, g, before);
    }
    for (Index g = 0; g < lab.world.group.count; ++g) {
      if (group().cycle.funded[g] == never) group().cycle.stage[g] = Stage::signed_;
    }
  }

  static Scenario scenario() {
    Scenario s = small_scenario();
    s.run.start_year = 2011;
    s.run.start_month = 6;
    s.run.horizon_months = 25;
    return s;
  }
  Groups& group() { return lab.world.group; }
  Households& household() { return lab.world.household; }

  /// Ends a year in which every household earned so much of its product, by what its group is.
  void end_year(Month t, double funded, double waiting, double in_control_communities) {
    for (Index g = 0; g < group().count; ++g) {
      const double income = group().kind[g] == GroupKind::control ? in_control_communities
                            : group().cycle.funded[g] == never    ? waiting
                                                                  : funded;
      std::fill_n(household().product_income.begin() + group().first[g], group().slots[g], static_cast<float>(income));
      group().year.net_income[g] = income;
    }
    appraisal.observe(lab.world, t);
  }
  ImpactFindings visit() { return study.visit(lab.world, visited, appraisal); }
};

}  // namespace

TEST_CASE("Producers of alliances at work are compared with producers of approved groups that wait, after the fact") {
  Study s;
  s.end_year(visited, 1800.0, 1500.0, 1200.0);
  const ImpactFindings found = s.visit();
  CHECK(found.before_after == Approx(0.8));
  CHECK(found.against_controls == Approx(0.2));  // 1800 over 1500, whatever controls earned before
  CHECK(found.unfunded_applicants == 0.0);
  CHECK(found.unmatched == 0.0);
}

TEST_CASE("The truth beside the estimates is what the same founders would earn without the project, as controls did") {
  Study s;
  s.end_year(visited, 1800.0, 1500.0, 1200.0);
  CHECK(s.visit().effect == Approx(0.5));
  CHECK(s.visit().effect_of_found == Approx(0.5));
}

TEST_CASE("The impact study compares at constant prices") {
  Study s;
  s.lab.world.price_index = 1.25;
  s.end_year(visited, 2500.0, 1500.0, 1250.0);
  const ImpactFindings found = s.visit();
  CHECK(found.before_after == Approx(1.0));
  CHECK(found.effect == Approx(1.0));
  CHECK(found.against_controls == Approx(2500.0 / 1500.0 - 1.0));
}

TEST_CASE("Who has left is not found again, and counts in the truth of all") {
  Study s;
  s.end_year(visited, 1800.0, 1500.0, 1000.0);
  const Index first = s.group().first[0];  // a founder left its group, and earns what it did
  s.household().member[first] = 0;
  s.household().product_income[first] = 1000.0F;
  const ImpactFindings found = s.visit();
  CHECK(found.effect_of_found == Approx(0.8));
  CHECK(found.effect < 0.8);
  const double lost = found.beneficiaries + 1.0;
  CHECK(found.effect == Approx(0.8 * found.beneficiaries / lost));
}

TEST_CASE("Groups that were not funded stand in for a pipeline that is too small, those that never applied do not") {
  Study s;
  const Cell cell = s.lab.world.cells[0];
  Index waiting = 0;
  for (Index g = cell.begin; g < cell.end; ++g) {
    if (s.group().kind[g] != GroupKind::potential || s.group().cycle.funded[g] != never) continue;
    if (waiting++ < fewest_pipeline_groups - 1) continue;
    s.group().cycle.stage[g] = Stage::rejected;
    s.group().cycle.refusal[g] = waiting % 2 == 0 ? Refusal::no_budget : Refusal::did_not_apply;
  }
  REQUIRE(waiting > fewest_pipeline_groups);
  s.end_year(visited, 1800.0, 1500.0, 1200.0);
  for (Index g = cell.begin; g < cell.end; ++g) {
    const double income = s.group().cycle.refusal[g] == Refusal::did_not_apply ? 1e6 : 1500.0;
    if (s.group().cycle.stage[g] != Stage::rejected) continue;
    std::fill_n(s.household().product_income.begin() + s.group().first[g], s.group().slots[g],
                static_cast<float>(income));
    for (Index i = 0; i < s.group().slots[g]; ++i) {  // nearer than those of the pipeline, so that they are the matches
      s.household().capacity[s.group().first[g] + i] *= 0.999F;
    }
  }
  for (Index g = cell.begin; g < cell.end; ++g) {
    if (s.group().cycle.funded[g] == never) continue;
    for (Index i = 0; i < s.group().slots[g]; ++i) s.household().capacity[s.group().first[g] + i] *= 0.999F;
  }
  const ImpactFindings found = s.visit();
  CHECK(found.against_controls == Approx(0.2));
  CHECK(found.unfunded_applicants > 0.3);
}

TEST_CASE("Groups first paid within the last year belong to the pipeline, those dissolved to neither side") {
  Study s;
  const Cell cell = s.lab.world.cells[0];
  s.group().agreement.outlet[cell.begin] = Outlet::dissolved;
  const double with_all = s.visit().beneficiaries;
  s.group().cycle.funded[cell.begin + 1] = visited - 3;
  const ImpactFindings found = s.visit();
  CHECK(found.beneficiaries == with_all - static_cast<double>(households_per_alliance));
  CHECK(found.controls > 0.0);
}

TEST_CASE("Only the regions of the impact study are visited, and without any there is nothing to find") {
  Scenario covered = Study::scenario();
  covered.region[0].survey.impact_study = false;
  Study half{covered};
  half.end_year(visited, 1800.0, 1500.0, 1200.0);
  Study whole;
  whole.end_year(visited, 1800.0, 1500.0, 1200.0);
  CHECK(half.visit().beneficiaries < whole.visit().beneficiaries);
  covered.region[1].survey.impact_study = false;
  Study none{covered};
  none.end_year(visited, 1800.0, 1500.0, 1200.0);
  CHECK(none.visit().beneficiaries == 0.0);
  CHECK(std::isnan(none.visit().against_controls));
  CHECK(std::isnan(none.visit().effect));
}

TEST_CASE("Poverty of both sides is of the households compared") {
  Study s;
  std::fill(s.household().other_income.begin(), s.household().other_income.end(), 0);
  const double line = s.lab.scenario.household.moderate_line_bs * s.lab.scenario.household.persons;
  s.end_year(visited, 1.1 * line, 0.9 * line, line);
  const ImpactFindings found = s.visit();
  CHECK(found.moderate_beneficiary == Approx(0.0).margin(1e-9));
  CHECK(found.moderate_control == Approx(1.0));
  CHECK(found.extreme_control == Approx(0.0).margin(1e-9));
}

TEST_CASE("Of every group visited the study keeps what its founders earn, for the twin to be asked the same") {
  Study s;
  s.end_year(visited, 1800.0, 1500.0, 1200.0);
  const Index first = s.lab.world.cells[0].begin;
  s.household().member[s.group().first[first]] = 0;
  s.household().product_income[s.group().first[first]] = 800.0F;
  const ImpactFindings found = s.visit();
  double of_found = 0.0;
  for (const ImpactRow& row : s.study.groups()) {
    const bool at_work = s.group().cycle.funded[row.group] != never;
    CHECK(row.asked == (at_work ? static_cast<double>(households_per_alliance) : 0.0));
    CHECK(row.income == Approx(row.group == first ? 1600.0 : at_work ? 1800.0 : 1500.0));
    of_found += row.found;
    if (row.group == first) CHECK(row.income_found == Approx(1800.0));
  }
  CHECK(of_found == found.beneficiaries);
}

TEST_CASE("Each measure of the impact study, and each column of its table, shows what its name says") {
  const ImpactFindings found{.before_after = 1.0,
                             .against_controls = 2.0,
                             .household_labour = 3.0,
                             .effect_of_found = 4.0,
                             .effect = 5.0,
                             .moderate_beneficiary = 6.0,
                             .moderate_control = 7.0,
                             .extreme_beneficiary = 8.0,
                             .extreme_control = 9.0,
                             .beneficiaries = 10.0,
                             .controls = 11.0,
                             .unfunded_applicants = 12.0,
                             .unmatched = 13.0};
  std::map<std::string, double> shown;
  for (const auto& entry : impact_measures()) entry.fill(found, {&shown[entry.measure.name], 1});
  CHECK(shown == std::map<std::string, double>{{"impact_before_after", 1.0},
                                               {"impact_against_controls", 2.0},
                                               {"impact_household_labour", 3.0},
                                               {"impact_effect_found", 4.0},
                                               {"impact_effect", 5.0},
                                               {"impact_moderate_beneficiary", 6.0},
                                               {"impact_moderate_control", 7.0},
                                               {"impact_extreme_beneficiary", 8.0},
                                               {"impact_extreme_control", 9.0},
                                               {"impact_beneficiaries", 10.0},
                                               {"impact_controls", 11.0},
                                               {"impact_controls_not_approved", 12.0},
                                               {"impact_unmatched", 13.0}});
  const ImpactRow row{7, 5.0, 3.0, 1500.0, 1800.0};
  std::map<std::string, double> cells;
  for (const auto& entry : impact_table().columns) cells[entry.column.name] = entry.get(row);
  CHECK(cells == std::map<std::string, double>{
                     {"group", 7.0}, {"asked", 5.0}, {"found", 3.0}, {"income", 1500.0}, {"income_found", 1800.0}});
}

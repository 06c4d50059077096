#include "observe/impact_study.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/scenario.hpp"
#include "observe/survey_statistics.hpp"

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Funded long enough to be counted among the beneficiaries.
constexpr Month a_year = 12;

double ratio(double part, double of) { return of > 0.0 ? part / of : nothing; }

bool at_work(const ProjectCycle& cycle, Index g, Month t) {
  return cycle.funded[g] != never && t - cycle.funded[g] >= a_year;
}

/// Its plan is approved, and its money has not come, or has only begun to.
bool in_pipeline(const ProjectCycle& cycle, Index g, Month t) {
  return (cycle.funded[g] != never && t - cycle.funded[g] < a_year) ||
         (cycle.funded[g] == never && cycle.stage[g] == Stage::signed_);
}

/// It applied, and nothing came of it, or has not yet.
bool applied_in_vain(const ProjectCycle& cycle, Index g) {
  return cycle.funded[g] == never && cycle.stage[g] != Stage::outside && cycle.stage[g] != Stage::signed_ &&
         cycle.refusal[g] != Refusal::did_not_apply;
}

constexpr const char* at_the_study = "households of the impact study in June 2013; NaN where the run does not reach it";

}  // namespace

const MeasureEntries<ImpactFindings>& impact_measures() {
  using Findings = ImpactFindings;
  using Values = std::span<double>;
  static const MeasureEntries<Findings> list{
      {{"impact_before_after",
        {},
        Storage::real32,
        "1",
        "Relative change of members' product income",
        "mean net income of the founders found again, in the year to June 2013, over that of the last full year before "
        "their funding, less 1; at constant prices; groups of the study's regions funded a year before; NaN without "
        "such members, or where they earned nothing"},
       [](const Findings& found, Values values) { values[0] = found.before_after; }},
      {{"impact_against_controls",
        {},
        Storage::real32,
        "1",
        "The same over that of matched producers of a pipeline",
        "mean net product income of the founders found again over that of their matches, less 1, both in the year to "
        "June "
        "2013: of the same region and product, with the nearest farm, in a group approved but not funded a year "
        "before, "
        "where there are few also in groups that applied and were not funded; NaN as that, and without controls"},
       [](const Findings& found, Values values) { values[0] = found.against_controls; }},
      {{"impact_household_labour",
        {},
        Storage::real32,
        "1",
        "Income of the household's own labour over that of matched producers",
        "days that the family worked on the product, of the founders found again over those of their matches, less 1; "
        "all at the "
        "wage of the year, nominal; NaN as that, and where the matches did no work"},
       [](const Findings& found, Values values) { values[0] = found.household_labour; }},
      {{"impact_effect_found",
        {},
        Storage::real32,
        "1",
        "What the project did for those found",
        "the truth of both: product income of the same founders over what it would have been without the project, less "
        "1: their baseline times what was earned in control communities of the region and product, then over before; "
        "NaN as that"},
       [](const Findings& found, Values values) { values[0] = found.effect_of_found; }},
      {{"impact_effect",
        {},
        Storage::real32,
        "1",
        "What the project did for all who were to be found",
        "the same of all founders asked for: also those who have left, are away, or whose group has fallen apart; NaN "
        "where there was none"},
       [](const Findings& found, Values values) { values[0] = found.effect; }},
      {{"impact_moderate_beneficiary",
        {},
        Storage::real32,
        share_unit,
        "Moderate poverty of beneficiaries",
        at_the_study},
       [](const Findings& found, Values values) { values[0] = found.moderate_beneficiary; }},
      {{"impact_moderate_control", {}, Storage::real32, share_unit, "Moderate poverty of their matches", at_the_study},
       [](const Findings& found, Values values) { values[0] = found.moderate_control; }},
      {{"impact_extreme_beneficiary",
        {},
        Storage::real32,
        share_unit,
        "Extreme poverty of beneficiaries",
        at_the_study},
       [](const Findings& found, Values values) { values[0] = found.extreme_beneficiary; }},
      {{"impact_extreme_control", {}, Storage::real32, share_unit, "Extreme poverty of their matches", at_the_study},
       [](const Findings& found, Values values) { values[0] = found.extreme_control; }},
      {{"impact_beneficiaries", {}, Storage::real32, "1", "Beneficiaries found by the impact study", at_the_study},
       [](const Findings& found, Values values) { values[0] = found.beneficiaries; }},
      {{"impact_controls", {}, Storage::real32, "1", "Controls of the impact study", at_the_study},
       [](const Findings& found, Values values) { values[0] = found.controls; }},
      {{"impact_controls_not_approved",
        {},
        Storage::real32,
        share_unit,
        "Comparisons with applicants who were not funded",
        "share of the comparisons of the impact study whose control is of a group that applied and was not approved, "
        "or "
        "gave up: where the pipeline is too small; NaN without any"},
       [](const Findings& found, Values values) { values[0] = found.unfunded_applicants; }},
      {{"impact_unmatched",
        {},
        Storage::real32,
        share_unit,
        "Beneficiaries without a control",
        "share of those found whose region and product has none; left out of the comparison; NaN where nobody was "
        "found"},
       [](const Findings& found, Values values) { values[0] = found.unmatched; }}};
  return list;
}

const TableEntry<ImpactRow>& impact_table() {
  static const TableEntry<ImpactRow> entry{
      "impact_group",
      "one row for each group that could apply in the regions of the impact study, as June 2013 sees it; so that the "
      "twin tells "
      "what the same founders earn without the project",
      {{{"group", Storage::int32, "1", "Number of the group", "position in the world of the run", {}},
        [](const ImpactRow& row) { return static_cast<double>(row.group); }},
       {{"asked", Storage::int8, "1", "Founders asked for", "0: the group was not funded a year before", {}},
        [](const ImpactRow& row) { return row.asked; }},
       {{"found", Storage::int8, "1", "Founders found", "members still, and at home", {}},
        [](const ImpactRow& row) { return row.found; }},
       {{"income",
         Storage::real32,
         "1",
         "Product income of the first founders, Bs a household and year",
         "mean, wherever they are, at the prices of the base year",
         {}},
        [](const ImpactRow& row) { return row.income; }},
       {{"income_found", Storage::real32, "1", "The same of those found", "NaN where none was", {}},
        [](const ImpactRow& row) { return row.income_found; }}}};
  return entry;
}

void ImpactStudy::Side::reserve(std::size_t households) {
  for (auto* column : {&income, &labour, &size, &moderate, &extreme}) column->reserve(households);
  cluster.reserve(households);
  place.reserve(households);
}

void ImpactStudy::Side::clear() {
  for (auto* column : {&income, &labour, &size, &moderate, &extreme}) column->clear();
  cluster.clear();
  place.clear();
}

ImpactStudy::ImpactStudy(const Scenario& scenario, const World& world)
    : lines_{scenario.household.moderate_line_bs * scenario.household.persons,
             scenario.household.extreme_line_bs * scenario.household.persons},
      baseline_(world.group.count * households_per_alliance, std::numeric_limits<float>::quiet_NaN()),
      pipeline_groups_(world.cells.size()) {
  for (const RegionParameters& region : scenario.region) visited_.push_back(region.survey.impact_study ? 1 : 0);
  std::size_t visited = 0;
  std::size_t controls = 0;
  for (Index g = 0; g < world.group.count; ++g) {
    if (!studied(world, g)) continue;
    ++visited;
    controls += std::min<std::size_t>(households_per_pipeline_group, world.group.slots[g]);
  }
  const std::size_t beneficiaries = visited * households_per_alliance;
  project_.reserve(beneficiaries);
  groups_.reserve(visited);
  control_.reserve(controls);
  applicant_.reserve(controls);
  scratch_.reserve(controls);
  matches_.reserve(beneficiaries);
}

bool ImpactStudy::studied(const World& world, Index g) const {
  return world.group.kind[g] == GroupKind::potential && visited_[world.group.region[g]] != 0;
}

void ImpactStudy::note_baselines(const World& world) {
  const Groups& group = world.group;
  const auto index = static_cast<float>(world.price_index);
  for (Index g = 0; g < group.count; ++g) {
    if (!studied(world, g) || group.cycle.funded[g] != never) continue;
    const std::size_t founders = std::min<std::size_t>(households_per_alliance, group.slots[g]);
    for (std::size_t k = 0; k < founders; ++k) {
      baseline_[g * households_per_alliance + k] = world.household.product_income[group.first[g] + k] / index;
    }
  }
}

void ImpactStudy::add(const World& world, Side& side, Index g, std::size_t household) const {
  const auto index = static_cast<float>(world.price_index);
  const float product = world.household.product_income[household];
  const float income = yearly_income(product, world.household.home_consumption[household],
                                     static_cast<float>(world.household.other_income[household])) /
                       index;
  side.income.push_back(product / index);
  side.labour.push_back(world.household.family_days[household]);
  side.size.push_back(world.household.capacity[household]);
  side.moderate.push_back(income <= static_cast<float>(lines_.moderate) ? 1.0F : 0.0F);
  side.extreme.push_back(income <= static_cast<float>(lines_.extreme) ? 1.0F : 0.0F);
  side.cluster.push_back(g);
  side.place.push_back(static_cast<std::uint16_t>(world.group.cell[g]));
}

void ImpactStudy::visit_alliances(const World& world, Month t, const Appraisal& appraisal) {
  for (Index g = 0; g < world.group.count; ++g) {
    if (!studied(world, g)) continue;
    const bool working = at_work(world.group.cycle, g, t);
    visit_founders(world, g, working, working ? appraisal.growth_without(world, g) / appraisal.inflation(g) : 1.0);
  }
}

void ImpactStudy::visit_founders(const World& world, Index g, bool at_work, double growth) {
  const Groups& group = world.group;
  const std::size_t founders =
      std::min<std::size_t>(households_per_alliance, static_cast<std::size_t>(group.membership.at_start[g]));
  double found = 0.0;
  Gains of_found;
  Gains of_all;
  double income_found = 0.0;
  double income = 0.0;
  for (std::size_t k = 0; k < founders; ++k) {
    const std::size_t i = group.first[g] + k;
    const double with = static_cast<double>(world.household.product_income[i]) / world.price_index;
    const bool there = at_work && operates(group, g) && world.household.member[i] != 0 && world.household.away[i] == 0;
    income += with;
    if (there) {
      add(world, project_, g, i);
      found += 1.0;
      income_found += with;
    }
    const auto before = static_cast<double>(baseline_[g * households_per_alliance + k]);
    if (!at_work || std::isnan(before)) continue;
    const Gains of_one{.baseline = before, .without = growth * before, .with = with};
    of_all += of_one;
    if (there) of_found += of_one;
  }
  found_ += of_found;
  all_ += of_all;
  const auto asked = static_cast<double>(founders);
  groups_.push_back({.group = g,
                     .asked = at_work ? asked : 0.0,
                     .found = found,
                     .income = income / asked,
                     .income_found = income_found / found});
}

void ImpactStudy::visit_group(const World& world, Index g) {
  const Groups& group = world.group;
  std::size_t wanted = households_per_pipeline_group;
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g] && wanted > 0; ++i) {
    if (world.household.member[i] == 0 || world.household.away[i] != 0) continue;
    add(world, control_, g, i);
    --wanted;
  }
}

void ImpactStudy::visit_pipeline(const World& world, Month t) {
  const Groups& group = world.group;
  std::fill(pipeline_groups_.begin(), pipeline_groups_.end(), 0);
  for (Index g = 0; g < group.count; ++g) {
    if (!studied(world, g) || !in_pipeline(group.cycle, g, t) || !operates(group, g)) continue;
    ++pipeline_groups_[group.cell[g]];
    visit_group(world, g);
  }
  applicant_.assign(control_.cluster.size(), 0);
  for (Index g = 0; g < group.count; ++g) {
    if (!studied(world, g) || !applied_in_vain(group.cycle, g)) continue;
    if (pipeline_groups_[group.cell[g]] < fewest_pipeline_groups) visit_group(world, g);
  }
  applicant_.resize(control_.cluster.size(), 1);
}

ImpactFindings ImpactStudy::visit(const World& world, Month t, const Appraisal& appraisal) {
  project_.clear();
  control_.clear();
  groups_.clear();
  found_ = all_ = {};
  visit_alliances(world, t, appraisal);
  visit_pipeline(world, t);
  scratch_.resize(control_.place.size());
  matches_.resize(project_.place.size());
  match_nearest({project_.place, project_.size}, {control_.place, control_.size}, scratch_, matches_);
  const auto contrast = [this](const std::vector<float> Side::*outcome) {
    return matched_contrast(project_.*outcome, project_.cluster, control_.*outcome, matches_);
  };
  const auto of_both = [](const Contrast& found) { return found.of_controls + found.difference.value; };
  const Contrast income = contrast(&Side::income);
  const Contrast labour = contrast(&Side::labour);
  const Contrast moderate = contrast(&Side::moderate);
  const Contrast extreme = contrast(&Side::extreme);
  double not_approved = 0.0;
  for (const std::uint32_t match : matches_) not_approved += match != no_match && applicant_[match] != 0 ? 1.0 : 0.0;
  const auto interviewed = static_cast<double>(matches_.size());
  const auto matched = static_cast<double>(income.difference.units);
  return {.before_after = ratio(found_.with - found_.baseline, found_.baseline),
          .against_controls = ratio(income.difference.value, income.of_controls),
          .household_labour = ratio(labour.difference.value, labour.of_controls),
          .effect_of_found = ratio(found_.with - found_.without, found_.without),
          .effect = ratio(all_.with - all_.without, all_.without),
          .moderate_beneficiary = of_both(moderate),
          .moderate_control = moderate.of_controls,
          .extreme_beneficiary = of_both(extreme),
          .extreme_control = extreme.of_controls,
          .beneficiaries = interviewed,
          .controls = static_cast<double>(control_.place.size()),
          .unfunded_applicants = ratio(not_approved, matched),
          .unmatched = ratio(interviewed - matched, interviewed)};
}

}  // namespace ayni

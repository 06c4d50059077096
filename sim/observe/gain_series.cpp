#include "observe/gain_series.hpp"

#include <limits>
#include <string_view>

#include "model/scenario.hpp"

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

void GainSeries::declare(Catalogue& catalogue) {
  const auto add = [&](const char* name, std::vector<Axis> axes, const char* long_name, const char* meaning) {
    const Better better = std::string_view{name} == "potential_income" ? Better::higher : Better::lower;
    catalogue.measures.push_back({name, std::move(axes), Storage::real32, "1", long_name, meaning, better});
  };
  add("potential_income", {Axis::season}, "Income of all households of groups that could apply, Bs a year",
      "sum over those who live there, members and neighbours, funded or not: comparable with the no-project twin");
  add("potential_poor", {Axis::season}, "Persons in moderate poverty in groups that could apply",
      "the same households below the moderate line, times household.persons");
  add("cost_per_income_gained", {}, "Public money per Bs of yearly income gained",
      "all spent until the end of the last full year, over the gain of funded groups' households since the first full "
      "year, less that of controls; NaN unless there is a gain");
  add("cost_per_person_out_of_poverty", {}, "Public money per person out of moderate poverty, Bs",
      "the same over the fall in poor persons of funded groups, less that of controls; NaN unless there is a fall");
}

GainSeries::GainSeries(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world)
    : persons_{scenario.household.persons} {
  const auto column = [&](const char* name) { return results.values[catalogue.measure(name)].data(); };
  income_ = column("potential_income");
  poor_ = column("potential_poor");
  cost_per_income_ = column("cost_per_income_gained");
  cost_per_person_ = column("cost_per_person_out_of_poverty");
  *cost_per_income_ = nothing;
  *cost_per_person_ = nothing;
  first_.reserve(world.group.count);
}

void GainSeries::observe_year(const World& world, const YearIncomes& incomes, Month t) {
  const Groups& group = world.group;
  const auto season = static_cast<std::size_t>(world.calendar.season(t));
  ResidentSums potential;
  for (Index g = 0; g < group.count; ++g) {
    if (group.kind[g] != GroupKind::control) potential += incomes.residents(g);
  }
  income_[season] = potential.total;
  poor_[season] = persons_ * potential.moderately_poor;
  if (first_.empty()) {
    for (Index g = 0; g < group.count; ++g) first_.push_back(incomes.residents(g));
  } else {
    appraise(world, incomes);
  }
}

void GainSeries::appraise(const World& world, const YearIncomes& now) {
  ResidentSums funded_first, funded_now, control_first, control_now;
  for (Index g = 0; g < world.group.count; ++g) {
    const bool control = world.group.kind[g] == GroupKind::control;
    if (!control && world.group.cycle.funded[g] == never) continue;
    (control ? control_first : funded_first) += first_[g];
    (control ? control_now : funded_now) += now.residents(g);
  }
  const auto gain = [&](double ResidentSums::*of) {
    const double change = funded_now.*of / funded_now.households - funded_first.*of / funded_first.households;
    const double without = control_now.*of / control_now.households - control_first.*of / control_first.households;
    return (change - without) * funded_now.households;
  };
  const ProjectUnit& project = world.project;
  const double spent = bolivianos(project.grants + project.assistance + project.brokers + project.administration);
  const double income = gain(&ResidentSums::total);
  const double persons = -gain(&ResidentSums::moderately_poor) * persons_;
  *cost_per_income_ = income > 0.0 ? spent / income : nothing;
  *cost_per_person_ = persons > 0.0 ? spent / persons : nothing;
}

}  // namespace ayni

#include "observe/gain_series.hpp"

#include <limits>

#include "model/scenario.hpp"

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

const MeasureEntries<PotentialYear>& potential_welfare() {
  static const MeasureEntries<PotentialYear> list{
      {{"potential_income",
        {Axis::season},
        Storage::real32,
        "1",
        "Income of all households of groups that could apply, Bs a year",
        "sum over all households that live there when the year ends, members and neighbours, of every group the "
        "project "
        "could have had: funded, dissolved since, refused, withdrawn, or without an application; migrants only while "
        "at home, control communities not; nominal. Comparable with the no-project twin",
        Better::higher},
       [](const PotentialYear& year, std::span<double> values) { values[0] = year.residents.total; }},
      {{"potential_poor",
        {Axis::season},
        Storage::real32,
        "1",
        "Persons in moderate poverty in groups that could apply",
        "the same households below the moderate line, times household.persons",
        Better::lower},
       [](const PotentialYear& year, std::span<double> values) {
         values[0] = year.persons * year.residents.moderately_poor;
       }}};
  return list;
}

const MeasureEntries<CostOfGain>& cost_of_gain() {
  static const MeasureEntries<CostOfGain> list{
      {{"cost_per_income_gained",
        {},
        Storage::real32,
        "1",
        "Public money per Bs of yearly income gained",
        "all spent until the end of the last full year, over the gain of funded groups' households since the first "
        "full year, less that of controls; both nominal; NaN unless there is a gain",
        Better::lower},
       [](const CostOfGain& cost, std::span<double> values) { values[0] = cost.per_income; }},
      {{"cost_per_person_out_of_poverty",
        {},
        Storage::real32,
        "1",
        "Public money per person out of moderate poverty, Bs",
        "the same over the fall in poor persons of funded groups, less that of controls; "
        "nominal; NaN unless there is a fall",
        Better::lower},
       [](const CostOfGain& cost, std::span<double> values) { values[0] = cost.per_person; }}};
  return list;
}

}  // namespace

void GainSeries::declare(Catalogue& catalogue) {
  ayni::declare(catalogue, potential_welfare());
  ayni::declare(catalogue, cost_of_gain());
}

GainSeries::GainSeries(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world)
    : persons_{scenario.household.persons},
      potential_{potential_welfare(), catalogue, results, Axis::season},
      cost_{cost_of_gain(), catalogue, results} {
  first_.reserve(world.group.count);
}

void GainSeries::observe_year(const World& world, const YearIncomes& incomes, Month t) {
  const Groups& group = world.group;
  PotentialYear year{{}, persons_};
  for (Index g = 0; g < group.count; ++g) {
    if (group.kind[g] != GroupKind::control) year.residents += incomes.residents(g);
  }
  potential_.fill(year, static_cast<std::size_t>(world.calendar.season(t)));
  if (first_.empty()) {
    for (Index g = 0; g < group.count; ++g) first_.push_back(incomes.residents(g));
  } else {
    cost_.fill(appraise(world, incomes));  // the last year's stays
  }
}

CostOfGain GainSeries::appraise(const World& world, const YearIncomes& now) const {
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
  const double spent = bolivianos(world.project.spent());
  const double income = gain(&ResidentSums::total);
  const double persons = -gain(&ResidentSums::moderately_poor) * persons_;
  return {.per_income = income > 0.0 ? spent / income : nothing,
          .per_person = persons > 0.0 ? spent / persons : nothing};
}

}  // namespace ayni

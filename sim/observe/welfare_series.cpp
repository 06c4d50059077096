#include "observe/welfare_series.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "model/scenario.hpp"
#include "observe/poverty.hpp"

namespace ayni {
namespace {

constexpr std::array<const char*, 3> who{"member", "control", "applicant"};
constexpr std::array<const char*, 3> whose{"members of funded groups", "matched non-participants",
                                           "members of groups without an alliance"};

/// Position of a group's households in `who`.
std::size_t kind_of(const Groups& group, Index g) noexcept {
  if (group.kind[g] == GroupKind::control) return 1;
  return group.cycle.funded[g] != never ? 0 : 2;
}

}  // namespace

void WelfareSeries::declare(Catalogue& catalogue) {
  const auto add = [&](const std::string& name, const std::string& long_name, const char* meaning, Better better) {
    catalogue.measures.push_back({name, {Axis::season}, Storage::real32, "1", long_name, meaning, better});
  };
  for (std::size_t k = 0; k < kinds; ++k) {
    const std::string name = who[k];
    const std::string of = std::string{" of "} + whose[k];
    add(name + "_product_income", "Net product income" + of + ", Bs a household and year",
        "mean; sales less cash costs", Better::higher);
    add(name + "_income", "Income" + of + ", Bs a household and year", "mean; product, other farming and other work",
        Better::higher);
    add(name + "_moderate_poverty", "Moderate poverty" + of, "share of households below the moderate line, FGT(0)",
        Better::lower);
    add(name + "_extreme_poverty", "Extreme poverty" + of, "share of households below the extreme line, FGT(0)",
        Better::lower);
    add(name + "_poverty_gap", "Poverty gap" + of, "mean shortfall from the moderate line as a share of it, FGT(1)",
        Better::lower);
  }
  for (std::size_t k = 0; k < kinds; ++k) {
    catalogue.measures.push_back({std::string{who[k]} + "_income_by_quintile",
                                  {Axis::quintile},
                                  Storage::real32,
                                  "1",
                                  std::string{"Income by quintile of "} + whose[k] + ", Bs a household and year",
                                  "mean of each fifth in the last full agricultural year of the run; NaN for a fifth "
                                  "without households",
                                  Better::higher});
  }
  catalogue.measures.push_back({"year_volume",
                                {Axis::season, Axis::product},
                                Storage::real64,
                                "1",
                                "Sold by potential groups, product units a year",
                                "all groups that could apply, funded or not: comparable with the no-project twin"});
  catalogue.measures.push_back({"year_revenue",
                                {Axis::season, Axis::product},
                                Storage::real64,
                                "1",
                                "Revenue of potential groups, Bs a year",
                                "net of freight, before costs",
                                Better::higher});
  catalogue.measures.push_back({"year_premium",
                                {Axis::season, Axis::product},
                                Storage::real64,
                                "1",
                                "Part of it paid for quality and label, Bs a year",
                                "included in year_revenue"});
}

WelfareSeries::WelfareSeries(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world)
    : horizon_{static_cast<Month>(scenario.run.horizon_months)}, products_{catalogue.axis(Axis::product).size} {
  incomes_.reserve(world.household.count + 1);
  const auto column = [&](const std::string& name) { return results.values[catalogue.measure(name)].data(); };
  for (std::size_t k = 0; k < kinds; ++k) {
    const std::string name = who[k];
    product_income_[k] = column(name + "_product_income");
    total_income_[k] = column(name + "_income");
    moderate_[k] = column(name + "_moderate_poverty");
    extreme_[k] = column(name + "_extreme_poverty");
    gap_[k] = column(name + "_poverty_gap");
    quintiles_[k] = column(name + "_income_by_quintile");
    std::fill(quintiles_[k], quintiles_[k] + 5, std::numeric_limits<double>::quiet_NaN());
  }
  volume_ = column("year_volume");
  revenue_ = column("year_revenue");
  premium_ = column("year_premium");
}

// Puts the incomes of everybody of a kind into fifths.
void WelfareSeries::rank(const World& world, std::size_t kind) {
  const Groups& group = world.group;
  const Households& household = world.household;
  std::size_t n = 0;
  incomes_.resize(household.count + 1);  // within the room reserved; the last place takes what does not count
  for (Index g = 0; g < group.count; ++g) {
    if (kind_of(group, g) != kind) continue;
    const bool control = group.kind[g] == GroupKind::control;
    for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
      const bool counts = control ? household.lives[i] != 0 && household.away[i] == 0 : household.member[i] != 0;
      incomes_[n] = yearly_income(household.product_income[i], static_cast<float>(household.other_income[i]));
      n += counts ? 1 : 0;
    }
  }
  incomes_.resize(n);
  const auto fifths = fifths_.means(incomes_);
  std::copy(fifths.begin(), fifths.end(), quintiles_[kind]);
}

void WelfareSeries::average(const World& world, const YearIncomes& incomes, std::size_t season) {
  std::array<IncomeSums, kinds> sums{};
  for (Index g = 0; g < world.group.count; ++g) sums[kind_of(world.group, g)] += incomes.participants(g);
  for (std::size_t k = 0; k < kinds; ++k) {
    const IncomeSums& of = sums[k];  // of nobody: 0 / 0 is NaN
    product_income_[k][season] = of.product / of.households;
    total_income_[k][season] = of.total / of.households;
    moderate_[k][season] = of.moderately_poor / of.households;
    gap_[k][season] = of.shortfall / (of.households * incomes.lines().moderate);
    extreme_[k][season] = of.extremely_poor / of.households;
  }
}

void WelfareSeries::observe_year(const World& world, const YearIncomes& incomes, Month t) {
  const auto season = static_cast<std::size_t>(world.calendar.season(t));
  average(world, incomes, season);
  for (std::size_t k = 0; k < kinds && t + 12 >= horizon_; ++k) rank(world, k);
  for (Index g = 0; g < world.group.count; ++g) {
    if (world.group.kind[g] == GroupKind::control) continue;
    const std::size_t at = season * products_ + world.group.product[g];
    volume_[at] += world.group.year.volume[g];
    revenue_[at] += world.group.year.revenue[g];
    premium_[at] += world.group.year.premium[g];
  }
}

}  // namespace ayni

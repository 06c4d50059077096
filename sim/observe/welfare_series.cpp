#include "observe/welfare_series.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "observe/poverty.hpp"

namespace ayni {
namespace {

constexpr std::array<const char*, 3> who{"member", "control", "applicant"};
constexpr std::array<const char*, 3> whose{"members of funded groups", "matched non-participants",
                                           "members of groups without an alliance"};

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
    : moderate_line_{scenario.household.moderate_line_bs},
      extreme_line_{scenario.household.extreme_line_bs},
      persons_{scenario.household.persons},
      horizon_{static_cast<Month>(scenario.run.horizon_months)},
      products_{catalogue.axis(Axis::product).size} {
  product_.reserve(world.household.count + 1);
  total_.reserve(world.household.count + 1);
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

void WelfareSeries::gather(const World& world, std::size_t kind) {
  const Groups& group = world.group;
  const Households& household = world.household;
  std::size_t n = 0;
  product_.resize(household.count + 1);  // within the room reserved; the last place takes what does not count
  total_.resize(household.count + 1);
  for (Index g = 0; g < group.count; ++g) {
    const bool control = group.kind[g] == GroupKind::control;
    const bool funded = group.funded[g] != never;
    if (kind != (control ? 1U : funded ? 0U : 2U)) continue;
    for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
      const bool counts = control ? household.lives[i] != 0 && household.away[i] == 0 : household.member[i] != 0;
      product_[n] = household.product_income[i];
      total_[n] = household.product_income[i] + 0.12F * static_cast<float>(household.other_income[i]);
      n += counts ? 1 : 0;
    }
  }
  product_.resize(n);
  total_.resize(n);
}

void WelfareSeries::observe(const World& world, Month t) {
  const bool last_month = world.calendar.month_of_season(t) == 11;
  const int months_seen = t + 1;
  if (!last_month || months_seen < 12) return;
  const auto season = static_cast<std::size_t>(world.calendar.season(t));
  const auto mean = [](const std::vector<float>& incomes) {
    const double sum = std::accumulate(incomes.begin(), incomes.end(), 0.0);
    return incomes.empty() ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(incomes.size());
  };
  for (std::size_t k = 0; k < kinds; ++k) {
    gather(world, k);
    product_income_[k][season] = mean(product_);
    total_income_[k][season] = mean(total_);
    const double index = world.price_index * persons_;
    const Poverty moderate = poverty(total_, moderate_line_ * index);
    moderate_[k][season] = moderate.headcount;
    gap_[k][season] = moderate.gap;
    extreme_[k][season] = poverty(total_, extreme_line_ * index).headcount;
    if (t + 12 < horizon_) continue;
    const auto fifths = quintile_means(total_);
    std::copy(fifths.begin(), fifths.end(), quintiles_[k]);
  }
  for (Index g = 0; g < world.group.count; ++g) {
    if (world.group.kind[g] == GroupKind::control) continue;
    const std::size_t at = season * products_ + world.group.product[g];
    volume_[at] += world.group.year_volume[g];
    revenue_[at] += world.group.year_revenue[g];
    premium_[at] += world.group.year_premium[g];
  }
}

}  // namespace ayni

#include "observe/welfare_series.hpp"

#include <algorithm>
#include <limits>

#include "model/scenario.hpp"

namespace ayni {
namespace {

constexpr std::array<const char*, parties> whose{"members of funded groups", "matched non-participants",
                                                 "members of groups without an alliance"};

constexpr std::size_t index(Party party) noexcept { return static_cast<std::size_t>(party); }

Party party_of(const Groups& group, Index g) noexcept {
  if (group.kind[g] == GroupKind::control) return Party::control;
  return group.cycle.funded[g] != never ? Party::member : Party::applicant;
}

/// The mean over the party's households of a sum; of nobody it is 0 / 0, NaN.
template <Party party, double IncomeSums::*sum>
void mean(const SeenYear& year, std::span<double> values) {
  const IncomeSums& of = year.incomes[index(party)];
  values[0] = of.*sum / of.households;
}

template <Party party>
void poverty_gap(const SeenYear& year, std::span<double> values) {
  const IncomeSums& of = year.incomes[index(party)];
  const double line = year.lines.moderate;
  values[0] = line > 0.0 ? of.shortfall / (of.households * line) : std::numeric_limits<double>::quiet_NaN();
}

template <Party party>
void poverty_severity(const SeenYear& year, std::span<double> values) {
  const IncomeSums& of = year.incomes[index(party)];
  const double line = year.lines.moderate;
  values[0] =
      line > 0.0 ? of.squared_shortfall / (of.households * line * line) : std::numeric_limits<double>::quiet_NaN();
}

template <Party party>
void add_incomes(MeasureEntries<SeenYear>& list) {
  const std::string name = party_names[index(party)];
  const std::string of = std::string{" of "} + whose[index(party)];
  const std::vector<Axis> yearly{Axis::season};
  list.push_back(
      {{name + "_product_income", yearly, Storage::real32, "1", "Net product income" + of + ", Bs a household and year",
        "mean; sales less cash costs; nominal", Better::higher},
       mean<party, &IncomeSums::product>});
  list.push_back({{name + "_home_consumption", yearly, Storage::real32, "1",
                   "Product eaten at home by " + std::string{whose[index(party)]} + ", Bs a household and year",
                   "mean, at the price at which it could have been sold; nominal"},
                  mean<party, &IncomeSums::home>});
  list.push_back({{name + "_income", yearly, Storage::real32, "1", "Income" + of + ", Bs a household and year",
                   "mean; product sold and eaten at home, other farming and other work; nominal", Better::higher},
                  mean<party, &IncomeSums::total>});
  list.push_back({{name + "_moderate_poverty", yearly, Storage::real32, share_unit, "Moderate poverty" + of,
                   "share of households below the moderate line, FGT(0)", Better::lower},
                  mean<party, &IncomeSums::moderately_poor>});
  list.push_back({{name + "_extreme_poverty", yearly, Storage::real32, share_unit, "Extreme poverty" + of,
                   "share of households below the extreme line, FGT(0)", Better::lower},
                  mean<party, &IncomeSums::extremely_poor>});
  list.push_back(
      {{name + "_poverty_gap", yearly, Storage::real32, share_unit, "Poverty gap" + of,
        "mean shortfall from the moderate line as a share of it, FGT(1); NaN where the line is 0", Better::lower},
       poverty_gap<party>});
  list.push_back({{name + "_poverty_severity", yearly, Storage::real32, share_unit, "Severity of poverty" + of,
                   "mean square of the shortfall from the moderate line as a share of it, FGT(2): counts the poorest "
                   "most; NaN where "
                   "the line is 0",
                   Better::lower},
                  poverty_severity<party>});
}

const MeasureEntries<SeenYear>& incomes_of_parties() {
  static const auto list = [] {
    MeasureEntries<SeenYear> all;
    add_incomes<Party::member>(all);
    add_incomes<Party::control>(all);
    add_incomes<Party::applicant>(all);
    return all;
  }();
  return list;
}

template <Party party>
void add_inequality(MeasureEntries<InequalityOfParties>& list) {
  list.push_back({{std::string{party_names[index(party)]} + "_income_by_quintile",
                   {Axis::quintile},
                   Storage::real32,
                   "1",
                   std::string{"Income by quintile of "} + whose[index(party)] + ", Bs a household and year",
                   "mean of each fifth in the last full agricultural year of the run; nominal; NaN for a fifth without "
                   "households",
                   Better::higher},
                  [](const InequalityOfParties& seen, std::span<double> values) {
                    const auto& of = seen[index(party)].fifth;
                    std::copy(of.begin(), of.end(), values.begin());
                  }});
  list.push_back(
      {{std::string{party_names[index(party)]} + "_gini",
        {},
        Storage::real32,
        "1",
        std::string{"Gini coefficient of the incomes of "} + whose[index(party)],
        "0 all alike to 1, of household incomes in the last full agricultural year of the run; NaN where nobody earns "
        "anything",
        Better::lower},
       [](const InequalityOfParties& seen, std::span<double> values) { values[0] = seen[index(party)].gini; }});
}

const MeasureEntries<InequalityOfParties>& inequality_of_parties() {
  static const auto list = [] {
    MeasureEntries<InequalityOfParties> all;
    add_inequality<Party::member>(all);
    add_inequality<Party::control>(all);
    add_inequality<Party::applicant>(all);
    return all;
  }();
  return list;
}

/// A column of the year's books, summed over the groups of each product that could apply.
template <auto column>
void sold(const SeenYear& year, std::span<double> values) {
  const Groups& group = year.world.group;
  std::fill(values.begin(), values.end(), 0.0);
  for (Index g = 0; g < group.count; ++g) {
    if (group.kind[g] != GroupKind::control) values[group.product[g]] += (group.year.*column)[g];
  }
}

const MeasureEntries<SeenYear>& sales_of_potential_groups() {
  static const MeasureEntries<SeenYear> list{
      {{"year_volume",
        {Axis::season, Axis::product},
        Storage::real64,
        "1",
        "Sold by potential groups, product units a year",
        "all groups that could apply, funded or not: comparable with the no-project twin"},
       sold<&YearBooks::volume>,
       0.0},
      {{"year_revenue",
        {Axis::season, Axis::product},
        Storage::real64,
        "1",
        "Revenue of potential groups, Bs a year",
        "net of freight, before costs; nominal",
        Better::higher},
       sold<&YearBooks::revenue>,
       0.0},
      {{"year_premium",
        {Axis::season, Axis::product},
        Storage::real64,
        "1",
        "Part of it paid for quality and label, Bs a year",
        "included in year_revenue; nominal"},
       sold<&YearBooks::premium>,
       0.0}};
  return list;
}

}  // namespace

void WelfareSeries::declare(Catalogue& catalogue) {
  ayni::declare(catalogue, incomes_of_parties());
  ayni::declare(catalogue, inequality_of_parties());
  ayni::declare(catalogue, sales_of_potential_groups());
}

WelfareSeries::WelfareSeries(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world)
    : horizon_{static_cast<Month>(scenario.run.horizon_months)},
      incomes_{incomes_of_parties(), catalogue, results, Axis::season},
      sales_{sales_of_potential_groups(), catalogue, results, Axis::season},
      inequality_{inequality_of_parties(), catalogue, results} {
  income_.reserve(world.household.count + 1);
}

Inequality WelfareSeries::inequality(const World& world, Party party) {
  const Groups& group = world.group;
  const Households& household = world.household;
  std::size_t n = 0;
  income_.resize(household.count + 1);  // within the room reserved; the last place takes what does not count
  for (Index g = 0; g < group.count; ++g) {
    if (party_of(group, g) != party) continue;
    const bool control = group.kind[g] == GroupKind::control;
    for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
      const bool counts = household.lives[i] != 0 && household.away[i] == 0 && (control || household.member[i] != 0);
      income_[n] = yearly_income(household.product_income[i], household.home_consumption[i],
                                 static_cast<float>(household.other_income[i]));
      n += counts ? 1 : 0;
    }
  }
  income_.resize(n);
  return fifths_.among(income_);
}

void WelfareSeries::observe_year(const World& world, const YearIncomes& incomes, Month t) {
  SeenYear year{world, incomes.lines()};
  for (Index g = 0; g < world.group.count; ++g) {
    year.incomes[index(party_of(world.group, g))] += incomes.participants(g);
  }
  const auto season = static_cast<std::size_t>(world.calendar.season(t));
  incomes_.fill(year, season);
  sales_.fill(year, season);
  if (t + 12 < horizon_) return;
  InequalityOfParties last;
  for (const Party party : {Party::member, Party::control, Party::applicant})
    last[index(party)] = inequality(world, party);
  inequality_.fill(last);
}

}  // namespace ayni

#include "observe/survival_measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "observe/alliance_table.hpp"

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

using Curve = void (*)(const LifeTable& table, std::span<double> curve, std::span<double> variance);

/// A curve, or a curve for each cause; NaN without alliances.
template <Curve curve>
void estimate(const LifeTable& table, std::span<double> values) {
  std::vector<double> variance(values.size());
  curve(table, values, variance);
  if (table.at_risk.front() == 0) std::fill(values.begin(), values.end(), nothing);
}

template <Curve curve>
void of_all(const Lives& lives, std::span<double> values) {
  estimate<curve>(lives.all, values);
}

/// Of each region or product, one after the other.
template <Curve curve, std::vector<LifeTable> Lives::*strata>
void of_each(const Lives& lives, std::span<double> values) {
  const std::size_t width = values.size() / std::max((lives.*strata).size(), std::size_t{1});
  for (const LifeTable& table : lives.*strata) {
    estimate<curve>(table, values.first(width));
    values = values.subspan(width);
  }
}

void at_risk(const Lives& lives, std::span<double> values) {
  for (const LifeTable& table : lives.in_region) {
    std::copy(table.at_risk.begin(), table.at_risk.end(), values.begin());
    values = values.subspan(table.months);
  }
}

/// Numbers that ended in each month, cause by cause.
void ended(const Lives& lives, std::span<double> values) {
  std::copy(lives.all.ended_of_cause.begin(), lives.all.ended_of_cause.end(), values.begin());
}

/// Greenwood's; NaN without alliances.
void standard_error(const Lives& lives, std::span<double> values) {
  std::vector<double> survival(values.size());
  kaplan_meier(lives.all, survival, values);
  for (double& value : values) value = lives.all.at_risk.front() > 0 ? std::sqrt(value) : nothing;
}

void breakups_in_first_year(const Lives& lives, std::span<double> values) {
  constexpr Month one_year = 12;
  double within_year = 0.0;
  double within_seven = 0.0;
  for (std::size_t k = 0; k < lives.duration.size(); ++k) {
    within_year += lives.cause[k] != 0 && lives.duration[k] <= one_year ? 1.0 : 0.0;
    within_seven += lives.cause[k] != 0 && lives.duration[k] <= seven_years ? 1.0 : 0.0;
  }
  values[0] = within_seven > 0.0 ? within_year / within_seven : nothing;
}

LifeTable table_of(const Spells& spells, const std::vector<std::uint32_t>& stratum, Month last_month) {
  LifeTable table{last_month, causes - 1};
  tabulate(spells, stratum, table);
  return table;
}

}  // namespace

std::size_t seven_years_at_most(const Catalogue& catalogue) {
  return std::min(static_cast<std::size_t>(seven_years), catalogue.axis(Axis::duration).size - 1);
}

std::vector<Life> lives_from_funding(const World& world, Month last_month) {
  const Agreements& agreement = world.group.agreement;
  std::vector<Life> lives;
  for (const Index g : world.funded) {
    if (agreement.first_buyer[g] == nobody) continue;
    const Cause cause = agreement.ended[g] != never ? agreement.cause[g] : Cause::none;
    lives.push_back({g, ayni::duration(world, g, last_month), cause});
  }
  return lives;
}

Lives::Lives(const World& world, const std::vector<Life>& lives, Month last_month) : all{last_month, causes - 1} {
  std::vector<std::vector<std::uint32_t>> region(world.regions);
  std::vector<std::vector<std::uint32_t>> product(world.products);
  for (const Life& life : lives) {
    const auto position = static_cast<std::uint32_t>(duration.size());
    region[world.group.region[life.group]].push_back(position);
    product[world.group.product[life.group]].push_back(position);
    duration.push_back(life.duration);
    cause.push_back(static_cast<std::uint8_t>(life.cause));
  }
  const Spells spells{duration, cause};
  tabulate(spells, all);
  for (const auto& alliances : region) in_region.push_back(table_of(spells, alliances, last_month));
  for (const auto& alliances : product) of_product.push_back(table_of(spells, alliances, last_month));
}

const MeasureEntries<Lives>& survival_measures() {
  static const MeasureEntries<Lives> list{{{"kaplan_meier",
                                            {Axis::duration},
                                            Storage::real32,
                                            share_unit,
                                            "Share still with the first buyer, by months since funding",
                                            "Kaplan-Meier estimate of the run; NaN without alliances",
                                            Better::higher},
                                           of_all<kaplan_meier>},
                                          {{"kaplan_meier_by_region",
                                            {Axis::region, Axis::duration},
                                            Storage::real32,
                                            share_unit,
                                            "Share still with the first buyer, by region",
                                            "Kaplan-Meier estimate of the run; NaN without alliances",
                                            Better::higher},
                                           of_each<kaplan_meier, &Lives::in_region>},
                                          {{"kaplan_meier_by_product",
                                            {Axis::product, Axis::duration},
                                            Storage::real32,
                                            share_unit,
                                            "Share still with the first buyer, by product",
                                            "Kaplan-Meier estimate of the run; NaN without alliances",
                                            Better::higher},
                                           of_each<kaplan_meier, &Lives::of_product>},
                                          {{"at_risk",
                                            {Axis::region, Axis::duration},
                                            Storage::real32,
                                            "1",
                                            "Alliances at risk, by region",
                                            "funded that many months ago or more, and not ended before"},
                                           at_risk},
                                          {{"cumulative_incidence",
                                            {Axis::cause, Axis::duration},
                                            Storage::real32,
                                            share_unit,
                                            "Share ended by each cause",
                                            "Aalen-Johansen estimate: causes compete; NaN without alliances",
                                            Better::lower},
                                           of_all<cumulative_incidence>},
                                          {{"cumulative_incidence_by_region",
                                            {Axis::region, Axis::cause, Axis::duration},
                                            Storage::real32,
                                            share_unit,
                                            "Share ended by each cause, by region",
                                            "Aalen-Johansen estimate: causes compete; NaN without alliances",
                                            Better::lower},
                                           of_each<cumulative_incidence, &Lives::in_region>},
                                          {{"cumulative_incidence_by_product",
                                            {Axis::product, Axis::cause, Axis::duration},
                                            Storage::real32,
                                            share_unit,
                                            "Share ended by each cause, by product",
                                            "Aalen-Johansen estimate: causes compete; NaN without alliances",
                                            Better::lower},
                                           of_each<cumulative_incidence, &Lives::of_product>},
                                          {{"ended",
                                            {Axis::cause, Axis::duration},
                                            Storage::int32,
                                            "1",
                                            "Alliances that ended, by cause and months since funding",
                                            "in that month; of those in `at_risk`, all regions together"},
                                           ended},
                                          {{"kaplan_meier_standard_error",
                                            {Axis::duration},
                                            Storage::real32,
                                            "1",
                                            "Standard error of the share still with the first buyer",
                                            "Greenwood's, within the run, as if its alliances were independent; NaN "
                                            "without alliances"},
                                           standard_error},
                                          {{"breakups_in_first_year",
                                            {},
                                            Storage::real32,
                                            share_unit,
                                            "Share of breakups within a year of funding",
                                            "of alliances that ended within 84 months; NaN without any"},
                                           breakups_in_first_year}};
  return list;
}

const MeasureEntries<Lives>& survival_from_signing() {
  static const MeasureEntries<Lives> list{
      {{"kaplan_meier_from_signing",
        {Axis::duration},
        Storage::real32,
        share_unit,
        "Share still with the buyer they signed with, by months since signing",
        "Kaplan-Meier estimate of the run; every alliance signed with the project, and every end, before funding and "
        "after; NaN without any",
        Better::higher},
       of_all<kaplan_meier>},
      {{"at_risk_from_signing",
        {Axis::region, Axis::duration},
        Storage::real32,
        "1",
        "Alliances at risk since signing, by region",
        "signed that many months ago or more, and not ended before"},
       at_risk},
      {{"cumulative_incidence_from_signing",
        {Axis::cause, Axis::duration},
        Storage::real32,
        share_unit,
        "Share ended by each cause, by months since signing",
        "Aalen-Johansen estimate: causes compete; before funding an alliance ends by buyer_failed or "
        "counterpart_failure; NaN without any",
        Better::lower},
       of_all<cumulative_incidence>},
      {{"ended_from_signing",
        {Axis::cause, Axis::duration},
        Storage::int32,
        "1",
        "Alliances that ended, by cause and months since signing",
        "in that month; of those in `at_risk_from_signing`, all regions together"},
       ended},
      {{"kaplan_meier_from_signing_standard_error",
        {Axis::duration},
        Storage::real32,
        "1",
        "Standard error of the share still with the buyer they signed with",
        "Greenwood's, within the run, as if its alliances were independent; NaN without any"},
       standard_error}};
  return list;
}

}  // namespace ayni

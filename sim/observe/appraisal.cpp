#include "observe/appraisal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/scenario.hpp"

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// The first agricultural year that begins in a month or later.
int season_from(const Calendar& calendar, Month t) noexcept {
  return calendar.season(t) + (calendar.month_of_season(t) > 0 ? 1 : 0);
}

}  // namespace

Appraisal::Appraisal(const Scenario& scenario, const Catalogue& catalogue, const World& world)
    : evaluation_{scenario.evaluation},
      groups_{world.group.count},
      seasons_{catalogue.axis(Axis::season).size},
      baseline_season_(groups_, -1),
      index_(seasons_, 1.0),
      control_(seasons_ * (world.cells.size() + world.products)),
      income_(seasons_ * groups_, nothing),
      labour_(seasons_ * groups_, 0.0),
      baseline_days_(groups_, 0.0F),
      latest_income_(groups_, nothing),
      latest_revenue_(groups_, nothing) {
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    const auto kind = world.group.kind.begin();
    const bool here = std::find(kind + world.cells[c].begin, kind + world.cells[c].end, GroupKind::control) !=
                      kind + world.cells[c].end;
    compared_with_.push_back(here ? c : world.cells.size() + world.cells[c].product);
  }
}

void Appraisal::observe(const World& world, Month t) {
  if (world.calendar.month_of_season(t) != last_month_of_season || t < last_month_of_season) return;
  const Groups& group = world.group;
  latest_season_ = world.calendar.season(t);
  index_[at(latest_season_)] = world.price_index;
  double* const control = &control_[at(latest_season_)];
  double* const income = &income_[at(latest_season_)];
  double* const labour = &labour_[at(latest_season_)];
  latest_income_ = group.year.net_income;
  latest_revenue_ = group.year.revenue;
  for (Index g = 0; g < groups_; ++g) {
    if (group.kind[g] == GroupKind::control) {
      control[group.cell[g] * seasons_] += group.year.net_income[g];
      control[(world.cells.size() + group.product[g]) * seasons_] += group.year.net_income[g];
    } else if (group.cycle.funded[g] == never) {
      baseline_season_[g] = latest_season_;
      baseline_days_[g] = group.crop.family_days[g];
    } else if (t - group.cycle.funded[g] >= evaluation_.first_benefit_months) {
      income[g * seasons_] = group.year.net_income[g];
      const auto more = static_cast<double>(group.crop.family_days[g] - baseline_days_[g]);
      labour[g * seasons_] = has_baseline(g) ? evaluation_.shadow_wage_share * world.day_wage * more : 0.0;
    }
  }
}

double Appraisal::inflation(Index g, int season) const {
  return index_[at(season)] / (has_baseline(g) ? index_[at(baseline_season_[g])] : 1.0);
}

// What net product income would have been multiplied by since the baseline.
double Appraisal::growth_without(const World& world, Index g, int season) const {
  if (!has_baseline(g)) return inflation(g, season);
  const std::size_t place = compared_with_[world.group.cell[g]];
  const double before = compared(place, baseline_season_[g]);
  return before > 0.0 ? compared(place, season) / before : inflation(g, season);
}

double Appraisal::benefit(const World& world, Index g, int season) const {
  return income_[g * seasons_ + at(season)] -
         growth_without(world, g, season) * world.group.year.baseline_net_income[g];
}

std::optional<int> Appraisal::reported_season(const World& world, Index g) const {
  const Month completed = world.group.cycle.completed[g];
  return completed == never ? std::nullopt : ended(season_from(world.calendar, completed));
}

std::optional<int> Appraisal::due_season(const World& world, Index g) const {
  const ProjectCycle& cycle = world.group.cycle;
  if (cycle.completed[g] != never) return reported_season(world, g);
  return cycle.funded[g] == never ? std::nullopt : ended(season_from(world.calendar, cycle.funded[g] + 12));
}

InvestmentPlan Appraisal::plan(const World& world, Index g) const {
  InvestmentPlan plan;
  plan.investment =
      bolivianos(world.group.investment.total[g]) / inflation(g, world.calendar.season(world.group.cycle.funded[g]));
  for (int season = 0; season <= latest_season_ && plan.years < plan.benefit.size(); ++season) {
    if (std::isnan(income_[g * seasons_ + at(season)])) continue;
    const double gained = benefit(world, g, season) - labour_[g * seasons_ + at(season)];
    plan.benefit[plan.years++] = gained / inflation(g, season);
  }
  return plan;
}

InvestmentPlan Appraisal::plan(const World& world, std::span<const Index> groups) const {
  InvestmentPlan all;
  const auto years = static_cast<std::size_t>(evaluation_.years);
  std::fill_n(all.benefit.begin(), years, 0.0);
  for (const Index g : groups) {
    const InvestmentPlan one = plan(world, g);
    if (!has_baseline(g) || one.years == 0) continue;
    const double prices = index_[at(baseline_season_[g])];
    all.investment += one.investment / prices;
    all.years = years;
    for (std::size_t year = 0; year < years; ++year) {
      all.benefit[year] += one.benefit[std::min(year, one.years - 1)] / prices;
    }
  }
  return all;
}

}  // namespace ayni

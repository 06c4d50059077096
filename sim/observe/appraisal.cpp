#include "observe/appraisal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// A year that ends sooner after the first disbursement is still one of preparation.
constexpr Month first_benefit = 6;

std::size_t at(int season) noexcept { return static_cast<std::size_t>(season); }

}  // namespace

Appraisal::Appraisal(const Scenario& scenario, const Catalogue& catalogue, const World& world)
    : evaluation_{scenario.evaluation},
      groups_{world.group.count},
      places_{world.cells.size() + world.products},
      baseline_season_(groups_, -1),
      index_(catalogue.axis(Axis::season).size, 1.0),
      control_(index_.size() * places_),
      income_(index_.size() * groups_, nothing) {
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    const auto kind = world.group.kind.begin();
    const bool here = std::find(kind + world.cells[c].begin, kind + world.cells[c].end, GroupKind::control) !=
                      kind + world.cells[c].end;
    compared_with_.push_back(here ? c : world.cells.size() + world.cells[c].product);
  }
}

void Appraisal::observe(const World& world, Month t) {
  if (world.calendar.month_of_season(t) != 11 || t < 11) return;
  const Groups& group = world.group;
  latest_season_ = world.calendar.season(t);
  index_[at(latest_season_)] = world.price_index;
  double* const control = &control_[at(latest_season_) * places_];
  double* const income = &income_[at(latest_season_) * groups_];
  for (Index g = 0; g < groups_; ++g) {
    if (group.kind[g] == GroupKind::control) {
      control[group.cell[g]] += group.year_net_income[g];
      control[world.cells.size() + group.product[g]] += group.year_net_income[g];
    } else if (group.funded[g] == never) {
      baseline_season_[g] = latest_season_;
    } else if (t - group.funded[g] >= first_benefit) {
      income[g] = group.year_net_income[g];
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
  return income_[at(season) * groups_ + g] - growth_without(world, g, season) * world.group.baseline_net_income[g];
}

Appraisal::Benefits Appraisal::benefits(const World& world, Index g) const {
  Benefits seen;
  for (int season = 0; season <= latest_season_ && seen.years < seen.of_year.size(); ++season) {
    if (std::isnan(income_[at(season) * groups_ + g])) continue;
    seen.of_year[seen.years++] = benefit(world, g, season) / inflation(g, season);
  }
  return seen;
}

Returns Appraisal::returns(const World& world, Index g, double benefit_factor) const {
  const Benefits seen = benefits(world, g);
  return appraise(evaluation_, bolivianos(world.group.investment[g]), {seen.of_year.data(), seen.years},
                  benefit_factor);
}

Returns Appraisal::returns(const World& world, std::span<const Index> groups, double benefit_factor) const {
  double investment = 0.0;
  Benefits all;
  for (const Index g : groups) {
    const Benefits seen = benefits(world, g);
    if (!has_baseline(g) || seen.years == 0) continue;
    const double prices = index_[at(baseline_season_[g])];
    investment += bolivianos(world.group.investment[g]) / prices;
    all.years = static_cast<std::size_t>(evaluation_.years);
    for (std::size_t year = 0; year < all.years; ++year) {
      all.of_year[year] += seen.of_year[std::min(year, seen.years - 1)] / prices;
    }
  }
  return appraise(evaluation_, investment, {all.of_year.data(), all.years}, benefit_factor);
}

}  // namespace ayni

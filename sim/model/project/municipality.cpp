#include "model/project/municipality.hpp"

#include <algorithm>

#include "core/dated_series.hpp"
#include "core/distributions.hpp"

namespace ayni {

MunicipalBudgets::MunicipalBudgets(const MunicipalityParameters& parameters, const World& world)
    : p_{parameters}, users_(world.municipality.count) {}

void MunicipalBudgets::count_users(const World& world) {
  std::fill(users_.begin(), users_.end(), 0U);
  for (Index g = 0; g < world.group.count; ++g) {
    const Stage stage = world.group.cycle.stage[g];
    const bool seeks_funds = stage == Stage::preparing || stage == Stage::submitted;
    users_[world.group.municipality[g]] += seeks_funds ? 1U : 0U;
  }
}

void MunicipalBudgets::receive_budget(World& world, Index m, Month t) const {
  Municipalities& municipality = world.municipality;
  const double transfers = p_.transfer_years.empty()
                               ? world.price_index
                               : interpolate(p_.transfer_years, p_.transfers, mid_month(world.calendar, t));
  const Centavos budget =
      rounded(static_cast<double>(municipality.yearly_budget[m]) * transfers * municipality.transfers[m]);
  const Centavos spent = municipality.account[m] + budget - rounded(static_cast<double>(budget) * p_.free_share);
  municipality.account[m] += budget - spent;
  world.outside += spent - budget;
  world.ledger.post(Account::outside, Account::municipality, budget);
  world.ledger.post(Account::municipality, Account::outside, spent);
}

void MunicipalBudgets::consider_works(World& world, Index m, Month t) const {
  Municipalities& municipality = world.municipality;
  const auto pause = static_cast<Month>(12 * p_.works_pause_years);
  const bool recently = municipality.works_end[m] != never && t < municipality.works_end[m] + pause;
  if (!world.project.on || recently || static_cast<double>(users_[m]) < p_.groups_needed) return;
  const Centavos cost = centavos(p_.works_cost_bs * world.price_index);
  const Centavos own = rounded(static_cast<double>(cost) * p_.cofinance_share);
  if (own > municipality.account[m] || cost - own > world.project.account) return;
  municipality.account[m] -= own;
  municipality.cofinanced[m] += own;
  world.project.account -= cost - own;
  world.project.committed += cost - own;
  world.project.grants += cost - own;
  world.outside += cost;
  world.ledger.post(Account::municipality, Account::outside, own);
  world.ledger.post(Account::project, Account::outside, cost - own);
  municipality.works_end[m] = t + static_cast<Month>(p_.works_months);
  ++world.cofinanced_works;
}

void MunicipalBudgets::advance(World& world, Month t) {
  Municipalities& municipality = world.municipality;
  const int shift = static_cast<int>(p_.timing_shift_months);
  const int now = (world.calendar.month_of_year(t) + shift) % 12;
  Index reopened = nobody;  // catchments are numbered with their municipalities: works in one follow each other
  for (Index m = 0; m < municipality.count && t > 0; ++m) {
    if (municipality.works_end[m] != t) continue;
    if (reopened != nobody && reopened != municipality.catchment[m]) refresh_travel_times(world, reopened);
    world.roads.improve(m, p_.works_gain);
    reopened = municipality.catchment[m];
  }
  if (reopened != nobody) refresh_travel_times(world, reopened);
  bool counted = false;
  for (Index m = 0; m < municipality.count; ++m) {
    if (municipality.budget_month[m] != now) continue;
    if (!counted) count_users(world);
    counted = true;
    receive_budget(world, m, t);
    consider_works(world, m, t);
  }
}

}  // namespace ayni

#include "model/group/assistance.hpp"

#include <algorithm>

#include "core/distributions.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

// The chance of a group whose management is z standard deviations above the mean, given that of a middling one.
double by_management(double middling, float z) noexcept {
  if (middling <= 0.0 || middling >= 1.0) return middling;
  return logistic(portable_log(middling / (1.0 - middling)) + static_cast<double>(z));
}

}  // namespace

Assistance::Assistance(const AssistanceParameters& parameters, const std::vector<ProductParameters>& products)
    : p_{parameters} {
  for (const ProductParameters& product : products) {
    needs_.push_back({product.storage_need, product.processing_need, product.vehicle_need, product.label_premium});
  }
}

void Assistance::build_facilities(World& world, Index g) const {
  Groups& group = world.group;
  GroupTechnology& technology = group.technology;
  const Needs& needs = needs_[group.product[g]];
  Engine rng = world.streams(Process::facilities, group.identity[g]);
  technology.warehouse[g] = bernoulli(rng, needs.storage) ? 1 : technology.warehouse[g];
  technology.processing[g] = bernoulli(rng, needs.processing) ? 1 : technology.processing[g];
  technology.vehicle[g] = bernoulli(rng, needs.vehicle) ? 1 : technology.vehicle[g];
  group.practice.buys_inputs[g] = bernoulli(rng, by_management(p_.practice_chance, group.trait.management[g])) ? 1 : 0;
  group.practice.negotiates[g] = bernoulli(rng, by_management(p_.practice_chance, group.trait.management[g])) ? 1 : 0;
}

// A part of the goods is a plant instead of what raises yields; what it can process follows from what there is for it.
void Assistance::buy_plant(World& world, Index g) const {
  GroupTechnology& technology = world.group.technology;
  const double wanted = p_.plant_capacity_share * world.group.crop.expected_volume[g];
  const double cost = p_.plant_cost_share * wanted * world.market.index[world.group.cell[g]];
  const double has = p_.plant_goods_share * static_cast<double>(technology.goods_stock[g]);
  const double paid = std::min(cost, has);
  if (paid <= 0.0) return;
  technology.plant_capacity[g] = static_cast<float>(wanted * paid / cost);
  technology.plant_value[g] = static_cast<float>(paid);
  technology.plant_gain[g] = static_cast<float>(p_.plant_gain);
  technology.goods_stock[g] -= static_cast<float>(paid);
  technology.processing[g] = 1;
}

// A plant that is not kept in repair stands still.
void Assistance::maintain_plant(World& world, Index g) const {
  Groups& group = world.group;
  const Centavos cost = centavos(static_cast<double>(group.technology.plant_value[g]) * p_.plant_maintenance_per_year *
                                 world.price_index / 12.0);
  const bool can = group.agreement.outlet[g] != Outlet::dissolved && group.account.balance[g] >= cost;
  group.technology.plant_works[g] = can ? 1 : 0;
  if (!can) return;
  group.account.balance[g] -= cost;
  world.outside += cost;
  world.ledger.post(Account::group, Account::outside, cost);
}

// Whether the group will go on paying for advice by itself in this agricultural year.
void Assistance::decide_on_advice(World& world, Index g, Month t) const {
  Groups& group = world.group;
  Engine rng =
      world.streams(Process::adoption, group.identity[g], static_cast<std::uint64_t>(world.calendar.season(t)));
  group.practice.pays_advice[g] = bernoulli(rng, by_management(p_.hiring_chance, group.trait.management[g])) ? 1 : 0;
}

// Who pays for this month's advice: the plan, then the project's top-up, then the group itself. False: nobody does.
bool Assistance::pay_for_advice(World& world, Index g, Month t) const {
  Groups& group = world.group;
  GroupPractices& practice = group.practice;
  GroupInvestment& investment = group.investment;
  const Centavos cost =
      centavos(p_.cost_bs_per_member_month * world.price_index * static_cast<double>(group.membership.members[g]));
  practice.hires_advice[g] = 0;
  if (investment.assistance_left[g] > 0) {
    const Centavos paid = std::min({cost, investment.assistance_left[g], group.account.balance[g]});
    investment.assistance_left[g] -= std::min(cost, investment.assistance_left[g]);
    group.account.balance[g] -= paid;
    world.outside += paid;
    world.ledger.post(Account::group, Account::outside, paid);
    return true;
  }
  if (group.cycle.completed[g] != never && static_cast<double>(t - group.cycle.completed[g]) < p_.topup_months &&
      cost <= world.project.account) {
    world.project.account -= cost;
    world.project.assistance += cost;
    world.project.committed += cost;
    world.outside += cost;
    world.ledger.post(Account::project, Account::outside, cost);
    return true;
  }
  const auto modest = static_cast<Centavos>(static_cast<double>(cost) * p_.hired_advice_share);
  if (group.cycle.stage[g] != Stage::completed ||
      static_cast<double>(group.account.balance[g]) < p_.hired_advice_reserve * static_cast<double>(modest))
    return false;
  if (practice.pays_advice[g] == 0) return false;
  practice.hires_advice[g] = 1;
  group.account.balance[g] -= modest;
  world.outside += modest;
  world.ledger.post(Account::group, Account::outside, modest);
  return true;
}

// Goods wear; what is left of them for each member raises the yield, less and less.
void Assistance::wear(Groups& group) const {
  const auto kept = static_cast<float>(1.0 - p_.depreciation_per_year / 12.0);
  const auto most = static_cast<float>(p_.equipment_most);
  const auto half = static_cast<float>(p_.equipment_half_bs);
  float* const stock = group.technology.goods_stock.data();
  float* const equipment = group.technology.equipment.data();
  const std::int32_t* const members = group.membership.at_start.data();
  for (std::size_t g = 0; g < group.count; ++g) {
    stock[g] *= kept;
    const float each = stock[g] / static_cast<float>(std::max(members[g], 1));
    equipment[g] = most * each / (each + half);
  }
}

void Assistance::advance(World& world, Month t) const {
  Groups& group = world.group;
  GroupTechnology& technology = group.technology;
  wear(group);
  const auto learning = static_cast<float>(p_.learning_per_month);
  const auto forgetting = static_cast<float>(p_.forgetting_per_year / 12.0);
  const auto hired = static_cast<float>(p_.hired_advice_share);
  const auto most = static_cast<float>(p_.skill_most);
  const auto best = static_cast<float>(p_.quality_most);
  const bool new_season = world.calendar.month_of_season(t) == 0;
  for (const Index g : world.funded) {
    if (group.cycle.completed[g] == t && group.investment.total[g] > 0) {
      build_facilities(world, g);
      if (p_.group_plant) buy_plant(world, g);
    }
    if (technology.plant_capacity[g] > 0.0F) maintain_plant(world, g);
    if (new_season || group.cycle.completed[g] == t) decide_on_advice(world, g, t);
    if (group.agreement.outlet[g] != Outlet::dissolved && group.membership.members[g] > 0 &&
        pay_for_advice(world, g, t)) {
      const float pace = learning * (group.practice.hires_advice[g] != 0 ? hired : 1.0F);
      technology.skill[g] += pace * (most - technology.skill[g]);
      technology.quality[g] += pace * std::max(best - technology.quality[g], 0.0F);
    } else {
      technology.skill[g] -= forgetting * technology.skill[g];
      technology.quality[g] -= forgetting * (technology.quality[g] - technology.baseline_quality[g]);
    }
    if (needs_[group.product[g]].label > 0.0 && technology.labelled[g] == 0 && t % 12 == 0 &&
        group.cycle.completed[g] != never) {
      Engine rng = world.streams(Process::labelling, group.identity[g], static_cast<std::uint64_t>(t));
      if (bernoulli(rng, p_.label_chance_per_year)) technology.labelled[g] = 1;
    }
  }
}

}  // namespace ayni

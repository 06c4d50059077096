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
    labels_.push_back(product.label_premium > 0.0);
  }
}

void Assistance::teach_practices(World& world, Index g) const {
  Groups& group = world.group;
  Engine rng = world.streams(Process::practices, group.identity[g]);
  group.practice.buys_inputs[g] = bernoulli(rng, by_management(p_.practice_chance, group.trait.management[g])) ? 1 : 0;
  group.practice.negotiates[g] = bernoulli(rng, by_management(p_.practice_chance, group.trait.management[g])) ? 1 : 0;
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

// Whether the group will go on paying for advice by itself in this agricultural year: what members see of the skill that
// they would forget, against what advice costs.
void Assistance::decide_on_advice(World& world, Index g, Month t) const {
  Groups& group = world.group;
  Engine rng =
      world.streams(Process::adoption, group.identity[g], static_cast<std::uint64_t>(world.calendar.season(t)));
  const double worth = p_.seen_share * p_.forgetting_per_year * static_cast<double>(group.technology.skill[g]) *
                       std::max(group.year.baseline_net_income[g], 0.0);
  const double cost =
      12.0 * p_.hired_advice_share * p_.cost_bs_per_member_month * static_cast<double>(group.membership.members[g]);
  const double odds = portable_log(std::max(worth, 1.0) / std::max(cost, 1.0)) / p_.hiring_spread;
  group.practice.pays_advice[g] =
      bernoulli(rng, logistic(odds + static_cast<double>(group.trait.management[g]))) ? 1 : 0;
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

// How fast the group learns this month, over the pace of advice from the plan; 0: it forgets.
float Assistance::pace_of_advice(World& world, Index g, Month t) const {
  const Groups& group = world.group;
  if (pay_for_advice(world, g, t))
    return group.practice.hires_advice[g] != 0 ? static_cast<float>(p_.hired_advice_share) : 1.0F;
  return group.cycle.stage[g] == Stage::executing ? static_cast<float>(p_.training_pace) : 0.0F;
}

void Assistance::advance(World& world, Month t) const {
  Groups& group = world.group;
  GroupTechnology& technology = group.technology;
  const auto learning = static_cast<float>(p_.learning_per_month);
  const auto forgetting = static_cast<float>(p_.forgetting_per_year / 12.0);
  const auto most = static_cast<float>(p_.skill_most);
  const auto best = static_cast<float>(p_.quality_most);
  const bool new_season = world.calendar.month_of_season(t) == 0;
  for (const Index g : world.funded) {
    if (technology.plant_capacity[g] > 0.0F) maintain_plant(world, g);
    if (group.cycle.completed[g] == t && group.investment.total[g] > 0) teach_practices(world, g);
    if (new_season || group.cycle.completed[g] == t) decide_on_advice(world, g, t);
    const bool taught = group.agreement.outlet[g] != Outlet::dissolved && group.membership.members[g] > 0;
    const float pace = taught ? learning * pace_of_advice(world, g, t) : 0.0F;
    if (pace > 0.0F) {
      technology.skill[g] += pace * (most - technology.skill[g]);
      technology.quality[g] += pace * std::max(best - technology.quality[g], 0.0F);
    } else {
      technology.skill[g] -= forgetting * technology.skill[g];
      technology.quality[g] -= forgetting * (technology.quality[g] - technology.baseline_quality[g]);
    }
    if (labels_[group.product[g]] && technology.labelled[g] == 0 && t % 12 == 0 && group.cycle.completed[g] != never) {
      Engine rng = world.streams(Process::labelling, group.identity[g], static_cast<std::uint64_t>(t));
      if (bernoulli(rng, p_.label_chance_per_year)) technology.labelled[g] = 1;
    }
  }
}

}  // namespace ayni

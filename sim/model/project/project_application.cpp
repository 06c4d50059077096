// Whether a group that hears of a call applies.

#include <algorithm>

#include "core/distributions.hpp"
#include "model/annuity.hpp"
#include "model/project/project.hpp"
#include "model/world.hpp"

namespace ayni {
namespace {

constexpr double least_chance = 1e-9;  // so that odds are finite

// Odds of a judgement by how much more there is than is asked.
double judged(double there, double asked, double spread) noexcept {
  return asked > 0.0 ? logistic(portable_log(std::max(there, 1.0) / asked) / spread) : 1.0;
}

}  // namespace

// What members could put by until the last tranche is due, as they plan when they apply.
double Project::planned_savings(const World& world, Index g) const {
  const Households& household = world.household;
  const Groups& group = world.group;
  Centavos spending = 0;
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
    spending += Centavos{household.spending[i]} * household.member[i];
  }
  const double months = p_.preparation_months + p_.legalisation_months_max * (group.trait.young[g] != 0 ? 1.0 : 0.0) +
                        static_cast<double>(p_.tranches * p_.tranche_interval_months);
  return planned_saving_share_ * static_cast<double>(spending) * months;
}

// Centavos: what members expect to earn more by the plan's goods and advice and by the buyer's terms, less the tax on what a
// legal entity sells, as what it is worth to them today.
double Project::expected_gain(const World& world, Index g) const {
  const Households& household = world.household;
  const Groups& group = world.group;
  double income = 0.0;
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
    income += static_cast<double>(household.expected_income[i]) * static_cast<double>(household.member[i]);
  }
  const double goods = bolivianos(group.investment.total[g]) * (1.0 - group.cycle.assistance_share[g]) /
                       std::max(static_cast<double>(group.membership.members[g]), 1.0);
  const double by_goods = package_gain_.of_goods(group.product[g], goods / world.price_index,
                                                 static_cast<double>(group.trait.management[g])) *
                          mean_farm_[group.product[g]] / static_cast<double>(group.crop.farm_units[g]);
  const double rise = by_goods + (group.investment.total[g] > 0 ? skill_most_ : 0.0) +
                      (p_.requires_buyer ? p_.expected_terms_gain - sales_tax_ : 0.0);
  return 100.0 * income * rise * annuity(p_.application_discount, p_.application_years);
}

bool Project::brokered(const World& world, Index g) const {
  return p_.requires_buyer && world.ties.broker[g] != nobody;
}

// Centavos: what it asks of members beside the counterpart, in days and papers, more where there is no broker to help and
// where a legal entity has to be founded.
double Project::trouble(const World& world, Index g) const {
  const double paperwork = p_.application_cost_bs * (brokered(world, g) ? 1.0 : p_.preparation_without_broker);
  const double founding = world.group.trait.young[g] != 0 ? p_.legalisation_cost_bs : 0.0;
  return 100.0 * (paperwork + founding) * world.price_index * static_cast<double>(world.group.membership.members[g]);
}

// Groups that know others with a signed plan hear of this call, though the campaign told them of a later one, or of none.
void Project::spread_word(World& world, Month t) {
  Groups& group = world.group;
  ProjectCycle& cycle = group.cycle;
  has_plan_.resize(group.count);
  for (Index g = 0; g < group.count; ++g) has_plan_[g] = cycle.signed_month[g] != never ? 1 : 0;
  for (Index g = 0; g < group.count; ++g) {
    const bool waits = group.kind[g] == GroupKind::potential && cycle.stage[g] == Stage::outside && cycle.call[g] > t;
    if (!waits || static_cast<double>(t) < start_months_[group.region[g]]) continue;
    const double chance = p_.word_of_mouth * share_of_peers(world.ties, g, has_plan_);
    if (chance <= 0.0) continue;
    Engine rng = world.streams(Process::word_of_mouth, group.identity[g], static_cast<std::uint64_t>(t));
    if (bernoulli(rng, chance)) cycle.call[g] = t;
  }
}

// What becoming a legal entity costs, taxes included, is paid by the members as far as their cash goes.
void Project::legalise(World& world, Index g) const {
  Households& household = world.household;
  const auto each = static_cast<std::int32_t>(
      std::min<Centavos>(centavos(p_.legalisation_cost_bs * world.price_index), household_limit));
  Centavos paid = 0;
  for (std::size_t i = world.group.first[g]; i < world.group.first[g] + world.group.slots[g]; ++i) {
    const std::int32_t pays = std::min(each * household.member[i], household.cash[i]);
    household.cash[i] -= pays;
    paid += pays;
  }
  world.outside += paid;
  world.ledger.post(Account::household, Account::outside, paid);
}

void Project::invite(World& world, Index g, Month t) const {
  Groups& group = world.group;
  GroupInvestment& investment = group.investment;
  ProjectCycle& cycle = group.cycle;
  Engine rng = world.streams(Process::application, group.identity[g]);
  const double judgement = uniform(rng);
  const double forming = uniform(rng);
  const double scale = portable_exp(p_.investment_sigma * normal(rng));
  const double pace = 1.0 - p_.preparation_spread + 2.0 * p_.preparation_spread * uniform(rng);
  const double usd =
      investment_usd_[group.region[g]] * p_.grant_factor * scale * static_cast<double>(group.membership.members[g]);
  const double odds = p_.plans_with_advice / std::max(1.0 - p_.plans_with_advice, least_chance);
  const bool with_advice = uniform(rng) < logistic(portable_log(std::max(odds, least_chance)) +
                                                   static_cast<double>(group.trait.management[g]));
  cycle.assistance_share[g] = with_advice ? p_.assistance_share : 0.0;
  investment.total[g] = centavos(usd * p_.bolivianos_per_usd);
  investment.counterpart[g] = share_of(investment.total[g], p_.counterpart_share);
  investment.in_kind[g] = share_of(investment.counterpart[g], p_.in_kind_cap);
  investment.grant[g] = investment.total[g] - investment.counterpart[g];
  const double asked =
      static_cast<double>(investment.counterpart[g] - investment.in_kind[g]) * (1.0 - p_.municipal_counterpart_share);
  const double raised = static_cast<double>(spare_cash(world, g) + group.fund.cash[g]) + planned_savings(world, g);
  const double cost = static_cast<double>(investment.in_kind[g]) + asked + trouble(world, g);
  const double gain = expected_gain(world, g);
  const auto plan = static_cast<double>(investment.total[g]);
  cycle.worth[g] = plan > 0.0 ? static_cast<float>(portable_log(std::max(gain, 1.0) / plan)) : 0.0F;
  const double applies = judged(gain, cost, p_.interest_spread) * judged(raised, asked, p_.application_spread);
  const bool pays_all_itself = investment.total[g] > 0 && investment.grant[g] <= 0;
  if (judgement >= applies || pays_all_itself) {
    cycle.stage[g] = Stage::rejected;
    cycle.refusal[g] = Refusal::did_not_apply;
    return;
  }
  const double shortest = p_.legalisation_shortest_share;
  const double legal =
      group.trait.young[g] != 0 ? p_.legalisation_months_max * (shortest + (1.0 - shortest) * forming) : 0.0;
  const double writing = p_.preparation_months * pace * (brokered(world, g) ? 1.0 : p_.preparation_without_broker);
  cycle.stage[g] = Stage::forming;
  cycle.due[g] = std::max<Month>(t, cycle.call[g] + static_cast<Month>(legal));
  cycle.prepared[g] = std::max<Month>(t + 1, cycle.call[g] + static_cast<Month>(legal + writing));
}

}  // namespace ayni

#include "model/group/fund.hpp"

#include <algorithm>

#include "core/distributions.hpp"
#include "model/household/input_needs.hpp"

namespace ayni {
namespace {

constexpr double least_chance = 1e-9;                      // that it does not happen, so that odds are finite
constexpr Centavos largest_saving = household_limit / 10;  // leaves room within 32 bits for the spending beside it

/// Whether a group may still have a counterpart to pay: its last tranche is not paid, nor has it been refused or given up.
bool awaits_counterpart(const Groups& group, Index g) noexcept { return group.cycle.stage[g] < Stage::completed; }

}  // namespace

void RevolvingFund::advance(World& world, Month t) const {
  Groups& group = world.group;
  GroupFund& fund = group.fund;
  for (Index g = 0; g < group.count; ++g) {
    if (fund.open[g] != 0) {
      // Meetings follow the farm's calendar: one is held just before the season's inputs are bought.
      const auto until_inputs = static_cast<std::int64_t>(group.crop.inputs_month[g] - t);
      if (t > fund.started[g] && until_inputs % p_.meeting_interval_months == 0) meet(world, g, t);
    } else if (before_applying(world, g, t)) {
      promote(world, g, t);
    } else if (may_found(world, g)) {
      found(world, g, t);
    }
  }
}

// Whether it is the month in which groups that will hear of a call begin to save for it.
bool RevolvingFund::before_applying(const World& world, Index g, Month t) const {
  const Groups& group = world.group;
  return p_.rule == FundRule::savings_first && world.project.on && group.kind[g] == GroupKind::potential &&
         awaits_counterpart(group, g) && group.fund.started[g] == never &&
         t == std::max<Month>(group.cycle.call[g] - static_cast<Month>(p_.lead_months), 0);
}

void RevolvingFund::promote(World& world, Index g, Month t) const {
  world.group.fund.open[g] = 1;
  world.group.fund.started[g] = t;
  const double cost =
      p_.promotion_bs_per_member * world.price_index * static_cast<double>(world.group.membership.members[g]);
  const Centavos paid = std::min(centavos(cost), world.project.account);
  world.project.account -= paid;
  world.project.assistance += paid;
  world.project.committed += paid;
  world.outside += paid;
  world.ledger.post(Account::project, Account::outside, paid);
}

// Of groups with a completed plan.
bool RevolvingFund::may_found(const World& world, Index g) const {
  const Groups& group = world.group;
  return p_.rule != FundRule::off && group.cycle.completed[g] != never && group.fund.ended[g] == never &&
         group.agreement.outlet[g] != Outlet::dissolved;
}

void RevolvingFund::found(World& world, Index g, Month t) const {
  Groups& group = world.group;
  const Month age = t - group.cycle.completed[g];
  const bool by_rule = (p_.rule == FundRule::grant_seeded || p_.rule == FundRule::required) && age == 0;
  bool founds = by_rule;
  if (!founds && age % 12 == 1) {
    Engine rng = world.streams(Process::fund_birth, group.identity[g], static_cast<std::uint64_t>(t));
    const double odds = p_.birth_per_year / std::max(1.0 - p_.birth_per_year, least_chance);
    const double strength = static_cast<double>(group.trait.management[g]) +
                            p_.birth_cohesion * (static_cast<double>(group.membership.cohesion[g]) - 0.5) +
                            p_.imitation * share_of_peers(world.ties, g, group.fund.open);
    founds = odds > 0.0 && bernoulli(rng, logistic(portable_log(odds) + strength));
  }
  if (!founds) return;
  group.fund.open[g] = 1;
  group.fund.started[g] = t;
  if (p_.rule != FundRule::grant_seeded) return;
  const Centavos seed =
      std::min(rounded(static_cast<double>(group.investment.grant[g]) * p_.seed_share), world.project.account);
  world.project.account -= seed;
  world.project.grants += seed;
  world.project.committed += seed;
  group.fund.cash[g] += seed;
  world.ledger.post(Account::project, Account::fund, seed);
}

void RevolvingFund::meet(World& world, Index g, Month t) const {
  collect(world, g, t);
  const Groups& group = world.group;
  const GroupFund& fund = group.fund;
  const bool dead = group.agreement.outlet[g] == Outlet::dissolved || group.membership.members[g] == 0 ||
                    (t > fund.started[g] + static_cast<Month>(p_.grace_months) &&
                     fund.cash[g] + fund.lent[g] < centavos(p_.minimum_assets_bs));
  if (dead) {
    close(world, g, t);
    return;
  }
  save(world, g);
  if (p_.rule == FundRule::savings_first && awaits_counterpart(group, g)) return;
  lend(world, g, t);
  if (group.crop.inputs_due[g] != 0) share_out(world, g);
}

// Before the season's inputs are bought, part of what nobody has borrowed goes back to the members, in equal parts.
void RevolvingFund::share_out(World& world, Index g) const {
  Groups& group = world.group;
  Households& household = world.household;
  const Centavos whole = group.fund.cash[g] + group.fund.lent[g];
  const Centavos free = std::max<Centavos>(group.fund.cash[g] - share_of(whole, p_.reserve_share), 0);
  const auto each = static_cast<std::int32_t>(
      std::min<Centavos>(share_of(free, p_.share_out) / group.membership.members[g], household_limit));
  if (each == 0) return;
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
    household.cash[i] += each * household.member[i];
  }
  const Centavos paid = Centavos{each} * group.membership.members[g];
  group.fund.cash[g] -= paid;
  group.fund.savings[g] = std::max<Centavos>(group.fund.savings[g] - paid, 0);
  world.ledger.post(Account::fund, Account::household, paid);
}

void RevolvingFund::save(World& world, Index g) const {
  Households& household = world.household;
  Groups& group = world.group;
  const auto saving = static_cast<std::int32_t>(
      std::min<Centavos>(centavos(p_.savings_per_meeting_bs * world.price_index), largest_saving));
  const std::size_t first = group.first[g];
  const std::uint8_t* const member = household.member.data() + first;
  const std::int32_t* const debt = household.fund_debt.data() + first;
  const std::int32_t* const spending = household.spending.data() + first;
  std::int32_t* const cash = household.cash.data() + first;
  const bool before_inputs = group.crop.inputs_due[g] != 0;
  std::int32_t savers = 0;
  for (std::size_t k = 0; k < group.slots[g]; ++k) {
    const bool inputs_first = before_inputs && inputs_missing(household, group, g, first + k) > 0;
    const std::int32_t saves = debt[k] <= 0 && cash[k] >= spending[k] + saving && !inputs_first ? member[k] : 0;
    cash[k] -= saving * saves;
    savers += saves;
  }
  const Centavos saved = Centavos{saving} * savers;
  group.fund.cash[g] += saved;
  group.fund.savings[g] += saved;
  world.ledger.post(Account::household, Account::fund, saved);
}

void RevolvingFund::collect(World& world, Index g, Month t) const {
  Groups& group = world.group;
  if (group.fund.lent[g] == 0) return;
  Households& household = world.household;
  Engine rng = world.streams(Process::fund_repayment, group.identity[g], static_cast<std::uint64_t>(t));
  const double whole = static_cast<double>(group.fund.cash[g] + group.fund.lent[g]);
  const double own = std::min(1.0, static_cast<double>(group.fund.savings[g]) / std::max(whole, 1.0));
  const double overdue = static_cast<double>(group.fund.overdue[g]) / static_cast<double>(group.fund.lent[g]);
  const double withholds = logistic(p_.withhold_base + p_.run_effect * overdue - p_.savings_effect * own -
                                    p_.cohesion_effect * (static_cast<double>(group.membership.cohesion[g]) - 0.5));
  const double interest = p_.interest_per_year * static_cast<double>(p_.meeting_interval_months) / 12.0;
  Centavos received = 0;
  Centavos principal = 0;
  Centavos late = 0;
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
    const double u = uniform(rng);
    const std::int32_t debt = household.fund_debt[i];
    if (debt == 0) continue;
    // Who could not buy the season's inputs otherwise pays after they are bought.
    if (group.crop.inputs_due[g] != 0 && inputs_missing(household, group, g, i) > 0) continue;
    const auto due = static_cast<std::int32_t>(
        std::min<Centavos>(debt, Centavos{household.fund_instalment[i]} * (1 + household.arrears[i])));
    const auto fee = static_cast<std::int32_t>(static_cast<double>(debt) * interest);
    if (u >= withholds && household.cash[i] >= due + fee) {
      household.cash[i] -= due + fee;
      household.fund_debt[i] -= due;
      household.arrears[i] = 0;
      received += due + fee;
      principal += due;
    } else if (++household.arrears[i] > p_.meetings_to_write_off) {
      household.fund_debt[i] = 0;
      household.arrears[i] = 0;
      group.fund.written_off[g] += debt;
      group.fund.lent[g] -= debt;
    } else {
      late += household.fund_debt[i];
    }
  }
  group.fund.cash[g] += received;
  group.fund.lent[g] -= principal;
  group.fund.repaid[g] += principal;
  group.fund.overdue[g] = late;
  world.ledger.post(Account::household, Account::fund, received);
}

void RevolvingFund::lend(World& world, Index g, Month t) const {
  Groups& group = world.group;
  Households& household = world.household;
  const auto reserve =
      static_cast<Centavos>(static_cast<double>(group.fund.cash[g] + group.fund.lent[g]) * p_.reserve_share);
  Centavos free = group.fund.cash[g] - reserve;
  const std::size_t slots = group.slots[g];
  if (slots == 0) return;
  std::size_t next = static_cast<std::size_t>(t * queue_step) % slots;  // the queue begins elsewhere each time
  const auto need = static_cast<float>(p_.need_months);
  Centavos lent = 0;
  Centavos for_inputs = 0;
  for (std::size_t k = 0; k < slots && free > 0; ++k) {
    const std::size_t i = group.first[g] + next;
    if (++next == slots) next = 0;
    if (household.member[i] == 0 || household.away[i] != 0 || household.fund_debt[i] > 0) continue;
    // Until the season's inputs are bought, only for what is missing of them; then to live on.
    const std::int32_t inputs = group.crop.inputs_due[g] != 0 ? inputs_missing(household, group, g, i) : 0;
    const bool in_need = static_cast<float>(household.cash[i]) < need * static_cast<float>(household.spending[i]);
    if (inputs == 0 && (!in_need || group.crop.inputs_due[g] != 0)) continue;
    const auto most = static_cast<std::int32_t>(
        std::min(static_cast<double>(household.spending[i]) * p_.loan_months, static_cast<double>(household_limit)));
    const std::int32_t wanted = inputs > 0 ? std::min(inputs, most) : most;
    if (wanted == 0 || wanted > free) continue;
    household.cash[i] += wanted;
    household.fund_debt[i] = wanted;
    household.fund_instalment[i] = wanted / static_cast<std::int32_t>(p_.instalments) + 1;
    free -= wanted;
    lent += wanted;
    if (inputs > 0) for_inputs += wanted;
  }
  group.fund.cash[g] -= lent;
  group.fund.lent[g] += lent;
  group.fund.issued[g] += lent;
  group.fund.issued_for_inputs[g] += for_inputs;
  world.ledger.post(Account::fund, Account::household, lent);
}

// Debts are written off and the cash goes back to the members in equal parts; an odd rest to the group.
void RevolvingFund::close(World& world, Index g, Month t) const {
  Groups& group = world.group;
  Households& household = world.household;
  const std::int32_t members = group.membership.members[g];
  const Centavos each = members > 0 ? std::min<Centavos>(group.fund.cash[g] / members, household_limit) : 0;
  Centavos paid = 0;
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
    group.fund.written_off[g] += household.fund_debt[i];
    group.fund.lent[g] -= household.fund_debt[i];
    household.fund_debt[i] = 0;
    household.arrears[i] = 0;
    household.cash[i] += static_cast<std::int32_t>(each) * household.member[i];
    paid += each * household.member[i];
  }
  const Centavos rest = group.fund.cash[g] - paid;
  group.account.balance[g] += rest;
  world.ledger.post(Account::fund, Account::household, paid);
  world.ledger.post(Account::fund, Account::group, rest);
  group.fund.cash[g] = 0;
  group.fund.overdue[g] = 0;
  group.fund.open[g] = 0;
  group.fund.ended[g] = t;
}

}  // namespace ayni

#include "model/project.hpp"

#include <algorithm>

#include "core/distributions.hpp"
#include "model/region_parameters.hpp"

namespace ayni {
namespace {

Centavos share_of(Centavos amount, double share) noexcept { return rounded(static_cast<double>(amount) * share); }

// The k-th of n parts that differ by at most a centavo and add up to the amount.
Centavos part(Centavos amount, std::int64_t k, std::int64_t n) noexcept {
  return amount * (k + 1) / n - amount * k / n;
}

void release_buyer(World& world, Index g) {
  if (world.group.agreement.buyer[g] != nobody) part_from_buyer(world, g);
  world.group.agreement.outlet[g] = Outlet::unfunded;
}

}  // namespace

Project::Project(const ProjectParameters& parameters, const std::vector<RegionParameters>& regions, double size,
                 const World& world)
    : p_{parameters} {
  for (const RegionParameters& region : regions) investment_usd_.push_back(region.investment_per_producer_usd);
  const double budget = p_.budget_usd * size * p_.bolivianos_per_usd;
  alliance_budget_ = centavos(budget * (1.0 - p_.administration_share));
  monthly_administration_ = centavos(budget * p_.administration_share / static_cast<double>(p_.administration_months));
  submitted_.reserve(world.group.count);
  for (const float need : world.municipality.need) mean_need_ += static_cast<double>(need);
  mean_need_ /= std::max(static_cast<double>(world.municipality.count), 1.0);
}

void Project::advance(World& world, Month t) {
  if (!world.project.on) return;
  administer(world, t);
  Groups& group = world.group;
  for (Index g = 0; g < group.count; ++g) {
    group.cycle.counterpart_failed[g] = 0;
    switch (group.cycle.stage[g]) {
      case Stage::outside:
        if (group.kind[g] == GroupKind::potential && t == std::max(group.cycle.call[g], 0)) invite(world, g, t);
        break;
      case Stage::forming:
      case Stage::preparing:
        if (t >= group.cycle.due[g]) prepare(world, g, t);
        break;
      case Stage::signed_:
        if (world.buyer.open[group.agreement.buyer[g]] ==
            0) {  // it closed before the first disbursement: look for another
          world.project.committed -= group.investment.grant[g];
          release_buyer(world, g);
          group.investment.counterpart_paid[g] =
              std::min(group.investment.counterpart_paid[g], group.account.balance[g]);
          group.cycle.awaited[g] = never;
          group.cycle.stage[g] = Stage::preparing;
          break;
        }
        [[fallthrough]];
      case Stage::executing:
        if (group.agreement.outlet[g] == Outlet::dissolved) {
          give_up(world, g);
        } else if (group.cycle.awaited[g] != never) {
          if (t >= group.cycle.awaited[g]) disburse(world, g, t);
        } else if (t >= group.cycle.due[g]) {
          pay_tranche(world, g, t);
        }
        break;
      case Stage::submitted:
      case Stage::completed:
      case Stage::rejected:
      case Stage::withdrawn:
        break;
    }
  }
  if (t % static_cast<Month>(p_.board_interval_months) == 0) hold_board(world, t);
}

void Project::administer(World& world, Month t) const {
  if (t >= static_cast<Month>(p_.administration_months)) return;
  const Centavos paid = std::min(monthly_administration_, world.project.account);
  world.project.account -= paid;
  world.project.administration += paid;
  world.outside += paid;
  world.ledger.post(Account::project, Account::outside, paid);
}

// Spare cash the group could raise from its members now.
Centavos Project::spare_cash(const World& world, Index g) const {
  const Households& household = world.household;
  const std::size_t first = world.group.first[g];
  const std::size_t slots = world.group.slots[g];
  const auto reserve = static_cast<float>(p_.reserve_months);
  std::int64_t spare = 0;
  for (std::size_t i = first; i < first + slots; ++i) {
    const auto kept = static_cast<std::int32_t>(static_cast<float>(household.spending[i]) * reserve);
    spare += std::int64_t{std::max(household.cash[i] - kept, 0)} * household.member[i];
  }
  const double solidarity = std::min(
      1.0, p_.solidarity_base + p_.solidarity_cohesion * static_cast<double>(world.group.membership.cohesion[g]));
  return share_of(spare, solidarity);
}

void Project::invite(World& world, Index g, Month t) const {
  Groups& group = world.group;
  Engine rng = world.streams(Process::application, group.identity[g], 0);
  const double judgement = uniform(rng);
  const double forming = uniform(rng);
  const double scale = portable_exp(0.35 * normal(rng));
  const double pace = 0.5 + uniform(rng);
  const double usd =
      investment_usd_[group.region[g]] * p_.grant_factor * scale * static_cast<double>(group.membership.members[g]);
  group.investment.total[g] = centavos(usd * p_.bolivianos_per_usd);
  group.investment.counterpart[g] = share_of(group.investment.total[g], p_.counterpart_share);
  group.investment.in_kind[g] = share_of(group.investment.counterpart[g], p_.in_kind_cap);
  group.investment.grant[g] = group.investment.total[g] - group.investment.counterpart[g];
  const double asked = static_cast<double>(group.investment.counterpart[g] - group.investment.in_kind[g]);
  const double raised = static_cast<double>(spare_cash(world, g)) * static_cast<double>(p_.tranches);
  const double applies =
      asked > 0.0 ? logistic(portable_log(std::max(raised, 1.0) / asked) / p_.application_spread) : 1.0;
  if (judgement >= applies || group.investment.grant[g] <= 0) {
    group.cycle.stage[g] = Stage::rejected;
    group.cycle.refusal[g] = Refusal::did_not_apply;
    return;
  }
  const double legal = group.trait.young[g] != 0 ? p_.legalisation_months_max * (0.25 + 0.75 * forming) : 0.0;
  const double writing = p_.preparation_months * pace * (world.ties.broker[g] == nobody ? 1.5 : 1.0);
  group.cycle.stage[g] = Stage::forming;
  group.cycle.due[g] = std::max<Month>(t, group.cycle.call[g] + static_cast<Month>(legal));
  group.cycle.prepared[g] = std::max<Month>(t + 1, group.cycle.call[g] + static_cast<Month>(legal + writing));
}

// A legal group starts on its proposal by looking for a buyer; with buyer and proposal it submits.
void Project::prepare(World& world, Index g, Month t) const {
  Groups& group = world.group;
  if (group.cycle.stage[g] == Stage::forming) {
    group.cycle.stage[g] = Stage::preparing;
    group.cycle.due[g] = group.cycle.prepared[g];
    world.seeking.push_back(g);
    return;
  }
  if (group.agreement.buyer[g] != nobody && world.buyer.open[group.agreement.buyer[g]] != 0) {
    group.cycle.stage[g] = Stage::submitted;
    return;
  }
  if (group.agreement.buyer[g] != nobody) release_buyer(world, g);
  if (++group.cycle.retries[g] > p_.boards_tried) {
    group.cycle.stage[g] = Stage::rejected;
    group.cycle.refusal[g] = Refusal::no_buyer;
    return;
  }
  world.seeking.push_back(g);
  group.cycle.due[g] = t + static_cast<Month>(p_.board_interval_months);
}

Centavos Project::open_budget(const World& world, Month t) const {
  double called = 0.0;
  double total = 0.0;
  for (std::size_t k = 0; k < p_.call_months.size(); ++k) {
    total += p_.call_shares[k];
    if (p_.call_months[k] <= static_cast<double>(t)) called += p_.call_shares[k];
  }
  return share_of(alliance_budget_, called / total) - world.project.committed;
}

void Project::hold_board(World& world, Month t) {
  Groups& group = world.group;
  submitted_.clear();
  for (Index g = 0; g < group.count; ++g) {
    if (group.cycle.stage[g] != Stage::submitted) continue;
    Engine rng = world.streams(Process::appraisal, group.identity[g], static_cast<std::uint64_t>(t));
    const Index m = group.municipality[g];
    const double score = static_cast<double>(group.trait.management[g]) - (group.trait.young[g] != 0 ? 0.3 : 0.0) +
                         p_.appraisal_error * normal(rng) +
                         p_.political_bias * static_cast<double>(world.municipality.favour[m]) +
                         p_.targeting_need * (static_cast<double>(world.municipality.need[m]) - mean_need_) -
                         p_.remoteness_penalty * static_cast<double>(group.transport.hours_market[g]);
    group.cycle.score[g] = static_cast<float>(score);
    submitted_.push_back(g);
  }
  std::sort(submitted_.begin(), submitted_.end(), [&group](Index a, Index b) {
    return group.cycle.score[a] > group.cycle.score[b] || (group.cycle.score[a] == group.cycle.score[b] && a < b);
  });
  Centavos open = open_budget(world, t);
  const Centavos fee = centavos(p_.broker_fee_usd * p_.bolivianos_per_usd);
  for (const Index g : submitted_) {
    const bool good = static_cast<double>(group.cycle.score[g]) >= p_.screening_threshold;
    const Centavos cost = group.investment.grant[g] + (world.ties.broker[g] != nobody ? fee : 0);
    if (good && cost <= open) {
      world.project.committed += cost;
      approve(world, g, t);
      open = open_budget(world, t);
    } else if (!good || ++group.cycle.retries[g] > p_.boards_tried) {
      group.cycle.stage[g] = Stage::rejected;
      group.cycle.refusal[g] = good ? Refusal::no_budget : Refusal::not_eligible;
      release_buyer(world, g);
    }
  }
}

void Project::approve(World& world, Index g, Month t) const {
  Groups& group = world.group;
  group.cycle.stage[g] = Stage::signed_;
  group.cycle.signed_month[g] = t;
  group.cycle.due[g] = t + 1;
  group.agreement.outlet[g] = Outlet::first_buyer;
  group.agreement.first_buyer[g] = group.agreement.buyer[g];
  group.agreement.fixed_price[g] = static_cast<float>(world.market.index[group.cell[g]]);
  choose_model(world, g);
  if (world.ties.broker[g] == nobody) return;
  const Centavos fee = std::min(centavos(p_.broker_fee_usd * p_.bolivianos_per_usd), world.project.account);
  world.project.account -= fee;
  world.project.brokers += fee;
  world.outside += fee;
  world.ledger.post(Account::project, Account::outside, fee);
}

// A buyer goes through the paperwork of models 2 and 3 only when the support is worth it beside its own capital.
void Project::choose_model(World& world, Index g) const {
  Groups& group = world.group;
  if (!p_.offer_processing && !p_.offer_marketing) return;
  const Index b = group.agreement.buyer[g];
  const Centavos support = centavos(p_.buyer_support_usd * p_.bolivianos_per_usd);
  const double weight = static_cast<double>(support) / std::max(1.0, static_cast<double>(world.buyer.capital[b]));
  Engine rng = world.streams(Process::match_quality, group.identity[g] + (1ULL << 40), 0);
  const bool worthwhile = bernoulli(rng, logistic((weight - 0.2) / 0.03));
  const bool marketing = bernoulli(rng, 0.5) ? p_.offer_marketing : !p_.offer_processing;
  if (!worthwhile || support > world.project.account) return;
  group.investment.model[g] = marketing ? AllianceModel::marketing : AllianceModel::processing;
  group.agreement.match_quality[g] += static_cast<float>(p_.support_match_quality);
  world.agreed.push_back(g);
  world.project.account -= support;
  world.project.grants += support;
  world.project.committed += support;
  world.buyer.cash[b] += support;
  world.ledger.post(Account::project, Account::buyer, support);
}

// Takes `wanted` from members in proportion to what they can spare; those who pay more than an equal part lend it to
// those who pay less.
void Project::collect(World& world, Index g, Centavos wanted) const {
  Households& household = world.household;
  Groups& group = world.group;
  const std::size_t first = group.first[g];
  const std::size_t end = first + group.slots[g];
  const auto reserve = static_cast<float>(p_.reserve_months);
  const auto spare = [&](std::size_t i) {
    const auto kept = static_cast<std::int32_t>(static_cast<float>(household.spending[i]) * reserve);
    return static_cast<Centavos>(std::max(household.cash[i] - kept, 0) * household.member[i]);
  };
  Centavos all = 0;
  for (std::size_t i = first; i < end; ++i) all += spare(i);
  if (all == 0) return;
  const double ratio = static_cast<double>(wanted) / static_cast<double>(all);
  Centavos passed = 0;
  Centavos collected = 0;
  for (std::size_t i = first; i < end; ++i) {  // by running parts, so that they add up to the whole
    passed += spare(i);
    const Centavos so_far = passed == all ? wanted : static_cast<Centavos>(ratio * static_cast<double>(passed));
    const auto paid = static_cast<std::int32_t>(so_far - collected);
    household.cash[i] -= paid;
    household.peer_balance[i] += paid;
    collected = so_far;
  }
  const auto equal = static_cast<std::int32_t>(collected / group.membership.members[g]);
  auto odd = static_cast<std::int32_t>(collected % group.membership.members[g]);
  for (std::size_t i = first; i < end; ++i) {
    if (household.member[i] == 0) continue;
    household.peer_balance[i] -= equal + (odd > 0 ? 1 : 0);
    if (odd > 0) --odd;
  }
  group.account.balance[g] += collected;
  world.ledger.post(Account::household, Account::group, collected);
}

// What a buyer that gives advances would lend against later deliveries.
Centavos Project::advance_offered(const World& world, Index g) const {
  const Groups& group = world.group;
  const Index b = group.agreement.buyer[g];
  if (b == nobody || world.buyer.gives_advances[b] == 0) return 0;
  const double yearly = std::min(group.agreement.contracted[g] * world.market.index[group.cell[g]], 1e14);
  return std::max<Centavos>(
      std::min(centavos(p_.advance_share * yearly) - group.account.advance[g], world.buyer.cash[b]), 0);
}

void Project::take_advance(World& world, Index g, Centavos advance) const {
  if (advance == 0) return;
  Groups& group = world.group;
  world.buyer.cash[group.agreement.buyer[g]] -= advance;
  group.account.balance[g] += advance;
  group.account.advance[g] += advance;
  world.ledger.post(Account::buyer, Account::group, advance);
}

// With the incentive a bank lends the members of an established group what is missing, once a tranche, and pays it to
// the group on their behalf.
bool Project::borrow(World& world, Index g, Centavos missing) const {
  Groups& group = world.group;
  Households& household = world.household;
  Engine rng = world.streams(Process::bank_loan, group.identity[g], group.cycle.tranche[g]);
  const Centavos each = missing / group.membership.members[g] + 1;
  const bool known = group.trait.young[g] == 0 && bernoulli(rng, p_.bank_incentive_chance);
  if (!known || missing > world.bank.account || each > household_limit / 10) return false;
  auto odd = missing % group.membership.members[g];
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
    if (household.member[i] == 0) continue;
    household.bank_debt[i] += static_cast<std::int32_t>(missing / group.membership.members[g] + (odd > 0 ? 1 : 0));
    if (odd > 0) --odd;
  }
  group.bank.incentive[g] = 1;
  group.bank.issued[g] += missing;
  group.account.balance[g] += missing;
  world.bank.account -= missing;
  world.bank.lent += missing;
  world.ledger.post(Account::bank, Account::household, missing);
  world.ledger.post(Account::household, Account::group, missing);
  return true;
}

// Tranches are for alliances: a group that has lost its buyer misses them until it finds another one.
void Project::pay_tranche(World& world, Index g, Month t) const {
  Groups& group = world.group;
  if (group.membership.members[g] == 0 || !allied(group.agreement.outlet[g])) {
    miss_tranche(world, g, t);
    return;
  }
  const Centavos asked =
      (group.investment.counterpart[g] - group.investment.in_kind[g]) * (group.cycle.tranche[g] + 1) / p_.tranches;
  const Centavos need = std::max<Centavos>(asked - group.investment.counterpart_paid[g], 0);
  const Centavos from_members = std::min(need, spare_cash(world, g));
  const Centavos from_buyer = std::min(need - from_members, advance_offered(world, g));
  const Centavos missing = need - from_members - from_buyer;
  if (missing > 0 && !borrow(world, g, missing)) {
    miss_tranche(world, g, t);
    return;
  }
  collect(world, g, from_members);
  take_advance(world, g, from_buyer);
  group.investment.counterpart_paid[g] += need;
  group.cycle.awaited[g] = t + static_cast<Month>(p_.disbursement_lag_months);
  group.cycle.due[g] = t + static_cast<Month>(p_.tranche_interval_months);
  if (group.cycle.awaited[g] == t) disburse(world, g, t);
}

// Nobody can pay what is due, or there is no alliance to pay it for: they wait, lose heart, and may be given up.
void Project::miss_tranche(World& world, Index g, Month t) const {
  Groups& group = world.group;
  group.membership.cohesion[g] =
      std::max(0.0F, group.membership.cohesion[g] - static_cast<float>(p_.demoralisation_per_month));
  if (t - group.cycle.due[g] < static_cast<Month>(p_.patience_months)) return;
  ++group.cycle.failed_tranches[g];
  group.cycle.due[g] = t + 1;
  Engine rng = world.streams(Process::tranche, group.identity[g], static_cast<std::uint64_t>(t));
  if (!bernoulli(rng, p_.failure_breaks)) return;
  give_up(world, g);
  if (group.cycle.funded[g] == never) {
    group.cycle.refusal[g] = Refusal::no_counterpart;
    release_buyer(world, g);
  } else {
    group.cycle.counterpart_failed[g] = 1;
  }
}

// The rest of the grant goes back to the calls.
void Project::give_up(World& world, Index g) const {
  Groups& group = world.group;
  world.project.committed -= group.investment.grant[g] - group.investment.disbursed[g];
  group.cycle.stage[g] = Stage::withdrawn;
}

// The project pays its part into the group's account; goods are bought at once, assistance month by month.
void Project::disburse(World& world, Index g, Month t) const {
  Groups& group = world.group;
  const Centavos grant = part(group.investment.grant[g], group.cycle.tranche[g], p_.tranches);
  if (grant > world.project.account) return;  // the money is late; the group waits
  const Centavos cash =
      part(group.investment.counterpart[g] - group.investment.in_kind[g], group.cycle.tranche[g], p_.tranches);
  const auto late = static_cast<double>(std::max<std::int64_t>(p_.disbursement_lag_months - 1, 0));
  group.membership.cohesion[g] =
      std::max(0.0F, group.membership.cohesion[g] - static_cast<float>(p_.demoralisation_per_month * late));
  world.project.account -= grant;
  const Centavos advice = share_of(grant, p_.assistance_share);
  world.project.assistance += advice;
  world.project.grants += grant - advice;
  world.ledger.post(Account::project, Account::group, grant);
  const Centavos assistance = share_of(grant + cash, p_.assistance_share);
  const Centavos goods = grant + cash - assistance;
  group.account.balance[g] += grant - goods;
  group.investment.assistance_left[g] += assistance;
  group.technology.goods_stock[g] +=
      static_cast<float>(bolivianos(goods + part(group.investment.in_kind[g], group.cycle.tranche[g], p_.tranches)));
  group.investment.disbursed[g] += grant;
  world.outside += goods;
  world.ledger.post(Account::group, Account::outside, goods);
  if (group.cycle.funded[g] == never) start_funding(world, g, t);
  group.cycle.awaited[g] = never;
  group.cycle.stage[g] = Stage::executing;
  if (++group.cycle.tranche[g] < p_.tranches) return;
  group.cycle.stage[g] = Stage::completed;
  group.cycle.completed[g] = t;
}

}  // namespace ayni

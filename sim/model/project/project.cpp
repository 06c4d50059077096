#include "model/project/project.hpp"

#include <algorithm>

#include "core/distributions.hpp"
#include "model/market/product_parameters.hpp"
#include "model/region_parameters.hpp"

namespace ayni {
namespace {

// The k-th of n parts that differ by at most a centavo and add up to the amount.
Centavos part(Centavos amount, std::int64_t k, std::int64_t n) noexcept {
  return amount * (k + 1) / n - amount * k / n;
}

bool has_buyer(const World& world, Index g) {
  const Index b = world.group.agreement.buyer[g];
  return b != nobody && world.buyer.open[b] != 0;
}

// Who was approved without a buyer has none to lose.
bool has_lost_buyer(const World& world, Index g) {
  return world.group.agreement.first_buyer[g] != nobody && !has_buyer(world, g);
}

void release_buyer(World& world, Index g) {
  if (world.group.agreement.buyer[g] != nobody) part_from_buyer(world, g);
  world.group.agreement.outlet[g] = Outlet::unfunded;
}

}  // namespace

Project::Project(const ProjectParameters& parameters, const HouseholdParameters& household,
                 const PackageGain& package_gain, double skill_most, double sales_tax,
                 const std::vector<RegionParameters>& regions, const std::vector<ProductParameters>& products,
                 double size, const World& world)
    : p_{parameters},
      floor_share_{household.consumption_floor_share},
      planned_saving_share_{household.planned_saving_share},
      ready_to_sell_{household.animals_for_counterpart},
      distress_price_{1.0 - household.animal_discount},
      package_gain_{package_gain},
      skill_most_{skill_most},
      sales_tax_{sales_tax} {
  for (const RegionParameters& region : regions) {
    investment_usd_.push_back(region.investment_per_producer_usd);
    start_months_.push_back(12.0 * region.start_delay_years);
  }
  for (const ProductParameters& product : products) {
    std::array<bool, 12> sells{};
    for (std::size_t month = 0; month < sells.size(); ++month) sells[month] = product.sold_by_month[month] > 0.0;
    sells_.push_back(sells);
    mean_farm_.push_back(product.farm_units_mean);
  }
  const double budget = p_.budget_usd * size * p_.bolivianos_per_usd;
  alliance_budget_ = centavos(budget * (1.0 - p_.administration_share));
  monthly_administration_ = centavos(budget * p_.administration_share / static_cast<double>(p_.administration_months));
  submitted_.reserve(world.group.count);
  has_plan_.reserve(world.group.count);
  for (const float need : world.municipality.need) mean_need_ += static_cast<double>(need);
  mean_need_ /= std::max(static_cast<double>(world.municipality.count), 1.0);
}

void Project::advance(World& world, Month t) {
  if (!world.project.on) return;
  administer(world, t);
  if (std::find(p_.call_months.begin(), p_.call_months.end(), static_cast<double>(t)) != p_.call_months.end()) {
    spread_word(world, t);
  }
  Groups& group = world.group;
  GroupInvestment& investment = group.investment;
  ProjectCycle& cycle = group.cycle;
  for (Index g = 0; g < group.count; ++g) {
    cycle.counterpart_failed[g] = 0;
    switch (cycle.stage[g]) {
      case Stage::outside:
        if (group.kind[g] == GroupKind::potential && t == std::max(cycle.call[g], 0)) invite(world, g, t);
        break;
      case Stage::forming:
      case Stage::preparing:
        if (t >= cycle.due[g]) prepare(world, g, t);
        break;
      case Stage::signed_:
        // The agreement ended, or the buyer closed, before the first disbursement: look for another.
        if (has_lost_buyer(world, g)) {
          world.project.committed -= investment.grant[g];
          release_buyer(world, g);
          investment.counterpart_paid[g] = std::min(investment.counterpart_paid[g], group.account.balance[g]);
          cycle.awaited[g] = never;
          cycle.stage[g] = Stage::preparing;
          break;
        }
        [[fallthrough]];
      case Stage::executing:
        if (group.agreement.outlet[g] == Outlet::dissolved) {
          give_up(world, g);
        } else if (cycle.awaited[g] != never) {
          if (t >= cycle.awaited[g]) disburse(world, g, t);
        } else if (t >= cycle.due[g]) {
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

// The first month from then on in which members have sold the month before, if tranches are dated so.
Month Project::after_sale(const World& world, Index g, Month from) const {
  if (!p_.tranches_after_sale) return from;
  const std::array<bool, 12>& sells = sells_[world.group.product[g]];
  Month month = from;
  while (month < from + 12 && !sells[static_cast<std::size_t>(world.calendar.month_of_year(month - 1))]) ++month;
  return month;
}

// A legal group starts on its proposal by looking for a buyer, if it needs one; with both it submits.
void Project::prepare(World& world, Index g, Month t) const {
  Groups& group = world.group;
  ProjectCycle& cycle = group.cycle;
  if (cycle.stage[g] == Stage::forming) {
    if (group.trait.young[g] != 0) legalise(world, g);
    cycle.stage[g] = Stage::preparing;
    cycle.due[g] = cycle.prepared[g];
    if (p_.requires_buyer) world.seeking.push_back(g);
    return;
  }
  if (!p_.requires_buyer || has_buyer(world, g)) {
    cycle.stage[g] = Stage::submitted;
    return;
  }
  if (group.agreement.buyer[g] != nobody) release_buyer(world, g);
  if (++cycle.retries[g] > p_.boards_tried) {
    cycle.stage[g] = Stage::rejected;
    cycle.refusal[g] = Refusal::no_buyer;
    return;
  }
  world.seeking.push_back(g);
  cycle.due[g] = t + static_cast<Month>(p_.board_interval_months);
}

Centavos Project::open_budget(const ProjectUnit& project, Month t) const {
  double called = 0.0;
  double total = 0.0;
  for (std::size_t k = 0; k < p_.call_months.size(); ++k) {
    total += p_.call_shares[k];
    if (p_.call_months[k] <= static_cast<double>(t)) called += p_.call_shares[k];
  }
  return share_of(alliance_budget_, called / total) - project.committed;
}

// The board expects of management what its appraisal tells: the mean of a standard normal trait, given that it was seen
// with an error. Money goes to the best first, and beyond the way that the rules allow only when others leave some.
void Project::hold_board(World& world, Month t) {
  Groups& group = world.group;
  ProjectCycle& cycle = group.cycle;
  submitted_.clear();
  for (Index g = 0; g < group.count; ++g) {
    if (cycle.stage[g] != Stage::submitted) continue;
    Engine rng = world.streams(Process::appraisal, group.identity[g], static_cast<std::uint64_t>(t));
    const Index m = group.municipality[g];
    const double seen = static_cast<double>(group.trait.management[g]) + p_.appraisal_error * normal(rng);
    const double merit = seen / (1.0 + p_.appraisal_error * p_.appraisal_error) -
                         (group.trait.young[g] != 0 ? p_.inexperience_penalty : 0.0) +
                         p_.appraisal_return * static_cast<double>(cycle.worth[g]);
    const double favour = p_.political_bias * static_cast<double>(world.municipality.favour[m]);
    const double need = p_.targeting_need * (static_cast<double>(world.municipality.need[m]) - mean_need_);
    cycle.score[g] = static_cast<float>(merit + favour + need);
    const bool remote = static_cast<double>(group.transport.hours_market[g]) > p_.eligible_hours;
    submitted_.push_back({g, remote, merit + std::max(favour, 0.0) >= p_.screening_threshold});
  }
  std::sort(submitted_.begin(), submitted_.end(), [&cycle](const Proposal& a, const Proposal& b) {
    if (a.remote != b.remote) return b.remote;
    const float first = cycle.score[a.group], second = cycle.score[b.group];
    return first > second || (first == second && a.group < b.group);
  });
  Centavos open = open_budget(world.project, t);
  for (const auto& [g, remote, good] : submitted_) {
    const Centavos cost = group.investment.grant[g] + broker_fee(world, g);
    if (good && cost <= open) {
      world.project.committed += cost;
      approve(world, g, t);
      open = open_budget(world.project, t);
    } else if (!good || ++cycle.retries[g] > p_.boards_tried) {
      cycle.stage[g] = Stage::rejected;
      cycle.refusal[g] = good ? Refusal::no_budget : Refusal::not_eligible;
      release_buyer(world, g);
    }
  }
}

// Brokers are paid for the agreements they bring about.
Centavos Project::broker_fee(const World& world, Index g) const {
  const bool brought = world.ties.broker[g] != nobody && world.group.agreement.buyer[g] != nobody;
  return brought ? centavos(p_.broker_fee_usd * p_.bolivianos_per_usd) : 0;
}

void Project::set_terms(ProjectCycle& cycle, Index g) const {
  cycle.tranches[g] = static_cast<std::uint8_t>(p_.tranches);
  cycle.tranche_interval[g] = static_cast<Month>(p_.tranche_interval_months);
}

void Project::approve(World& world, Index g, Month t) const {
  Groups& group = world.group;
  ProjectCycle& cycle = group.cycle;
  cycle.stage[g] = Stage::signed_;
  cycle.signed_month[g] = t;
  cycle.due[g] = after_sale(world, g, t + 1);
  set_terms(cycle, g);
  if (group.investment.total[g] == 0) {  // nothing to pay, in parts or after a sale
    cycle.tranches[g] = 1;
    cycle.due[g] = t + 1;
  }
  group.agreement.first_buyer[g] = group.agreement.buyer[g];
  if (group.agreement.buyer[g] == nobody) return;
  group.agreement.outlet[g] = Outlet::first_buyer;
  world.approved.push_back(g);
  const Centavos fee = std::min(broker_fee(world, g), world.project.account);
  world.project.account -= fee;
  world.project.brokers += fee;
  world.outside += fee;
  world.ledger.post(Account::project, Account::outside, fee);
}

// Tranches are for alliances: a group that was approved with a buyer and has lost it misses them until it finds another.
void Project::pay_tranche(World& world, Index g, Month t) const {
  Groups& group = world.group;
  GroupInvestment& investment = group.investment;
  ProjectCycle& cycle = group.cycle;
  const bool alone = group.agreement.first_buyer[g] == nobody;
  if (group.membership.members[g] == 0 || (!alone && !agreed(group.agreement.outlet[g]))) {
    miss_tranche(world, g, t);
    return;
  }
  const Centavos asked =
      (investment.counterpart[g] - investment.in_kind[g]) * (cycle.tranche[g] + 1) / cycle.tranches[g];
  const Centavos need = std::max<Centavos>(asked - investment.counterpart_paid[g], 0);
  const Centavos from_municipality = municipal_part(world, g, need);
  const Centavos from_members = std::min(need - from_municipality, spare_cash(world, g));
  const Centavos from_fund = std::min(need - from_municipality - from_members, group.fund.cash[g]);
  const Centavos from_buyer = std::min(need - from_municipality - from_members - from_fund, advance_offered(world, g));
  const Centavos missing = need - from_municipality - from_members - from_fund - from_buyer;
  if (missing > 0 && !borrow(world, g, missing)) {
    miss_tranche(world, g, t);
    return;
  }
  pay_municipal_part(world, g, from_municipality);
  collect(world, g, from_members);
  withdraw_savings(world, g, from_fund);
  take_advance(world, g, from_buyer);
  investment.counterpart_paid[g] += need;
  cycle.awaited[g] = t + static_cast<Month>(p_.disbursement_lag_months);
  cycle.due[g] = after_sale(world, g, t + cycle.tranche_interval[g]);
  if (cycle.awaited[g] == t) disburse(world, g, t);
}

// Nobody can pay what is due, or there is no alliance to pay it for: they wait, lose heart, and may be given up.
void Project::miss_tranche(World& world, Index g, Month t) const {
  Groups& group = world.group;
  ProjectCycle& cycle = group.cycle;
  group.membership.cohesion[g] =
      std::max(0.0F, group.membership.cohesion[g] - static_cast<float>(p_.demoralisation_per_month));
  if (t - cycle.due[g] < static_cast<Month>(p_.patience_months)) return;
  ++cycle.failed_tranches[g];
  cycle.due[g] = t + 1;
  Engine rng = world.streams(Process::tranche, group.identity[g], static_cast<std::uint64_t>(t));
  if (!bernoulli(rng, p_.failure_breaks)) return;
  give_up(world, g);
  if (cycle.funded[g] == never) {
    cycle.refusal[g] = Refusal::no_counterpart;
    release_buyer(world, g);
  } else {
    cycle.counterpart_failed[g] = 1;
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
  GroupInvestment& investment = group.investment;
  ProjectCycle& cycle = group.cycle;
  const Centavos grant = part(investment.grant[g], cycle.tranche[g], cycle.tranches[g]);
  if (grant > world.project.account) return;  // the money is late; the group waits
  const Centavos cash = part(investment.counterpart[g] - investment.in_kind[g], cycle.tranche[g], cycle.tranches[g]);
  const auto late = static_cast<double>(std::max<std::int64_t>(p_.disbursement_lag_months - 1, 0));
  group.membership.cohesion[g] =
      std::max(0.0F, group.membership.cohesion[g] - static_cast<float>(p_.demoralisation_per_month * late));
  world.project.account -= grant;
  const Centavos advice = share_of(grant, cycle.assistance_share[g]);
  world.project.assistance += advice;
  world.project.grants += grant - advice;
  world.ledger.post(Account::project, Account::group, grant);
  const Centavos assistance = share_of(grant + cash, cycle.assistance_share[g]);
  const Centavos goods = grant + cash - assistance;
  group.account.balance[g] += grant - goods;
  investment.assistance_left[g] += assistance;
  group.technology.goods_bought[g] +=
      bolivianos(goods + part(investment.in_kind[g], cycle.tranche[g], cycle.tranches[g]));
  investment.disbursed[g] += grant;
  world.outside += goods;
  world.ledger.post(Account::group, Account::outside, goods);
  if (cycle.funded[g] == never) start_funding(world, g, t);
  cycle.awaited[g] = never;
  cycle.stage[g] = Stage::executing;
  if (++cycle.tranche[g] < cycle.tranches[g]) return;
  cycle.stage[g] = Stage::completed;
  cycle.completed[g] = t;
}

}  // namespace ayni

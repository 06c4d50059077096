#include "model/household/credit.hpp"

#include <algorithm>
#include <array>

#include "core/distributions.hpp"
#include "model/household/input_needs.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

constexpr double least_chance = 1e-9;  // that it does not happen, so that odds are finite
constexpr std::size_t months_a_year = 12;

/// The last month, of the eleven after the inputs are bought, of a main sale: of half of what the best month sells, at the least.
int month_after_harvest(const ProductParameters& product) {
  const auto bought = static_cast<std::size_t>(product.input_month - 1);
  const double best = *std::max_element(product.sold_by_month.begin(), product.sold_by_month.end());
  const auto before = [](std::size_t month) { return (month + months_a_year - 1) % months_a_year; };
  std::size_t month = before(bought);
  while (month != bought && product.sold_by_month[month] < 0.5 * best) month = before(month);
  return static_cast<int>(month);
}

}  // namespace

Credit::Credit(const CreditParameters& parameters, const std::vector<ProductParameters>& products) : p_{parameters} {
  for (const ProductParameters& product : products) due_.push_back(month_after_harvest(product));
}

void Credit::lend_for_inputs(World& world, Month t) const {
  const Groups& group = world.group;
  if (!p_.bank_loans) return;
  for (const Index g : world.funded) {
    const bool now = group.crop.inputs_due[g] != 0 && t == group.crop.inputs_month[g];
    if (now && group.bank.helps_members[g] != 0 && group.agreement.outlet[g] != Outlet::dissolved) lend(world, g, t);
  }
}

void Credit::advance(World& world, Month t) const {
  const GroupBankLoans& bank = world.group.bank;
  const int month = world.calendar.month_of_year(t);
  for (const Cell& cell : world.cells) {
    if (due_[cell.product] != month) continue;
    for (Index g = cell.begin; g < cell.end; ++g) {
      if (bank.helps_members[g] != 0 || bank.incentive[g] != 0) collect(world, g);
    }
  }
  if (p_.bank_loans && world.calendar.month_of_season(t) == helping_month) find_helpers(world, t);
}

// Once a year a group may come to vouch for its members.
void Credit::find_helpers(World& world, Month t) const {
  Groups& group = world.group;
  GroupBankLoans& bank = group.bank;
  const double odds = p_.helping_per_year / std::max(1.0 - p_.helping_per_year, least_chance);
  if (odds <= 0.0) return;
  for (const Index g : world.funded) {
    if (bank.helps_members[g] != 0 || group.agreement.outlet[g] == Outlet::dissolved) continue;
    Engine rng = world.streams(Process::bank_helper, group.identity[g], static_cast<std::uint64_t>(t));
    const double chance = logistic(portable_log(odds) + static_cast<double>(group.trait.management[g]) +
                                   p_.imitation * share_of_peers(world.ties, g, bank.helps_members));
    if (bernoulli(rng, chance)) bank.helps_members[g] = 1;
  }
}

void Credit::lend(World& world, Index g, Month t) const {
  Groups& group = world.group;
  const Centavos lost = group.bank.written_off[g] - group.bank.guaranteed[g];
  if (static_cast<double>(lost) > p_.bad_record_bound * static_cast<double>(group.bank.issued[g])) return;
  Households& household = world.household;
  Engine rng = world.streams(Process::bank_loan, group.identity[g], static_cast<std::uint64_t>(t));
  const auto demand = static_cast<float>(p_.demand_share);
  std::array<float, draws_at_once> draws;
  Centavos lent = 0;
  for (std::size_t done = 0; done < group.slots[g]; done += draws.size()) {
    const std::size_t n = std::min<std::size_t>(draws.size(), group.slots[g] - done);
    unit_floats(rng, {draws.data(), n});
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t i = group.first[g] + done + k;
      if (draws[k] >= demand || household.member[i] == 0) continue;
      if (household.away[i] != 0 || household.bank_debt[i] != 0 || household.fund_debt[i] != 0) continue;
      const auto limit = static_cast<std::int32_t>(
          std::min(static_cast<double>(household.spending[i]) * p_.limit_months, static_cast<double>(household_limit)));
      const std::int32_t want = std::min(inputs_missing(household, group, g, i), limit);
      if (want == 0 || lent + want > world.bank.account) continue;
      household.cash[i] += want;
      household.bank_debt[i] = want;
      lent += want;
    }
  }
  world.bank.account -= lent;
  world.bank.lent += lent;
  group.bank.issued[g] += lent;
  world.ledger.post(Account::bank, Account::household, lent);
}

void Credit::collect(World& world, Index g) const {
  Households& household = world.household;
  Groups& group = world.group;
  Centavos received = 0;
  Centavos principal = 0;
  Centavos bad = 0;
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
    const std::int32_t debt = household.bank_debt[i];
    if (debt == 0) continue;
    const auto fee = static_cast<std::int32_t>(static_cast<double>(debt) * p_.interest_per_year);
    const std::int32_t pays_fee = std::min(fee, household.cash[i]);
    const std::int32_t pays = std::min(debt, household.cash[i] - pays_fee);
    household.cash[i] -= pays + pays_fee;
    household.bank_debt[i] -= pays;
    received += pays + pays_fee;
    principal += pays;
    household.bank_years[i] =
        household.bank_debt[i] == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(household.bank_years[i] + 1);
    if (household.bank_years[i] < p_.harvests_to_write_off) continue;
    bad += household.bank_debt[i];
    household.bank_debt[i] = 0;
    household.bank_years[i] = 0;
  }
  world.bank.account += received;
  world.bank.repaid += principal;
  world.bank.written_off += bad;
  group.bank.written_off[g] += bad;
  world.ledger.post(Account::household, Account::bank, received);
  const Centavos guarantee =
      std::min(rounded(static_cast<double>(bad) * p_.guarantee_share), std::max<Centavos>(group.account.balance[g], 0));
  group.account.balance[g] -= guarantee;
  group.bank.guaranteed[g] += guarantee;
  world.bank.account += guarantee;
  world.ledger.post(Account::group, Account::bank, guarantee);
}

}  // namespace ayni

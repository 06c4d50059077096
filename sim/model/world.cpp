#include "model/world.hpp"

#include <algorithm>
#include <numeric>

namespace ayni {
namespace {

Centavos sum(const AgentColumn<Centavos>& amounts) noexcept {
  return std::accumulate(amounts.begin(), amounts.end(), Centavos{0});
}

Centavos sum_of_households(const AgentColumn<std::int32_t>& amounts) noexcept {
  WideSum all;
  for (std::size_t i = 0; i < amounts.size(); i += lane) all.add(load(&amounts[i]));
  return all.total();
}

}  // namespace

void start_funding(World& world, Index g, Month t) {
  world.group.cycle.funded[g] = t;
  Outlet& outlet = world.group.agreement.outlet[g];
  if (outlet == Outlet::unfunded) outlet = Outlet::free_market;  // funded without a buyer
  const auto place = std::lower_bound(world.funded.begin(), world.funded.end(), g);
  if (place == world.funded.end() || *place != g) world.funded.insert(place, g);
}

void part_from_buyer(World& world, Index g) noexcept {
  Groups& group = world.group;
  Buyers& buyer = world.buyer;
  const Index b = group.agreement.buyer[g];
  const Index f = buyer.firm[b];
  // A buyer takes a single group that is larger than its capacity; no more than the capacity is free without it.
  buyer.free_capacity[b] = std::min(buyer.free_capacity[b] + group.agreement.contracted[g], buyer.capacity[b]);
  const Centavos repaid = std::clamp<Centavos>(group.account.balance[g], 0, group.account.advance[g]);
  group.account.balance[g] -= repaid;
  world.firm.cash[f] += repaid;
  world.ledger.post(Account::group, Account::buyer, repaid);
  world.firm.year.costs[f] += bolivianos(group.account.advance[g] - repaid);
  group.account.advance[g] = 0;
  group.agreement.buyer[g] = nobody;
  end_support(group.agreement, g);
}

void borrow_for_firm(World& world, Index f, Centavos amount) noexcept {
  world.firm.debt[f] += amount;
  world.firm.cash[f] += amount;
  world.outside -= amount;
  world.ledger.post(Account::outside, Account::bank, amount);
  world.ledger.post(Account::bank, Account::buyer, amount);
}

void repay_for_firm(World& world, Index f, Centavos amount) noexcept {
  world.firm.debt[f] -= amount;
  world.firm.cash[f] -= amount;
  world.outside += amount;
  world.ledger.post(Account::buyer, Account::bank, amount);
  world.ledger.post(Account::bank, Account::outside, amount);
}

void take_from_buyer(World& world, Index b, Centavos amount) noexcept {
  const Index f = world.buyer.firm[b];
  const Centavos missing = amount - world.firm.cash[f];
  if (missing > 0) borrow_for_firm(world, f, missing);
  world.firm.cash[f] -= amount;
}

void consumers_pay(World& world, Account to, Centavos amount) noexcept {
  world.consumers -= amount;
  world.ledger.post(Account::consumer, to, amount);
}

void refresh_travel_times(World& world, Index catchment) {
  Groups& group = world.group;
  for (Index g = 0; g < group.count; ++g) {
    if (group.catchment[g] != catchment) continue;
    group.transport.hours_market[g] = static_cast<float>(world.roads.cost_to_market(group.municipality[g]));
    world.moved.push_back(g);
    if (group.agreement.buyer[g] == nobody) continue;
    group.transport.hours_buyer[g] =
        static_cast<float>(world.roads.cost(group.municipality[g], world.buyer.municipality[group.agreement.buyer[g]]));
  }
}

double share_of_peers(const Ties& ties, Index g, const std::vector<std::uint8_t>& flag) noexcept {
  const Index begin = ties.peers_begin[g];
  const Index end = ties.peers_begin[g + 1];
  if (begin == end) return 0.0;
  Index set = 0;
  for (Index k = begin; k < end; ++k) set += flag[ties.peers[k]] != 0 ? 1U : 0U;
  return static_cast<double>(set) / static_cast<double>(end - begin);
}

Centavos household_cash(const World& world) noexcept { return sum_of_households(world.household.cash); }

Centavos household_animals(const World& world) noexcept { return sum_of_households(world.household.animals); }

Holdings holdings(const World& world, Centavos household_cash, Debtors debtors) noexcept {
  const Households& household = world.household;
  const Groups& group = world.group;
  Holdings all;
  Ints members{};  // there are not as many households as 32 bits can count
  for (std::size_t i = 0; i < household.count; i += lane) members += load(&household.member[i]);
  all.members = total(members);
  WideSum fund_debt;
  WideSum bank_debt;
  const auto add = [&](WideSum& sum, const std::vector<std::int32_t>& debts, Index g, Centavos issued) {
    if (debtors == Debtors::of_groups_that_lent && issued == 0) return;
    for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; i += lane) sum.add(load(&debts[i]));
  };
  for (Index g = 0; g < group.count; ++g) {
    add(fund_debt, household.fund_debt, g, group.fund.issued[g]);
    add(bank_debt, household.bank_debt, g, group.bank.issued[g]);
  }
  all.fund_debt = fund_debt.total();
  all.bank_debt = bank_debt.total();
  Balances& held = all.balances;
  held[static_cast<std::size_t>(Account::household)] = household_cash;
  held[static_cast<std::size_t>(Account::group)] = sum(world.group.account.balance);
  held[static_cast<std::size_t>(Account::fund)] = sum(world.group.fund.cash);
  held[static_cast<std::size_t>(Account::buyer)] = sum(world.firm.cash);
  held[static_cast<std::size_t>(Account::bank)] = world.bank.account + world.bank.commercial;
  held[static_cast<std::size_t>(Account::municipality)] = sum(world.municipality.account);
  held[static_cast<std::size_t>(Account::project)] = world.project.account;
  held[static_cast<std::size_t>(Account::consumer)] = world.consumers;
  held[static_cast<std::size_t>(Account::outside)] = world.outside;
  return all;
}

}  // namespace ayni

#include "model/world.hpp"

#include <algorithm>
#include <numeric>

namespace ayni {
namespace {

Centavos sum(const std::vector<Centavos>& amounts) noexcept {
  return std::accumulate(amounts.begin(), amounts.end(), Centavos{0});
}

}  // namespace

void part_from_buyer(World& world, Index g) noexcept {
  Groups& group = world.group;
  Buyers& buyer = world.buyer;
  const Index b = group.buyer[g];
  // A buyer takes a single group that is larger than its capacity; no more than the capacity is free without it.
  buyer.free_capacity[b] = std::min(buyer.free_capacity[b] + group.contracted[g], buyer.capacity[b]);
  const Centavos repaid = std::clamp<Centavos>(group.account[g], 0, group.advance[g]);
  group.account[g] -= repaid;
  buyer.cash[b] += repaid;
  world.ledger.post(Account::group, Account::buyer, repaid);
  group.advance[g] = 0;
  group.buyer[g] = nobody;
}

Balances balances(const World& world) noexcept {
  std::int64_t households = 0;
  for (const std::int32_t cash : world.household.cash) households += cash;
  Balances held{};
  held[static_cast<std::size_t>(Account::household)] = households;
  held[static_cast<std::size_t>(Account::group)] = sum(world.group.account);
  held[static_cast<std::size_t>(Account::fund)] = sum(world.group.fund_cash);
  held[static_cast<std::size_t>(Account::buyer)] = sum(world.buyer.cash);
  held[static_cast<std::size_t>(Account::bank)] = world.bank.account;
  held[static_cast<std::size_t>(Account::municipality)] = sum(world.municipality.account);
  held[static_cast<std::size_t>(Account::project)] = world.project.account;
  held[static_cast<std::size_t>(Account::outside)] = world.outside;
  return held;
}

}  // namespace ayni

#include "model/world.hpp"

#include <numeric>

namespace ayni {
namespace {

Centavos sum(const std::vector<Centavos>& amounts) noexcept {
  return std::accumulate(amounts.begin(), amounts.end(), Centavos{0});
}

}  // namespace

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

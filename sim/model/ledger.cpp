#include "model/ledger.hpp"

#include <string>

#include "core/error.hpp"

namespace ayni {
namespace {

constexpr std::array<const char*, account_classes> names{
    "households", "groups", "funds", "buyers", "banks", "municipalities", "project", "consumers", "outside world"};

}  // namespace

Centavos Ledger::balance(Account of) const noexcept {
  const std::size_t i = index(of);
  Centavos held = opening_[i];
  for (std::size_t j = 0; j < account_classes; ++j) held += flow_[j][i] - flow_[i][j];
  return held;
}

void Ledger::audit(const Balances& balances, std::int32_t month) const {
  for (std::size_t i = 0; i < account_classes; ++i) {
    const Centavos expected = balance(static_cast<Account>(i));
    if (balances[i] == expected) continue;
    throw BrokenInvariant("month " + std::to_string(month) + ": the accounts of " + names[i] + " hold " +
                          std::to_string(balances[i]) + " centavos but the ledger says " + std::to_string(expected) +
                          "; a payment was made without being booked");
  }
}

}  // namespace ayni

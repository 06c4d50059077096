#include "model/ledger.hpp"

#include <string>

#include "core/error.hpp"

namespace ayni {
namespace {

constexpr std::array<const char*, account_classes> names{"households", "groups",         "funds",   "buyers",
                                                         "banks",      "municipalities", "project", "outside world"};

}  // namespace

void Ledger::audit(const Balances& balances, std::int32_t month) const {
  for (std::size_t i = 0; i < account_classes; ++i) {
    Centavos expected = opening_[i];
    for (std::size_t j = 0; j < account_classes; ++j) expected += flow_[j][i] - flow_[i][j];
    if (balances[i] == expected) continue;
    throw BrokenInvariant("month " + std::to_string(month) + ": the accounts of " + names[i] + " hold " +
                          std::to_string(balances[i]) + " centavos but the ledger says " + std::to_string(expected) +
                          "; a payment was made without being booked");
  }
}

}  // namespace ayni

#pragma once
// Double-entry bookkeeping: every payment goes from one class of accounts to another, and each month's audit compares
// the change in the balances of each class with what was posted to it.

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/money.hpp"

namespace ayni {

enum class Account : std::uint8_t { household, group, fund, buyer, bank, municipality, project, consumer, outside };
inline constexpr std::array account_names{"household",    "group",   "fund",     "buyer",  "bank",
                                          "municipality", "project", "consumer", "outside"};
inline constexpr std::size_t account_classes = account_names.size();

using Balances = std::array<Centavos, account_classes>;

class Ledger {
 public:
  /// Books `amount` (>= 0) out of one class and into another.
  void post(Account from, Account to, Centavos amount) noexcept { flow_[index(from)][index(to)] += amount; }

  /// What has flowed from one class to another since the start of the run.
  [[nodiscard]] Centavos flow(Account from, Account to) const noexcept { return flow_[index(from)][index(to)]; }

  /// What a class holds by the books: what it was opened with, all that was posted to it less all that was posted from
  /// it.
  [[nodiscard]] Centavos balance(Account of) const noexcept;

  /// Sets the balances the first month starts from.
  void open(const Balances& balances) noexcept { opening_ = balances; }

  /// Throws BrokenInvariant, naming the class and the difference, unless every class holds what the books say.
  /// `balances` are summed from the agents' own accounts.
  void audit(const Balances& balances, std::int32_t month) const;

 private:
  [[nodiscard]] static constexpr std::size_t index(Account account) noexcept {
    return static_cast<std::size_t>(account);
  }
  std::array<Balances, account_classes> flow_{};
  Balances opening_{};
};

}  // namespace ayni

#pragma once
// The accounts of everyone, by agricultural year: what each class of accounts held when the year began, what it paid to
// each other class, what it held when the year ended, and what it then owed. The first and the last year of a run may be
// parts of one, so that the flows of all years are those of the run.

#include <array>

#include "model/world.hpp"
#include "observe/measure_entry.hpp"

namespace ayni {

struct Scenario;

/// What one class of accounts paid to, or owes, another: [payer][payee], centavos.
using Payments = std::array<Balances, account_classes>;

/// What is owed and not yet paid, at this moment. What members owe each other is left out: it is nothing to the class.
[[nodiscard]] Payments debts(const World& world);

struct AccountYear {
  Balances opening, closing;
  Payments flow, owed;
};

class AccountYears {
 public:
  static void declare(Catalogue& catalogue);

  /// The first year opens with what the world holds.
  AccountYears(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world);
  /// Records the year that closes with month t, if one does.
  void observe(const World& world, Month t);

 private:
  Month last_month_;
  Balances opening_;
  Payments before_;  // all flows until the year began
  MeasureWriter<AccountYear> writer_;
};

}  // namespace ayni

#pragma once
// Money: the project's accounts by component, revolving funds, bank loans, and what has flowed through the ledger.

#include "model/world.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

class AccountSeries {
 public:
  static void declare(Catalogue& catalogue);

  AccountSeries(const Catalogue& catalogue, Results& results);
  void observe(const World& world, Month t);
  /// Ledger totals of the whole run.
  void finish(const World& world);

 private:
  double *project_, *counterpart_, *funds_, *fund_cash_, *fund_lent_, *fund_overdue_, *fund_written_off_, *bank_debt_,
      *bank_written_off_, *advances_, *works_, *flows_;
};

}  // namespace ayni

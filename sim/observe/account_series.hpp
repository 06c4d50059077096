#pragma once
// Money: the project's accounts by component, revolving funds, bank loans, and what has flowed through the ledger.

#include "observe/month_sums.hpp"

namespace ayni {

[[nodiscard]] const MonthlyMeasures& account_series();

/// Totals of the whole run, of the world at its end.
[[nodiscard]] const MeasureEntries<World>& ledger_totals();

}  // namespace ayni

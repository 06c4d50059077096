#pragma once
// Money: the project's accounts by component, revolving funds, bank loans, and what has flowed through the ledger.

#include <array>

#include "observe/month_sums.hpp"

namespace ayni {

/// What the project spends money on: the axis `component`.
struct Component {
  const char* name;
  Centavos ProjectUnit::*spent;
};
inline constexpr std::array<Component, 4> project_components{{{"grants", &ProjectUnit::grants},
                                                              {"assistance", &ProjectUnit::assistance},
                                                              {"brokers", &ProjectUnit::brokers},
                                                              {"administration", &ProjectUnit::administration}}};

[[nodiscard]] const MonthlyMeasures& account_series();

/// Totals of the whole run, of the world at its end.
[[nodiscard]] const MeasureEntries<World>& ledger_totals();

}  // namespace ayni

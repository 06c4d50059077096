#pragma once
// How many alliances there are and how they stand, month by month.

#include "observe/month_sums.hpp"

namespace ayni {

[[nodiscard]] const MonthlyMeasures& alliance_series();

}  // namespace ayni

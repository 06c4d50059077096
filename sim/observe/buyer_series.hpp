#pragma once
// How buyers do, by product: monthly, and the profit of each agricultural year.

#include "observe/measure_entry.hpp"
#include "observe/month_sums.hpp"

namespace ayni {

const MonthlyMeasures& buyer_series();

/// Of the year that has just ended.
const MeasureEntries<World>& yearly_buyer_series();

}  // namespace ayni

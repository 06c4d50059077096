#pragma once
// Prices and volumes, month by month and product by product.

#include "observe/month_sums.hpp"

namespace ayni {

[[nodiscard]] const MonthlyMeasures& trade_series();

}  // namespace ayni

#include "observe/buyer_series.hpp"

#include <algorithm>
#include <limits>

namespace ayni {
namespace {

using Product = MonthSums::OfProduct;

void buyers_open(const SeenMonth& seen, std::span<double> values) {
  const Buyers& buyer = seen.world.buyer;
  std::fill(values.begin(), values.end(), 0.0);
  for (Index b = 0; b < buyer.count; ++b) values[buyer.product[b]] += buyer.open[b] != 0 ? 1.0 : 0.0;
}

/// A sum over the month's settlements, divided by their number; NaN without any.
template <double Product::*sum>
void mean(const SeenMonth& seen, std::span<double> values) {
  for (std::size_t p = 0; p < values.size(); ++p) {
    const Product& sums = seen.sums.product[p];
    values[p] = sums.settlements > 0.0 ? sums.*sum / sums.settlements : std::numeric_limits<double>::quiet_NaN();
  }
}

MonthlyMeasures all() {
  const std::vector<Axis> by_product{Axis::time, Axis::product};
  return {
      {{"buyers_open", by_product, Storage::int32, "1", "Buyers in business",
        "at the end of the month; entries and closures change it; a firm counts in each catchment where it buys"},
       buyers_open},
      {{"unpaid_share", by_product, Storage::real32, "1", "Share of what was due that buyers did not pay at once",
        "mean over this month's settlements; NaN without any", Better::lower},
       mean<&Product::unpaid>},
      {{"refused_share", by_product, Storage::real32, "1", "Share of what was agreed and good that buyers refused",
        "mean over this month's settlements; NaN without any", Better::lower},
       mean<&Product::refused>},
      {{"renegotiated_share", by_product, Storage::real32, "1", "Share of settlements at another price than was agreed",
        "the nearest price that both sides would honour; NaN without any settlement"},
       mean<&Product::renegotiated>}};
}

void buyer_profit_of_year(const World& world, std::span<double> values) {
  std::fill(values.begin(), values.end(), 0.0);
  for (Index f = 0; f < world.firm.count; ++f) values[world.firm.product[f]] += world.firm.profit(f);
}

}  // namespace

const MonthlyMeasures& buyer_series() {
  static const MonthlyMeasures list = all();
  return list;
}

const MeasureEntries<World>& yearly_buyer_series() {
  static const MeasureEntries<World> list{
      {{"year_buyer_profit",
        {Axis::season, Axis::product},
        Storage::real64,
        "1",
        "Profit of buyers, Bs a year",
        "of all buyers of the product, in the business with groups and with others; when it arises rather than when it "
        "is paid; nominal",
        Better::higher},
       buyer_profit_of_year,
       0.0}};
  return list;
}

}  // namespace ayni

#include "observe/trade_series.hpp"

#include <algorithm>
#include <limits>

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// A column of the market that has a value for each product.
template <auto column>
void of_market(const SeenMonth& seen, std::span<double> values) {
  std::copy_n((seen.world.market.*column).begin(), values.size(), values.begin());
}

/// Product units, summed over the cells of each product.
template <Hundredths Goods::*part>
void goods(const SeenMonth& seen, std::span<double> values) {
  std::fill(values.begin(), values.end(), 0.0);
  for (std::size_t c = 0; c < seen.world.cells.size(); ++c) {
    values[seen.world.cells[c].product] += static_cast<double>(seen.world.goods[c].*part) / 100.0;
  }
}

void contract_price(const SeenMonth& seen, std::span<double> values) {
  for (std::size_t p = 0; p < values.size(); ++p) {
    const MonthSums::OfProduct& sums = seen.sums.product[p];
    values[p] = sums.settlements > 0.0 ? sums.contract_price / sums.settlements : nothing;
  }
}

void settlements(const SeenMonth& seen, std::span<double> values) {
  for (std::size_t p = 0; p < values.size(); ++p) values[p] = seen.sums.product[p].settlements;
}

void spot_price(const SeenMonth& seen, std::span<double> values) {
  const World& world = seen.world;
  std::fill(values.begin(), values.end(), nothing);
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    values[world.cells[c].region * world.products + world.cells[c].product] = world.market.spot[c];
  }
}

template <std::vector<double> Climate::*hazard>
void severity(const SeenMonth& seen, std::span<double> values) {
  std::copy_n((seen.world.climate.*hazard).begin(), values.size(), values.begin());
}

template <double Market::*path>
void of_country(const SeenMonth& seen, std::span<double> values) {
  values[0] = seen.world.market.*path;
}

MonthlyMeasures all() {
  const std::vector<Axis> by_product{Axis::time, Axis::product};
  const std::vector<Axis> monthly{Axis::time};
  return {{{"reference_price", by_product, Storage::real32, "1", "National or administered price, Bs a product unit",
            "before regional basis and transport; nominal"},
           of_market<&Market::reference>},
          {{"quota", by_product, Storage::real32, share_unit, "Share of normal volume taken at the full price",
            "below 1 when buyers prefer imports"},
           of_market<&Market::quota>},
          {{"boom", by_product, Storage::real32, "1", "State of the market, 0 normal to 1 boom",
            "share of the way from the normal to the boom level"},
           of_market<&Market::boom>},
          {{"regime", by_product, Storage::int8, "1", "Regime of the market, 0 normal or 1 boom",
            "towards which of its two levels the price is drawn; while history leads it, the nearer; 0 for products "
            "without regimes"},
           of_market<&Market::regime>},
          {{"contract_price", by_product, Storage::real32, "1", "Contract price, Bs a product unit",
            "mean over this month's settlements, before freight; nominal; NaN without any"},
           contract_price},
          {{"settlements", by_product, Storage::int32, "1", "Settlements of the month",
            "groups whose buyer took a delivery"},
           settlements},
          {{"spot_price",
            {Axis::time, Axis::region, Axis::product},
            Storage::real32,
            "1",
            "Spot price, Bs a product unit",
            "at the market town; nominal; NaN where no group of the region sells the product"},
           spot_price},
          {{"drought",
            {Axis::time, Axis::region},
            Storage::real32,
            "1",
            "Severity of the year's drought, 0 none to 1 worst",
            "of the agricultural year the month belongs to"},
           severity<&Climate::drought>},
          {{"frost",
            {Axis::time, Axis::region},
            Storage::real32,
            "1",
            "Severity of the year's frost, 0 none to 1 worst",
            "of the agricultural year the month belongs to"},
           severity<&Climate::frost>},
          {{"flood",
            {Axis::time, Axis::region},
            Storage::real32,
            "1",
            "Severity of the year's flood, 0 none to 1 worst",
            "of the agricultural year the month belongs to"},
           severity<&Climate::flood>},
          {{"general_prices", monthly, Storage::real32, "1", "General prices over those of prices.base_year",
            "turns nominal bolivianos into those of the base year; an input"},
           of_country<&Market::general_prices>},
          {{"day_wage", monthly, Storage::real32, "1", "Wage of a day of farm work, Bs", "an input; nominal"},
           of_country<&Market::day_wage>},
          {{"exchange_rate", monthly, Storage::real32, "1", "Exchange rate, Bs per USD", "an input; nominal"},
           of_country<&Market::exchange_rate>},
          {{"powder_price", monthly, Storage::real32, "1", "World price of whole-milk powder, USD a tonne",
            "drawn; nominal"},
           of_country<&Market::powder>},
          {{"import_parity", monthly, Storage::real32, "1", "Cost of a litre of milk made from imported powder, Bs",
            "before scripted import surges; nominal"},
           of_country<&Market::import_parity>},
          {{"produced", by_product, Storage::real64, "1", "Produced, product units",
            "all households; equals eaten + lost + delivered + sold on the spot, to the hundredth"},
           goods<&Goods::produced>},
          {{"eaten", by_product, Storage::real64, "1", "Eaten at home, product units", "all households"},
           goods<&Goods::home>},
          {{"lost", by_product, Storage::real64, "1", "Lost after harvest, product units",
            "all households; where the roads are closed what could not be sold too"},
           goods<&Goods::lost>},
          {{"delivered", by_product, Storage::real64, "1", "Delivered under agreements, product units",
            "by members to their group"},
           goods<&Goods::delivered>},
          {{"accepted", by_product, Storage::real64, "1", "Taken by the buyer, product units",
            "part of what was delivered; the group sold the rest"},
           goods<&Goods::accepted>},
          {{"sold_on_spot", by_product, Storage::real64, "1", "Sold on the spot by households, product units",
            "side-selling and all sales without an agreement"},
           goods<&Goods::spot>}};
}

}  // namespace

const MonthlyMeasures& trade_series() {
  static const MonthlyMeasures list = all();
  return list;
}

}  // namespace ayni

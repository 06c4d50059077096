#include "observe/trade_series.hpp"

#include <limits>

namespace ayni {

void TradeSeries::declare(Catalogue& catalogue) {
  const auto add = [&](const char* name, std::vector<Axis> axes, Storage storage, const char* long_name,
                       const char* meaning) {
    catalogue.measures.push_back({name, std::move(axes), storage, "1", long_name, meaning});
  };
  const std::vector<Axis> by_product{Axis::time, Axis::product};
  add("reference_price", by_product, Storage::real32, "National or administered price, Bs a product unit",
      "before regional basis and transport");
  add("quota", by_product, Storage::real32, "Share of normal volume taken at the full price",
      "below 1 when buyers prefer imports");
  add("boom", by_product, Storage::real32, "State of the market, 0 normal to 1 boom",
      "share of the way from the normal to the boom level");
  add("contract_price", by_product, Storage::real32, "Contract price, Bs a product unit",
      "mean over this month's settlements, before freight; NaN without any");
  add("settlements", by_product, Storage::int32, "Settlements of the month", "groups whose buyer took a delivery");
  add("spot_price", {Axis::time, Axis::region, Axis::product}, Storage::real32, "Spot price, Bs a product unit",
      "at the market town; NaN where no group of the region sells the product");
  add("drought", {Axis::time, Axis::region}, Storage::real32, "Severity of the year's drought, 0 none to 1 worst",
      "of the agricultural year the month belongs to");
  add("produced", by_product, Storage::real64, "Produced, product units",
      "all households; equals eaten + lost + delivered + sold on the spot, to the hundredth");
  add("eaten", by_product, Storage::real64, "Eaten at home, product units", "all households");
  add("lost", by_product, Storage::real64, "Lost after harvest, product units", "all households");
  add("delivered", by_product, Storage::real64, "Delivered under agreements, product units",
      "by members to their group");
  add("accepted", by_product, Storage::real64, "Taken by the buyer, product units",
      "part of what was delivered; the group sold the rest");
  add("sold_on_spot", by_product, Storage::real64, "Sold on the spot by households, product units",
      "side-selling and all sales without an agreement");
}

TradeSeries::TradeSeries(const Catalogue& catalogue, Results& results)
    : regions_{catalogue.axis(Axis::region).size}, products_{catalogue.axis(Axis::product).size} {
  const auto column = [&](const char* name) { return results.values[catalogue.measure(name)].data(); };
  price_ = column("reference_price");
  quota_ = column("quota");
  boom_ = column("boom");
  contract_ = column("contract_price");
  contract_count_ = column("settlements");
  spot_ = column("spot_price");
  drought_ = column("drought");
  produced_ = column("produced");
  home_ = column("eaten");
  lost_ = column("lost");
  delivered_ = column("delivered");
  accepted_ = column("accepted");
  sold_on_spot_ = column("sold_on_spot");
}

void TradeSeries::observe(const World& world, Month t) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  const auto month = static_cast<std::size_t>(t);
  const std::size_t row = month * products_;
  for (std::size_t p = 0; p < products_; ++p) {
    price_[row + p] = world.market.reference[p];
    quota_[row + p] = world.market.quota[p];
    boom_[row + p] = world.market.boom[p];
  }
  for (std::size_t r = 0; r < regions_; ++r) {
    drought_[month * regions_ + r] = world.climate.drought[r];
    for (std::size_t p = 0; p < products_; ++p) spot_[(month * regions_ + r) * products_ + p] = nothing;
  }
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    const Cell& cell = world.cells[c];
    const Goods& goods = world.goods[c];
    const std::size_t at = row + cell.product;
    spot_[(month * regions_ + cell.region) * products_ + cell.product] = world.market.spot[c];
    produced_[at] += static_cast<double>(goods.produced) / 100.0;
    home_[at] += static_cast<double>(goods.home) / 100.0;
    lost_[at] += static_cast<double>(goods.lost) / 100.0;
    delivered_[at] += static_cast<double>(goods.delivered) / 100.0;
    accepted_[at] += static_cast<double>(goods.accepted) / 100.0;
    sold_on_spot_[at] += static_cast<double>(goods.spot) / 100.0;
  }
  for (const Index g : world.settled) {
    const std::size_t at = row + world.group.product[g];
    contract_[at] += static_cast<double>(world.group.settlement.contract_price[g]);
    contract_count_[at] += 1.0;
  }
  for (std::size_t p = 0; p < products_; ++p) {
    contract_[row + p] = contract_count_[row + p] > 0.0 ? contract_[row + p] / contract_count_[row + p] : nothing;
  }
}

}  // namespace ayni

#include "model/market/town_market.hpp"

#include <algorithm>

#include "core/elementary.hpp"
#include "model/market/product_parameters.hpp"
#include "model/world.hpp"

namespace ayni {
namespace {

constexpr Month first_year = 12;
constexpr double memory_of_cheese = 0.8;    // of a month's makers in the next, so that not all turn at once; assumption
constexpr double least_of_usual = 0.01;     // so that no price is infinite where nothing is sold
constexpr double largest_of_usual = 100.0;  // nor nothing where a first year was none

}  // namespace

TownMarkets::TownMarkets(const std::vector<ProductParameters>& products) {
  for (const ProductParameters& product : products) {
    town_.push_back({product.town_supply_share, 1.0 / product.town_elasticity, product.by_product_gain,
                     product.by_product_demand_share, product.price.process == PriceProcess::administered});
  }
}

void TownMarkets::advance(World& world, Month t) const {
  Market& market = world.market;
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    const Town& town = town_[world.cells[c].product];
    market.by_product_share[c] = 1.0;
    market.by_product_gain[c] = town.gain;
    if (!town.administered || t == 0) continue;
    const Goods& last = world.goods[c];
    const double sold = static_cast<double>(last.spot + last.delivered - last.accepted);
    double& usual = market.town_usual[c];
    if (t <= first_year) usual += (sold - usual) / static_cast<double>(t);
    double& made = market.by_product_made[c];
    made = memory_of_cheese * made + (1.0 - memory_of_cheese) * last.processed;
    if (usual <= 0.0) continue;
    const double left = std::max(1.0 - made / (town.demand_share * usual), 0.0);
    market.by_product_share[c] = left;
    market.by_product_gain[c] = town.gain * left;
    if (t <= first_year) continue;
    const double relative = 1.0 + town.supply_share * (sold / usual - 1.0);
    market.spot[c] *= portable_pow(std::clamp(relative, least_of_usual, largest_of_usual), -town.inverse_elasticity);
  }
}

}  // namespace ayni

#include "support/small_scenario.hpp"

#include "model/buyer/alliance.hpp"
#include "model/buyer/trade.hpp"
#include "model/buyer/trust.hpp"
#include "model/household/production.hpp"
#include "model/market/prices.hpp"

namespace ayni {
namespace {

ProductParameters calm(std::string name, double level) {
  ProductParameters product;
  product.name = std::move(name);
  product.farm_units_sigma = 0.0;
  product.price.level = level;
  product.price.spot_margin = 0.2;
  return product;
}

RegionParameters half_of_the_country(std::string name, std::string product) {
  RegionParameters region;
  region.name = std::move(name);
  region.share_of_groups = 0.5;
  region.municipalities_share = 0.5;
  region.members_mean = 20.0;
  region.weather = RegionWeather{0.0, 0.0, 0.0, 0.0, 0.0};
  RegionProduct grown;
  grown.name = std::move(product);
  region.product = {grown};
  return region;
}

}  // namespace

Scenario small_scenario() {
  Scenario s;
  s.name = "small";
  s.run.seed = 11;
  s.run.horizon_months = 60;
  s.scale.potential_groups = 18.0;
  s.scale.control_groups = 4.0;
  s.scale.members_sigma = 0.0;
  s.scale.members_min = 5;
  s.scale.municipalities_per_catchment = 3.0;
  s.scale.brokers_per_catchment = 3.0;
  s.municipality.count = 6;
  s.prices.mode = PriceMode::fixed;
  s.prices.exchange_rate_years = {2007.0};
  s.prices.exchange_rate = {8.0};
  s.prices.index_years = s.prices.index = {};
  s.prices.inflation_per_year = 0.0;
  s.prices.day_wage_years = {2007.0};
  s.prices.day_wage_bs = {35.0};
  s.municipality.transfer_years = s.municipality.transfers = {};
  s.household.wealth_sigma = 0.0;
  s.household.other_income_sigma = 0.0;
  s.production.ability_sigma = 0.0;
  s.production.luck_spread = 0.0;
  s.project.call_months = {0.0};
  s.project.call_shares = {1.0};
  s.project.campaign_reach = 1.0;
  s.project.word_of_mouth = 0.0;
  s.project.budget_usd = 4e6;

  ProductParameters grain = calm("maize", 100.0);
  ProductParameters dairy = calm("milk", 3.0);
  dairy.price.process = PriceProcess::administered;
  dairy.buyer_kind = BuyerKind::dairy;
  dairy.yield_per_farm_unit_year = 1800.0;
  dairy.sold_by_month.assign(12, 1.0);
  s.product = {grain, dairy};
  s.region = {half_of_the_country("altiplano", "milk"), half_of_the_country("llanos", "maize")};
  return s;
}

std::vector<BuyerKindParameters*> kinds_of(BuyerParameters& buyers) {
  return {&buyers.dairy, &buyers.exporter, &buyers.wholesaler, &buyers.processor, &buyers.local_trader};
}

void make_buyers_fail(Scenario& s, double costs_a_year) {
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) {
    kind->overhead_share = costs_a_year;
    kind->sunk_share = 0.0;
    kind->working_capital_share = 0.5;
  }
  s.buyer.capital_sigma = 1.5;
}

void keep_buyers_open(Scenario& s) {
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) {
    kind->sunk_share = 100.0;
    kind->working_capital_share = 10.0;
  }
}

void Laboratory::look_at_markets() {
  Market& market = world.market;
  for (std::size_t p = 0; p < world.products; ++p) {
    market.reference[p] = model.prices->reference(p, 0);
    market.reference_at_start[p] = market.reference[p];
    market.quota[p] = model.prices->quota(p, 0);
    market.over_quota[p] = model.prices->over_quota_price(p, 0);
    int wait = 1;
    while (wait < 12 && !model.production->sells(p, world.calendar.month_of_year(wait))) ++wait;
    market.months_to_sale[p] = wait;
  }
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    const Cell& cell = world.cells[c];
    market.index[c] = market.reference[cell.product] * cell.price_basis;
    market.spot[c] = model.prices->spot(cell.region, cell.product, 0);
  }
}

void Laboratory::ally(Index g, Index b) {
  Groups& group = world.group;
  group.agreement.buyer[g] = b;
  group.agreement.first_buyer[g] = b;
  group.agreement.outlet[g] = Outlet::first_buyer;
  group.cycle.stage[g] = Stage::completed;
  group.cycle.signed_month[g] = 0;
  start_funding(world, g, 0);
  group.cycle.completed[g] = 0;
  group.agreement.contracted[g] = group.crop.expected_volume[g];
  world.buyer.free_capacity[b] -= group.agreement.contracted[g];
  group.transport.hours_buyer[g] =
      static_cast<float>(world.roads.cost(group.municipality[g], world.buyer.municipality[b]));
  model.alliances->set_terms(world, g);
  model.trust->begin(group, g, 0);
  model.trade->set_way(group, g);
}

Index Laboratory::group_of(std::size_t product) const {
  for (Index g = 0; g < world.group.count; ++g) {
    if (world.group.product[g] == product && world.group.kind[g] == GroupKind::potential) return g;
  }
  return nobody;
}

Index Laboratory::buyer_of(std::size_t product) const {
  for (Index b = 0; b < world.buyer.count; ++b) {
    if (world.buyer.product[b] == product) return b;
  }
  return nobody;
}

}  // namespace ayni

#include "model/submodels.hpp"

#include <cstdint>
#include <utility>
#include <vector>

#include "model/buyer/alliance.hpp"
#include "model/buyer/buyer_accounts.hpp"
#include "model/buyer/support.hpp"
#include "model/buyer/trade.hpp"
#include "model/buyer/trust.hpp"
#include "model/changes.hpp"
#include "model/group/assistance.hpp"
#include "model/group/fund.hpp"
#include "model/group/membership.hpp"
#include "model/group/technology.hpp"
#include "model/household/credit.hpp"
#include "model/household/household.hpp"
#include "model/household/inputs.hpp"
#include "model/household/labour.hpp"
#include "model/household/production.hpp"
#include "model/market/prices.hpp"
#include "model/market/town_market.hpp"
#include "model/market/weather.hpp"
#include "model/project/municipality.hpp"
#include "model/project/project.hpp"
#include "model/scenario.hpp"
#include "model/shocks.hpp"
#include "model/world.hpp"

namespace ayni {
namespace {

std::vector<RegionWeather> region_weather(const Scenario& scenario) {
  std::vector<RegionWeather> all;
  for (const RegionParameters& region : scenario.region) all.push_back(region.weather);
  return all;
}

std::vector<ProductWeather> product_weather(const Scenario& scenario) {
  std::vector<ProductWeather> all;
  for (const ProductParameters& product : scenario.product) all.push_back(product.weather);
  return all;
}

std::vector<ProductPrice> product_prices(const Scenario& scenario) {
  std::vector<ProductPrice> all;
  for (const ProductParameters& product : scenario.product) all.push_back(product.price);
  return all;
}

/// Shocks of national prices, one a product that they hit.
std::vector<PriceShock> price_shocks(const Scenario& scenario) {
  std::vector<PriceShock> all;
  for (const Shock& shock : scenario.shock) {
    if (shock.target != ShockTarget::price || !shock.region.empty()) continue;
    for (std::size_t p = 0; p < scenario.product.size(); ++p) {
      if (shock.product.empty() || shock.product == scenario.product[p].name) all.push_back({p, shock});
    }
  }
  return all;
}

/// Of regions or products.
template <class Named>
std::vector<std::uint64_t> keys(const std::vector<Named>& all) {
  std::vector<std::uint64_t> found;
  for (const Named& one : all) found.push_back(one.key());
  return found;
}

std::vector<RegionalMarket> regional_markets(const Scenario& scenario) {
  std::vector<RegionalMarket> all;
  for (const RegionParameters& region : scenario.region) {
    for (const ProductParameters& product : scenario.product) {
      RegionalMarket market{0.0, 1.0, key_within(region.key(), product.key())};
      for (const RegionProduct& grown : region.product) {
        if (grown.name != product.name) continue;
        market.basis = grown.price_basis;
        market.depth = grown.market_depth;
      }
      all.push_back(market);
    }
  }
  return all;
}

}  // namespace

Submodels::Submodels(const Scenario& s, const World& world)
    : Submodels{
          s,
          world,
          0,
          std::make_shared<Weather>(s.weather, region_weather(s), keys(s.region), product_weather(s), s.calendar(),
                                    static_cast<int>(s.run.horizon_months), world.streams),
          std::make_shared<Prices>(s.prices, product_prices(s), keys(s.product), price_shocks(s), regional_markets(s),
                                   s.calendar(), static_cast<int>(s.run.horizon_months), world.streams),
          std::make_shared<Shocks>(s.shock, s.region, s.product, world)} {}

Submodels::Submodels(const Scenario& s, const World& world, Month begins, const Submodels& first)
    : Submodels{s, world, begins, first.weather, first.prices, first.shocks} {}

Submodels::Submodels(const Scenario& s, const World& world, Month begins, std::shared_ptr<const Weather> its_weather,
                     std::shared_ptr<const Prices> its_prices, std::shared_ptr<Shocks> its_shocks)
    : from{begins},
      weather{std::move(its_weather)},
      prices{std::move(its_prices)},
      shocks{std::move(its_shocks)},
      towns{std::make_unique<TownMarkets>(s.product)},
      municipalities{std::make_unique<MunicipalBudgets>(s.municipality, world)},
      technology{std::make_unique<Technology>(s.technology, s.product, s.assistance, s.project.bolivianos_per_usd)},
      project{std::make_unique<Project>(
          s.project, s.household, PackageGain{s.technology, s.product, s.project.bolivianos_per_usd},
          s.assistance.skill_most, s.trade.sales_tax_share, s.region, s.product, s.scale.size, world)},
      assistance{std::make_unique<Assistance>(s.assistance, s.product)},
      production{std::make_unique<Production>(s.production, s.household, s.product)},
      labour{std::make_unique<Labour>(s.labour, s.product)},
      inputs{std::make_unique<Inputs>(s.inputs, s.household, s.trade.input_saving, s.product)},
      buyers{std::make_unique<BuyerAccounts>(s.buyer, s.product, world)},
      support{std::make_unique<BuyerSupport>(s.support, s.project, s.buyer, s.trade.rejection_strictness, s.product)},
      trade{std::make_unique<Trade>(s.trade, s.relationship, s.buyer, s.product)},
      trust{std::make_unique<Trust>(s.trust, s.relationship, s.product)},
      credit{std::make_unique<Credit>(s.credit, s.product)},
      funds{std::make_unique<RevolvingFund>(s.fund)},
      households{std::make_unique<HouseholdAccounts>(s.household, s.labour, s.product)},
      membership{std::make_unique<Membership>(s.membership, s.alliance, s.household.persons,
                                              PackageGain{s.technology, s.product, s.project.bolivianos_per_usd},
                                              s.product)},
      alliances{std::make_unique<Alliance>(s.alliance, s.buyer, s.relationship, s.trust, s.trade, s.product, world)},
      volume_memory{s.alliance.volume_memory} {}

Submodels::Submodels(Submodels&&) noexcept = default;
Submodels& Submodels::operator=(Submodels&&) noexcept = default;
Submodels::~Submodels() = default;

Rules::Rules(const Scenario& scenario, const World& world) {
  const std::vector<Phase> later = phases(scenario);
  submodels_.reserve(later.size() + 1);
  submodels_.emplace_back(scenario, world);
  for (const Phase& phase : later) {
    submodels_.emplace_back(phase.scenario, world, phase.from, submodels_.front());
  }
}

Submodels& Rules::in(Month t) noexcept {
  std::size_t phase = submodels_.size() - 1;
  while (phase > 0 && submodels_[phase].from > t) --phase;
  return submodels_[phase];
}

}  // namespace ayni

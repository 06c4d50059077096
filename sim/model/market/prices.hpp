#pragma once
// Prices of every product, national and local, for the whole horizon of one run.
//
//   reference  national price, Bs per unit; milk: the administered farmgate price
//   spot       reference x basis x (1 - margin (1 - depth)) x e^n, before the seller's own transport, with n an AR(1)
//              by region and product
//   quota      administered products: buyers want 1 - slope (gap - tolerance)+ of the normal volume, gap = 1 - import
//              parity / administered price, and go a share of the way there each month; other products: 1
//   parity     powder price x exchange rate / litres per tonne, the cost of a litre made from imported powder
//
// The administered price moves only at reviews, to level x (parity / its usual value)^pass_through x e^(volatility z)
// kept within the band, and only if that is further than a threshold away. Monthly shocks of the products load on one
// common factor. A national price moves into month t by the t-th number of its stream (t from 1), spot noise takes the
// number t + 1; a stream is one of a (process, product or region and product), known by name: no mode, parameter, horizon
// nor other product moves a draw.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/calendar.hpp"
#include "core/random.hpp"
#include "model/market/price_parameters.hpp"
#include "model/shock_parameters.hpp"

namespace ayni {

/// The market of one product in one region.
struct RegionalMarket {
  double basis = 1.0;     ///< local over national price; 0 where the product is not traded
  double depth = 1.0;     ///< competition among spot traders, 0 (one) to 1 (many)
  std::uint64_t key = 0;  ///< of the product within the region
};

/// A shock of the national price of one product.
struct PriceShock {
  std::size_t product;
  Shock shock;
};

/// General prices in a month over those of the base year.
[[nodiscard]] double general_prices(const PriceParameters& parameters, const Calendar& calendar, Month t);

class Prices {
 public:
  /// `keys` are those of the products' names; `markets` is region-major: markets[region * products.size() + product];
  /// `horizon` is in months, at least 1. The parameters must have no `problems`.
  Prices(const PriceParameters& parameters, const std::vector<ProductPrice>& products,
         const std::vector<std::uint64_t>& keys, const std::vector<PriceShock>& shocks,
         const std::vector<RegionalMarket>& markets, const Calendar& calendar, int horizon, const Streams& streams);

  /// Bs per unit, national.
  [[nodiscard]] double reference(std::size_t product, Month t) const noexcept { return reference_[at(product, t)]; }
  /// Bs per unit in a region's spot market, before the seller's own transport.
  [[nodiscard]] double spot(std::size_t region, std::size_t product, Month t) const noexcept {
    return spot_[static_cast<std::size_t>(t) * markets_ + region * products_ + product];
  }
  /// Share of the normal volume that buyers take at the full price, 0 to 1.
  [[nodiscard]] double quota(std::size_t product, Month t) const noexcept { return quota_[at(product, t)]; }
  /// Bs per unit for what is delivered over quota.
  [[nodiscard]] double over_quota_price(std::size_t product, Month t) const noexcept {
    return reference(product, t) * over_quota_share_[product];
  }
  /// How far the price stands from its normal towards its boom level, 0 to 1; 1 during a scripted boom; 0 for products
  /// without regimes.
  [[nodiscard]] double boom(std::size_t product, Month t) const noexcept { return boom_[at(product, t)]; }
  /// Whether the price is drawn towards its boom level, also by a scripted boom; false for products without regimes.
  [[nodiscard]] bool in_boom(std::size_t product, Month t) const noexcept { return regime_[at(product, t)] != 0; }
  /// False during a scripted export ban.
  [[nodiscard]] bool export_open(std::size_t product, Month t) const noexcept {
    return export_open_[at(product, t)] != 0;
  }
  /// World price of whole-milk powder, USD per tonne.
  [[nodiscard]] double powder(Month t) const noexcept { return powder_[static_cast<std::size_t>(t)]; }
  /// Cost of a litre of milk made from imported powder, Bs, before scripted import surges.
  [[nodiscard]] double import_parity(Month t) const noexcept { return parity_[static_cast<std::size_t>(t)]; }
  /// General prices over those of the base year.
  [[nodiscard]] double index(Month t) const noexcept { return index_[static_cast<std::size_t>(t)]; }
  /// What a day of farm work earns, Bs.
  [[nodiscard]] double day_wage(Month t) const noexcept { return day_wage_[static_cast<std::size_t>(t)]; }
  /// Bs per USD.
  [[nodiscard]] double exchange_rate(Month t) const noexcept { return exchange_rate_[static_cast<std::size_t>(t)]; }

 private:
  struct Draws;

  [[nodiscard]] std::size_t at(std::size_t product, Month t) const noexcept {
    return product * horizon_ + static_cast<std::size_t>(t);
  }
  void fill_general(const PriceParameters&, const Calendar&);
  void fill_powder(const PriceParameters&, const Calendar&, const Streams&, Draws&);
  void fill_market_price(const PriceParameters&, const ProductPrice&, PriceMode, std::size_t product, const Calendar&,
                         Draws&);
  void fill_administered_price(const PriceParameters&, const ProductPrice&, PriceMode, std::size_t product,
                               const std::vector<PriceShock>&, const Calendar&, Draws&);
  void fill_quota(const MilkMarket&, const std::vector<PriceShock>&, std::size_t product);
  void apply_shocks(const ProductPrice&, const std::vector<PriceShock>&, std::size_t product);
  void fill_spot(const ProductPrice&, PriceMode, std::size_t product, const std::vector<RegionalMarket>&,
                 const Streams&);

  std::size_t products_;
  std::size_t markets_;  ///< regions x products
  std::size_t horizon_;
  std::vector<double> exchange_rate_, powder_, parity_;  ///< [month]
  std::vector<double> index_, log_index_, day_wage_;     ///< [month]
  std::vector<double> reference_, quota_, boom_;         ///< [product][month]
  std::vector<unsigned char> export_open_, regime_;      ///< [product][month] regime_: 1 in a boom
  std::vector<double> over_quota_share_;                 ///< [product]
  std::vector<double> spot_;                             ///< [month][region][product]
};

}  // namespace ayni

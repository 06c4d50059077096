#pragma once
// A country of two regions and three products, to look at its prices.

#include <cstdint>
#include <vector>

#include "model/market/prices.hpp"

namespace ayni {
constexpr std::size_t milk = 0;
constexpr std::size_t quinoa = 1;
constexpr std::size_t maize = 2;

inline ProductPrice milk_price() {
  ProductPrice p;
  p.process = PriceProcess::administered;
  p.level = 3.4;
  p.volatility = 0.05;
  p.spot_margin = 0.28;
  p.anchor_years = {2009.0, 2011.0, 2013.0, 2015.75, 2017.0, 2018.0};
  p.anchor_prices = {3.07, 3.41, 3.61, 3.72, 3.32, 3.00};
  p.anchor_prices_report_literal = {3.86, 4.29, 3.61, 3.72, 3.32, 3.00};
  return p;
}

/// Turning points of the Cochabamba wholesale price (World Food Programme) at the level of the cross-checked anchors.
inline ProductPrice quinoa_price() {
  ProductPrice p;
  p.process = PriceProcess::regime_switching;
  p.level = 545.0;
  p.reversion = 1.2;
  p.volatility = 0.2;
  p.momentum = 0.44;
  p.bridge_volatility = 0.1;
  p.anchor_years = {2003.5,   2007.5,   2008.5,   2009.5,   2010.542, 2011.292, 2012.792, 2013.125,
                    2013.625, 2013.792, 2013.958, 2014.125, 2014.625, 2015.375, 2015.542, 2016.125,
                    2016.708, 2017.542, 2017.708, 2018.375, 2018.625, 2018.958};
  p.anchor_prices = {263,  305,  508,  643, 706, 629, 706, 958, 1007, 1512, 1512,
                     2016, 2016, 1596, 661, 510, 595, 557, 433, 471,  595,  625};
  return p;
}

struct Country {
  PriceParameters parameters;
  std::vector<ProductPrice> products{milk_price(), quinoa_price(), ProductPrice{}};
  std::vector<std::uint64_t> keys{key_of_name("milk"), key_of_name("quinoa"), key_of_name("maize")};
  std::vector<PriceShock> shocks;
  std::vector<RegionalMarket> markets;  // two regions of three products
  Calendar calendar;

  Country() {
    parameters.index_years = parameters.index = {};  // no general change of prices
    parameters.inflation_per_year = 0.0;
    for (const char* region : {"north", "south"}) add_region(region);
  }
  void add_region(const char* name) {
    for (const std::uint64_t product : keys) markets.push_back({1.0, 1.0, key_within(key_of_name(name), product)});
  }
  Prices prices(int horizon = 180, std::uint64_t replicate = 1) const {
    return Prices{parameters, products, keys, shocks, markets, calendar, horizon, Streams{7, replicate}};
  }
};

}  // namespace ayni

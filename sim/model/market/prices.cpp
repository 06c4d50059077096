#include "model/market/prices.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/dated_series.hpp"
#include "core/distributions.hpp"
#include "core/elementary.hpp"
#include "model/market/price_process.hpp"

namespace ayni {
namespace {

PriceMode effective_mode(const PriceParameters& parameters, const ProductPrice& product) {
  switch (product.mode) {
    case PriceModeOverride::stochastic:
      return PriceMode::stochastic;
    case PriceModeOverride::historical:
      return PriceMode::historical;
    case PriceModeOverride::fixed:
      return PriceMode::fixed;
    case PriceModeOverride::scenario:
      break;
  }
  return parameters.mode;
}

const std::vector<double>& anchor_prices(const PriceParameters& parameters, const ProductPrice& product) {
  const bool literal = parameters.anchors == AnchorSet::report_literal && !product.anchor_prices_report_literal.empty();
  return literal ? product.anchor_prices_report_literal : product.anchor_prices;
}

/// Relative size of import surges in month t: import parity is multiplied by the result.
double import_price_factor(const std::vector<PriceShock>& shocks, std::size_t p, Month t) {
  double factor = 1.0;
  for (const auto& [product, shock] : shocks) {
    if (product == p && shock.kind == ShockKind::import_surge && shock.acts_in(t)) factor *= price_factor(shock);
  }
  return factor;
}

// On a line between the years that are given, at the same growth every year outside them.
double log_of_general_prices(const PriceParameters& parameters, double year) {
  const double growth = portable_log(1.0 + parameters.inflation_per_year);
  if (parameters.index_years.empty()) return growth * year;
  std::vector<double> logs;
  for (const double value : parameters.index) logs.push_back(portable_log(value));
  const double outside =
      std::min(year - parameters.index_years.front(), 0.0) + std::max(year - parameters.index_years.back(), 0.0);
  return interpolate(parameters.index_years, logs, year) + growth * outside;
}

}  // namespace

double general_prices(const PriceParameters& parameters, const Calendar& calendar, Month t) {
  return portable_exp(log_of_general_prices(parameters, mid_month(calendar, t)) -
                      log_of_general_prices(parameters, parameters.base_year));
}

/// Working space of the construction, one value a month. What moves a price into month t is drawn for t = 1 on; nothing
/// moves it into the first.
struct Prices::Draws {
  std::vector<double> common, shocks, uniforms, path;

  Draws(std::size_t horizon, const Streams& streams)
      : common(horizon), shocks(horizon), uniforms(horizon), path(horizon) {
    draw_normals(streams(Process::country_price, whole_country), common);
  }

  static void draw_normals(Engine engine, std::vector<double>& out) {
    for (std::size_t t = 1; t < out.size(); ++t) out[t] = normal(engine);
  }

  void draw_shocks(Engine engine, double loading) {
    draw_normals(engine, shocks);
    const double own = std::sqrt(1.0 - loading * loading);
    for (std::size_t t = 0; t < shocks.size(); ++t) shocks[t] = loading * common[t] + own * shocks[t];
  }

  void draw_product(const ProductPrice& product, std::uint64_t key, const Streams& streams) {
    draw_shocks(streams(Process::product_price, key), product.common_loading);
    if (product.process != PriceProcess::regime_switching) return;
    Engine engine = streams(Process::price_regime, key);
    for (std::size_t t = 1; t < uniforms.size(); ++t) uniforms[t] = uniform(engine);
  }
};

Prices::Prices(const PriceParameters& parameters, const std::vector<ProductPrice>& products,
               const std::vector<std::uint64_t>& keys, const std::vector<PriceShock>& shocks,
               const std::vector<RegionalMarket>& markets, const Calendar& calendar, int horizon,
               const Streams& streams)
    : products_{products.size()},
      markets_{markets.size()},
      horizon_{static_cast<std::size_t>(horizon)},
      exchange_rate_(horizon_),
      powder_(horizon_),
      parity_(horizon_),
      index_(horizon_),
      log_index_(horizon_),
      day_wage_(horizon_),
      reference_(products_ * horizon_),
      quota_(products_ * horizon_, 1.0),
      boom_(products_ * horizon_, 0.0),
      export_open_(products_ * horizon_, 1),
      regime_(products_ * horizon_, 0),
      over_quota_share_(products_, 1.0),
      spot_(markets_ * horizon_) {
  Draws draws{horizon_, streams};
  fill_general(parameters, calendar);
  fill_powder(parameters, calendar, streams, draws);
  for (std::size_t p = 0; p < products_; ++p) {
    const ProductPrice& product = products[p];
    const PriceMode mode = effective_mode(parameters, product);
    if (mode != PriceMode::fixed) draws.draw_product(product, keys[p], streams);
    if (product.process == PriceProcess::administered) {
      over_quota_share_[p] = parameters.milk.over_quota_share;
      fill_administered_price(parameters, product, mode, p, shocks, calendar, draws);
      apply_shocks(product, shocks, p);
      fill_quota(parameters.milk, shocks, p);
    } else {
      fill_market_price(parameters, product, mode, p, calendar, draws);
      apply_shocks(product, shocks, p);
    }
    fill_spot(product, mode, p, markets, streams);
  }
}

// Consumer prices and the wage; history's, in every mode.
void Prices::fill_general(const PriceParameters& parameters, const Calendar& calendar) {
  const double base = log_of_general_prices(parameters, parameters.base_year);
  const double last_wage = std::max(parameters.day_wage_years.back(), mid_month(calendar, 0));
  const double then = log_of_general_prices(parameters, last_wage);
  for (std::size_t t = 0; t < horizon_; ++t) {
    const double year = mid_month(calendar, static_cast<Month>(t));
    const double now = log_of_general_prices(parameters, year);
    log_index_[t] = now - base;
    index_[t] = portable_exp(log_index_[t]);
    const double wage = interpolate(parameters.day_wage_years, parameters.day_wage_bs, year);
    day_wage_[t] = wage * (year > last_wage ? portable_exp(now - then) : 1.0);
  }
}

void Prices::fill_powder(const PriceParameters& parameters, const Calendar& calendar, const Streams& streams,
                         Draws& draws) {
  const MilkMarket& milk = parameters.milk;
  const double level = portable_log(milk.powder_level);
  if (parameters.mode == PriceMode::fixed) {
    std::fill(draws.path.begin(), draws.path.end(), level);
  } else {
    draws.draw_shocks(streams(Process::powder_price, whole_country), milk.powder_common_loading);
    Month first = 0;
    if (parameters.mode == PriceMode::historical) {
      first = follow_anchors(anchors(milk.powder_anchor_years, milk.powder_anchors, calendar),
                             milk.powder_bridge_volatility, draws.shocks, draws.path);
    }
    continue_ou(level, MonthlyOu{milk.powder_reversion, milk.powder_volatility}, draws.shocks, first, draws.path);
  }
  for (std::size_t t = 0; t < horizon_; ++t) {
    exchange_rate_[t] = interpolate(parameters.exchange_rate_years, parameters.exchange_rate,
                                    mid_month(calendar, static_cast<Month>(t)));
    powder_[t] = portable_exp(draws.path[t]);
    parity_[t] = powder_[t] * exchange_rate_[t] / milk.litres_per_tonne;
  }
}

void Prices::fill_market_price(const PriceParameters& parameters, const ProductPrice& product, PriceMode mode,
                               std::size_t p, const Calendar& calendar, Draws& draws) {
  double* const reference = &reference_[at(p, 0)];
  if (mode == PriceMode::fixed) {
    for (std::size_t t = 0; t < horizon_; ++t)
      reference[t] = product.level * portable_exp(product.inflation_pass_through * log_index_[t]);
    return;
  }
  Month first = 0;
  if (mode == PriceMode::historical) {
    first = follow_anchors(anchors(product.anchor_years, anchor_prices(parameters, product), calendar),
                           product.bridge_volatility, draws.shocks, draws.path);
  }
  // The process moves at the prices of the base year; history's anchors are brought there, so that it can go on from them.
  const double pass = product.inflation_pass_through;
  for (std::size_t t = 0; t < static_cast<std::size_t>(first); ++t) draws.path[t] -= pass * log_index_[t];
  const double level = portable_log(product.level);
  if (product.process == PriceProcess::regime_switching) {
    continue_regimes(product, draws.shocks, draws.uniforms, first, draws.path, {&regime_[at(p, 0)], horizon_});
    const double distance = portable_log(product.boom_ratio);
    for (std::size_t t = 0; t < horizon_ && distance > 0.0; ++t) {
      boom_[at(p, 0) + t] = std::clamp((draws.path[t] - level) / distance, 0.0, 1.0);
    }
  } else {
    continue_ou(level, MonthlyOu{product.reversion, product.volatility}, draws.shocks, first, draws.path);
  }
  for (std::size_t t = 0; t < horizon_; ++t) reference[t] = portable_exp(draws.path[t] + pass * log_index_[t]);
}

void Prices::fill_administered_price(const PriceParameters& parameters, const ProductPrice& product, PriceMode mode,
                                     std::size_t p, const std::vector<PriceShock>& shocks, const Calendar& calendar,
                                     Draws& draws) {
  const MilkMarket& milk = parameters.milk;
  const double level = portable_log(product.level);
  Month t = 0;
  if (mode == PriceMode::historical) {
    t = step_through_anchors(anchors(product.anchor_years, anchor_prices(parameters, product), calendar), draws.path);
  }
  const double pass = product.inflation_pass_through;
  double current = t > 0 ? draws.path[static_cast<std::size_t>(t - 1)] : level;
  for (; t < static_cast<Month>(horizon_); ++t) {
    const auto month = static_cast<std::size_t>(t);
    if (mode == PriceMode::fixed) current = level + pass * log_index_[month];
    if (mode != PriceMode::fixed && t > 0 && t % milk.review_months == 0) {
      const double parity = parity_[month] * import_price_factor(shocks, p, t);
      const double usual = milk.powder_level * exchange_rate_[month] / milk.litres_per_tonne;
      const double wanted = milk.pass_through * portable_log(parity / usual) + product.volatility * draws.shocks[month];
      const double target = level + pass * log_index_[month] +
                            std::clamp(wanted, portable_log(milk.band_low), portable_log(milk.band_high));
      if (std::abs(target - current) > milk.step_threshold) current = target;
    }
    draws.path[month] = current;
  }
  for (std::size_t month = 0; month < horizon_; ++month) reference_[at(p, 0) + month] = portable_exp(draws.path[month]);
}

void Prices::fill_quota(const MilkMarket& milk, const std::vector<PriceShock>& shocks, std::size_t p) {
  double quota = 1.0;
  for (std::size_t t = 0; t < horizon_; ++t) {
    const auto month = static_cast<Month>(t);
    const double gap = 1.0 - parity_[t] * import_price_factor(shocks, p, month) / reference(p, month);
    const double cut = milk.quota_slope * std::max(0.0, gap - milk.quota_tolerance);
    const double wanted = std::max(milk.quota_floor, 1.0 - cut);
    quota = t == 0 ? wanted : quota + milk.quota_adjustment * (wanted - quota);
    quota_[at(p, month)] = quota;
  }
}

void Prices::apply_shocks(const ProductPrice& product, const std::vector<PriceShock>& shocks, std::size_t p) {
  for (const auto& [shocked, shock] : shocks) {
    if (shocked != p) continue;
    const auto first = static_cast<std::size_t>(shock.start_month);
    const std::size_t end = std::min(horizon_, first + static_cast<std::size_t>(shock.months));
    // A surge of imports reaches an administered price through parity and quotas instead.
    const bool through_parity = shock.kind == ShockKind::import_surge && product.process == PriceProcess::administered;
    const double factor = through_parity ? 1.0 : price_factor(shock);
    for (std::size_t i = at(p, 0) + first; first < end && i < at(p, 0) + end; ++i) {
      reference_[i] *= factor;
      if (shock.kind == ShockKind::boom) {
        boom_[i] = 1.0;
        regime_[i] = 1;
      }
      if (shock.kind == ShockKind::export_ban) export_open_[i] = 0;
    }
  }
}

void Prices::fill_spot(const ProductPrice& product, PriceMode mode, std::size_t p,
                       const std::vector<RegionalMarket>& markets, const Streams& streams) {
  const double innovation = product.spot_noise * std::sqrt(1.0 - product.spot_persistence * product.spot_persistence);
  const bool noisy = mode != PriceMode::fixed && product.spot_noise > 0.0;
  for (std::size_t market = p; market < markets_; market += products_) {
    const RegionalMarket& here = markets[market];
    if (here.basis <= 0.0) continue;
    const double factor = here.basis * (1.0 - product.spot_margin * (1.0 - here.depth));
    Engine engine = streams(Process::spot_noise, here.key);
    double noise = 0.0;
    for (std::size_t t = 0; t < horizon_; ++t) {
      double local = factor;
      if (noisy) {
        const double shock = normal(engine);
        noise = t == 0 ? product.spot_noise * shock : product.spot_persistence * noise + innovation * shock;
        local *= portable_exp(noise);
      }
      spot_[t * markets_ + market] = reference_[at(p, 0) + t] * local;
    }
  }
}

}  // namespace ayni

#include "model/price_parameters.hpp"

#include <cstddef>

namespace ayni {
namespace {

/// Checks one series of (years, values); an empty one is right unless `required`.
void check_series(const std::string& where, std::string_view years_key, const std::vector<double>& years,
                  std::string_view values_key, const std::vector<double>& values, bool required,
                  std::vector<Problem>& found) {
  if (years.size() != values.size()) {
    found.push_back({where, std::string(values_key) + " has " + std::to_string(values.size()) + " values but " +
                                std::string(years_key) + " has " + std::to_string(years.size()) +
                                ", so that some have no partner; give one value for each year"});
  }
  if (required && years.empty()) {
    found.push_back({where, std::string(years_key) + " is empty, so that no value is known; give at least one year"});
  }
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (years[i] - years[i - 1] < 1.0 / 12.0 - 1e-6) {
      found.push_back({where, std::string(years_key) + "[" + std::to_string(i) + "] = " + std::to_string(years[i]) +
                                  " does not come at least a month (0.0833) after " + std::to_string(years[i - 1]) +
                                  ", so that the path between them is undefined; put the years in rising order"});
      return;
    }
  }
}

}  // namespace

std::vector<Problem> problems(const PriceParameters& prices, std::string_view where) {
  std::vector<Problem> found;
  const std::string table{where};
  check_series(table, "exchange_rate_years", prices.exchange_rate_years, "exchange_rate_bs_per_usd",
               prices.exchange_rate, true, found);
  check_series(table + ".milk", "powder_anchor_years", prices.milk.powder_anchor_years, "powder_anchors_usd_per_tonne",
               prices.milk.powder_anchors, false, found);
  return found;
}

std::vector<Problem> problems(const ProductPrice& product, std::string_view where) {
  std::vector<Problem> found;
  const std::string table{where};
  check_series(table, "anchor_years", product.anchor_years, "anchor_prices_bs_per_unit", product.anchor_prices, false,
               found);
  if (!product.anchor_prices_report_literal.empty() &&
      product.anchor_prices_report_literal.size() != product.anchor_years.size()) {
    found.push_back({table, "anchor_prices_report_literal_bs_per_unit has " +
                                std::to_string(product.anchor_prices_report_literal.size()) +
                                " values but anchor_years has " + std::to_string(product.anchor_years.size()) +
                                ", so that some have no partner; give one value for each year, or none"});
  }
  for (const PriceShock& shock : product.shocks) {
    const bool falls = shock.kind == PriceShockKind::import_surge || shock.kind == PriceShockKind::export_ban;
    if (falls && (shock.size < 0.0 || shock.size > 0.95)) {
      found.push_back({table + ".shock." + shock.name,
                       "size = " + std::to_string(shock.size) +
                           " is outside 0 to 0.95: it is the share by which the price falls; give it without a sign"});
    }
  }
  return found;
}

}  // namespace ayni

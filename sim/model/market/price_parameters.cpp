#include "model/market/price_parameters.hpp"

#include <cstddef>

namespace ayni {
namespace {

constexpr double rounding = 1e-6;  // of years written with a few digits

std::string number(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

/// Years, the values that belong to them, and the table in which both stand.
struct Series {
  std::string table;
  std::string years_key;
  const std::vector<double>& years;
  std::string values_key;
  const std::vector<double>& values;
};

void check_lengths(const Series& series, const char* remedy, std::vector<Inconsistency>& found) {
  if (series.years.size() == series.values.size()) return;
  found.push_back({series.table,
                   series.values_key + " has " + std::to_string(series.values.size()) + " values but " +
                       series.years_key + " has " + std::to_string(series.years.size()) +
                       ", so that some have no partner; give one value for each year" + remedy,
                   {series.table + '.' + series.values_key, series.table + '.' + series.years_key}});
}

void check_order(const Series& series, std::vector<Inconsistency>& found) {
  const std::vector<double>& years = series.years;
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (years[i] - years[i - 1] >= 1.0 / 12.0 - rounding) continue;
    found.push_back({series.table,
                     series.years_key + "[" + std::to_string(i) + "] = " + number(years[i]) +
                         " does not come at least a month (0.0833) after " + number(years[i - 1]) +
                         ", so that the path between them is undefined; put the years in rising order",
                     {series.table + '.' + series.years_key}});
    return;
  }
}

}  // namespace

std::vector<Inconsistency> inconsistencies(const PriceParameters& prices, std::string_view where) {
  std::vector<Inconsistency> found;
  const std::string table{where};
  const Series rates{table, "exchange_rate_years", prices.exchange_rate_years, "exchange_rate_bs_per_usd",
                     prices.exchange_rate};
  check_lengths(rates, "", found);
  if (rates.years.empty()) {
    found.push_back({table,
                     rates.years_key + " is empty, so that no value is known; give at least one year",
                     {table + '.' + rates.years_key}});
  }
  check_order(rates, found);
  const Series powder{table + ".milk", "powder_anchor_years", prices.milk.powder_anchor_years,
                      "powder_anchors_usd_per_tonne", prices.milk.powder_anchors};
  check_lengths(powder, "", found);
  check_order(powder, found);
  return found;
}

std::vector<Inconsistency> inconsistencies(const ProductPrice& product, std::string_view where) {
  std::vector<Inconsistency> found;
  const std::string table{where};
  const Series anchors{table, "anchor_years", product.anchor_years, "anchor_prices_bs_per_unit", product.anchor_prices};
  check_lengths(anchors, "", found);
  check_order(anchors, found);
  if (!product.anchor_prices_report_literal.empty()) {
    const Series literal{table, "anchor_years", product.anchor_years, "anchor_prices_report_literal_bs_per_unit",
                         product.anchor_prices_report_literal};
    check_lengths(literal, ", or none", found);
  }
  return found;
}

}  // namespace ayni

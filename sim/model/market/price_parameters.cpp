#include "model/market/price_parameters.hpp"

#include <cstddef>

namespace ayni {
namespace {

constexpr double rounding = 1e-6;      // of years written with a few digits
constexpr double largest_fall = 0.95;  // share of the price, so that one is left

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

/// What a shock multiplies the price by; a surge of imports that goes through parity is taken for one that does not.
double factor(const PriceShock& shock) {
  const bool falls = shock.kind == PriceShockKind::import_surge || shock.kind == PriceShockKind::export_ban;
  return falls ? 1.0 - shock.size : 1.0 + shock.size;
}

/// Alone each multiplies the price by 0.05 to 11; together they might by anything.
void check_together(const std::vector<PriceShock>& shocks, const std::string& table,
                    std::vector<Inconsistency>& found) {
  constexpr double largest = 100.0;
  for (const PriceShock& last : shocks) {
    double together = 1.0;
    for (const PriceShock& shock : shocks) {
      if (shock.start_month <= last.start_month && last.start_month < shock.start_month + shock.months) {
        together *= factor(shock);
      }
    }
    if (together >= 1.0 / largest && together <= largest) continue;
    const std::string entry = table + ".shock." + last.name;
    found.push_back({entry,
                     "in month " + std::to_string(last.start_month) +
                         " the shocks of this product together multiply its price by " + number(together) +
                         ", beyond 0.01 to 100; make them smaller or let them follow each other",
                     {entry + ".size", entry + ".start_month"}});
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
  for (const PriceShock& shock : product.shocks) {
    const bool falls = shock.kind == PriceShockKind::import_surge || shock.kind == PriceShockKind::export_ban;
    const std::string entry = table + ".shock." + shock.name;
    if (falls && (shock.size < 0.0 || shock.size > largest_fall)) {
      found.push_back({entry,
                       "size = " + number(shock.size) +
                           " is outside 0 to 0.95: it is the share by which the price falls; give it without a sign",
                       {entry + ".size", entry + ".kind"}});
    }
  }
  check_together(product.shocks, table, found);
  return found;
}

}  // namespace ayni

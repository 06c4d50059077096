#include "model/market/price_parameters.hpp"

#include "core/dated_series.hpp"

namespace ayni {

std::vector<Inconsistency> inconsistencies(const PriceParameters& prices, std::string_view where) {
  std::vector<Inconsistency> found;
  const std::string table{where};
  check_series(
      {table, "exchange_rate_years", prices.exchange_rate_years, "exchange_rate_bs_per_usd", prices.exchange_rate},
      Presence::required, "", found);
  check_series({table, "consumer_price_years", prices.index_years, "consumer_prices", prices.index}, Presence::optional,
               ", or none", found);
  check_series({table, "day_wage_years", prices.day_wage_years, "day_wages_bs", prices.day_wage_bs}, Presence::required,
               "", found);
  check_series({table + ".milk", "powder_anchor_years", prices.milk.powder_anchor_years, "powder_anchors_usd_per_tonne",
                prices.milk.powder_anchors},
               Presence::optional, "", found);
  return found;
}

std::vector<Inconsistency> inconsistencies(const ProductPrice& product, std::string_view where) {
  std::vector<Inconsistency> found;
  const std::string table{where};
  check_series({table, "anchor_years", product.anchor_years, "anchor_prices_bs_per_unit", product.anchor_prices},
               Presence::optional, "", found);
  if (product.anchor_prices_report_literal.empty()) return found;
  const DatedSeries literal{table, "anchor_years", product.anchor_years, "anchor_prices_report_literal_bs_per_unit",
                            product.anchor_prices_report_literal};
  std::vector<Inconsistency> of_literal;
  check_series(literal, Presence::optional, ", or none", of_literal);
  const bool lengths_differ = literal.years.size() != literal.values.size();
  if (lengths_differ) found.push_back(std::move(of_literal.front()));  // the order of the years is reported already
  return found;
}

}  // namespace ayni

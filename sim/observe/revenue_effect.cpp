#include "observe/revenue_effect.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/terms.hpp"
#include "model/project/evaluation.hpp"

namespace ayni {

std::vector<RevenueEffect::Trade> RevenueEffect::last_full_year(const Results& results) const {
  const std::size_t products = catalogue_.axis(Axis::product).size;
  const auto& volume = results.values[catalogue_.measure("year_volume")];
  const auto& revenue = results.values[catalogue_.measure("year_revenue")];
  const auto& premium = results.values[catalogue_.measure("year_premium")];
  std::vector<Trade> year;
  std::size_t end = volume.size();
  while (end > 0 && std::all_of(volume.begin() + static_cast<std::ptrdiff_t>(end - products),
                                volume.begin() + static_cast<std::ptrdiff_t>(end), [](double v) { return v == 0.0; })) {
    end -= products;
  }
  if (end == 0) return year;
  for (std::size_t at = end - products; at < end; ++at) year.push_back({volume[at], revenue[at], premium[at]});
  return year;
}

bool RevenueEffect::add(const Results& results) {
  std::vector<Trade> year = last_full_year(results);
  if (results.arm == 0) {
    with_project_ = std::move(year);
    with_project_run_ = results.run;
    return false;
  }
  if (with_project_run_ != results.run) return false;
  const auto factors = [](const Trade& trade) {
    const double plain = trade.revenue - trade.premium;
    return RevenueFactors{trade.volume, trade.premium / plain, plain / trade.volume};
  };
  RevenueChange change{0.0, 0.0, 0.0};
  double before = 0.0;
  for (std::size_t p = 0; p < year.size() && p < with_project_.size(); ++p) {
    if (year[p].volume <= 0.0 || with_project_[p].volume <= 0.0) continue;
    const RevenueChange part = shapley(factors(year[p]), factors(with_project_[p]));
    change.volume += part.volume;
    change.quality += part.quality;
    change.trading_terms += part.trading_terms;
    before += year[p].revenue;
  }
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  replicates_.resize(results.run + 1, {nothing, nothing, nothing, nothing});
  if (before > 0.0) {
    const double all = change.volume + change.quality + change.trading_terms;
    replicates_.back() = {all / before, change.volume / before, change.quality / before, change.trading_terms / before};
  }
  return true;
}

Report report_of(const RevenueEffect& effect, std::size_t replicates) {
  ReportTable table;
  table.columns.push_back({"run", "replicate", CellKind::number, "1", "replicate, as in the series"});
  for (const RevenuePart& part : revenue_parts) {
    table.columns.push_back({part.name, term(std::string{"headline.effect_"} + part.name, Language::en),
                             CellKind::change, "1", part.meaning});
  }
  for (std::size_t run = 0; run < replicates; ++run) {
    std::vector<ReportCell> row{ReportNumber{static_cast<double>(run)}};
    const bool known = run < effect.replicates().size();
    for (const RevenuePart& part : revenue_parts) {
      row.emplace_back(ReportNumber{known ? effect.replicates()[run].*part.share : ReportNumber::unknown});
    }
    table.rows.push_back(std::move(row));
  }
  Report report;
  report.name = "effect";
  report.sections = {{"replicates", "", {}, {std::move(table)}}};
  return report;
}

}  // namespace ayni

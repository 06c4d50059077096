#include "observe/spells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "model/scenario.hpp"

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

const MeasureEntries<AllianceReturns>& return_measures() {
  static const MeasureEntries<AllianceReturns> list{
      {{"rate_of_return",
        {},
        Storage::real32,
        "1/year",
        "Rate of return, mean over alliances",
        "constant prices, over the evaluator's years, against the last full year before funding; alliances without a "
        "rate left out, see share_without_rate_of_return; NaN when none has one",
        Better::higher},
       [](const AllianceReturns& returns, std::span<double> values) { values[0] = returns.rate; }},
      {{"rate_of_return_low",
        {},
        Storage::real32,
        "1/year",
        "The same with lower benefits",
        "benefits times evaluation.lower_benefits; NaN when none has a rate",
        Better::higher},
       [](const AllianceReturns& returns, std::span<double> values) { values[0] = returns.low_rate; }},
      {{"rate_of_return_median",
        {},
        Storage::real32,
        "1/year",
        "Rate of return, median over alliances",
        "constant prices; those whose benefits never repay the investment count as the lowest; NaN when they are half "
        "or more",
        Better::higher},
       [](const AllianceReturns& returns, std::span<double> values) { values[0] = returns.median_rate; }},
      {{"share_without_rate_of_return",
        {},
        Storage::real32,
        share_unit,
        "Share of alliances without a rate of return",
        "of those of which a year of benefits was seen; in nearly all the benefits never repay the investment; NaN "
        "when "
        "no benefits were seen",
        Better::lower},
       [](const AllianceReturns& returns, std::span<double> values) { values[0] = returns.share_without; }},
      {{"cost_per_lasting_alliance",
        {},
        Storage::real32,
        "1",
        "Public money per alliance still with its first buyer at the end, Bs",
        "all the project spent, nominal; NaN without any",
        Better::lower},
       [](const AllianceReturns& returns, std::span<double> values) { values[0] = returns.cost_of_lasting; }}};
  return list;
}

/// NaN of nothing; values that are NaN are left out.
class Mean {
 public:
  void add(double value) noexcept {
    if (std::isnan(value)) return;
    sum_ += value;
    number_ += 1.0;
  }
  [[nodiscard]] double value() const noexcept { return number_ > 0.0 ? sum_ / number_ : nothing; }

 private:
  double sum_ = 0.0, number_ = 0.0;
};

constexpr double infinite = std::numeric_limits<double>::infinity();

/// The rate of return; without one, what ranks below or above all of them: the value then has one sign at every rate.
double ranked(const Returns& returns) {
  if (!std::isnan(returns.rate_of_return)) return returns.rate_of_return;
  return returns.net_present_value > 0.0 ? infinite : -infinite;
}

/// NaN for no values, or where it is not finite.
double median(std::vector<double> values) {
  if (values.empty()) return nothing;
  std::sort(values.begin(), values.end());
  const double middle = 0.5 * (values[(values.size() - 1) / 2] + values[values.size() / 2]);
  return std::isfinite(middle) ? middle : nothing;
}

double share_infinite(const std::vector<double>& values) {
  const auto number = std::count_if(values.begin(), values.end(), [](double value) { return std::isinf(value); });
  return values.empty() ? nothing : static_cast<double>(number) / static_cast<double>(values.size());
}

}  // namespace

void SpellRecorder::declare(Catalogue& catalogue) {
  ayni::declare(catalogue, alliance_table());
  ayni::declare(catalogue, survival_measures());
  ayni::declare(catalogue, return_measures());
}

SpellRecorder::SpellRecorder(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world,
                             const Appraisal& appraisal)
    : appraisal_{appraisal},
      lower_benefits_{scenario.evaluation.lower_benefits},
      last_month_{static_cast<Month>(scenario.run.horizon_months) - 1},
      alliances_{alliance_table(), catalogue, results, world.group.count},
      survival_{survival_measures(), catalogue, results},
      returns_{return_measures(), catalogue, results} {}

void SpellRecorder::finish(const World& world) const {
  double lasting = 0.0;
  Mean rate, low_rate;
  std::vector<double> ranks;  // of alliances with a year of benefits
  std::array<InvestmentPlan, half_lane> plans;
  std::array<Returns, half_lane> full, low;
  for (std::size_t first = 0; first < world.funded.size(); first += half_lane) {
    const std::size_t n = std::min(half_lane, world.funded.size() - first);
    const std::span groups = std::span{world.funded}.subspan(first, n);
    for (std::size_t k = 0; k < n; ++k) plans[k] = appraisal_.plan(world, groups[k]);
    appraisal_.returns({plans.data(), n}, 1.0, {full.data(), n});
    appraisal_.returns({plans.data(), n}, lower_benefits_, {low.data(), n});
    for (std::size_t k = 0; k < n; ++k) {
      if (world.group.agreement.first_buyer[groups[k]] != nobody)
        alliances_.add({world, groups[k], last_month_, full[k], appraisal_.latest_income(groups[k])});
      if (!std::isnan(full[k].net_present_value)) ranks.push_back(ranked(full[k]));
      rate.add(full[k].rate_of_return);
      low_rate.add(low[k].rate_of_return);
      lasting += world.group.agreement.outlet[groups[k]] == Outlet::first_buyer ? 1.0 : 0.0;
    }
  }
  survival_.fill(Lives{world, lives_from_funding(world, last_month_), last_month_});
  const double spent = bolivianos(world.project.spent());
  returns_.fill({.rate = rate.value(),
                 .low_rate = low_rate.value(),
                 .median_rate = median(ranks),
                 .share_without = share_infinite(ranks),
                 .cost_of_lasting = lasting > 0.0 ? spent / lasting : nothing});
}

}  // namespace ayni

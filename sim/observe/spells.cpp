#include "observe/spells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "model/scenario.hpp"

namespace ayni {
namespace {

const MeasureEntries<AllianceReturns>& return_measures() {
  static const MeasureEntries<AllianceReturns> list{
      {{"rate_of_return",
        {},
        Storage::real32,
        "1/year",
        "Rate of return, mean over alliances",
        "constant prices, over the evaluator's years, against the last full year before funding; alliances without a "
        "rate left out",
        Better::higher},
       [](const AllianceReturns& returns, std::span<double> values) { values[0] = returns.rate; }},
      {{"rate_of_return_low",
        {},
        Storage::real32,
        "1/year",
        "The same with lower benefits",
        "benefits times evaluation.lower_benefits",
        Better::higher},
       [](const AllianceReturns& returns, std::span<double> values) { values[0] = returns.low_rate; }},
      {{"cost_per_lasting_alliance",
        {},
        Storage::real32,
        "1",
        "Public money per alliance still with its first buyer at the end, Bs",
        "all the project spent; NaN without any",
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
  [[nodiscard]] double value() const noexcept {
    return number_ > 0.0 ? sum_ / number_ : std::numeric_limits<double>::quiet_NaN();
  }

 private:
  double sum_ = 0.0, number_ = 0.0;
};

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
  std::array<InvestmentPlan, lane> plans;
  std::array<Returns, lane> full, low;
  for (std::size_t first = 0; first < world.funded.size(); first += lane) {
    const std::size_t n = std::min(lane, world.funded.size() - first);
    const std::span groups = std::span{world.funded}.subspan(first, n);
    for (std::size_t k = 0; k < n; ++k) plans[k] = appraisal_.plan(world, groups[k]);
    appraisal_.returns({plans.data(), n}, 1.0, {full.data(), n});
    appraisal_.returns({plans.data(), n}, lower_benefits_, {low.data(), n});
    for (std::size_t k = 0; k < n; ++k) {
      alliances_.add({world, groups[k], last_month_, full[k]});
      rate.add(full[k].rate_of_return);
      low_rate.add(low[k].rate_of_return);
      lasting += world.group.agreement.outlet[groups[k]] == Outlet::first_buyer ? 1.0 : 0.0;
    }
  }
  survival_.fill(Lives{world, last_month_});
  const double spent = bolivianos(world.project.spent());
  returns_.fill(
      {rate.value(), low_rate.value(), lasting > 0.0 ? spent / lasting : std::numeric_limits<double>::quiet_NaN()});
}

}  // namespace ayni

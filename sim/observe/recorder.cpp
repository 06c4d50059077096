#include "observe/recorder.hpp"

#include <utility>

#include "model/scenario.hpp"
#include "observe/account_series.hpp"
#include "observe/alliance_series.hpp"
#include "observe/buyer_series.hpp"
#include "observe/trade_series.hpp"

namespace ayni {

Recorder::Recorder(const Scenario& scenario, const Catalogue& catalogue, const World& world)
    : scenario_{scenario},
      results_{unclaimed_results(catalogue)},
      sums_{world},
      buyer_years_{yearly_buyer_series(), catalogue, results_, Axis::season},
      account_years_{scenario, catalogue, results_, world},
      ledger_{ledger_totals(), catalogue, results_},
      incomes_{scenario, world},
      welfare_{scenario, catalogue, results_, world},
      gain_{scenario, catalogue, results_, world},
      households_{catalogue, results_, world},
      networks_{catalogue, results_},
      appraisal_{scenario, catalogue, world},
      spells_{scenario, catalogue, results_, world, appraisal_},
      signings_{scenario, catalogue, results_, world},
      events_{catalogue, results_, world},
      evidence_{scenario, catalogue, results_, world, appraisal_} {
  for (const MonthlyMeasures* const list :
       {&alliance_series(), &trade_series(), &buyer_series(), &account_series(), &disbursement_series()}) {
    months_.emplace_back(*list, catalogue, results_, Axis::time);
  }
  if (scenario.output.detail) {
    final_states_.emplace(catalogue, results_, world);
    group_years_.emplace(catalogue, results_, world);
    project_events_.emplace(catalogue, results_, world);
  }
  require_all_claimed(catalogue, results_);
  networks_.observe(world, Snapshot::start);
}

void Recorder::observe(const World& world, Month t) {
  sums_.observe(world);
  const SeenMonth month{scenario_, world, sums_};
  const auto row = static_cast<std::size_t>(t);
  for (const MeasureWriter<SeenMonth>& list : months_) list.fill(month, row);
  households_.observe_month(world, t);
  account_years_.observe(world, t);
  if (incomes_.observe(world, t)) {
    welfare_.observe_year(world, incomes_, t);
    gain_.observe_year(world, incomes_, t);
    households_.observe_year(world, t);
    if (group_years_) group_years_->observe_year(world, incomes_, t);
    buyer_years_.fill(world, static_cast<std::size_t>(world.calendar.season(t)));
  }
  appraisal_.observe(world, t);
  signings_.observe(world, t);
  events_.observe(world, t);
  if (project_events_) project_events_->observe(world, t);
  evidence_.observe(world, t);
  if (t == static_cast<Month>(scenario_.run.horizon_months / 2)) networks_.observe(world, Snapshot::middle);
}

Results Recorder::finish(const World& world) {
  networks_.observe(world, Snapshot::end);
  ledger_.fill(world);
  spells_.finish(world);
  signings_.finish(world);
  evidence_.finish(world);
  if (final_states_) final_states_->write(world, incomes_);
  return std::move(results_);
}

}  // namespace ayni

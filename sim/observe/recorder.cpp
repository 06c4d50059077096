#include "observe/recorder.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "model/scenario.hpp"
#include "observe/final_states.hpp"

namespace ayni {
namespace {

// Room for everything; years that are never completed stay NaN.
Results empty_results(const Catalogue& catalogue, const World& world) {
  Results results;
  for (const Measure& measure : catalogue.measures) {
    const bool yearly = std::find(measure.axes.begin(), measure.axes.end(), Axis::season) != measure.axes.end();
    results.values.emplace_back(catalogue.size(measure), yearly && measure.storage == Storage::real32
                                                             ? std::numeric_limits<double>::quiet_NaN()
                                                             : 0.0);
  }
  for (const Table& table : catalogue.tables) {
    results.tables.emplace_back();
    results.tables.back().columns.resize(table.columns.size());
    const std::size_t likely = table.name == "event"      ? 8 * world.group.count
                               : table.name == "alliance" ? world.group.count
                                                          : 0;
    for (auto& column : results.tables.back().columns) column.reserve(likely);
  }
  return results;
}

}  // namespace

Recorder::Recorder(const Scenario& scenario, const Catalogue& catalogue, const World& world)
    : scenario_{scenario},
      catalogue_{catalogue},
      results_{empty_results(catalogue, world)},
      alliances_{catalogue, results_},
      trade_{catalogue, results_},
      accounts_{catalogue, results_},
      incomes_{scenario, world},
      welfare_{scenario, catalogue, results_, world},
      gain_{scenario, catalogue, results_, world},
      networks_{catalogue, results_},
      appraisal_{scenario, catalogue, world},
      spells_{scenario, catalogue, appraisal_},
      evidence_{scenario, catalogue, world, appraisal_} {
  networks_.observe(world, 0);
}

void Recorder::observe(const World& world, Month t) {
  alliances_.observe(world, t);
  trade_.observe(world, t);
  accounts_.observe(world, t);
  if (incomes_.observe(world, t)) {
    welfare_.observe_year(world, incomes_, t);
    gain_.observe_year(world, incomes_, t);
  }
  appraisal_.observe(world, t);
  spells_.observe(world, t, results_);
  evidence_.observe(world, t, results_);
  if (t == static_cast<Month>(scenario_.run.horizon_months / 2)) networks_.observe(world, 1);
}

Results Recorder::finish(const World& world) {
  networks_.observe(world, 2);
  accounts_.finish(world);
  spells_.finish(world, catalogue_, results_);
  evidence_.finish(world, results_);
  if (scenario_.output.detail) write_final_states(world, catalogue_, results_);
  return std::move(results_);
}

}  // namespace ayni

#pragma once
// Watches a run: reads the world after each month, never changes it, and leaves columns.

#include <optional>
#include <vector>

#include "model/world.hpp"
#include "observe/account_years.hpp"
#include "observe/events.hpp"
#include "observe/evidence.hpp"
#include "observe/final_states.hpp"
#include "observe/gain_series.hpp"
#include "observe/group_years.hpp"
#include "observe/household_series.hpp"
#include "observe/month_sums.hpp"
#include "observe/network_snapshots.hpp"
#include "observe/project_events.hpp"
#include "observe/signings.hpp"
#include "observe/spells.hpp"
#include "observe/welfare_series.hpp"
#include "observe/year_incomes.hpp"

namespace ayni {

struct Scenario;

class Recorder {
 public:
  /// `catalogue` is catalogue_of(scenario) and outlives the recorder. Throws std::logic_error when it holds a measure
  /// or a table that nothing here fills.
  Recorder(const Scenario& scenario, const Catalogue& catalogue, const World& world);

  /// Records month t, after the world has gone through it.
  void observe(const World& world, Month t);
  /// Adds what is known only at the end and gives everything away.
  [[nodiscard]] Results finish(const World& world);

 private:
  const Scenario& scenario_;
  Results results_;
  MonthSums sums_;
  std::vector<MeasureWriter<SeenMonth>> months_;  // one a list of monthly measures
  MeasureWriter<World> buyer_years_;
  AccountYears account_years_;
  MeasureWriter<World> ledger_;
  YearIncomes incomes_;
  WelfareSeries welfare_;
  GainSeries gain_;
  HouseholdSeries households_;
  NetworkSnapshots networks_;
  Appraisal appraisal_;
  SpellRecorder spells_;
  SigningRecorder signings_;
  Events events_;
  EvidenceRecorder evidence_;
  // On request.
  std::optional<FinalStates> final_states_;
  std::optional<GroupYears> group_years_;
  std::optional<ProjectEvents> project_events_;
};

}  // namespace ayni

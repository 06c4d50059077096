#pragma once
// Watches a run: reads the world after each month, never changes it, and leaves columns.

#include "model/world.hpp"
#include "observe/account_series.hpp"
#include "observe/alliance_series.hpp"
#include "observe/evidence.hpp"
#include "observe/gain_series.hpp"
#include "observe/network_snapshots.hpp"
#include "observe/spells.hpp"
#include "observe/trade_series.hpp"
#include "observe/welfare_series.hpp"
#include "observe/year_incomes.hpp"

namespace ayni {

struct Scenario;

class Recorder {
 public:
  /// `catalogue` is catalogue_of(scenario) and outlives the recorder.
  Recorder(const Scenario& scenario, const Catalogue& catalogue, const World& world);

  /// Records month t, after the world has gone through it.
  void observe(const World& world, Month t);
  /// Adds what is known only at the end and gives everything away.
  [[nodiscard]] Results finish(const World& world);

 private:
  const Scenario& scenario_;
  const Catalogue& catalogue_;
  Results results_;
  AllianceSeries alliances_;
  TradeSeries trade_;
  AccountSeries accounts_;
  YearIncomes incomes_;
  WelfareSeries welfare_;
  GainSeries gain_;
  NetworkSnapshots networks_;
  Appraisal appraisal_;
  SpellRecorder spells_;
  EvidenceRecorder evidence_;
};

}  // namespace ayni

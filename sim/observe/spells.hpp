#pragma once
// The life of every first alliance, what the curves of survival say of all of them, and what they returned.

#include "model/world.hpp"
#include "observe/alliance_table.hpp"
#include "observe/appraisal.hpp"
#include "observe/survival_measures.hpp"

namespace ayni {

struct Scenario;

/// What the alliances of a run returned; NaN for a mean of none.
struct AllianceReturns {
  double rate, low_rate;   ///< 1/year, means over alliances
  double median_rate;      ///< 1/year, those without a rate counting lowest
  double share_without;    ///< of alliances, those without a rate
  double cost_of_lasting;  ///< Bs of public money for each that still has its first buyer
};

class SpellRecorder {
 public:
  static void declare(Catalogue& catalogue);

  /// `appraisal` sees every month and outlives this.
  SpellRecorder(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world,
                const Appraisal& appraisal);
  /// Writes the table of alliances, survival, and returns.
  void finish(const World& world) const;

 private:
  const Appraisal& appraisal_;
  double lower_benefits_;
  Month last_month_;
  TableWriter<AllianceRow> alliances_;
  MeasureWriter<Lives> survival_;
  MeasureWriter<AllianceReturns> returns_;
};

}  // namespace ayni

#pragma once
// The table `alliance`: one row for each group that received a first disbursement.

#include "model/project/evaluation.hpp"
#include "model/world.hpp"
#include "observe/table_entry.hpp"

namespace ayni {

/// The life of a group's first alliance, at the end of a run.
struct AllianceRow {
  const World& world;
  Index group;
  Month last_month;  ///< of the run
  Returns returns;
  double last_income;  ///< Bs, of the last full year
};

/// Months from funding to the end of the alliance, or to the end of the run.
[[nodiscard]] inline Month duration(const World& world, Index g, Month last_month) noexcept {
  const Month ended = world.group.agreement.ended[g];
  return (ended != never ? ended : last_month) - world.group.cycle.funded[g];
}

[[nodiscard]] const TableEntry<AllianceRow>& alliance_table();

}  // namespace ayni

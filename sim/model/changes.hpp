#pragma once
// What changes make of a scenario, month by month.

#include <vector>

#include "core/calendar.hpp"
#include "core/error.hpp"
#include "model/scenario.hpp"

namespace ayni {

/// The rules that hold from a month on, as a scenario without changes.
struct Phase {
  Month from;
  Scenario scenario;
};

/// The phases of a scenario in the order of time, one for each month in which anything changes; none without changes. Until
/// the first begins, the scenario itself holds. Of two changes in one month, the alphabetical order of their names decides.
[[nodiscard]] std::vector<Phase> phases(const Scenario& scenario);

/// Everything that is wrong with a scenario's changes beyond single values, given what is wrong without them.
[[nodiscard]] std::vector<Inconsistency> change_inconsistencies(const Scenario& scenario,
                                                                const std::vector<Inconsistency>& without);

}  // namespace ayni

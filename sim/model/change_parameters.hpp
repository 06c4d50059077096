#pragma once
// Rules that change during a run.

#include <cstdint>
#include <string>
#include <vector>

#include "core/parameter.hpp"

namespace ayni {

/// [change.<name>]: from a month on, parameters have other values.
struct RuleChange {
  static constexpr bool fixed_at_start = true;

  std::string name;  ///< key of the entry
  std::int64_t month = 0;
  std::vector<Assignment> set;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.count(
        "month", p.month,
        {"months", 0, 1e4, "from when on, counted from the start of the run; 0 is the first month", "scenario"});
    visit.assignments(
        "set", p.set,
        {"what is set: { \"trade.price_floor_share\" = 0.9, ... }, any parameter that is not fixed at the "
         "start",
         "scenario"});
  }
};

}  // namespace ayni

#include "design/lever_ranges.hpp"

#include "scenario/levers.hpp"

namespace ayni {
namespace {

void take(const SweepParameters& sweep, const TryRange& lever, FactorParameters& factor) {
  const bool few =
      lever.kind == ParameterKind::count && lever.high - lever.low + 1.0 < static_cast<double>(sweep.points);
  if (!lever.is_range()) {
    factor.levels = lever.choices;
  } else if (sweep.design == DesignKind::list) {
    factor.values = {lever.low, lever.high};
  } else if (sweep.design == DesignKind::grid && few) {
    for (double value = lever.low; value <= lever.high; value += 1.0) factor.values.push_back(value);
  } else {
    factor.range = {lever.low, lever.high};
  }
}

}  // namespace

void take_lever_ranges(SweepParameters& sweep) {
  if (sweep.design == DesignKind::table) return;
  for (FactorParameters& factor : sweep.factor) {
    if (!factor.range.empty() || !factor.values.empty() || !factor.levels.empty()) continue;
    if (const std::optional<TryRange> lever = find_lever(factor.parameter)) take(sweep, *lever, factor);
  }
}

}  // namespace ayni

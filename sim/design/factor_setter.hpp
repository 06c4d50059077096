#pragma once
// Puts the values of a design's point into a scenario, fast enough to do it before every run.

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "design/point_table.hpp"
#include "model/scenario.hpp"
#include "scenario/parameter_table.hpp"

namespace ayni {

/// Bound to a copy of one scenario; one for each thread.
class FactorSetter {
 public:
  /// Looks the factors' parameters up, once. `points` outlives this. Throws InvalidInput when the scenario does not have
  /// a parameter, or a level is not valid for it; numbers are taken as they are.
  FactorSetter(const Scenario& base, const PointTable& points);

  /// The scenario with the factors' values at a point, until the next call.
  [[nodiscard]] const Scenario& at(std::size_t point);

 private:
  struct Factor {
    std::function<void(const ParameterValue&)> assign;
    ParameterKind kind;
    std::vector<ParameterValue> levels;
  };
  [[nodiscard]] static ParameterValue value_of(const Factor& factor, double value);

  std::unique_ptr<Scenario> scenario_;  // on the heap, for the assignments refer into it
  const PointTable* points_;
  std::vector<Factor> factors_;
};

}  // namespace ayni

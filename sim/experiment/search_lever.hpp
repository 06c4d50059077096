#pragma once
// What a search may change: a parameter, and what is tried of it.

#include <cstddef>
#include <string>
#include <vector>

#include "design/point_table.hpp"
#include "experiment/mix_search.hpp"
#include "model/scenario.hpp"

namespace ayni {

/// All of a range is tried, or some numbers, or some values of another kind.
struct SearchLever {
  std::string parameter;  ///< its path
  std::string unit;
  std::string meaning;
  LeverRange range;                 ///< when there are neither values nor levels
  std::vector<double> values;       ///< numbers
  std::vector<std::string> levels;  ///< as behind --set parameter=; told by their numbers, from 0
  std::size_t levels_sought = 0;    ///< of these; behind them may stand the scenario's own
  double now = 0.0;                 ///< the scenario's value, or the number of its level

  [[nodiscard]] bool is_range() const noexcept { return values.empty() && levels.empty(); }
};

/// A value as one would set it.
[[nodiscard]] std::string setting_text(const SearchLever& lever, double value);

/// The levers as `search_mix` knows them, and a mix of it as the levers' values.
[[nodiscard]] std::vector<MixLever> mix_levers(const std::vector<SearchLever>& levers);
[[nodiscard]] std::vector<double> point_of(const std::vector<SearchLever>& levers, const std::vector<double>& mix);

/// The mix in which the scenario stands; beyond the choices where it is none of them.
[[nodiscard]] std::vector<double> mix_now(const std::vector<SearchLever>& levers);

/// A table with the levers as factors, named by the last part of their path, or by all of it where two share that; no
/// points.
[[nodiscard]] PointTable points_of(const std::vector<SearchLever>& levers);

/// Why a scenario does not fit together with the levers of `points` at a point, or nothing.
[[nodiscard]] std::string misfit_at(const Scenario& scenario, PointTable points, const std::vector<double>& point);

}  // namespace ayni

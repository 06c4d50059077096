#pragma once
// The points of a design: which parameters are set to what.

#include <cstddef>
#include <string>
#include <vector>

namespace ayni {

inline constexpr double most_point_cells = 1.0e7;  ///< points times factors

/// Row-major: values[point * factors.size() + factor]. All vectors but `values` are as long as there are factors.
struct PointTable {
  std::vector<std::string> factors;              ///< names
  std::vector<std::string> parameters;           ///< paths of the parameters they set
  std::vector<std::vector<std::string>> levels;  ///< empty for a number; else what the values count, as in --set
  std::vector<double> values;                    ///< for a factor with levels the level's number, from 0

  [[nodiscard]] std::size_t points() const noexcept { return factors.empty() ? 0 : values.size() / factors.size(); }
};

}  // namespace ayni

#pragma once
// Commands measured from outside, as a user meets them.

#include <string>
#include <vector>

namespace ayni {

struct CommandCost {
  double seconds = 0.0;            ///< from start to end
  double processor_seconds = 0.0;  ///< of all its threads
  double peak_mebibytes = 0.0;     ///< of memory resident at once
};

/// Runs a program with its messages dropped. Throws std::runtime_error when it cannot be run or fails.
[[nodiscard]] CommandCost cost_of(const std::vector<std::string>& command);

}  // namespace ayni

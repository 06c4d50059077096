#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <vector>

#include "experiment/execution.hpp"
#include "results/compare.hpp"
#include "results/summary.hpp"

namespace ayni {

/// A file made again.
struct Reproduction {
  Executed executed;
  std::vector<Difference> differences;  ///< none before all runs are done
};

/// Runs the experiment of a file once more, into a temporary folder that goes again, and compares the two files. Throws
/// FileError when the file is not complete.
[[nodiscard]] Reproduction reproduce_file(const FileSummary& original, std::size_t threads,
                                          const std::string& command_line, const std::atomic<bool>& stop,
                                          Reporter& reporter);

}  // namespace ayni

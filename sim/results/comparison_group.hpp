#pragma once
// What a comparison found in a results file: the group `comparison`, which has dimensions of its own.

#include <hdf5.h>

#include <vector>

#include "observe/comparison_report.hpp"
#include "results/layout.hpp"

namespace ayni {

/// The group's datasets, for the format page.
[[nodiscard]] std::vector<FileVariable> comparison_layout();

/// Writes the group into a file without one. Throws FileError.
void write_comparison(hid_t file, const ComparisonReport& report);

}  // namespace ayni

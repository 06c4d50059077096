#pragma once
// Which rules change during the runs of a results file, in the group `changes`.

#include <hdf5.h>

#include <vector>

#include "results/layout.hpp"

namespace ayni {

/// The group's datasets, for the format page.
[[nodiscard]] std::vector<FileVariable> changes_layout();

/// What the group of a file tells, which may have none. Throws FileError.
[[nodiscard]] std::vector<FileChange> read_changes(hid_t file);

/// Writes the group into a file without one; none without changes. Throws FileError.
void write_changes(hid_t file, const std::vector<FileChange>& changes);

}  // namespace ayni

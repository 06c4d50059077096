#pragma once
// Why the project changed revenues, in the group `effect` of a results file with a twin.

#include <hdf5.h>

#include <cstddef>
#include <vector>

#include "observe/revenue_effect.hpp"
#include "results/layout.hpp"

namespace ayni {

/// The group's datasets, for the format page.
[[nodiscard]] std::vector<FileVariable> effect_layout();

/// Writes the group into a file without one, for so many replicates. Throws FileError.
void write_effect(hid_t file, const RevenueEffect& effect, std::size_t replicates);

}  // namespace ayni

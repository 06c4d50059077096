#pragma once

#include <filesystem>

#include "results/hdf5_handle.hpp"

namespace ayni {

/// Opens a result file for reading. Throws FileError when it is missing, truncated, not of ayni, or of another format.
[[nodiscard]] hdf5::Handle open_results(const std::filesystem::path& path);

}  // namespace ayni

#pragma once

#include "scenario/file_reader.hpp"

namespace ayni {

/// The FileReader of regular files on the disk.
[[nodiscard]] FileText read_from_disk(const std::filesystem::path& file, std::size_t longest);

}  // namespace ayni

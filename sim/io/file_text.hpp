#pragma once
// A file's bytes, or why they cannot be had.

#include <cstddef>
#include <filesystem>
#include <string>

namespace ayni {

struct FileText {
  std::string text;
  std::string trouble;  ///< empty when the text is there; names the file, and near files for one that is missing
};

/// The whole of a regular file, or its first longest + 1 bytes.
[[nodiscard]] FileText read_text(const std::filesystem::path& path, std::size_t longest);

}  // namespace ayni

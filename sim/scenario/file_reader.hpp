#pragma once
// Where the texts of scenario and design files come from: a disk, or a page's memory.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

namespace ayni {

struct FileText {
  std::string text;
  std::string trouble;  ///< empty when the text is there; names the file, and near files for one that is missing
};

/// Gives the whole of a file, or its first longest + 1 bytes, so that the caller's limit sees files that are too long.
using FileReader = std::function<FileText(const std::filesystem::path& file, std::size_t longest)>;

}  // namespace ayni

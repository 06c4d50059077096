#pragma once
// Files that a command is going to write, held against each other and against those that it reads.

#include <filesystem>
#include <optional>
#include <vector>

#include "scenario/file_reader.hpp"

namespace ayni {

/// Reads from the disk and keeps in mind what was read.
class InputFiles {
 public:
  /// `read_from_disk`; it must not outlive this.
  [[nodiscard]] FileReader reader();
  void add(const std::filesystem::path& path) { paths_.push_back(path); }
  [[nodiscard]] const std::vector<std::filesystem::path>& paths() const noexcept { return paths_; }

 private:
  std::vector<std::filesystem::path> paths_;
};

/// Where what gets these names is to be written: links are followed, so that they stay links. Throws FileError when one
/// is no regular file (a device, a pipe), or is the same file as another or as an input, under whatever name. What is
/// written as FILE takes the name FILE.partial too. In the folder `tables`, if there is one, CSV files of any name are to be
/// written, so that no output or input may be one.
[[nodiscard]] std::vector<std::filesystem::path> output_targets(
    const std::vector<std::filesystem::path>& outputs, const InputFiles& inputs,
    const std::optional<std::filesystem::path>& tables = {});

/// The same for a command that writes one file beside its tables.
[[nodiscard]] std::filesystem::path output_target(const std::filesystem::path& output, const InputFiles& inputs,
                                                  const std::optional<std::filesystem::path>& tables = {});

}  // namespace ayni

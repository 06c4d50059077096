#pragma once
// The files in which a search keeps what it has tried until all of it is in its output.

#include <filesystem>
#include <vector>

#include "experiment/execution.hpp"

namespace ayni {

/// Folder of these files, beside the output.
[[nodiscard]] std::filesystem::path values_folder(const std::filesystem::path& output);

class ValueFiles {
 public:
  explicit ValueFiles(const std::filesystem::path& output) : folder_{values_folder(output)} {}

  /// The file of values of the levers that are tried together.
  [[nodiscard]] std::filesystem::path of(const std::vector<double>& point) const;

  /// Makes the folder. Throws FileError when an earlier attempt's is in the way.
  void prepare(Resume resume, Existing existing) const;

  /// Removes the files, and the folder unless something else is in it.
  void remove() const;

 private:
  std::filesystem::path folder_;
};

}  // namespace ayni

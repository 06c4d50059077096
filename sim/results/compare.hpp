#pragma once
// Whether two result files hold the same: every dataset and attribute, byte by byte.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace ayni {

/// The first difference within one dataset or attribute.
struct Difference {
  std::string object;              ///< "price", or "price:units" for an attribute, ":seed" for one of the file
  std::vector<std::size_t> index;  ///< of the first value that differs; empty for attributes, shapes and types
  std::string first;               ///< what the first file has there
  std::string second;
};

/// Differences in the order of the first file, one an object; none when the files hold the same results from the same
/// origin. What must differ between two executions (host, times, command line) is not compared. Memory does not grow
/// with the files. Throws FileError when a file cannot be read or is not of ayni.
[[nodiscard]] std::vector<Difference> compare_files(const std::filesystem::path& first,
                                                    const std::filesystem::path& second);

/// "price[0, 3, 7, 1]: 2.5 in the first file, 2.75 in the second".
[[nodiscard]] std::string to_text(const Difference& difference);

}  // namespace ayni

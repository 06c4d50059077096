#pragma once
// What a result file of a scenario holds, dataset by dataset. The writer creates it and the format page prints it, so
// the two cannot disagree. No HDF5 here.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "observe/catalogue.hpp"

namespace ayni {

/// The version of the layout; it changes when a reader of the former one would be misled.
inline constexpr int result_format_version = 1;

/// The runs a file is made for: every arm is run for every replicate, in the same months.
struct FileShape {
  std::vector<std::string> arms;
  std::size_t runs = 0;  ///< replicates of each arm
  Calendar calendar;     ///< of the dimension `time`
};

/// One dataset.
struct FileVariable {
  std::string name;
  std::vector<std::string> dimensions;  ///< names, slowest first; none for a scalar
  std::optional<Storage> storage;       ///< none for text
  std::string unit;
  std::string long_name;
  std::string description;
  std::vector<std::string> flags;  ///< of a category: value k means flags[k], -1 none
};

/// A dimension and, unless it belongs to a table, the values that stand on it.
struct FileDimension {
  std::string name;
  std::size_t size = 0;  ///< of a table's dimension: 0, and it grows
  bool grows = false;
  FileVariable coordinate;          ///< no name for a table's dimension
  std::vector<std::string> labels;  ///< values of a text coordinate
  std::vector<int> numbers;         ///< values of a numeric coordinate
};

/// The datasets of one table: the number of rows of each run, then one dataset a column; `run` and `arm` come first.
struct FileTable {
  std::string dimension;
  FileVariable rows;
  std::vector<FileVariable> columns;
};

struct FileLayout {
  std::vector<FileDimension> dimensions;
  std::array<FileVariable, 3> scalars;  ///< scenario as written, as resolved; number of runs in the file
  std::vector<FileVariable> measures;   ///< aligned with Catalogue::measures
  std::vector<FileTable> tables;        ///< aligned with Catalogue::tables

  [[nodiscard]] const FileDimension& dimension(const std::string& name) const;
};

/// Throws std::invalid_argument when the catalogue is not one a file can be made of: a name used twice, an empty
/// axis, no runs, no arms.
[[nodiscard]] FileLayout file_layout(const Catalogue& catalogue, const FileShape& shape);

}  // namespace ayni

#pragma once
// What a result file of a scenario holds, dataset by dataset. The writer creates it and the format page prints it, so
// the two cannot disagree. No HDF5 here.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "observe/catalogue.hpp"
#include "run/plan.hpp"

namespace ayni {

/// The version of the layout; it changes when a reader of the former one would be misled.
inline constexpr int result_format_version = 2;

/// A factor of a design, with its value at every point.
struct FileFactor {
  std::string name;
  std::string parameter;  ///< path of the scenario's parameter that it sets
  std::string unit;
  std::string meaning;
  std::vector<double> values;       ///< one a point; where there are levels, the level's number
  std::vector<std::string> levels;  ///< of a factor that is no number, as TOML writes them
};

struct FileArm {
  std::string name;
  std::string scenario;  ///< resolved; at the points of a design the factors are set in it
  bool project = true;   ///< false for the twin, in which the project does not operate
};

/// A parameter that a change of an arm's scenario sets to another value than it had.
struct FileChange {
  std::size_t arm = 0;
  std::string name;                  ///< of the change that sets it
  std::int64_t month = 0;            ///< from which on, 0 the first
  std::string lever;                 ///< path of the parameter
  std::string old_value, new_value;  ///< as TOML
};

/// Whether a file gets every run of the plan, or some of them, for others are elsewhere.
enum class Coverage { whole, part };

/// The runs a file is made for: every arm is run at every point for every replicate, in the same months.
struct FileShape {
  std::vector<FileArm> arms;
  std::size_t runs = 0;             ///< replicates of each arm at each point
  Calendar calendar;                ///< of the dimension `time`
  std::size_t points = 0;           ///< 0: no design, hence no dimension `point`
  std::vector<FileFactor> factors;  ///< none without points
  Coverage coverage = Coverage::whole;
  std::vector<FileChange> changes{};

  [[nodiscard]] std::size_t total_runs() const noexcept { return arms.size() * (points > 0 ? points : 1) * runs; }
};

/// Values of the dataset `run_status`.
inline constexpr double run_done = 0.0;
inline constexpr double run_failed = 1.0;

/// The order in which a file takes its runs: a plan with as many arms, points and replicates.
[[nodiscard]] Plan order_of(const FileShape& shape);

/// How the runs are cut into batches: a batch is one chunk of every dataset over runs. Its chunks are as many arms,
/// points and runs long as stated; slots number the runs of a batch, row-major.
struct Batches {
  std::size_t arms = 1, points = 1, runs = 1;

  [[nodiscard]] std::size_t slots() const noexcept { return arms * points * runs; }
  /// The slot of a run in its batch.
  [[nodiscard]] std::size_t slot(const PlannedRun& run) const noexcept;
  /// The run in the first slot of the batch that this one is in.
  [[nodiscard]] PlannedRun first(const PlannedRun& run) const noexcept;
};
[[nodiscard]] Batches batches_of(const Catalogue& catalogue, const FileShape& shape);

/// One dataset.
struct FileVariable {
  std::string name;
  std::vector<std::string> dimensions;  ///< names, slowest first; none for a scalar
  std::optional<Storage> storage;       ///< none for text
  std::string unit;
  std::string long_name;
  std::string description;
  std::vector<std::string> flags;  ///< of a category: value k means flags[k], -1 no value
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
  FileVariable scenario_source;        ///< text
  FileVariable scenario_resolved;      ///< text, one an arm
  FileVariable project;                ///< one an arm
  std::vector<FileVariable> factors;   ///< aligned with FileShape::factors, one value a point
  FileVariable runs_complete;          ///< number of runs in the file
  FileVariable run_status;             ///< of each run
  std::vector<FileVariable> measures;  ///< aligned with Catalogue::measures
  std::vector<FileTable> tables;       ///< aligned with Catalogue::tables

  [[nodiscard]] const FileDimension& dimension(const std::string& name) const;
};

/// Throws std::invalid_argument when the catalogue is not one a file can be made of: a name used twice, an empty
/// axis, no runs, no arms.
[[nodiscard]] FileLayout file_layout(const Catalogue& catalogue, const FileShape& shape);

}  // namespace ayni

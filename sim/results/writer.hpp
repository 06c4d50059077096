#pragma once
// Results to HDF5, as they come: written beside the final name, flushed batch by batch, renamed when finished.

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "core/report.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"
#include "results/chunk.hpp"
#include "results/file_names.hpp"
#include "results/hdf5_handle.hpp"
#include "results/hdf5_scales.hpp"
#include "results/header.hpp"
#include "results/layout.hpp"

namespace ayni {

/// What becomes of a file that has the name already.
enum class Existing { keep, replace };

/// How the writing of a file ended. A file that is killed says `partial`.
enum class Status { partial, interrupted, complete };
[[nodiscard]] const char* to_text(Status status) noexcept;

/// Throws FileError when there is a file of the name, unless it may be replaced.
void require_free_name(const std::filesystem::path& path, Existing existing);

/// Throws FileError when nothing can be written as FILE: it is a folder, its folder is missing, or, unless it may be replaced,
/// there is a FILE or FILE.partial.
void require_room(const std::filesystem::path& path, Existing existing);

/// Writes the results of a plan of runs. Memory does not grow with the number of runs: a batch of at most 64 runs,
/// fewer when they are large, is held, then written and flushed. Until it is finished as complete the file is called
/// FILE.partial; whenever the program is killed, or the power fails, what was there about a second before is in it (see
/// results/hdf5_journal.hpp). `runs_complete` tells how many runs it holds and `run_status` which. The same results make the
/// same bytes, provenance aside. To be used from one thread.
class ResultsWriter {
 public:
  /// Creates FILE.partial. Throws FileError when FILE or FILE.partial exists (unless told to replace them) or cannot be
  /// made, std::invalid_argument when the catalogue or the shape has no layout.
  ResultsWriter(std::filesystem::path path, const FileHeader& header, Existing existing = Existing::keep);
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  /// Takes one run, in the order of Plan, without a gap unless the file is for part of the plan; another order, or
  /// results of another catalogue, throw std::invalid_argument. Of a failed run only that it failed is kept. Throws
  /// FileError when the disk is full, BrokenInvariant for a value that its storage cannot hold. After an error only
  /// destruction is left.
  void append(const Results& results);

  /// Adds what was found from the runs, as a group of its name, once. Throws FileError.
  void add(const Report& report);

  /// Writes what is held, the status and the end time, closes and syncs. FILE.partial becomes FILE when the status is
  /// `complete`; with another status it keeps its name. Throws FileError; std::logic_error for `complete` when a file
  /// for the whole plan lacks runs.
  void finish(Status status);

  /// FILE.partial.
  [[nodiscard]] const std::filesystem::path& partial_path() const noexcept { return partial_; }

 private:
  static constexpr std::size_t table_chunk_rows = 4096;

  struct Variable {
    hdf5::Handle dataset;
    Chunk chunk{Storage::int8, 0};
    std::size_t values = 1;  ///< of one run; unused for a column
  };
  struct OpenTable {
    hdf5::Handle scale;
    Variable row_count;
    std::vector<Variable>
        columns;  ///< run, arm, then the catalogue's; their chunks hold the rows after the last full one
    hsize_t rows = 0;
  };
  /// A chunk on its way to the file.
  struct Packed {
    hid_t dataset;
    std::array<hsize_t, H5S_MAX_RANK> offset;
    std::vector<std::uint8_t> stream;
  };

  void create(const Provenance& provenance);
  /// Writes what does not change: where the file comes from, its arms and factors.
  void write_description(hdf5::DimensionScales& scales, const Provenance& provenance);
  [[nodiscard]] Variable create_over_runs(const FileVariable& variable);
  [[nodiscard]] Variable create_column(const FileVariable& variable);
  void require_order(const PlannedRun& run) const;
  void put_measures(std::size_t slot, const Results& results);
  void append_rows(std::size_t table, std::size_t slot, const Results& results);
  void pack(const Variable& variable, const std::vector<hsize_t>& offset);
  /// Packs the chunk that the last row of a table is in.
  void pack_rows(OpenTable& table);
  /// Packs the batch that the run appended last is in.
  void pack_batch();
  /// Writes what is packed and the number of runs.
  void write(std::size_t runs_complete);

  hdf5::Quiet quiet_;  ///< first, so that closing after an error is quiet too
  std::filesystem::path path_;
  std::filesystem::path partial_;
  FileShape shape_;
  FileLayout layout_;
  Existing existing_;
  Plan plan_;  ///< the order of the runs
  Batches batches_;
  std::size_t next_ = 0;  ///< number in the plan after the run appended last
  std::size_t appended_ = 0;
  std::size_t written_ = 0;
  std::vector<Packed> packed_;
  std::size_t packed_bytes_ = 0;
  hdf5::Handle file_;  ///< before all handles of what is in it, which must be closed first
  hdf5::Handle runs_complete_;
  Variable run_status_;
  std::vector<Variable> measures_;
  std::vector<OpenTable> tables_;
  Deflater deflate_;
};

}  // namespace ayni

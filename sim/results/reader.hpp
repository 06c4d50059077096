#pragma once
// Results read back from a file, run by run: to go on with it, to join shards, to copy.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "observe/results.hpp"
#include "results/hdf5_handle.hpp"
#include "results/header.hpp"
#include "results/layout.hpp"

namespace ayni {

/// Reads a result file batch by batch, so that memory does not grow with it. What it returns makes, through ResultsWriter,
/// the same bytes again.
class ResultsReader {
 public:
  /// Throws FileError when the file is missing, damaged, or not one that ResultsWriter makes of this catalogue and
  /// shape, whether of the whole plan or of a part.
  ResultsReader(const std::filesystem::path& path, const FileHeader& header);

  /// Whether the file holds the n-th run of the plan.
  [[nodiscard]] bool holds(std::size_t n) const;
  /// Runs it holds.
  [[nodiscard]] std::size_t runs() const noexcept { return held_.size(); }
  /// The n-th run of the plan, fastest in rising order. Of a failed run it tells only that it failed. Throws FileError,
  /// also for a run that it does not hold.
  [[nodiscard]] Results read(std::size_t n);

 private:
  struct TableData {
    std::vector<hid_t> datasets;            ///< of the catalogue's columns
    std::vector<std::size_t> first_row;     ///< of each run held, by position, and the end
    std::vector<std::vector<double>> rows;  ///< of the batch, column by column
    std::size_t first_loaded = 0;           ///< number of the first row of the batch
  };

  /// The place among the runs held of the first whose number is not below n.
  [[nodiscard]] std::size_t place_of(std::size_t n) const;
  void find_runs();
  void open_measures();
  void open_tables(const Catalogue& catalogue);
  void load(const PlannedRun& first);
  [[nodiscard]] hid_t open(const FileVariable& variable);

  hdf5::Quiet quiet_;
  std::string path_;
  FileShape shape_;
  FileLayout layout_;
  Plan plan_;
  Batches batches_;
  hdf5::Handle file_;
  std::vector<hdf5::Handle> opened_;
  std::vector<std::size_t> held_;  ///< numbers in the plan, rising
  std::vector<bool> failed_;       ///< of each held
  std::vector<hid_t> measures_;
  std::vector<std::vector<double>> values_;  ///< of the batch, by measure
  std::vector<TableData> tables_;
  PlannedRun loaded_;
  bool any_loaded_ = false;
};

/// Has another process read all runs of a file (see results/sound.hpp). Throws FileError when it cannot.
void require_readable(const std::filesystem::path& path, const FileHeader& header);

}  // namespace ayni

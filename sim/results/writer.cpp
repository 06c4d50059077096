#include "results/writer.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "results/hdf5_write.hpp"
#include "results/report_group.hpp"

namespace ayni {
namespace {

constexpr std::size_t packed_limit_bytes = std::size_t{64} << 20;

void require_size(std::span<const double> values, std::size_t expected, const std::string& name) {
  if (values.size() == expected) return;
  throw std::invalid_argument("'" + name + "' has " + std::to_string(values.size()) + " values where " +
                              std::to_string(expected) + " belong");
}

void put(Chunk& chunk, std::size_t first, std::span<const double> values, const std::string& name) {
  try {
    chunk.put(first, values);
  } catch (const std::range_error& error) {
    throw BrokenInvariant{"'" + name + "': " + error.what()};
  }
}

/// HDF5 1.10 crashes on some of its ways out when memory ends, so it is not let begin without what it may want to have.
void require_memory() {
  constexpr std::size_t wanted = std::size_t{32} << 20U;
  void* const block = mmap(nullptr, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (block == MAP_FAILED) throw std::bad_alloc{};
  munmap(block, wanted);
}

/// Waits until the file's bytes, or the folder's entries, are on the disk.
void sync(const std::filesystem::path& path, int flags) {
  const int file = open(path.c_str(), flags);
  const int failed = file < 0 ? -1 : fsync(file);
  const int error = errno;
  if (file >= 0) close(file);
  // Some network disks cannot sync a folder; the file itself is safe by then.
  if (failed != 0 && (flags & O_DIRECTORY) == 0) {
    throw FileError{"cannot write " + path.string() + " to the disk: " + std::strerror(error)};
  }
}

}  // namespace

void require_free_name(const std::filesystem::path& path, Existing existing) {
  std::error_code ignored;
  if (existing == Existing::keep && std::filesystem::exists(path, ignored)) {
    throw FileError{path.string() + " exists already; give another name, or --force to replace it"};
  }
}

void require_room(const std::filesystem::path& path, Existing existing) {
  namespace fs = std::filesystem;
  const fs::path partial = partial_of(path);
  std::error_code ignored;
  const fs::path folder = folder_of(path);
  if (fs::is_directory(path, ignored)) throw FileError{path.string() + " is a folder; give the name of a file in it"};
  if (!fs::is_directory(folder, ignored)) {
    throw FileError{"cannot write " + path.string() + ": there is no folder " + folder.string() + "; make it first"};
  }
  require_free_name(path, existing);
  if (existing == Existing::keep && fs::exists(partial, ignored)) {
    throw FileError{partial.string() + " is in the way, of something that did not finish or is under way; " +
                    "give --resume to go on with it, or --force to replace it"};
  }
}

const char* to_text(Status status) noexcept {
  switch (status) {
    case Status::interrupted:
      return "interrupted";
    case Status::complete:
      return "complete";
    case Status::partial:
      break;
  }
  return "partial";
}

ResultsWriter::ResultsWriter(std::filesystem::path path, const FileHeader& header, Existing existing)
    : path_{std::move(path)},
      partial_{partial_of(path_)},
      shape_{header.shape},
      layout_{file_layout(header.catalogue, shape_)},
      existing_{existing},
      plan_{order_of(shape_)},
      batches_{batches_of(header.catalogue, shape_)} {
  require_room(path_, existing_);
  require_memory();
  create(header.provenance);
}

void ResultsWriter::require_order(const PlannedRun& run) const {
  if (next_ == plan_.runs()) throw std::invalid_argument("more runs than the file was made for");
  const std::size_t n = number_of(run, plan_);
  const bool in_order = shape_.coverage == Coverage::whole ? n == next_ : n >= next_ && n < plan_.runs();
  if (!in_order || run.arm >= plan_.arms.size() || run.point >= plan_.points) {
    throw std::invalid_argument("results do not come in the plan's order");
  }
}

void ResultsWriter::put_measures(std::size_t slot, const Results& results) {
  if (results.values.size() != measures_.size() || results.tables.size() != tables_.size()) {
    throw std::invalid_argument("results do not belong to the file's catalogue");
  }
  for (std::size_t m = 0; m < measures_.size(); ++m) {
    require_size(results.values[m], measures_[m].values, layout_.measures[m].name);
    put(measures_[m].chunk, slot * measures_[m].values, results.values[m], layout_.measures[m].name);
  }
}

void ResultsWriter::append(const Results& results) {
  const PlannedRun run{results.arm, results.point, results.run};
  require_order(run);
  const auto batch_of = [&](std::size_t n) { return batches_.first(planned_run(plan_, n)); };
  const std::size_t n = number_of(run, plan_);
  const bool began_another = appended_ > written_ && !(batch_of(next_ - 1) == batches_.first(run));
  if (began_another) {
    pack_batch();
    write(appended_);
  }
  const std::size_t slot = batches_.slot(run);
  const bool failed = !results.failure.empty();
  const double status = failed ? run_failed : run_done;
  put(run_status_.chunk, slot, {&status, 1}, layout_.run_status.name);
  if (!failed) put_measures(slot, results);
  for (std::size_t t = 0; t < tables_.size(); ++t) append_rows(t, slot, results);
  ++appended_;
  next_ = n + 1;

  if (next_ == plan_.runs() || !(batch_of(next_) == batches_.first(run))) {
    pack_batch();
    write(appended_);
  } else if (packed_bytes_ > packed_limit_bytes) {
    write(written_);
  }
}

void ResultsWriter::append_rows(std::size_t t, std::size_t slot, const Results& results) {
  const FileTable& layout = layout_.tables[t];
  OpenTable& table = tables_[t];
  static const std::vector<std::vector<double>> no_rows;
  const bool failed = !results.failure.empty();
  const std::vector<std::vector<double>>& columns = failed ? no_rows : results.tables[t].columns;
  if (!failed && columns.size() + 2 != table.columns.size()) {
    throw std::invalid_argument("table '" + layout.dimension + "' has not the columns of the file's catalogue");
  }
  const std::size_t rows = columns.empty() ? 0 : columns.front().size();
  for (const std::vector<double>& column : columns) require_size(column, rows, layout.dimension);
  const double count = static_cast<double>(rows);
  put(table.row_count.chunk, slot, {&count, 1}, layout.rows.name);

  for (std::size_t done = 0; done < rows;) {
    const std::size_t first = table.rows % table_chunk_rows;
    const std::size_t taken = std::min(rows - done, table_chunk_rows - first);
    const std::vector<double> run(taken, static_cast<double>(results.run));
    const std::vector<double> arm(taken, static_cast<double>(results.arm));
    put(table.columns[0].chunk, first, run, layout.columns[0].name);
    put(table.columns[1].chunk, first, arm, layout.columns[1].name);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      put(table.columns[c + 2].chunk, first, std::span{columns[c]}.subspan(done, taken), layout.columns[c + 2].name);
    }
    done += taken;
    table.rows += taken;
    if (table.rows % table_chunk_rows == 0) pack_rows(table);
  }
}

void ResultsWriter::pack(const Variable& variable, const std::vector<hsize_t>& offset) {
  packed_.push_back({variable.dataset.get(), {}, deflate_(variable.chunk)});
  std::copy(offset.begin(), offset.end(), packed_.back().offset.begin());
  packed_bytes_ += packed_.back().stream.size();
}

void ResultsWriter::pack_rows(OpenTable& table) {
  const bool full = table.rows % table_chunk_rows == 0;
  const hsize_t first = (table.rows - 1) / table_chunk_rows * table_chunk_rows;
  for (Variable& column : table.columns) {
    pack(column, {first});
    if (full) column.chunk.clear();
  }
}

void ResultsWriter::pack_batch() {
  const PlannedRun first = batches_.first(planned_run(plan_, next_ - 1));
  std::vector<hsize_t> offset{first.arm, first.replicate};
  if (shape_.points > 0) offset.insert(offset.begin() + 1, first.point);
  const auto pack_runs = [&](Variable& variable) {
    pack(variable, offset);
    variable.chunk.clear();
  };
  pack_runs(run_status_);
  for (Variable& measure : measures_) pack_runs(measure);
  for (OpenTable& table : tables_) pack_runs(table.row_count);
  for (OpenTable& table : tables_) {
    if (table.rows % table_chunk_rows != 0) pack_rows(table);
  }
}

void ResultsWriter::write(std::size_t runs_complete) {
  require_memory();
  const std::string doing = "write " + partial_.string();
  for (OpenTable& table : tables_) {
    hdf5::require(H5Dset_extent(table.scale.get(), &table.rows), doing);
    for (Variable& column : table.columns) hdf5::require(H5Dset_extent(column.dataset.get(), &table.rows), doing);
  }
  for (const Packed& chunk : packed_) {
    hdf5::require(
        H5Dwrite_chunk(chunk.dataset, H5P_DEFAULT, 0, chunk.offset.data(), chunk.stream.size(), chunk.stream.data()),
        doing);
  }
  packed_.clear();
  packed_bytes_ = 0;
  hdf5::rewrite_count(runs_complete_.get(), static_cast<std::int64_t>(runs_complete));
  hdf5::require(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), doing);
  written_ = runs_complete;
}

void ResultsWriter::add(const Report& report) { write_report(file_.get(), report); }

void ResultsWriter::finish(Status status) {
  if (status == Status::complete && shape_.coverage == Coverage::whole && appended_ != shape_.total_runs()) {
    throw std::logic_error("a file that lacks runs is not complete");
  }
  if (written_ != appended_) {
    pack_batch();
    write(appended_);
  }
  hdf5::rewrite_attribute(file_.get(), "status", to_text(status));
  hdf5::rewrite_attribute(file_.get(), "ended", utc_now());
  measures_.clear();
  tables_.clear();
  run_status_.dataset.close();
  runs_complete_.close();
  hdf5::require(file_.close(), "write " + partial_.string());
  sync(partial_, O_RDONLY);
  if (status != Status::complete) return;

  std::error_code error;
  if (existing_ == Existing::keep && std::filesystem::exists(path_, error)) {
    throw FileError{path_.string() + " has appeared meanwhile; the results are complete in " + partial_.string()};
  }
  rename_file(partial_, path_);
  sync(folder_of(path_), O_RDONLY | O_DIRECTORY);
}

}  // namespace ayni

#include "results/reader.hpp"

#include <algorithm>
#include <utility>

#include "core/error.hpp"
#include "results/hdf5_read.hpp"
#include "results/open.hpp"
#include "results/sound.hpp"

namespace ayni {
namespace {

using Shape = std::vector<hsize_t>;

constexpr double most_rows = 1e9;  ///< of one run in a table

/// `run`'s place, or a batch's extent, along the leading dimensions.
Shape leading(const FileShape& shape, std::size_t arm, std::size_t point, std::size_t run) {
  if (shape.points == 0) return {arm, run};
  return {arm, point, run};
}

}  // namespace

ResultsReader::ResultsReader(const std::filesystem::path& path, const FileHeader& header)
    : path_{path.string()},
      shape_{header.shape},
      layout_{file_layout(header.catalogue, shape_)},
      plan_{order_of(shape_)},
      batches_{batches_of(header.catalogue, shape_)},
      file_{open_results(path)} {
  find_runs();
  open_measures();
  open_tables(header.catalogue);
}

std::size_t ResultsReader::place_of(std::size_t n) const {
  return static_cast<std::size_t>(std::lower_bound(held_.begin(), held_.end(), n) - held_.begin());
}

bool ResultsReader::holds(std::size_t n) const {
  const std::size_t place = place_of(n);
  return place < held_.size() && held_[place] == n;
}

hid_t ResultsReader::open(const FileVariable& variable) {
  opened_.push_back(hdf5::open_dataset(file_.get(), variable.name));
  const hid_t dataset = opened_.back().get();
  const Shape found = hdf5::shape(dataset);
  bool fits = found.size() == variable.dimensions.size();
  for (std::size_t d = 0; fits && d < found.size(); ++d) {
    const FileDimension& dimension = layout_.dimension(variable.dimensions[d]);
    fits = dimension.grows || found[d] == dimension.size;
  }
  if (!fits) throw FileError{path_ + " was made for other runs: the shape of " + variable.name + " is another"};
  return dataset;
}

// Runs are added in the plan's order, so those that are safe are the first `runs_complete` with a status.
void ResultsReader::find_runs() {
  const std::size_t complete = runs_held(file_.get());
  const std::vector<double> status = hdf5::read_numbers(open(layout_.run_status));
  const std::size_t points = plan_.points;
  for (std::size_t n = 0; n < plan_.runs() && held_.size() < complete; ++n) {
    const PlannedRun run = planned_run(plan_, n);
    const double found = status[(run.arm * points + run.point) * plan_.replicates + run.replicate];
    if (found != run_done && found != run_failed) continue;
    held_.push_back(n);
    failed_.push_back(found == run_failed);
  }
  if (held_.size() < complete) throw FileError{path_ + " is damaged: it counts more runs than it holds"};
}

void ResultsReader::open_measures() {
  for (const FileVariable& variable : layout_.measures) measures_.push_back(open(variable));
  values_.resize(measures_.size());
}

void ResultsReader::open_tables(const Catalogue& catalogue) {
  for (std::size_t t = 0; t < catalogue.tables.size(); ++t) {
    const FileTable& layout = layout_.tables[t];
    TableData table;
    const std::vector<double> rows = hdf5::read_numbers(open(layout.rows));
    table.first_row.push_back(0);
    for (std::size_t place = 0; place < held_.size(); ++place) {
      const PlannedRun run = planned_run(plan_, held_[place]);
      const double count = failed_[place] ? 0.0 : rows[run.arm * plan_.replicates + run.replicate];
      if (!(count >= 0.0 && count <= most_rows)) throw FileError{path_ + " is damaged: " + layout.rows.name};
      table.first_row.push_back(table.first_row.back() + static_cast<std::size_t>(count));
    }
    for (std::size_t c = layout.columns.size() - catalogue.tables[t].columns.size(); c < layout.columns.size(); ++c) {
      table.datasets.push_back(open(layout.columns[c]));
      if (hdf5::shape(table.datasets.back()).front() < table.first_row.back()) {
        throw FileError{path_ + " is damaged: " + layout.columns[c].name + " lacks rows"};
      }
    }
    table.rows.resize(table.datasets.size());
    tables_.push_back(std::move(table));
  }
}

void ResultsReader::load(const PlannedRun& first) {
  const std::size_t arms = std::min(batches_.arms, plan_.arms.size() - first.arm);
  const std::size_t points = std::min(batches_.points, plan_.points - first.point);
  const std::size_t runs = std::min(batches_.runs, plan_.replicates - first.replicate);
  for (std::size_t m = 0; m < measures_.size(); ++m) {
    Shape start = leading(shape_, first.arm, first.point, first.replicate);
    Shape count = leading(shape_, arms, points, runs);
    const Shape all = hdf5::shape(measures_[m]);
    for (std::size_t d = start.size(); d < all.size(); ++d) count.push_back(all[d]);
    start.resize(all.size(), 0);
    values_[m] = hdf5::read_numbers(measures_[m], start, count);
  }
  const PlannedRun last{first.arm + arms - 1, first.point + points - 1, first.replicate + runs - 1};
  const std::size_t begin = place_of(number_of(first, plan_));
  const std::size_t end = place_of(number_of(last, plan_) + 1);
  for (TableData& table : tables_) {
    table.first_loaded = table.first_row[begin];
    const std::size_t rows = table.first_row[end] - table.first_loaded;
    for (std::size_t c = 0; c < table.datasets.size(); ++c) {
      table.rows[c] =
          rows == 0 ? std::vector<double>{} : hdf5::read_numbers(table.datasets[c], {table.first_loaded}, {rows});
    }
  }
  loaded_ = first;
  any_loaded_ = true;
}

Results ResultsReader::read(std::size_t n) {
  if (!holds(n)) throw FileError{path_ + " is damaged: it lacks runs"};
  const std::size_t place = place_of(n);
  const PlannedRun run = planned_run(plan_, n);
  Results results;
  results.arm = run.arm;
  results.point = run.point;
  results.run = run.replicate;
  if (failed_[place]) {
    results.failure = name_of(run, plan_) + " failed when it was first carried out";
    return results;
  }
  const PlannedRun first = batches_.first(run);
  if (!any_loaded_ || !(loaded_ == first)) load(first);
  const std::size_t points = std::min(batches_.points, plan_.points - first.point);
  const std::size_t runs = std::min(batches_.runs, plan_.replicates - first.replicate);
  const std::size_t slot =
      ((run.arm - first.arm) * points + run.point - first.point) * runs + run.replicate - first.replicate;
  const std::size_t slots = std::min(batches_.arms, plan_.arms.size() - first.arm) * points * runs;
  for (const std::vector<double>& values : values_) {
    const auto size = static_cast<std::ptrdiff_t>(values.size() / slots);
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(slot) * size;
    results.values.emplace_back(begin, begin + size);
  }
  for (const TableData& table : tables_) {
    const auto begin = static_cast<std::ptrdiff_t>(table.first_row[place] - table.first_loaded);
    const auto end = static_cast<std::ptrdiff_t>(table.first_row[place + 1] - table.first_loaded);
    Rows& rows = results.tables.emplace_back();
    for (const std::vector<double>& column : table.rows) {
      rows.columns.emplace_back(column.begin() + begin, column.begin() + end);
    }
  }
  return results;
}

void require_readable(const std::filesystem::path& path, const FileHeader& header) {
  const bool whole = require_sound(path, [&] {
    ResultsReader reader{path, header};
    for (std::size_t n = 0; n < header.shape.total_runs(); ++n) {
      if (reader.holds(n)) static_cast<void>(reader.read(n));
    }
  });
  if (whole) return;
  ResultsReader{path, header};  // says what is wrong, unless it is the values
  throw FileError{path.string() + " is damaged: not all values of its runs can be read"};
}

}  // namespace ayni

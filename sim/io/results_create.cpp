// The empty file: dimensions, descriptions and datasets, as the layout lists them.

#include <string>
#include <utility>
#include <vector>

#include "io/hdf5_scales.hpp"
#include "io/hdf5_write.hpp"
#include "io/results_file.hpp"

namespace ayni {
namespace {

using hdf5::Handle;

/// "two words" as one, since flag_meanings separates meanings by blanks.
std::string one_word(std::string text) {
  for (char& letter : text) letter = letter == ' ' ? '_' : letter;
  return text;
}

void describe(hid_t dataset, const FileVariable& variable) {
  hdf5::write_attribute(dataset, "long_name", variable.long_name);
  hdf5::write_attribute(dataset, "units", variable.unit);
  hdf5::write_attribute(dataset, "description",
                        variable.description.empty() ? variable.long_name : variable.description);
  if (variable.flags.empty()) return;
  std::vector<std::int8_t> values{-1};
  std::string meanings = "none";
  for (const std::string& flag : variable.flags) {
    values.push_back(static_cast<std::int8_t>(values.size() - 1));
    meanings += ' ' + one_word(flag);
  }
  hdf5::write_attribute(dataset, "flag_values", values);
  hdf5::write_attribute(dataset, "flag_meanings", meanings);
}

void add_scale(hdf5::DimensionScales& scales, hid_t file, const FileDimension& dimension, std::size_t chunk_rows) {
  if (dimension.grows) {
    // The title by which netCDF's readers know a dimension without a variable.
    scales.add(dimension.name, hdf5::create_bare(file, dimension.name, chunk_rows),
               "This is a netCDF dimension but not a netCDF variable.         0");
    return;
  }
  Handle scale = dimension.coordinate.storage ? hdf5::write_numbers(file, dimension.name, dimension.numbers)
                                              : hdf5::write_texts(file, dimension.name, dimension.labels);
  describe(scale.get(), dimension.coordinate);
  if (dimension.coordinate.unit.starts_with("days since")) {
    hdf5::write_attribute(scale.get(), "calendar", "proleptic_gregorian");
  }
  scales.add(dimension.name, std::move(scale), dimension.name);
}

void write_provenance(hid_t file, const Provenance& provenance) {
  hdf5::write_attribute(file, "program", "ayni");
  hdf5::write_attribute(file, "format_version", std::to_string(result_format_version));
  hdf5::write_attribute(file, "status", to_text(Status::partial));
  for (const ProvenanceField& field : provenance_fields()) {
    hdf5::write_attribute(file, field.name, provenance.*field.text);
  }
}

}  // namespace

ResultsFile::Variable ResultsFile::create_over_runs(const FileVariable& variable) {
  std::vector<hsize_t> shape;
  for (const std::string& name : variable.dimensions) shape.push_back(layout_.dimension(name).size);
  std::vector<hsize_t> chunk = shape;
  chunk[0] = batch_arms_;
  chunk[1] = batch_runs_;
  std::size_t values = 1;
  for (std::size_t d = 2; d < shape.size(); ++d) values *= shape[d];
  Handle dataset =
      hdf5::create_chunked(file_.get(), variable.name, *variable.storage, shape, chunk, hdf5::Growth::none);
  describe(dataset.get(), variable);
  return {std::move(dataset), Chunk{*variable.storage, batch_arms_ * batch_runs_ * values}, values};
}

ResultsFile::Variable ResultsFile::create_column(const FileVariable& variable) {
  Handle dataset = hdf5::create_chunked(file_.get(), variable.name, *variable.storage, {0}, {table_chunk_rows},
                                        hdf5::Growth::first_dimension);
  describe(dataset.get(), variable);
  return {std::move(dataset), Chunk{*variable.storage, table_chunk_rows}, 1};
}

void ResultsFile::create(const Provenance& provenance) {
  const auto creation = existing_ == Existing::keep ? hdf5::Creation::only_new : hdf5::Creation::truncate;
  file_ = hdf5::create_file(partial_, creation);
  write_provenance(file_.get(), provenance);

  hdf5::DimensionScales scales;
  for (const FileDimension& dimension : layout_.dimensions) {
    add_scale(scales, file_.get(), dimension, table_chunk_rows);
  }
  const auto& [source, resolved, runs_complete] = layout_.scalars;
  describe(hdf5::write_text(file_.get(), source.name, provenance.scenario_source).get(), source);
  describe(hdf5::write_text(file_.get(), resolved.name, provenance.scenario_resolved).get(), resolved);
  runs_complete_ = hdf5::write_count(file_.get(), runs_complete.name, 0);
  describe(runs_complete_.get(), runs_complete);

  for (const FileVariable& measure : layout_.measures) {
    measures_.push_back(create_over_runs(measure));
    scales.attach(measures_.back().dataset.get(), measure.dimensions);
  }
  for (const FileTable& table : layout_.tables) {
    OpenTable open{{}, create_over_runs(table.rows), {}, 0};
    hdf5::write_attribute(open.row_count.dataset.get(), "sample_dimension", table.dimension);
    scales.attach(open.row_count.dataset.get(), table.rows.dimensions);
    for (const FileVariable& column : table.columns) {
      open.columns.push_back(create_column(column));
      scales.attach(open.columns.back().dataset.get(), column.dimensions);
    }
    tables_.push_back(std::move(open));
  }
  scales.write_references();
  for (std::size_t t = 0; t < tables_.size(); ++t) tables_[t].scale = scales.take(layout_.tables[t].dimension);
  hdf5::require(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), "write " + partial_.string());
}

}  // namespace ayni

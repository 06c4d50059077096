// The empty file: dimensions, descriptions and datasets, as the layout lists them.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "results/changes_group.hpp"
#include "results/describe.hpp"
#include "results/hdf5_scales.hpp"
#include "results/hdf5_write.hpp"
#include "results/writer.hpp"

namespace ayni {
namespace {

using hdf5::Handle;

/// One a line; no text of a level holds a line break, for TOML's basic strings write it as \\n.
std::string lines_of(const std::vector<std::string>& texts) {
  std::string lines;
  for (const std::string& text : texts) lines += text + '\n';
  return lines;
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

ResultsWriter::Variable ResultsWriter::create_over_runs(const FileVariable& variable) {
  std::vector<hsize_t> shape;
  for (const std::string& name : variable.dimensions) shape.push_back(layout_.dimension(name).size);
  std::vector<hsize_t> batch{batches_.arms, batches_.runs};
  if (shape_.points > 0) batch.insert(batch.begin() + 1, batches_.points);
  std::vector<hsize_t> chunk = shape;
  std::copy(batch.begin(), batch.end(), chunk.begin());
  std::size_t values = 1;
  for (std::size_t d = batch.size(); d < shape.size(); ++d) values *= shape[d];
  Handle dataset =
      hdf5::create_chunked(file_.get(), variable.name, *variable.storage, shape, chunk, hdf5::Growth::none);
  describe(dataset.get(), variable);
  return {std::move(dataset), Chunk{*variable.storage, batches_.slots() * values}, values};
}

ResultsWriter::Variable ResultsWriter::create_column(const FileVariable& variable) {
  Handle dataset = hdf5::create_chunked(file_.get(), variable.name, *variable.storage, {0}, {table_chunk_rows},
                                        hdf5::Growth::first_dimension);
  describe(dataset.get(), variable);
  return {std::move(dataset), Chunk{*variable.storage, table_chunk_rows}, 1};
}

void ResultsWriter::write_description(hdf5::DimensionScales& scales, const Provenance& provenance) {
  const auto done = [&scales](const Handle& dataset, const FileVariable& variable) {
    describe(dataset.get(), variable);
    if (!variable.dimensions.empty()) scales.attach(dataset.get(), variable.dimensions);
  };
  const hid_t file = file_.get();
  done(hdf5::write_text(file, layout_.scenario_source.name, provenance.scenario_source), layout_.scenario_source);
  std::vector<std::string> scenarios;
  std::vector<std::int8_t> project;
  for (const FileArm& arm : shape_.arms) {
    scenarios.push_back(arm.scenario);
    project.push_back(arm.project ? 1 : 0);
  }
  done(hdf5::write_texts(file, layout_.scenario_resolved.name, scenarios), layout_.scenario_resolved);
  done(hdf5::write_numbers(file, layout_.project.name, project), layout_.project);
  for (std::size_t f = 0; f < shape_.factors.size(); ++f) {
    const FileFactor& factor = shape_.factors[f];
    const Handle dataset = hdf5::write_numbers(file, factor.name, factor.values);
    done(dataset, layout_.factors[f]);
    hdf5::write_attribute(dataset.get(), "parameter", factor.parameter);
    if (!factor.levels.empty()) hdf5::write_attribute(dataset.get(), "levels", lines_of(factor.levels));
  }
  runs_complete_ = hdf5::write_count(file, layout_.runs_complete.name, 0);
  done(runs_complete_, layout_.runs_complete);
}

void ResultsWriter::create(const Provenance& provenance) {
  const auto creation = existing_ == Existing::keep ? hdf5::Creation::only_new : hdf5::Creation::truncate;
  file_ = hdf5::create_file(partial_, creation);
  write_provenance(file_.get(), provenance);

  hdf5::DimensionScales scales;
  for (const FileDimension& dimension : layout_.dimensions) {
    add_scale(scales, file_.get(), dimension, table_chunk_rows);
  }
  write_description(scales, provenance);
  run_status_ = create_over_runs(layout_.run_status);
  scales.attach(run_status_.dataset.get(), layout_.run_status.dimensions);

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
  write_changes(file_.get(), shape_.changes);
  for (std::size_t t = 0; t < tables_.size(); ++t) tables_[t].scale = scales.take(layout_.tables[t].dimension);
  hdf5::require(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), "write " + partial_.string());
}

}  // namespace ayni

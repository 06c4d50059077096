#include "io/results_summary.hpp"

#include <system_error>

#include "core/error.hpp"
#include "io/hdf5_read.hpp"
#include "io/json.hpp"
#include "io/results_open.hpp"

namespace ayni {
namespace {

std::string only_text(hid_t file, const char* name) {
  const std::vector<std::string> texts = hdf5::read_texts(hdf5::open_dataset(file, name).get());
  return texts.empty() ? "" : texts.front();
}

Provenance read_provenance(hid_t file) {
  Provenance provenance;
  for (const ProvenanceField& field : provenance_fields()) {
    provenance.*field.text = hdf5::attribute_text(file, field.name);
  }
  provenance.scenario_source = only_text(file, "scenario_source");
  provenance.scenario_resolved = only_text(file, "scenario_resolved");
  return provenance;
}

VariableSummary read_variable(hid_t dataset, const std::string& name) {
  VariableSummary variable;
  variable.name = name;
  variable.type = hdf5::type_name(dataset);
  variable.dimensions = hdf5::dimension_names(dataset);
  for (const hsize_t size : hdf5::shape(dataset)) variable.shape.push_back(size);
  variable.unit = hdf5::attribute_text(dataset, "units");
  variable.long_name = hdf5::attribute_text(dataset, "long_name");
  variable.description = hdf5::attribute_text(dataset, "description");
  return variable;
}

FileSummary read(const std::filesystem::path& path) {
  const hdf5::Handle file = open_results(path);
  FileSummary summary;
  std::error_code ignored;
  summary.path = path.string();
  summary.bytes = std::filesystem::file_size(path, ignored);
  summary.format_version = hdf5::attribute_text(file.get(), "format_version");
  summary.status = hdf5::attribute_text(file.get(), "status");
  summary.provenance = read_provenance(file.get());
  for (const std::string& name : hdf5::dataset_names(file.get())) {
    const hdf5::Handle dataset = hdf5::open_dataset(file.get(), name);
    // The scale of a table's dimension is one without values.
    const bool described = hdf5::has_attribute(dataset.get(), "long_name");
    const std::vector<hsize_t> shape = hdf5::shape(dataset.get());
    if (!described || hdf5::dimension_names(dataset.get()) == std::vector{name}) {
      summary.dimensions.emplace_back(name, shape.empty() ? 0 : shape.front());
    }
    if (described) summary.variables.push_back(read_variable(dataset.get(), name));
  }
  summary.arms = hdf5::read_texts(hdf5::open_dataset(file.get(), "arm").get());
  summary.runs = summary.arms.size() * hdf5::shape(hdf5::open_dataset(file.get(), "run").get()).at(0);
  summary.runs_complete =
      static_cast<std::size_t>(hdf5::read_count(hdf5::open_dataset(file.get(), "runs_complete").get()));
  return summary;
}

void write_variable(JsonWriter& json, const VariableSummary& variable) {
  json.begin_object();
  json.key("name").value(variable.name);
  json.key("type").value(variable.type);
  json.key("dimensions").begin_array();
  for (const std::string& name : variable.dimensions) json.value(name);
  json.end_array();
  json.key("shape").begin_array();
  for (const std::size_t size : variable.shape) json.value(static_cast<std::int64_t>(size));
  json.end_array();
  json.key("units").value(variable.unit);
  json.key("long_name").value(variable.long_name);
  json.key("description").value(variable.description);
  json.end_object();
}

}  // namespace

FileSummary read_summary(const std::filesystem::path& path) {
  const hdf5::Quiet quiet;
  try {
    return read(path);
  } catch (const FileError& error) {
    const std::string text = error.what();
    if (text.find(path.string()) != std::string::npos) throw;
    throw FileError{path.string() + " is damaged: " + text};
  }
}

std::string to_json(const FileSummary& summary) {
  JsonWriter json;
  json.begin_object();
  json.key("path").value(summary.path);
  json.key("bytes").value(static_cast<std::int64_t>(summary.bytes));
  json.key("format_version").value(summary.format_version);
  json.key("status").value(summary.status);
  json.key("runs_complete").value(static_cast<std::int64_t>(summary.runs_complete));
  json.key("runs").value(static_cast<std::int64_t>(summary.runs));
  json.key("arms").begin_array();
  for (const std::string& arm : summary.arms) json.value(arm);
  json.end_array();
  json.key("provenance").begin_object();
  for (const ProvenanceField& field : provenance_fields()) json.key(field.name).value(summary.provenance.*field.text);
  json.end_object();
  json.key("dimensions").begin_object();
  for (const auto& [name, size] : summary.dimensions) json.key(name).value(static_cast<std::int64_t>(size));
  json.end_object();
  json.key("variables").begin_array();
  for (const VariableSummary& variable : summary.variables) write_variable(json, variable);
  json.end_array();
  json.end_object();
  return json.text();
}

}  // namespace ayni

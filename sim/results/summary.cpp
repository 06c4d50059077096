#include "results/summary.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "core/json.hpp"
#include "results/changes_group.hpp"
#include "results/hdf5_read.hpp"
#include "results/open.hpp"

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
  return provenance;
}

std::size_t length_of(hid_t file, const char* dimension) {
  const std::vector<hsize_t> shape = hdf5::shape(hdf5::open_dataset(file, dimension).get());
  if (shape.size() != 1) throw FileError{std::string{dimension} + " is not a dimension"};
  return shape.front();
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    all.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

FileFactor read_factor(hid_t dataset, const std::string& name) {
  FileFactor factor{name,
                    hdf5::attribute_text(dataset, "parameter"),
                    hdf5::attribute_text(dataset, "units"),
                    hdf5::attribute_text(dataset, "description"),
                    hdf5::read_numbers(dataset),
                    {}};
  if (hdf5::has_attribute(dataset, "levels")) factor.levels = lines(hdf5::attribute_text(dataset, "levels"));
  return factor;
}

/// Arms, points, factors and runs.
FileShape read_shape(hid_t file, const std::vector<std::string>& datasets) {
  FileShape shape;
  const std::vector<std::string> names = hdf5::read_texts(hdf5::open_dataset(file, "arm").get());
  const std::vector<std::string> scenarios = hdf5::read_texts(hdf5::open_dataset(file, "scenario_resolved").get());
  const std::vector<double> project = hdf5::read_numbers(hdf5::open_dataset(file, "project").get());
  if (scenarios.size() != names.size() || project.size() != names.size()) {
    throw FileError{"its arms do not belong together"};
  }
  for (std::size_t a = 0; a < names.size(); ++a) shape.arms.push_back({names[a], scenarios[a], project[a] != 0.0});
  shape.changes = read_changes(file);
  for (const FileChange& change : shape.changes) {
    if (change.arm >= shape.arms.size()) throw FileError{"its changes are of arms that it does not have"};
  }
  shape.runs = length_of(file, "run");
  if (std::find(datasets.begin(), datasets.end(), "point") == datasets.end()) return shape;
  shape.points = length_of(file, "point");
  for (const std::string& name : datasets) {
    const hdf5::Handle dataset = hdf5::open_dataset(file, name);
    if (hdf5::has_attribute(dataset.get(), "parameter")) shape.factors.push_back(read_factor(dataset.get(), name));
  }
  return shape;
}

VariableSummary read_variable(hid_t dataset, const std::string& name, std::vector<std::string> dimensions) {
  VariableSummary variable;
  variable.name = name;
  variable.type = hdf5::type_name(dataset);
  variable.dimensions = std::move(dimensions);
  for (const hsize_t size : hdf5::shape(dataset)) variable.shape.push_back(size);
  variable.unit = hdf5::attribute_text(dataset, "units");
  variable.long_name = hdf5::attribute_text(dataset, "long_name");
  variable.description = hdf5::attribute_text(dataset, "description");
  const bool named = variable.type == "text" && variable.dimensions == std::vector{name};
  if (named) variable.labels = hdf5::read_texts(dataset);
  return variable;
}

bool is_whole_number(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

bool fits(const FileFactor& factor, std::size_t points) {
  if (factor.values.size() != points) return false;
  if (factor.levels.empty()) return true;
  const auto is_level = [levels = static_cast<double>(factor.levels.size())](double value) {
    return value >= 0.0 && value < levels;
  };
  return std::all_of(factor.values.begin(), factor.values.end(), is_level);
}

/// What whoever goes on with a summary relies on. Throws FileError.
void require_sense(const FileSummary& summary) {
  constexpr std::size_t most_runs = std::size_t{1} << 32U;
  const FileShape& shape = summary.shape;
  if (shape.arms.empty() || shape.runs == 0) throw FileError{"it was made for no runs"};
  if (shape.runs > most_runs / shape.arms.size() / std::max<std::size_t>(shape.points, 1)) {
    throw FileError{"what it says of its number of runs cannot be true"};
  }
  if (summary.runs_complete > shape.total_runs())
    throw FileError{"it says that it holds more runs than it was made for"};
  if (!is_whole_number(summary.provenance.seed)) throw FileError{"its seed is not a number"};
  for (const FileFactor& factor : shape.factors) {
    if (!fits(factor, shape.points)) throw FileError{"the values of factor " + factor.name + " are not of its points"};
  }
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
  const std::vector<std::string> datasets = hdf5::dataset_names(file.get());
  summary.shape = read_shape(file.get(), datasets);
  hdf5::ScaleNames scales;
  for (const std::string& name : datasets) {
    const hdf5::Handle dataset = hdf5::open_dataset(file.get(), name);
    // The scale of a table's dimension is one without values.
    const bool described = hdf5::has_attribute(dataset.get(), "long_name");
    const std::vector<hsize_t> shape = hdf5::shape(dataset.get());
    std::vector<std::string> dimensions;
    if (described) dimensions = hdf5::dimension_names(dataset.get(), scales);
    if (!described || dimensions == std::vector{name}) {
      summary.dimensions.emplace_back(name, shape.empty() ? 0 : shape.front());
    }
    if (described) summary.variables.push_back(read_variable(dataset.get(), name, std::move(dimensions)));
  }
  summary.runs_complete = runs_held(file.get());
  require_sense(summary);
  return summary;
}

Json json_of(const VariableSummary& variable) {
  Json json;
  json["name"] = variable.name;
  json["type"] = variable.type;
  json["dimensions"] = variable.dimensions;
  json["shape"] = variable.shape;
  json["units"] = variable.unit;
  json["long_name"] = variable.long_name;
  json["description"] = variable.description;
  return json;
}

Json json_of(const FileChange& change, const FileShape& shape) {
  Json json;
  json["arm"] = shape.arms[change.arm].name;
  json["name"] = change.name;
  json["month"] = change.month;
  json["lever"] = change.lever;
  json["old"] = change.old_value;
  json["new"] = change.new_value;
  return json;
}

}  // namespace

FileSummary read_summary(const std::filesystem::path& path) {
  const hdf5::Quiet quiet;
  return naming(path, [&] { return read(path); });
}

std::string to_json(const FileSummary& summary) {
  Json json;
  json["path"] = summary.path;
  json["bytes"] = summary.bytes;
  json["format_version"] = summary.format_version;
  json["status"] = summary.status;
  json["runs_complete"] = summary.runs_complete;
  json["runs"] = summary.shape.total_runs();
  json["arms"] = Json::array();
  for (const FileArm& arm : summary.shape.arms) json["arms"].push_back(arm.name);
  json["changes"] = Json::array();
  for (const FileChange& change : summary.shape.changes) json["changes"].push_back(json_of(change, summary.shape));
  json["factors"] = Json::object();
  for (const FileFactor& factor : summary.shape.factors) json["factors"][factor.name] = factor.parameter;
  json["provenance"] = Json::object();
  for (const ProvenanceField& field : provenance_fields()) {
    json["provenance"][field.name] = summary.provenance.*field.text;
  }
  json["dimensions"] = Json::object();
  for (const auto& [name, size] : summary.dimensions) json["dimensions"][name] = size;
  json["variables"] = Json::array();
  for (const VariableSummary& variable : summary.variables) json["variables"].push_back(json_of(variable));
  return json_text(json);
}

}  // namespace ayni

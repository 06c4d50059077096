#include "results/export.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/json.hpp"
#include "results/text_file.hpp"
#include "scenario/toml_value.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
  return quoted + '"';
}

std::string cell(double value) { return std::isfinite(value) ? toml_number(value) : ""; }

/// Names of a measure's values, row-major: "incidence" or "incidence_low_trust".
std::vector<std::string> column_names(const Measure& measure, const Catalogue& catalogue) {
  std::vector<std::string> names{measure.name};
  for (const Axis which : measure.axes) {
    const AxisInfo& axis = catalogue.axis(which);
    std::vector<std::string> longer;
    for (const std::string& name : names) {
      for (std::size_t k = 0; k < axis.size; ++k) {
        longer.push_back(name + '_' + (axis.labels.empty() ? std::to_string(k) : axis.labels[k]));
      }
    }
    names = std::move(longer);
  }
  return names;
}

std::string header(const Catalogue& catalogue, const FileShape& shape) {
  std::string line = "run,point,arm";
  for (const FileFactor& factor : shape.factors) line += ',' + cell(factor.name);
  for (const Measure& measure : catalogue.measures) {
    for (const std::string& name : column_names(measure, catalogue)) line += ',' + cell(name);
  }
  return line + '\n';
}

}  // namespace

void write_experiments(const fs::path& path, const Catalogue& catalogue, const FileShape& shape,
                       ResultsReader& results) {
  TextFile file{path};
  file.write(header(catalogue, shape));
  std::size_t values = 0;
  for (const Measure& measure : catalogue.measures) values += catalogue.size(measure);
  for (std::size_t n = 0; n < shape.total_runs(); ++n) {
    if (!results.holds(n)) continue;
    const Results run = results.read(n);
    std::string line = std::to_string(run.run) + ',' + std::to_string(run.point) + ',' + cell(shape.arms[run.arm].name);
    for (const FileFactor& factor : shape.factors) {
      const double value = factor.values[run.point];
      line += ',' + (factor.levels.empty() ? cell(value) : cell(factor.levels[static_cast<std::size_t>(value)]));
    }
    if (run.values.empty()) line += std::string(values, ',');
    for (const std::vector<double>& measure : run.values) {
      for (const double value : measure) line += ',' + cell(value);
    }
    file.write(line + '\n');
  }
  file.finish();
}

void write_salib_problem(const fs::path& path, const SweepParameters& sweep, const FileShape& shape) {
  Json json;
  json["num_vars"] = shape.factors.size();
  json["names"] = Json::array();
  for (const FileFactor& factor : shape.factors) json["names"].push_back(factor.name);
  json["bounds"] = Json::array();
  for (std::size_t f = 0; f < shape.factors.size(); ++f) {
    const std::vector<double>& range = sweep.factor[f].range;
    const std::vector<double>& taken = range.empty() ? shape.factors[f].values : range;
    const auto [low, high] = std::minmax_element(taken.begin(), taken.end());
    json["bounds"].push_back(Json::array({*low, *high}));
  }
  json["spacing"] = Json::array();
  for (const FactorParameters& factor : sweep.factor) {
    json["spacing"].push_back(factor.spacing == Spacing::log ? "log" : "linear");
  }
  TextFile file{path};
  file.write(json_text(json));
  file.finish();
}

}  // namespace ayni

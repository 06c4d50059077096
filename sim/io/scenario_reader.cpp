#include "io/scenario_reader.hpp"

#include <utility>

#include "io/settings_reader.hpp"

namespace ayni {
namespace {

/// Where the value at `path` was written, or else the nearest table around it, or else the scenario as a whole.
SettingPlace place_of(std::string_view path, const SettingPlaces& places) {
  while (!path.empty()) {
    const auto found = places.find(path);
    if (found != places.end()) return found->second;
    const std::size_t dot = path.rfind('.');
    path = path.substr(0, dot == std::string_view::npos ? 0 : dot);
  }
  return {0, 0, 0};
}

std::string origin_of(const std::string& path, const SettingPlaces& places, const Settings& settings) {
  const auto found = places.find(path);
  if (found == places.end()) return "default";
  const SettingSource& source = settings.sources.at(found->second.source);
  if (source.kind == SettingSource::Kind::option) return "--set";
  return source.name + ':' + std::to_string(found->second.line);
}

Resolved resolved(const Settings& settings) {
  Resolved result;
  const SettingPlaces places = fill(result.scenario, settings);
  SettingProblems problems{settings.sources};
  for (const Inconsistency& found : inconsistencies(result.scenario)) {
    problems.add(place_of(found.key, places), found.key + ": " + found.message);
  }
  problems.throw_if_any();
  const ParameterTable table = parameters_of(std::as_const(result.scenario));
  result.as_written = settings.as_written;
  result.as_resolved = toml_text(table);
  for (const Parameter* const parameter : flattened(table)) {
    result.origins.emplace(parameter->path, origin_of(parameter->path, places, settings));
  }
  return result;
}

}  // namespace

Resolved read_scenario(const ScenarioSource& source) { return resolved(load_settings(source)); }

Resolved read_scenario_text(std::string_view text, const std::string& name) {
  return resolved(settings_of_text(text, name));
}

std::string resolved_with_origins(const Resolved& resolved) {
  return toml_text(parameters_of(resolved.scenario), [&](const Parameter& parameter) {
    const std::string& origin = resolved.origins.at(parameter.path);
    const bool has_unit = !parameter.unit.empty() && parameter.unit != "1";
    return has_unit ? std::string{parameter.unit} + "; " + origin : origin;
  });
}

ParameterTable scenario_parameters() { return parameter_pattern<Scenario>(); }

std::vector<ParameterDifference> scenario_difference(const Scenario& a, const Scenario& b) {
  return parameter_difference(parameters_of(a), parameters_of(b));
}

void set_parameter(Scenario& scenario, std::string_view path, double value) {
  assign_number(parameters_of(scenario), scenario_parameters(), path, value);
}

}  // namespace ayni

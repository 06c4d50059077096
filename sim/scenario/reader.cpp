#include "scenario/reader.hpp"

#include <algorithm>
#include <utility>

#include "scenario/settings_reader.hpp"

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

/// Of several values that do not fit together, the path of the one written last: the one to look at first.
const std::string& last_written(const Inconsistency& found, const SettingPlaces& places, const Settings& settings) {
  const std::string* last = nullptr;
  std::size_t last_order = 0;
  for (const std::string& value : found.values) {
    const auto written = places.find(value);
    if (written == places.end()) continue;
    const std::size_t order = settings.sources.at(written->second.source).order;
    if (last != nullptr && order <= last_order) continue;
    last = &value;
    last_order = order;
  }
  return last != nullptr ? *last : found.key;
}

/// Whether a value that has a part in it is not valid by itself, so that it may only seem not to fit.
bool follows_from_wrong_values(const Inconsistency& found, const ValuesRead& read) {
  const auto wrong = [&read](const std::string& path) { return read.wrong.count(path) > 0; };
  return wrong(found.key) || std::any_of(found.values.begin(), found.values.end(), wrong);
}

std::string origin_of(const std::string& path, const SettingPlaces& places, const Settings& settings) {
  const auto found = places.find(path);
  if (found == places.end()) return "default";
  const SettingSource& source = settings.sources.at(found->second.source);
  if (source.kind == SettingSource::Kind::option) return "--set";
  return source.name + ':' + std::to_string(found->second.line);
}

/// A design by its keys: told as such, rather than key by key.
void refuse_design(const Settings& settings, SettingProblems& problems) {
  for (const char* const key : {"design", "factor"}) {
    const auto found = settings.root.find(key);
    if (found == settings.root.end()) continue;
    problems.add(
        found->second.key_place,
        "this is a design of many runs, not a scenario; `ayni sweep FILE` carries it out, and the scenario that it "
        "varies is behind its key scenario");
    problems.throw_if_any();
  }
}

Resolved resolved(const Settings& settings) {
  Resolved result;
  SettingProblems problems{settings.sources, settings.problems};
  refuse_design(settings, problems);
  const ValuesRead read = fill(result.scenario, settings, problems);
  const SettingPlaces& places = read.places;
  if (settings.whole) {
    for (const Inconsistency& found : inconsistencies(result.scenario)) {
      if (follows_from_wrong_values(found, read)) continue;
      const std::string& path = last_written(found, places, settings);
      problems.add(place_of(path, places), path + ": " + found.message);
    }
  }
  problems.throw_if_any();
  result.scenario.schema_version = Scenario{}.schema_version;  // whatever was read, what is resolved is of this one
  const ParameterTable table = parameters_of(std::as_const(result.scenario));
  result.as_written = settings.as_written;
  result.as_resolved = toml_text(table);
  for (const Parameter* const parameter : flattened(table)) {
    result.origins.emplace(parameter->path, origin_of(parameter->path, places, settings));
  }
  return result;
}

}  // namespace

Resolved read_scenario(const ScenarioSource& source, const FileReader& read) {
  return resolved(load_settings(source, read));
}

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

std::vector<ParameterDifference> policy_difference(const Scenario& a, const Scenario& b) {
  std::vector<ParameterDifference> found = scenario_difference(a, b);
  const auto names = [](const ParameterDifference& each) {
    return each.path == "name" || each.path == "question" || each.path == "question_es";
  };
  found.erase(std::remove_if(found.begin(), found.end(), names), found.end());
  return found;
}

}  // namespace ayni

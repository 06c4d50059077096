#include "scenario/parameter_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/json.hpp"
#include "scenario/levers.hpp"

namespace ayni {
namespace {

void write_toml(const ParameterTable& table, bool entry, const ParameterNote& note, std::string& text) {
  if (!table.path.empty() && (entry || !table.parameters.empty())) {
    if (!text.empty()) text += '\n';
    text += '[' + table.path + "]\n";
  }
  for (const Parameter& parameter : table.parameters) {
    text += parameter.name + " = " + toml_of(parameter.value);
    const std::string comment = note ? note(parameter) : std::string{};
    if (!comment.empty()) text += "  # " + comment;
    text += '\n';
  }
  for (const ParameterTable& inner : table.tables) write_toml(inner, table.keyed, note, text);
}

struct WriteDefault {
  Json& json;

  template <class T>
  void operator()(const T& value) const {
    json = value;
  }
  void operator()(NoAssignments) const { json = Json::object(); }
};

void add_default(Json& json, const Parameter& parameter) { std::visit(WriteDefault{json["default"]}, parameter.value); }

void add_bounds(Json& json, const Parameter& parameter) {
  const auto add = [&](const char* key, double bound) {
    if (!std::isfinite(bound)) return;
    json[key] = parameter.kind == ParameterKind::count ? Json(static_cast<std::int64_t>(bound)) : Json(bound);
  };
  add("minimum", parameter.low);
  add("maximum", parameter.high);
}

void add_choices(Json& json, const std::string& key, const Parameter& parameter) {
  if (parameter.kind == ParameterKind::choice) json[key] = parameter.choices;
}

/// How a JSON calls what is worth trying.
struct TryKeys {
  const char *lever, *low, *high, *lists;
};
constexpr TryKeys listing_keys{"lever", "try_low", "try_high", "try_lists"};
constexpr TryKeys schema_keys{"x-lever", "x-try-low", "x-try-high", "x-try-lists"};

void add_tries(Json& json, const TryKeys& keys, const Parameter& parameter) {
  if (!is_lever(parameter)) return;
  json[keys.lever] = true;
  for (const std::string_view list : parameter.try_lists) json[keys.lists].push_back(Json::parse(list));
  const auto add = [&](const char* key, double end) {
    if (std::isnan(end)) return;
    json[key] = parameter.kind == ParameterKind::count ? Json(static_cast<std::int64_t>(end)) : Json(end);
  };
  add(keys.low, parameter.try_low);
  add(keys.high, parameter.try_high);
}

/// " months"; nothing of a pure number.
std::string unit_behind(const Parameter& parameter) {
  return parameter.unit.empty() || parameter.unit == "1" ? std::string{} : ' ' + std::string{parameter.unit};
}

std::string with_source(const Parameter& parameter) {
  std::string text{parameter.meaning};
  const std::string unit = unit_behind(parameter);
  if (!unit.empty()) text += " [" + unit.substr(1) + ']';
  return parameter.source.empty() ? text : text + " (" + std::string{parameter.source} + ')';
}

std::string_view schema_type(ParameterKind kind) {
  static constexpr std::string_view types[] = {"number", "integer", "boolean", "string",
                                               "string", "array",   "array",   "object"};
  return types[static_cast<std::size_t>(kind)];
}

Json schema_of(const Parameter& parameter) {
  Json json;
  json["type"] = schema_type(parameter.kind);
  json["description"] = with_source(parameter);
  add_default(json, parameter);
  add_choices(json, "enum", parameter);
  if (parameter.kind == ParameterKind::numbers || parameter.kind == ParameterKind::texts) {
    json["items"]["type"] = parameter.kind == ParameterKind::numbers ? "number" : "string";
    add_bounds(json["items"], parameter);
  } else {
    add_bounds(json, parameter);
  }
  add_tries(json, schema_keys, parameter);
  return json;
}

/// What can be assigned to: by its path as a key with dots, or in tables like its own.
Json schema_of_assignments(const Parameter& parameter, const ParameterTable& whole) {
  Json json = schema_of(parameter);
  json["additionalProperties"] = false;
  Json& properties = json["properties"] = Json::object();
  for (const Parameter* const each : flattened(whole)) {
    if (each->fixed_at_start) continue;
    properties[each->path] = schema_of(*each);
    properties[each->path.substr(0, each->path.find('.'))]["type"] = "object";
  }
  return json;
}

void add_schema(Json& json, const ParameterTable& table, const ParameterTable& whole) {
  json["type"] = "object";
  if (!table.meaning.empty()) json["description"] = table.meaning;
  json["additionalProperties"] = false;
  Json& properties = json[table.keyed ? "patternProperties" : "properties"] = Json::object();
  if (table.path.empty()) {
    properties["extends"]["type"] = "string";
    properties["extends"]["description"] =
        "another scenario file, relative to this one, whose values this file changes";
  }
  for (const Parameter& parameter : table.parameters) {
    properties[parameter.name] =
        parameter.kind == ParameterKind::assignments ? schema_of_assignments(parameter, whole) : schema_of(parameter);
  }
  for (const ParameterTable& inner : table.tables) {
    add_schema(properties[table.keyed ? "^[a-z][a-z0-9_-]{0,63}$" : std::string{inner.name}], inner, whole);
  }
}

std::string markdown_cell(std::string_view text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

std::string markdown_range(const Parameter& parameter) {
  Parameter pure = parameter;
  if (!pure.unit.empty()) pure.unit = "1";
  return valid_range(pure);
}

void write_markdown(const ParameterTable& table, const std::string& heading, std::string& text) {
  const bool levers = std::any_of(table.parameters.begin(), table.parameters.end(), is_lever);
  const auto fixed = [](const Parameter& parameter) { return parameter.fixed_at_start; };
  const bool all_fixed = std::all_of(table.parameters.begin(), table.parameters.end(), fixed);
  if (!table.parameters.empty()) {
    if (!text.empty()) text += '\n';
    text += heading + (table.path.empty() ? " At the top of the file" : " `[" + table.path + "]`") + "\n\n";
    if (!table.meaning.empty())
      text += markdown_cell(table.meaning) + (all_fixed ? "; fixed at the start" : "") + ".\n\n";
    text += levers ? "| Parameter | Default | Unit | Valid | Worth trying | Meaning | Source "
                     "|\n|---|---|---|---|---|---|---|\n"
                   : "| Parameter | Default | Unit | Valid | Meaning | Source |\n|---|---|---|---|---|---|\n";
  }
  for (const Parameter& parameter : table.parameters) {
    text += "| `" + parameter.name + "` | `" + markdown_cell(toml_of(parameter.value)) + "` | " +
            markdown_cell(parameter.unit) + " | " + markdown_cell(markdown_range(parameter)) + " | " +
            (levers ? (is_lever(parameter) ? markdown_cell(try_text(parameter)) : std::string{}) + " | " : "") +
            markdown_cell(parameter.meaning) + (fixed(parameter) && !all_fixed ? "; fixed at the start" : "") + " | " +
            markdown_cell(parameter.source) + " |\n";
  }
  for (const ParameterTable& inner : table.tables) write_markdown(inner, heading, text);
}

}  // namespace

std::string toml_text(const ParameterTable& table, const ParameterNote& note) {
  std::string text;
  write_toml(table, false, note, text);
  return text;
}

std::string parameter_listing(const ParameterTable& pattern) {
  std::string text;
  for (const Parameter* const parameter : flattened(pattern)) {
    const std::string range = parameter->kind == ParameterKind::flag ? std::string{} : valid_range(*parameter);
    text += parameter->path + " = " + toml_of(parameter->value) + '\n';
    text += "    " + std::string{parameter->meaning} + '\n';
    text += "    " + std::string{kind_name(parameter->kind)} + (range.empty() ? "" : ": " + range) +
            "; source: " + std::string{parameter->source} + '\n';
    if (is_lever(*parameter))
      text += "    lever, worth trying: " + try_text(*parameter) + unit_behind(*parameter) + '\n';
    if (parameter->fixed_at_start) text += "    fixed at the start: no change can set it\n";
  }
  return text;
}

std::string parameter_json(const ParameterTable& pattern) {
  Json json = Json::array();
  for (const Parameter* const parameter : flattened(pattern)) {
    Json one;
    one["path"] = parameter->path;
    one["type"] = kind_name(parameter->kind);
    add_default(one, *parameter);
    if (!parameter->unit.empty()) one["unit"] = parameter->unit;
    add_bounds(one, *parameter);
    add_choices(one, "choices", *parameter);
    add_tries(one, listing_keys, *parameter);
    if (parameter->fixed_at_start) one["fixed_at_start"] = true;
    one["meaning"] = parameter->meaning;
    one["source"] = parameter->source;
    json.push_back(std::move(one));
  }
  return json_text(json);
}

std::string parameter_markdown(const ParameterTable& pattern, int heading_level) {
  std::string text;
  write_markdown(pattern, std::string(static_cast<std::size_t>(heading_level), '#'), text);
  return text;
}

std::string parameter_schema(const ParameterTable& pattern, const std::string& title) {
  Json json;
  json["$schema"] = "http://json-schema.org/draft-04/schema#";
  json["title"] = title;
  add_schema(json, pattern, pattern);
  return json_text(json);
}

std::vector<ParameterDifference> parameter_difference(const ParameterTable& a, const ParameterTable& b) {
  std::map<std::string, std::string> others;
  const std::vector<const Parameter*> in_b = flattened(b);
  for (const Parameter* const parameter : in_b) others.emplace(parameter->path, toml_of(parameter->value));
  std::vector<ParameterDifference> differences;
  for (const Parameter* const parameter : flattened(a)) {
    std::string value = toml_of(parameter->value);
    const auto other = others.find(parameter->path);
    if (other == others.end()) {
      differences.push_back({parameter->path, std::move(value), {}});
      continue;
    }
    if (other->second != value) differences.push_back({parameter->path, std::move(value), other->second});
    others.erase(other);
  }
  for (const Parameter* const parameter : in_b) {
    const auto only = others.find(parameter->path);
    if (only != others.end()) differences.push_back({parameter->path, {}, only->second});
  }
  return differences;
}

}  // namespace ayni

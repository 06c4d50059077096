#include "scenario/parameter_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/json.hpp"

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

void write_value(JsonWriter& json, double value) { json.value(value); }
void write_value(JsonWriter& json, std::int64_t value) { json.value(value); }
void write_value(JsonWriter& json, bool value) { json.value(value); }
void write_value(JsonWriter& json, const std::string& value) { json.value(value); }
template <class T>
void write_value(JsonWriter& json, const std::vector<T>& values) {
  json.begin_array();
  for (const T& value : values) write_value(json, value);
  json.end_array();
}

void write_default(JsonWriter& json, const Parameter& parameter) {
  json.key("default");
  std::visit([&](const auto& value) { write_value(json, value); }, parameter.value);
}

void write_bounds(JsonWriter& json, const Parameter& parameter) {
  if (std::isfinite(parameter.low)) json.key("minimum").value(parameter.low);
  if (std::isfinite(parameter.high)) json.key("maximum").value(parameter.high);
}

void write_choices(JsonWriter& json, std::string_view key, const Parameter& parameter) {
  if (parameter.kind != ParameterKind::choice) return;
  json.key(key).begin_array();
  for (const std::string_view choice : parameter.choices) json.value(choice);
  json.end_array();
}

std::string with_source(const Parameter& parameter) {
  std::string text{parameter.meaning};
  const std::string unit = parameter.unit == "1" ? std::string{} : std::string{parameter.unit};
  if (!unit.empty()) text += " [" + unit + ']';
  return parameter.source.empty() ? text : text + " (" + std::string{parameter.source} + ')';
}

std::string_view schema_type(ParameterKind kind) {
  static constexpr std::string_view types[] = {"number", "integer", "boolean", "string", "string", "array", "array"};
  return types[static_cast<std::size_t>(kind)];
}

void write_schema(JsonWriter& json, const Parameter& parameter) {
  json.key(parameter.name).begin_object();
  json.key("type").value(schema_type(parameter.kind));
  json.key("description").value(with_source(parameter));
  write_default(json, parameter);
  write_choices(json, "enum", parameter);
  if (parameter.kind == ParameterKind::numbers || parameter.kind == ParameterKind::texts) {
    json.key("items").begin_object();
    json.key("type").value(parameter.kind == ParameterKind::numbers ? "number" : "string");
    write_bounds(json, parameter);
    json.end_object();
  } else {
    write_bounds(json, parameter);
  }
  json.end_object();
}

/// The members of an object that stand for a table, without its braces.
void write_schema_body(JsonWriter& json, const ParameterTable& table) {
  json.key("type").value("object");
  if (!table.meaning.empty()) json.key("description").value(table.meaning);
  json.key("additionalProperties").value(false);
  json.key(table.keyed ? "patternProperties" : "properties").begin_object();
  if (table.path.empty()) {
    json.key("extends").begin_object().key("type").value("string");
    json.key("description").value("another scenario file, relative to this one, whose values this file changes");
    json.end_object();
  }
  for (const Parameter& parameter : table.parameters) write_schema(json, parameter);
  for (const ParameterTable& inner : table.tables) {
    json.key(table.keyed ? "^[a-z][a-z0-9_-]{0,63}$" : std::string_view{inner.name}).begin_object();
    write_schema_body(json, inner);
    json.end_object();
  }
  json.end_object();
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
  if (!table.parameters.empty()) {
    if (!text.empty()) text += '\n';
    text += heading + (table.path.empty() ? " At the top of the file" : " `[" + table.path + "]`") + "\n\n";
    if (!table.meaning.empty()) text += markdown_cell(table.meaning) + ".\n\n";
    text += "| Parameter | Default | Unit | Valid | Meaning | Source |\n|---|---|---|---|---|---|\n";
  }
  for (const Parameter& parameter : table.parameters) {
    text += "| `" + parameter.name + "` | `" + markdown_cell(toml_of(parameter.value)) + "` | " +
            markdown_cell(parameter.unit) + " | " + markdown_cell(markdown_range(parameter)) + " | " +
            markdown_cell(parameter.meaning) + " | " + markdown_cell(parameter.source) + " |\n";
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
  }
  return text;
}

std::string parameter_json(const ParameterTable& pattern) {
  JsonWriter json;
  json.begin_array();
  for (const Parameter* const parameter : flattened(pattern)) {
    json.begin_object();
    json.key("path").value(parameter->path);
    json.key("type").value(kind_name(parameter->kind));
    write_default(json, *parameter);
    if (!parameter->unit.empty()) json.key("unit").value(parameter->unit);
    write_bounds(json, *parameter);
    write_choices(json, "choices", *parameter);
    json.key("meaning").value(parameter->meaning);
    json.key("source").value(parameter->source);
    json.end_object();
  }
  json.end_array();
  return json.text();
}

std::string parameter_markdown(const ParameterTable& pattern, int heading_level) {
  std::string text;
  write_markdown(pattern, std::string(static_cast<std::size_t>(heading_level), '#'), text);
  return text;
}

std::string parameter_schema(const ParameterTable& pattern, const std::string& title) {
  JsonWriter json;
  json.begin_object();
  json.key("$schema").value("http://json-schema.org/draft-04/schema#");
  json.key("title").value(title);
  write_schema_body(json, pattern);
  json.end_object();
  return json.text();
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

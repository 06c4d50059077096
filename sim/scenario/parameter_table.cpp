#include "scenario/parameter_table.hpp"

#include <algorithm>
#include <cmath>

#include "scenario/toml_value.hpp"

namespace ayni {
namespace {

constexpr std::string_view kind_names[] = {"number", "whole number", "true or false", "text",
                                           "choice", "numbers",      "texts",         "assignments"};

struct WriteToml {
  std::string operator()(double value) const { return toml_number(value); }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(const std::string& value) const { return toml_string(value); }
  template <class T>
  std::string operator()(const std::vector<T>& values) const {
    std::string text = "[";
    for (const T& value : values) {
      if (text.size() > 1) text += ", ";
      text += (*this)(value);
    }
    return text + ']';
  }
  std::string operator()(NoAssignments) const { return "{}"; }
};

/// A limit as people write it: 1000000, 0.05, 1e12.
std::string bound(double value) {
  constexpr double longest_whole = 1e10;
  if (value == std::floor(value) && std::abs(value) < longest_whole) {
    return std::to_string(static_cast<std::int64_t>(value));
  }
  std::string text = toml_number(value);
  if (text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0) text.resize(text.size() - 2);
  if (const std::size_t plus = text.find("e+"); plus != std::string::npos) text.erase(plus + 1, 1);
  return text;
}

void flatten(const ParameterTable& table, std::vector<const Parameter*>& all) {
  for (const Parameter& parameter : table.parameters) all.push_back(&parameter);
  for (const ParameterTable& inner : table.tables) flatten(inner, all);
}

/// The parameter at a path, in which any name may stand for that of an entry; null when there is none.
const Parameter* find_in_pattern(const ParameterTable& pattern, std::string_view path) {
  const std::string_view key = path.substr(0, path.find('.'));
  if (key.size() == path.size()) {
    for (const Parameter& parameter : pattern.parameters) {
      if (parameter.name == key) return &parameter;
    }
    return nullptr;
  }
  for (const ParameterTable& inner : pattern.tables) {
    if (inner.name == key || inner.name == any_entry) return find_in_pattern(inner, path.substr(key.size() + 1));
  }
  return nullptr;
}

}  // namespace

bool is_entry_name(std::string_view name) noexcept {
  constexpr std::size_t longest = 64;
  if (name.empty() || name.size() > longest || name.front() < 'a' || name.front() > 'z') return false;
  for (const char c : name) {
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) return false;
  }
  return true;
}

Parameter& ParameterCollector::add_value(std::string_view name, ParameterKind kind, ParameterValue value,
                                         const About& about) {
  Parameter parameter;
  parameter.path = joined_path(table_->path, name);
  parameter.name = name;
  parameter.kind = kind;
  parameter.value = std::move(value);
  parameter.unit = about.unit;
  parameter.low = about.low;
  parameter.high = about.high;
  parameter.meaning = about.meaning;
  parameter.source = about.source;
  parameter.fixed_at_start = about.fixed_at_start || fixed_;
  parameter.try_low = about.try_low;
  parameter.try_high = about.try_high;
  parameter.try_lists = about.try_lists;
  parameter.lever = std::isnan(about.try_low) && about.try_lists.size() == 0 ? Lever::no : Lever::yes;
  table_->parameters.push_back(std::move(parameter));
  return table_->parameters.back();
}

Parameter* ParameterCollector::add_assigned(ParameterTable& table, const ParameterTable& pattern,
                                            const Assignment& assignment) {
  const Parameter* const found = find_in_pattern(pattern, assignment.path);
  if (found == nullptr) return nullptr;
  ParameterTable* at = &table;
  std::string_view rest = assignment.path;
  for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
    const std::string_view name = rest.substr(0, dot);
    const auto named = [name](const ParameterTable& inner) { return inner.name == name; };
    const auto inner = std::find_if(at->tables.begin(), at->tables.end(), named);
    at = inner != at->tables.end() ? &*inner : &add_table(*at, name, {});
    rest.remove_prefix(dot + 1);
  }
  at->parameters.push_back(*found);
  Parameter& parameter = at->parameters.back();
  parameter.path = joined_path(table.path, assignment.path);
  parameter.name = rest;
  if (assignment.value.index() == parameter.value.index()) parameter.value = assignment.value;
  return &parameter;
}

void forget_assign(ParameterTable& table) {
  for (Parameter& parameter : table.parameters) parameter.assign = nullptr;
  for (ParameterTable& inner : table.tables) forget_assign(inner);
}

ParameterTable& ParameterCollector::add_table(ParameterTable& parent, std::string_view name, std::string_view meaning) {
  ParameterTable table;
  table.path = joined_path(parent.path, name);
  table.name = name;
  table.meaning = meaning;
  parent.tables.push_back(std::move(table));
  return parent.tables.back();
}

void EntryMaker::assign_to(const Setting::Table& settings, const std::string& path, std::vector<Assignment>& set) {
  for (const auto& [key, setting] : settings) {
    const std::string here = joined_path(path, key);
    if (const Setting::Table* const inner = setting.table()) {
      assign_to(*inner, here, set);
      continue;
    }
    const auto place = std::lower_bound(set.begin(), set.end(), here,
                                        [](const Assignment& one, const std::string& name) { return one.path < name; });
    if (place == set.end() || place->path != here) set.insert(place, {here, NoAssignments{}});
  }
}

const Setting::Table* EntryMaker::inner_table(const Setting::Table& settings, std::string_view name) {
  const auto found = settings.find(name);
  return found == settings.end() ? nullptr : found->second.table();
}

std::string toml_of(const ParameterValue& value) { return std::visit(WriteToml{}, value); }

std::vector<const Parameter*> flattened(const ParameterTable& table) {
  std::vector<const Parameter*> all;
  flatten(table, all);
  return all;
}

std::string valid_range(const Parameter& parameter) {
  std::string text;
  if (parameter.kind == ParameterKind::choice) {
    for (std::size_t i = 0; i < parameter.choices.size(); ++i) {
      if (i > 0) text += i + 1 == parameter.choices.size() ? " or " : ", ";
      text += parameter.choices[i];
    }
    return text;
  }
  if (parameter.kind == ParameterKind::flag) return "true or false";
  if (parameter.kind == ParameterKind::text || parameter.kind == ParameterKind::texts ||
      parameter.kind == ParameterKind::assignments)
    return text;
  const bool below = std::isfinite(parameter.low);
  const bool above = std::isfinite(parameter.high);
  if (below && above) {
    text = bound(parameter.low) + (parameter.low < parameter.high ? " to " + bound(parameter.high) : "");
  } else if (below) {
    text = "at least " + bound(parameter.low);
  } else if (above) {
    text = "at most " + bound(parameter.high);
  } else {
    text = "any";
  }
  if (parameter.unit != "1") text += ' ' + std::string{parameter.unit};
  return text;
}

std::string_view kind_name(ParameterKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

}  // namespace ayni

#include "scenario/settings_tree.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/near_names.hpp"
#include "core/printable.hpp"
#include "scenario/toml_value.hpp"

namespace ayni {
namespace {

constexpr std::size_t most_problems = 100;
constexpr std::size_t most_dots = 16;  // of a key that is parted; no parameter's path has so many

bool continues_code_point(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string_view line_of(std::string_view text, std::size_t number) {
  for (std::size_t line = 1; line < number; ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return text;
}

/// The part of a line around a column, at most 100 code points, and the column within it.
std::pair<std::string, std::size_t> window(std::string_view line, std::size_t column) {
  constexpr std::size_t before = 60;
  constexpr std::size_t width = 100;
  const std::size_t first = column > before + 1 ? column - before : 1;
  std::size_t at = 0;
  for (std::size_t point = 1; point < first && at < line.size(); ++point) {
    ++at;
    while (at < line.size() && continues_code_point(line[at])) ++at;
  }
  return {printable(line.substr(at), width), column - first + 1};
}

std::string excerpt(const SettingSource& source, const SettingPlace& place) {
  const auto [line, column] = window(line_of(source.text, place.line), place.column);
  if (line.empty()) return {};
  const std::string number = std::to_string(place.line);
  return "\n  " + number + " | " + line + "\n  " + std::string(number.size(), ' ') + " | " +
         std::string(column - 1, ' ') + '^';
}

std::string where(const SettingSource& source, const SettingPlace& place) {
  if (source.kind == SettingSource::Kind::option || place.line == 0) return source.name;
  return source.name + ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
}

struct Show {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return toml_number(value); }
  std::string operator()(const std::string& value) const { return '"' + printable(value, 40) + '"'; }
  std::string operator()(SettingMoment) const { return "a date or time"; }
  std::string operator()(const Setting::Array& value) const { return "an array of " + std::to_string(value.size()); }
  std::string operator()(const Setting::Table& value) const {
    return value.empty() ? "an empty table" : "a table with " + printable(value.begin()->first, 40);
  }
};

}  // namespace

void merge(Setting::Table& below, Setting::Table&& above) {
  for (auto& [key, setting] : above) {
    const auto found = below.find(key);
    if (found == below.end()) {
      below.emplace(key, std::move(setting));
    } else if (found->second.table() != nullptr && setting.table() != nullptr) {
      merge(*found->second.table(), std::move(*setting.table()));
    } else {
      found->second = std::move(setting);
    }
  }
}

void part_dotted_keys(Setting::Table& table, SettingProblems& problems) {
  std::vector<std::string> dotted;
  for (const auto& [key, setting] : table) {
    const auto dots = static_cast<std::size_t>(std::count(key.begin(), key.end(), '.'));
    if (dots > 0 && dots <= most_dots) dotted.push_back(key);
  }
  for (const std::string& path : dotted) {
    Setting setting = std::move(table.extract(path).mapped());
    if (const Setting* const other = setting_at(table, path); other != nullptr && other->table() == nullptr) {
      problems.add(setting.key_place, printable(path, 200) + " is set twice in one table; leave one out");
      continue;
    }
    std::string_view rest = path;
    Setting::Table nested;
    Setting::Table* at = &nested;
    for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
      Setting inner;
      inner.key_place = inner.place = setting.key_place;
      inner.value = Setting::Table{};
      at = at->emplace(std::string{rest.substr(0, dot)}, std::move(inner)).first->second.table();
      rest.remove_prefix(dot + 1);
    }
    at->emplace(std::string{rest}, std::move(setting));
    merge(table, std::move(nested));
  }
}

const Setting* setting_at(const Setting::Table& root, std::string_view path) {
  const Setting::Table* table = &root;
  while (table != nullptr) {
    const std::size_t dot = path.find('.');
    const auto found = table->find(path.substr(0, dot));
    if (found == table->end()) return nullptr;
    if (dot == std::string_view::npos) return &found->second;
    table = found->second.table();
    path.remove_prefix(dot + 1);
  }
  return nullptr;
}

SettingPlace place_at(const Setting::Table& root, std::string_view path) {
  while (!path.empty()) {
    if (const Setting* const found = setting_at(root, path)) {
      return found->table() == nullptr ? found->place : found->key_place;
    }
    const std::size_t dot = path.rfind('.');
    path = path.substr(0, dot == std::string_view::npos ? 0 : dot);
  }
  return {0, 0, 0};
}

SettingPlace place_at(const Setting::Table& root, std::string_view path, std::size_t element) {
  const Setting* const found = setting_at(root, path);
  const Setting::Array* const elements = found == nullptr ? nullptr : found->array();
  return elements != nullptr && element < elements->size() ? (*elements)[element].place : place_at(root, path);
}

std::string shown(const Setting& setting) { return std::visit(Show{}, setting.value); }

std::string_view kind_of(const Setting& setting) {
  static constexpr std::string_view kinds[] = {"true or false",  "a whole number", "a number", "text",
                                               "a date or time", "an array",       "a table"};
  return kinds[setting.value.index()];
}

std::string joined_path(std::string_view parent, std::string_view name) {
  std::string path{parent};
  if (!path.empty()) path += '.';
  return path += name;
}

bool SettingProblems::full() const noexcept { return found_.size() >= most_problems; }

void SettingProblems::add(const SettingPlace& place, std::string message, std::vector<std::string> near) {
  if (full()) {
    ++dropped_;
  } else {
    message += did_you_mean(near);
    found_.push_back({place, std::move(message), std::move(near)});
  }
}

std::vector<Problem> SettingProblems::sorted() const {
  std::vector<SettingProblem> sorted = found_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const SettingProblem& a, const SettingProblem& b) {
    return std::tie(a.place.source, a.place.line, a.place.column) <
           std::tie(b.place.source, b.place.line, b.place.column);
  });
  std::vector<Problem> problems;
  for (SettingProblem& found : sorted) {
    const SettingSource& source = sources_->at(found.place.source);
    const bool is_file = source.kind == SettingSource::Kind::file;
    const bool placed = is_file && found.place.line > 0;
    problems.push_back({where(source, found.place),
                        std::move(found.message) + (placed ? excerpt(source, found.place) : std::string{}),
                        is_file ? source.name : std::string{}, placed ? found.place.line : 0,
                        placed ? found.place.column : 0, std::move(found.near)});
  }
  if (dropped_ > 0) problems.push_back({"", "and " + std::to_string(dropped_) + " more problems"});
  return problems;
}

void SettingProblems::throw_if_any() const {
  if (!found_.empty()) throw InvalidInput{sorted()};
}

}  // namespace ayni

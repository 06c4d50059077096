#include "scenario/levers.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/near_names.hpp"
#include "core/printable.hpp"
#include "scenario/near_keys.hpp"
#include "scenario/reader.hpp"
#include "scenario/settings_reader.hpp"

namespace ayni {
namespace {

template <class Gone>
void drop(ParameterTable& table, const Gone& gone) {
  table.parameters.erase(std::remove_if(table.parameters.begin(), table.parameters.end(), gone),
                         table.parameters.end());
  for (ParameterTable& inner : table.tables) drop(inner, gone);
  const auto empty = [](const ParameterTable& each) { return each.parameters.empty() && each.tables.empty(); };
  table.tables.erase(std::remove_if(table.tables.begin(), table.tables.end(), empty), table.tables.end());
}

std::string lower_case(std::string_view text) {
  std::string lower{text};
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// Every word a parameter is known by, parted by line breaks so that no match runs from one into the next.
std::string words_of(const Parameter& parameter) {
  std::string text = parameter.path + '\n' + std::string{parameter.meaning} + '\n' + std::string{parameter.unit};
  for (const std::string_view choice : parameter.choices) text += '\n' + std::string{choice};
  return lower_case(text);
}

TryRange range_of(const Parameter& parameter) {
  TryRange range{
      parameter.path, parameter.kind, parameter.unit, parameter.meaning, parameter.try_low, parameter.try_high, {}};
  if (parameter.kind == ParameterKind::flag) range.choices = {"false", "true"};
  for (const std::string_view choice : parameter.choices) range.choices.emplace_back(choice);
  for (const std::string_view list : parameter.try_lists) range.choices.emplace_back(list);
  return range;
}

}  // namespace

std::optional<TryRange> find_lever(std::string_view path) {
  const ParameterTable table = scenario_parameters();
  for (const Parameter* const parameter : flattened(table)) {
    if (parameter->path == path && is_lever(*parameter)) return range_of(*parameter);
  }
  return std::nullopt;
}

TryRange lever(std::string_view path) {
  if (std::optional<TryRange> found = find_lever(path)) return *std::move(found);
  ParameterTable levers = scenario_parameters();
  keep_levers(levers);
  const std::string_view name = path.substr(path.rfind('.') + 1);  // the whole path when there is no dot
  const std::string near = did_you_mean(near_keys(name, ParameterTable{}, levers));
  throw InvalidInput{
      {{std::string{}, printable(path, 200) + " is not a lever: no range worth trying is declared for it" +
                           (near.empty() ? "; `ayni params --levers` lists those that have one" : near)}}};
}

std::string try_text(const Parameter& parameter) {
  Parameter tried = parameter;
  if (!tried.unit.empty()) tried.unit = "1";
  tried.low = parameter.try_low;
  tried.high = parameter.try_high;
  if (parameter.kind != ParameterKind::numbers) return valid_range(tried);
  std::string text;
  for (const std::string_view list : parameter.try_lists) text += (text.empty() ? "" : " or ") + std::string{list};
  return text;
}

void keep_levers(ParameterTable& table) {
  drop(table, [](const Parameter& each) { return !is_lever(each); });
}

void keep_matching(ParameterTable& table, const std::vector<std::string>& words) {
  drop(table, [&words](const Parameter& each) {
    const std::string text = words_of(each);
    return std::any_of(words.begin(), words.end(),
                       [&text](const std::string& word) { return text.find(lower_case(word)) == std::string::npos; });
  });
}

}  // namespace ayni

#include "scenario/near_keys.hpp"

#include <algorithm>
#include <cstddef>

#include "core/near_names.hpp"

namespace ayni {
namespace {

/// A known name, and how it is shown where it is proposed.
struct Candidate {
  std::size_t distance;
  std::string name;
  std::string shown;
};

void add_candidate(std::string_view key, const std::string& name, const std::string& shown_name,
                   std::vector<Candidate>& candidates) {
  const std::size_t distance = edit_distance(key, name);
  const auto same = [&](const Candidate& candidate) { return candidate.name == name && candidate.shown == name; };
  if (distance <= near_edits(key) && std::none_of(candidates.begin(), candidates.end(), same)) {
    candidates.push_back({distance, name, shown_name});
  }
}

/// Parameters and tables of a pattern that have just this name, and where they stand.
void add_owners(std::string_view key, const ParameterTable& table, std::vector<std::string>& owners) {
  constexpr const char* at_the_top = ", at the top of the file, before the first header";
  for (const Parameter& parameter : table.parameters) {
    if (parameter.name != key) continue;
    owners.push_back(parameter.path + (table.path.empty() ? at_the_top : ", below [" + table.path + ']'));
  }
  if (key == "extends" && table.path.empty()) owners.push_back(std::string{key} + at_the_top);
  for (const ParameterTable& inner : table.tables) {
    if (!table.keyed && inner.name == key) owners.push_back('[' + inner.path + ']');
    add_owners(key, inner, owners);
  }
}

void add_everywhere(std::string_view key, const ParameterTable& table, std::vector<Candidate>& candidates) {
  for (const Parameter& parameter : table.parameters) {
    add_candidate(key, parameter.name, parameter.path, candidates);
  }
  for (const ParameterTable& inner : table.tables) {
    if (inner.name != any_entry) add_candidate(key, inner.name, inner.path, candidates);
    add_everywhere(key, inner, candidates);
  }
}

}  // namespace

std::vector<std::string> where_it_belongs(std::string_view key, const ParameterTable& pattern) {
  constexpr std::size_t most = 3;
  std::vector<std::string> owners;
  add_owners(key, pattern, owners);
  if (owners.size() > most) owners.clear();
  return owners;
}

std::vector<std::string> near_keys(std::string_view key, const ParameterTable& table, const ParameterTable& pattern) {
  constexpr std::size_t most = 3;
  std::vector<Candidate> candidates;
  for (const Parameter& parameter : table.parameters) {
    add_candidate(key, parameter.name, parameter.name, candidates);
  }
  for (const ParameterTable& inner : table.tables) add_candidate(key, inner.name, inner.name, candidates);
  add_everywhere(key, pattern, candidates);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.distance < b.distance; });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < candidates.size() && i < most; ++i) names.push_back(candidates[i].shown);
  return names;
}

}  // namespace ayni

#include "experiment/search_lever.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/error.hpp"
#include "design/factor_setter.hpp"

namespace ayni {
namespace {

std::vector<std::string> factor_names(const std::vector<SearchLever>& levers) {
  const auto last_part = [](const std::string& path) { return path.substr(path.rfind('.') + 1); };
  std::vector<std::string> names;
  for (const SearchLever& lever : levers) {
    const std::string name = last_part(lever.parameter);
    const auto same = [&](const SearchLever& other) { return last_part(other.parameter) == name; };
    names.push_back(name);
    if (std::count_if(levers.begin(), levers.end(), same) == 1) continue;
    names.back() = lever.parameter;
    std::replace(names.back().begin(), names.back().end(), '.', '_');
  }
  return names;
}

}  // namespace

std::string setting_text(const SearchLever& lever, double value) {
  return lever.levels.empty() ? fmt::format("{:.10g}", value) : lever.levels[static_cast<std::size_t>(value)];
}

std::vector<MixLever> mix_levers(const std::vector<SearchLever>& levers) {
  std::vector<MixLever> mix;
  for (const SearchLever& lever : levers) mix.push_back({lever.range, lever.values.size() + lever.levels_sought});
  return mix;
}

std::vector<double> point_of(const std::vector<SearchLever>& levers, const std::vector<double>& mix) {
  std::vector<double> point = mix;
  for (std::size_t k = 0; k < mix.size(); ++k) {
    const std::vector<double>& values = levers[k].values;
    if (!values.empty()) point[k] = values[static_cast<std::size_t>(mix[k])];
  }
  return point;
}

std::vector<double> mix_now(const std::vector<SearchLever>& levers) {
  std::vector<double> mix;
  for (const SearchLever& lever : levers) {
    const auto place = std::find(lever.values.begin(), lever.values.end(), lever.now);
    mix.push_back(lever.values.empty() ? lever.now : static_cast<double>(place - lever.values.begin()));
  }
  return mix;
}

PointTable points_of(const std::vector<SearchLever>& levers) {
  PointTable points;
  points.factors = factor_names(levers);
  for (const SearchLever& lever : levers) {
    points.parameters.push_back(lever.parameter);
    points.levels.push_back(lever.levels);
  }
  return points;
}

std::string misfit_at(const Scenario& scenario, PointTable points, const std::vector<double>& point) {
  points.values = point;
  FactorSetter setter{scenario, points};
  const std::vector<Inconsistency> found = inconsistencies(setter.at(0));
  return found.empty() ? std::string{} : found.front().key + ": " + found.front().message;
}

}  // namespace ayni

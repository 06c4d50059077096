#include "experiment/lever_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/number_hint.hpp"
#include "core/printable.hpp"
#include "design/factors.hpp"
#include "experiment/arm_text.hpp"
#include "scenario/reader.hpp"
#include "scenario/settings_reader.hpp"
#include "scenario/toml_text.hpp"

namespace ayni {
namespace {

constexpr double usual_steps = 64.0;  ///< into which a range is cut when nobody says how closely it is to be known

bool is_number(const Parameter& parameter) noexcept {
  return parameter.kind == ParameterKind::number || parameter.kind == ParameterKind::count;
}

SearchLever described(const Parameter& parameter) {
  SearchLever lever;
  lever.parameter = parameter.path;
  lever.unit = parameter.unit;
  lever.meaning = parameter.meaning;
  return lever;
}

/// What a text behind --set means to a parameter; nothing, with problems, when it is not valid.
std::optional<ParameterValue> value_of(const std::string& text, const Parameter& parameter, SettingProblems& problems) {
  return parsed_value(parse_toml_value(text, {0, 1, 1}, problems), parameter, problems);
}

/// The scenario's own value, as a number, or as one of the levels, behind which it is put when it is none of them.
void add_now(SearchLever& lever, const Parameter& parameter) {
  if (const auto* const number = std::get_if<double>(&parameter.value)) {
    lever.now = *number;
  } else if (const auto* const count = std::get_if<std::int64_t>(&parameter.value)) {
    lever.now = static_cast<double>(*count);
  }
  if (is_number(parameter)) return;
  lever.levels_sought = lever.levels.size();
  std::size_t place = 0;
  const std::vector<SettingSource> source{{SettingSource::Kind::option, lever.parameter, {}}};
  while (place < lever.levels.size()) {
    SettingProblems ignored{source};
    if (value_of(lever.levels[place], parameter, ignored) == parameter.value) break;
    ++place;
  }
  if (place == lever.levels.size()) lever.levels.push_back(toml_of(parameter.value));
  lever.now = static_cast<double>(place);
}

/// Reads the values of one lever, whose parameter is known.
class LeverReader {
 public:
  LeverReader(const std::string& where, const Parameter& parameter, std::vector<Problem>& problems)
      : where_{where}, parameter_{parameter}, problems_{problems}, lever_{described(parameter)} {}

  std::optional<SearchLever> read(const std::vector<std::string>& parts) {
    const std::size_t before = problems_.size();
    if (parts.size() < 2) {
      add("one value is no choice; write two at least, KEY=A:B, or a range of a number, KEY=LOW:HIGH");
    } else if (!is_number(parameter_)) {
      read_levels(parts);
    } else {
      read_numbers(parts);
    }
    if (problems_.size() > before) return std::nullopt;
    add_now(lever_, parameter_);
    return std::move(lever_);
  }

 private:
  void add(std::string message) { problems_.push_back({where_, std::move(message)}); }

  void read_numbers(const std::vector<std::string>& parts) {
    const bool whole = parameter_.kind == ParameterKind::count;
    for (const std::string& part : parts) {
      const std::optional<double> value = number_of(part);
      if (!value) {
        add(printable(part) + " is not a number" + number_hint(part) + what_is_valid(parameter_));
        continue;
      }
      std::string trouble = trouble_with(parameter_, *value);
      if (trouble.empty() && whole && *value != std::floor(*value)) trouble = "is not a whole number";
      if (!trouble.empty()) add(fmt::format("{:g} {}", *value, trouble));
      if (std::find(lever_.values.begin(), lever_.values.end(), *value) != lever_.values.end()) {
        add(fmt::format("{:g} stands there twice", *value));
      }
      lever_.values.push_back(*value);
    }
    if (lever_.values.size() != parts.size() || parts.size() > 2) return;
    const double low = lever_.values.front();
    const double high = lever_.values.back();
    if (low > high) add("a range has two numbers, the lower first, as in fund.seed_share=0:0.5");
    lever_.range = {low, high, whole, (high - low) / usual_steps};
    lever_.values.clear();
  }

  void read_levels(const std::vector<std::string>& parts) {
    std::vector<ParameterValue> seen;
    const std::vector<SettingSource> source{{SettingSource::Kind::option, where_, {}}};
    for (const std::string& part : parts) {
      SettingProblems wrong{source};
      const std::optional<ParameterValue> value = value_of(part, parameter_, wrong);
      for (const SettingProblem& found : wrong.found()) add(found.message);
      if (!wrong.empty() || !value) continue;
      if (std::find(seen.begin(), seen.end(), *value) != seen.end()) add(printable(part) + " stands there twice");
      seen.push_back(*value);
      lever_.levels.push_back(part);
    }
  }

  const std::string& where_;
  const Parameter& parameter_;
  std::vector<Problem>& problems_;
  SearchLever lever_;
};

}  // namespace

std::optional<double> number_of(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
  return whole ? std::optional{value} : std::nullopt;
}

SearchLever search_lever(const TryRange& range, const Scenario& scenario) {
  const ParameterTable table = parameters_of(scenario);
  const Parameter& parameter = parameter_at(table, scenario_parameters(), range.path);
  SearchLever lever = described(parameter);
  if (range.is_range()) {
    const bool whole = range.kind == ParameterKind::count;
    lever.range = {range.low, range.high, whole, (range.high - range.low) / usual_steps};
  } else {
    lever.levels = range.choices;
  }
  add_now(lever, parameter);
  return lever;
}

std::vector<SearchLever> declared_levers(const Scenario& scenario) {
  const ParameterTable table = parameters_of(scenario);
  std::vector<SearchLever> levers;
  for (const Parameter* const parameter : flattened(table)) {
    if (!is_lever(*parameter) || !factor_refusal(parameter->path).empty()) continue;
    if (const std::optional<TryRange> range = find_lever(parameter->path)) {
      levers.push_back(search_lever(*range, scenario));
    }
  }
  return levers;
}

std::optional<SearchLever> read_lever(const std::string& text, const Scenario& scenario,
                                      std::vector<Problem>& problems) {
  const std::string where = "--lever " + printable(text);
  const std::size_t equals = text.find('=');
  const std::string path = text.substr(0, equals);
  try {
    const ParameterTable table = parameters_of(scenario);
    const Parameter& parameter = parameter_at(table, scenario_parameters(), path);
    if (const std::string refusal = factor_refusal(path); !refusal.empty()) throw InvalidInput{{{{}, refusal}}};
    if (equals != std::string::npos) {
      return LeverReader{where, parameter, problems}.read(parts_of_list(text.substr(equals + 1), ':'));
    }
    return search_lever(lever(path), scenario);
  } catch (const InvalidInput& invalid) {
    for (const Problem& problem : invalid.problems()) {
      const bool no_range = problem.message.find("is not a lever") != std::string::npos;
      problems.push_back({where, problem.message + (no_range ? ". Or write its range, KEY=LOW:HIGH" : "")});
    }
    return std::nullopt;
  }
}

}  // namespace ayni

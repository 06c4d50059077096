#include "design/factors.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/near_names.hpp"
#include "core/printable.hpp"
#include "scenario/reader.hpp"
#include "scenario/settings_reader.hpp"
#include "scenario/toml_text.hpp"
#include "scenario/toml_value.hpp"

namespace ayni {
namespace {

std::size_t choices(const FactorParameters& factor) noexcept { return factor.values.size() + factor.levels.size(); }

bool samples_ranges(DesignKind design) noexcept {
  return design != DesignKind::grid && design != DesignKind::list && design != DesignKind::table;
}

std::string number(double value) {
  std::string text = toml_number(value);
  if (text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0) text.resize(text.size() - 2);
  return text;
}

/// Why a number cannot be the parameter's value, or nothing.
std::string trouble_of(const Parameter& parameter, double value) {
  std::string trouble = trouble_with(parameter, value);
  if (trouble.empty() && parameter.kind == ParameterKind::count && value != std::floor(value)) {
    trouble = "is not a whole number" + what_is_valid(parameter);
  }
  return trouble;
}

}  // namespace

std::string factor_refusal(const std::string& path) {
  if (path == "run.seed") {
    return "all points share the seed, so that they differ by their factors and not by luck; say seed = ... of the "
           "design";
  }
  if (path == "run.runs") return "say replicates = ... of the design";
  if (path.compare(0, 4, "run.") == 0 || path == "output.detail") {
    return "it shapes the results, which all points must share; for all of them, write settings = [\"" + path +
           "=...\"] of the design";
  }
  if (path == "schema_version" || path == "name" || path == "question" || path == "question_es")
    return "it changes nothing in a run";
  return {};
}

Wholeness CheckedFactor::wholeness() const noexcept {
  return parameter != nullptr && parameter->kind == ParameterKind::count ? Wholeness::whole : Wholeness::real;
}

bool CheckedFactor::numeric() const noexcept {
  return parameter != nullptr && (parameter->kind == ParameterKind::number || parameter->kind == ParameterKind::count);
}

FactorCheck::FactorCheck(const SweepParameters& sweep, const Setting::Table& settings,
                         const std::vector<ArmTable>& arms, const std::vector<SettingPlace>& columns,
                         SettingProblems& problems)
    : sweep_{sweep},
      settings_{settings},
      arms_{arms},
      columns_{columns},
      problems_{problems},
      pattern_{scenario_parameters()} {}

std::vector<CheckedFactor> FactorCheck::check() {
  std::vector<CheckedFactor> checked;
  std::map<std::string, std::string> varied;  // parameter to factor
  std::set<std::string> names;
  for (std::size_t f = 0; f < sweep_.factor.size(); ++f) {
    const FactorParameters& factor = sweep_.factor[f];
    const auto [before, fresh] = varied.emplace(factor.parameter, factor.name);
    if (!fresh && !factor.parameter.empty()) {
      add(f, "parameter",
          "varies " + printable(factor.parameter) + ", as factor " + before->second + " does; drop one");
    }
    if (!names.insert(factor.name).second) add(f, "", "a second factor of this name");
    check_against_design(f);
    checked.push_back({parameter_of(f)});
    if (checked.back().parameter != nullptr) check_kind(f, *checked.back().parameter);
  }
  if (sweep_.design == DesignKind::list) check_lengths();
  return checked;
}

SettingPlace FactorCheck::place(std::size_t factor, std::string_view key) const {
  const std::size_t declared = sweep_.factor.size() - columns_.size();
  if (factor >= declared) return columns_[factor - declared];
  return place_at(settings_, joined_path("factor." + sweep_.factor[factor].name, key));
}

SettingPlace FactorCheck::place(std::size_t factor, std::string_view key, std::size_t element) const {
  return place_at(settings_, joined_path("factor." + sweep_.factor[factor].name, key), element);
}

void FactorCheck::add(std::size_t factor, std::string_view key, const std::string& message) {
  problems_.add(place(factor, key), "factor " + sweep_.factor[factor].name + ": " + message);
}

const Parameter* FactorCheck::parameter_of(std::size_t factor) {
  const std::string& path = sweep_.factor[factor].parameter;
  if (path.empty()) {
    add(factor, "parameter", "no parameter; name the one it varies, such as parameter = \"project.counterpart_share\"");
    return nullptr;
  }
  if (const std::string why = factor_refusal(path); !why.empty()) {
    add(factor, "parameter", path + " cannot be a factor: " + why);
    return nullptr;
  }
  return problems_.full() ? nullptr : found_in_every_arm(factor);
}

const Parameter* FactorCheck::found_in_every_arm(std::size_t factor) {
  const std::string& path = sweep_.factor[factor].parameter;
  const Parameter* first = nullptr;
  for (const ArmTable& arm : arms_) {
    try {
      const Parameter& found = parameter_at(arm.parameters, pattern_, path);
      if (first == nullptr) {
        first = &found;
      } else if (toml_of(found.value) != toml_of(first->value)) {
        add(factor, "parameter",
            "arms " + arms_.front().name + " and " + arm.name + " differ in " + path + " (" + toml_of(first->value) +
                ", " + toml_of(found.value) + "), but the factor sets it in both, so they would not differ in it");
      }
    } catch (const InvalidInput& unknown) {
      add(factor, "parameter", unknown_parameter(factor, unknown.what()));
      return nullptr;
    }
  }
  return first;
}

std::string FactorCheck::unknown_parameter(std::size_t factor, const std::string& message) const {
  const std::size_t declared = sweep_.factor.size() - columns_.size();
  if (factor < declared) return message;
  std::vector<std::string> names;
  for (std::size_t f = 0; f < declared; ++f) names.push_back(sweep_.factor[f].name);
  const std::string near = did_you_mean(closest_names(sweep_.factor[factor].name, names));
  return near.empty() ? message : "not a factor of the design" + near;
}

void FactorCheck::check_kind(std::size_t factor, const Parameter& parameter) {
  const FactorParameters& given = sweep_.factor[factor];
  const bool is_number = CheckedFactor{&parameter}.numeric();
  if (is_number && !given.levels.empty()) {
    add(factor, "levels",
        "levels are for flags, choices, texts and arrays, and " + parameter.path + " is a " +
            std::string{kind_name(parameter.kind)} + "; write values = [...] or range = [low, high]");
  }
  if (!is_number && !(given.values.empty() && given.range.empty())) {
    add(factor, given.range.empty() ? "values" : "range",
        parameter.path + " is no number (" + std::string{kind_name(parameter.kind)} +
            "); write levels = [\"...\"], each as behind --set " + parameter.path + '=' + what_is_valid(parameter));
  }
  if (is_number && given.range.size() == 2) check_range(factor, parameter);
  if (is_number) check_values(factor, parameter);
  if (!is_number) check_levels(factor, parameter);
}

void FactorCheck::check_range(std::size_t factor, const Parameter& parameter) {
  const FactorParameters& given = sweep_.factor[factor];
  for (std::size_t end = 0; end < 2; ++end) {
    const std::string trouble = trouble_of(parameter, given.range[end]);
    if (trouble.empty()) continue;
    problems_.add(place(factor, "range", end), "factor " + given.name + ": " + (end == 0 ? "low " : "high ") +
                                                   number(given.range[end]) + " of the range of " + parameter.path +
                                                   ' ' + trouble);
  }
  const double wholes = given.range[1] - given.range[0] + 1.0;
  if (sweep_.design == DesignKind::grid && parameter.kind == ParameterKind::count &&
      static_cast<double>(sweep_.points) > wholes && wholes > 0.0) {
    add(factor, "range",
        "its range has only " + number(wholes) + " whole numbers, and the grid asks for points = " +
            std::to_string(sweep_.points) + " of them; list them as values");
  }
}

void FactorCheck::check_values(std::size_t factor, const Parameter& parameter) {
  const FactorParameters& given = sweep_.factor[factor];
  for (std::size_t i = 0; i < given.values.size(); ++i) {
    const std::string trouble = trouble_of(parameter, given.values[i]);
    if (trouble.empty()) continue;
    problems_.add(place(factor, "values", i), "factor " + given.name + ": value " + number(given.values[i]) + " of " +
                                                  parameter.path + ' ' + trouble);
  }
}

void FactorCheck::check_levels(std::size_t factor, const Parameter& parameter) {
  const FactorParameters& given = sweep_.factor[factor];
  for (std::size_t i = 0; i < given.levels.size(); ++i) {
    const Setting level = parse_toml_value(given.levels[i], place(factor, "levels", i), problems_);
    static_cast<void>(parsed_value(level, parameter, problems_));
  }
}

void FactorCheck::check_against_design(std::size_t factor) {
  const FactorParameters& given = sweep_.factor[factor];
  const int ways = int{!given.range.empty()} + int{!given.values.empty()} + int{!given.levels.empty()};
  if (ways > 1) {
    add(factor, given.range.empty() ? "values" : "range", "give only one of range, values and levels");
  } else if (ways == 0 && sweep_.design != DesignKind::table) {
    add(factor, "",
        "nothing to vary: give range = [low, high], values = [...] or levels = [...]; only levers have a range of "
        "their own (ayni params --levers)");
  }
  if (!given.range.empty() && given.range.size() != 2) {
    add(factor, "range", "a range has two numbers, [low, high]; this has " + std::to_string(given.range.size()));
  } else if (!given.range.empty() && !(given.range[0] < given.range[1])) {
    add(factor, "range", "low " + number(given.range[0]) + " of the range is not below high " + number(given.range[1]));
  }
  if (given.spacing == Spacing::log && !given.range.empty() && given.range[0] <= 0.0) {
    add(factor, "range", "log spacing needs a range above 0, and low is " + number(given.range[0]));
  }
  if (given.spacing == Spacing::log && given.range.empty()) {
    add(factor, "spacing", "spacing says how a range is covered, and there is no range");
  }
  if (sweep_.design == DesignKind::list && !given.range.empty()) {
    add(factor, "range", "a list pairs values; write values = [...] instead of a range");
  }
  if (samples_ranges(sweep_.design) && given.range.empty() && choices(given) == 1) {
    add(factor, "", "one value varies nothing; give two at least, or set it in settings");
  }
}

void FactorCheck::check_lengths() {
  for (std::size_t f = 1; f < sweep_.factor.size(); ++f) {
    const FactorParameters& first = sweep_.factor.front();
    const FactorParameters& other = sweep_.factor[f];
    if (choices(first) == choices(other) || choices(first) == 0 || choices(other) == 0) continue;
    add(f, "",
        "it has " + std::to_string(choices(other)) + " values and " + first.name + " has " +
            std::to_string(choices(first)) + "; in a list the n-th values of all belong together");
  }
}

}  // namespace ayni

#pragma once
// From settings to the parameters of a described struct, with every mistake found in one pass.

#include <map>
#include <optional>
#include <set>
#include <string>

#include "scenario/parameter_table.hpp"
#include "scenario/settings_files.hpp"
#include "scenario/settings_tree.hpp"

namespace ayni {

inline constexpr std::size_t longest_parameter_text = 10'000;   ///< bytes
inline constexpr std::size_t longest_parameter_array = 10'000;  ///< elements

/// Where each parameter and table got its value, by path; what kept its default is absent.
using SettingPlaces = std::map<std::string, SettingPlace, std::less<>>;

struct ValuesRead {
  SettingPlaces places;
  std::set<std::string, std::less<>> wrong;  ///< paths of parameters and tables whose setting is not valid
};

/// Assigns every setting to its parameter. Unknown keys, wrong types, values out of range, unknown choices and the like
/// become problems; near names for unknown keys are sought among the neighbours and in all of `pattern`.
[[nodiscard]] ValuesRead read_values(const Setting::Table& settings, const ParameterTable& table,
                                     const ParameterTable& pattern, SettingProblems& problems);

/// Fills a described struct from settings, over the values it has; adds every problem.
template <class P>
ValuesRead fill(P& described, const Settings& settings, SettingProblems& problems) {
  EntryMaker maker{settings.root};
  P::describe(maker, described);
  return read_values(settings.root, parameters_of(described), parameter_pattern<P>(), problems);
}

/// The same for who has nothing to add. Throws InvalidInput with every problem, of the texts too.
template <class P>
SettingPlaces fill(P& described, const Settings& settings) {
  SettingProblems problems{settings.sources, settings.problems};
  ValuesRead read = fill(described, settings, problems);
  problems.throw_if_any();
  return std::move(read.places);
}

/// The parameter at a path. Throws InvalidInput, with near names, when there is none.
[[nodiscard]] const Parameter& parameter_at(const ParameterTable& table, const ParameterTable& pattern,
                                            std::string_view path);

/// What a setting means to a parameter, as for read_values. When a problem is added, the value is nothing or not valid.
[[nodiscard]] std::optional<ParameterValue> parsed_value(const Setting& setting, const Parameter& parameter,
                                                         SettingProblems& problems);

/// Why a number is not valid for a parameter of kind number, numbers or count ("is too large; valid: 0 to 1 (share that
/// the group pays)"), or nothing when it is.
[[nodiscard]] std::string trouble_with(const Parameter& parameter, double value);

/// "; valid: 0 to 1 (share that the group pays)".
[[nodiscard]] std::string what_is_valid(const Parameter& parameter);

}  // namespace ayni

#pragma once
// TOML text to settings. Safe for untrusted text: size, nesting and number of values are limited before parsing.

#include <cstddef>
#include <string>
#include <string_view>

#include "scenario/settings_tree.hpp"

namespace ayni {

inline constexpr std::size_t longest_toml = 1U << 20U;   ///< bytes of one file
inline constexpr std::size_t most_toml_values = 20'000;  ///< keys and array elements of one file
inline constexpr std::size_t deepest_toml = 16;          ///< brackets within brackets, parts of a dotted key

/// What a text holds; when it is not valid TOML or beyond the limits, a problem is added and the table is empty.
/// `source` is the number that places shall carry.
[[nodiscard]] Setting::Table parse_toml(std::string_view text, std::size_t source, SettingProblems& problems);

/// One value as it stands behind `--set key=`: TOML, or text where it is not TOML ("stochastic", "my title").
/// An array, inline table or quoted string that is not TOML is a problem. All of it is said to stand at `place`.
[[nodiscard]] Setting parse_toml_value(std::string_view text, const SettingPlace& place, SettingProblems& problems);

}  // namespace ayni

#pragma once
// Levers: the parameters that a policy could set, each declared with what is worth trying.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/parameter_table.hpp"

namespace ayni {

[[nodiscard]] inline bool is_lever(const Parameter& parameter) noexcept { return parameter.lever == Lever::yes; }

/// What is worth trying of a lever: a range of a number or count, otherwise all values of `choices`.
struct TryRange {
  std::string path;
  ParameterKind kind = ParameterKind::number;
  std::string_view unit;  ///< empty for a flag or a choice
  std::string_view meaning;
  double low = untried, high = untried;
  std::vector<std::string> choices;  ///< as behind --set path=, of a flag, a choice or a list

  [[nodiscard]] bool is_range() const noexcept { return choices.empty(); }
};

/// Throws InvalidInput, with the nearest levers, for a parameter that is none and for a path that is unknown.
[[nodiscard]] TryRange lever(std::string_view path);

/// The same, but nothing for those.
[[nodiscard]] std::optional<TryRange> find_lever(std::string_view path);

/// "0.1 to 0.6", "true or false", "[1, 2] or [3]": without the unit.
[[nodiscard]] std::string try_text(const Parameter& parameter);

/// Leaves only the levers of a tree, and the tables that hold any.
void keep_levers(ParameterTable& table);

/// Leaves only the parameters that have every word somewhere in path, meaning, unit or choices, whatever the case, and
/// the tables that hold any.
void keep_matching(ParameterTable& table, const std::vector<std::string>& words);

}  // namespace ayni

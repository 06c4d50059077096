#pragma once
// An arm in one word of the command line: a name, and what it sets in the base.

#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace ayni {

struct ArmSettings {
  std::string name;
  std::vector<std::string> settings;  ///< "key=value"
};

/// Reads "NAME:key=value,key=value"; commas inside brackets, braces or quotes belong to a value. Adds a problem for
/// everything that is wrong with the form: a name that is no part of a file's name, nothing set, a key set twice, a key
/// that all arms share. Whether the keys and values are right is the scenario's reader to say.
[[nodiscard]] ArmSettings read_arm(std::string_view text, std::vector<Problem>& problems);

/// The parts between separators that stand outside of brackets, braces and quotes.
[[nodiscard]] std::vector<std::string> parts_of_list(std::string_view list, char separator);

}  // namespace ayni

#pragma once
// What a key that means nothing where it stands may have meant.

#include <string>
#include <string_view>
#include <vector>

#include "scenario/parameter_table.hpp"

namespace ayni {

/// At most three keys near one that `table` does not have, nearest first: its own by their names, others by their paths.
[[nodiscard]] std::vector<std::string> near_keys(std::string_view key, const ParameterTable& table,
                                                 const ParameterTable& pattern);

/// For a key that is right, but stands below another header: where it would mean something; nothing when that is in more than
/// a few places, or nowhere.
[[nodiscard]] std::vector<std::string> where_it_belongs(std::string_view key, const ParameterTable& pattern);

}  // namespace ayni

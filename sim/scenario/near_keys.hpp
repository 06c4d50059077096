#pragma once
// What a key that means nothing where it stands may have meant.

#include <string>
#include <string_view>

#include "scenario/parameter_table.hpp"

namespace ayni {

/// ". Did you mean ...?" for a key that `table` does not have.
[[nodiscard]] std::string near_keys(std::string_view key, const ParameterTable& table, const ParameterTable& pattern);

/// The same for a key that is right, but stands below another header: where it would mean something; nothing when that is in
/// more than a few places, or nowhere.
[[nodiscard]] std::string where_it_belongs(std::string_view key, const ParameterTable& pattern);

}  // namespace ayni

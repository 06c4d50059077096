#pragma once

#include <vector>

#include "core/error.hpp"
#include "core/json.hpp"

namespace ayni {

/// An array of { "file", "line", "column" (those it has), "where", "message", "near": [...] }.
[[nodiscard]] Json json_of(const std::vector<Problem>& problems);

}  // namespace ayni

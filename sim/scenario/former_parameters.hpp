#pragma once
// Names of earlier versions of the vocabulary (schema_version), and what they became.

#include <string>
#include <string_view>

namespace ayni {

/// "is now ..." for a path of an earlier version that is gone; empty for any other.
[[nodiscard]] std::string what_became_of(std::string_view path);

}  // namespace ayni

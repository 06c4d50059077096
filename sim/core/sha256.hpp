#pragma once

#include <string>
#include <string_view>

namespace ayni {

/// The SHA-256 digest of a text (FIPS 180-4), as 64 hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view text);

}  // namespace ayni

#pragma once
// Values written as TOML, so that they read back to the same bits.

#include <string>
#include <string_view>

namespace ayni {

/// Shortest decimal text that reads back to the same double, always recognisable as a number with a fraction or exponent.
[[nodiscard]] std::string toml_number(double value);

/// A basic string in quotes with everything escaped that TOML wants escaped.
[[nodiscard]] std::string toml_string(std::string_view text);

}  // namespace ayni

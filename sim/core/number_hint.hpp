#pragma once
// How a number is written here that somebody wrote as at home.

#include <string>
#include <string_view>

namespace ayni {

/// "; write 0.1: decimals have a point" for 0,1, the like for 10% and for thousands that are parted; nothing for any other
/// text.
[[nodiscard]] std::string number_hint(std::string_view text);

}  // namespace ayni

#pragma once
// What a TOML text must not exceed before toml++ may see it.

#include <optional>
#include <string>
#include <string_view>

#include "scenario/settings_tree.hpp"

namespace ayni {

struct TomlLimitExceeded {
  std::string message;
  std::size_t line = 1;
  std::size_t column = 1;
};

/// The first place where a text is too large, too deep, or holds bytes that no text file should.
/// Exact as far as the text is valid TOML; behind the first syntax error it may say anything, but the parser stops there.
[[nodiscard]] std::optional<TomlLimitExceeded> exceeded_limit(std::string_view text);

}  // namespace ayni

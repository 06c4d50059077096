#pragma once
// Text that came from outside, made safe for a terminal: what controls it (colours, the cursor, the clipboard) is replaced.

#include <cstddef>
#include <string>
#include <string_view>

namespace ayni {

/// Bytes of the valid UTF-8 sequence at the beginning of `text`, which is not empty; 0 when it is not valid.
[[nodiscard]] std::size_t utf8_length(std::string_view text) noexcept;

/// How many letters (code points) a text in UTF-8 has.
[[nodiscard]] std::size_t letters(std::string_view text) noexcept;

/// The text with control characters and what is not UTF-8 replaced. Tabs and the ends of lines stay.
[[nodiscard]] std::string printable_lines(std::string_view text);

/// The same in one line, shortened to `longest` code points.
[[nodiscard]] std::string printable(std::string_view text, std::size_t longest = 60);

}  // namespace ayni

#include "core/printable.hpp"

#include <algorithm>

namespace ayni {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// C0, DEL and, in two bytes, C1.
bool is_control(std::string_view code_point) {
  const unsigned first = byte_at(code_point, 0);
  return first < 0x20 || first == 0x7F || (first == 0xC2 && byte_at(code_point, 1) < 0xA0);
}

bool ends_line(std::string_view text) { return text[0] == '\n' || text.substr(0, 2) == "\r\n"; }

}  // namespace

std::size_t utf8_length(std::string_view text) noexcept {
  const unsigned first = byte_at(text, 0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, i) & 0xC0U) != 0x80U) return 0;
  }
  const bool overlong = (first == 0xE0 && byte_at(text, 1) < 0xA0) || (first == 0xF0 && byte_at(text, 1) < 0x90);
  const bool beyond = (first == 0xED && byte_at(text, 1) > 0x9F) || (first == 0xF4 && byte_at(text, 1) > 0x8F);
  return overlong || beyond ? 0 : length;
}

std::size_t letters(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string printable_lines(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const bool stays = text[0] == '\t' || ends_line(text) || (length > 0 && !is_control(text));
    if (stays) {
      safe += text.substr(0, length);
    } else {
      safe += '?';
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return safe;
}

std::string printable(std::string_view text, std::size_t longest) {
  std::string safe;
  for (std::size_t points = 0; !text.empty(); ++points) {
    if (points == longest) return safe + "...";
    const std::size_t length = utf8_length(text);
    if (length == 0 || is_control(text)) {
      safe += text[0] == '\t' ? ' ' : '?';
    } else {
      safe += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return safe;
}

}  // namespace ayni

#include "scenario/toml_value.hpp"

#include <cmath>

#include "core/shortest_text.hpp"

namespace ayni {

std::string toml_number(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0.0 ? "-inf" : "inf";
  std::string text = shortest_text(value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string toml_string(std::string_view text) {
  static constexpr std::string_view hexadecimal = "0123456789ABCDEF";
  static constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  std::string quoted = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (text[i] == '"' || text[i] == '\\') {
      quoted += '\\';
      quoted += text[i];
    } else if (text[i] == '\n') {
      quoted += "\\n";
    } else if (text[i] == '\t') {
      quoted += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted += "\\u00";
      quoted += hexadecimal[byte >> 4U];
      quoted += hexadecimal[byte & 0xFU];
    } else if (text.substr(i, byte_order_mark.size()) == byte_order_mark) {
      quoted += "\\uFEFF";
      i += byte_order_mark.size() - 1;
    } else {
      quoted += text[i];
    }
  }
  return quoted + '"';
}

}  // namespace ayni

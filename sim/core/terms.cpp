#include "core/terms.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <locale>
#include <sstream>
#include <stdexcept>

namespace ayni {
namespace {

auto find(std::string_view key) noexcept {
  const auto all = terms();
  return std::find_if(all.begin(), all.end(), [key](const Term& one) { return one.key == key; });
}

}  // namespace

bool has_term(std::string_view key) noexcept { return find(key) != terms().end(); }

std::string term(std::string_view key, Language language, TermValues values) {
  const auto found = find(key);
  if (found == terms().end()) throw std::out_of_range("analysis/terms.toml has no '" + std::string{key} + "'");
  std::string_view rest = found->in(language);
  std::string text;
  while (true) {
    const std::size_t open = rest.find('{');
    text += rest.substr(0, open);
    if (open == std::string_view::npos) return text;
    const std::size_t close = rest.find('}', open);
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    const auto* const value =
        std::find_if(values.begin(), values.end(), [name](const auto& one) { return one.first == name; });
    if (value == values.end()) throw std::out_of_range(std::string{key} + " has no value {" + std::string{name} + '}');
    text += value->second;
    rest = rest.substr(close + 1);
  }
}

std::string number_text(double value, int decimals, Language language) {
  std::ostringstream digits;
  digits.imbue(std::locale::classic());
  digits.precision(decimals);
  digits << std::fixed << std::abs(value);
  std::string text = digits.str();
  const bool nothing = text.find_first_of("123456789") == std::string::npos;
  std::size_t point = text.find('.');
  if (point == std::string::npos) point = text.size();
  if (language == Language::es && point < text.size()) text[point] = ',';
  const char group = language == Language::es ? '.' : ',';
  while (point > 3) text.insert(point -= 3, 1, group);
  return value < 0.0 && !nothing ? '-' + text : text;  // what is rounded to nothing has no sign
}

}  // namespace ayni

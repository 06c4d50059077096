#include "core/shortest_text.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace ayni {
namespace {

constexpr int most_digits = 17;  // that many tell every double from all others

/// "d.ddde+xx", with as few digits as tell the number from all others.
std::string scientific(double value) {
  std::array<char, 32> text{};
  for (int digits = 1; digits <= most_digits; ++digits) {
    std::snprintf(text.data(), text.size(), "%.*e", digits - 1, value);
    if (std::strtod(text.data(), nullptr) == value) break;
  }
  return text.data();
}

/// The same digits without an exponent.
std::string plain(const std::string& digits, int exponent) {
  const auto number = static_cast<int>(digits.size());
  if (exponent < 0) return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (exponent + 1 >= number) return digits + std::string(static_cast<std::size_t>(exponent + 1 - number), '0');
  std::string text = digits;
  return text.insert(static_cast<std::size_t>(exponent + 1), 1, '.');
}

}  // namespace

std::string shortest_text(double value) {
  const std::string text = scientific(std::fabs(value));
  const std::size_t mark = text.find('e');
  const int exponent = std::atoi(text.c_str() + mark + 1);
  std::string digits = text.substr(0, 1);
  if (mark > 2) digits += text.substr(2, mark - 2);
  std::string without = plain(digits, exponent);
  // Beyond 2^53 a plain number has digits that say nothing, where std::to_chars writes those of the exact value.
  if (exponent >= most_digits - 1 && without.size() <= text.size()) {
    std::array<char, 32> exact{};
    std::snprintf(exact.data(), exact.size(), "%.0f", std::fabs(value));
    without = exact.data();
  }
  return (std::signbit(value) ? "-" : "") + (without.size() <= text.size() ? without : text);
}

}  // namespace ayni

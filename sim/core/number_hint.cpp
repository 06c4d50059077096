#include "core/number_hint.hpp"

#include <algorithm>
#include <cstddef>

namespace ayni {
namespace {

constexpr std::size_t longest_number = 20;
constexpr std::size_t parted_digits = 3;  // of thousands

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A hundredth of a number with digits before and, maybe, behind a point.
std::string hundredth_of(std::string_view before, std::string_view behind) {
  std::string digits{before};
  digits.insert(0, digits.size() < parted_digits ? parted_digits - digits.size() : 0, '0');
  std::string text = digits.substr(0, digits.size() - 2) + '.' + digits.substr(digits.size() - 2) + std::string{behind};
  text.erase(0, std::min(text.find_first_not_of('0'), text.find('.') - 1));
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

std::string number_hint(std::string_view text) {
  const auto drop_spaces = [&text] {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  };
  drop_spaces();
  if (text.size() > longest_number) return {};
  const bool percent = !text.empty() && text.back() == '%';
  if (percent) text.remove_suffix(1);
  drop_spaces();
  const bool minus = !text.empty() && text.front() == '-';
  if (minus || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  const std::size_t parting = text.find_first_of(",.");
  const bool comma = parting != std::string_view::npos && text[parting] == ',';
  const std::string_view before = text.substr(0, parting);
  const std::string_view behind = parting != std::string_view::npos ? text.substr(parting + 1) : std::string_view{};
  if (!all_digits(before) || (parting != std::string_view::npos && !all_digits(behind))) return {};
  const std::string sign = minus ? "-" : "";
  if (percent) return "; write " + sign + hundredth_of(before, behind) + ": percent are told as a share";
  if (!comma) return {};
  if (behind.size() == parted_digits && before != "0") {
    return "; write " + sign + std::string{before} + std::string{behind} + ", as nothing parts thousands, or " + sign +
           std::string{before} + '.' + std::string{behind} + ", as decimals have a point";
  }
  return "; write " + sign + std::string{before} + '.' + std::string{behind} + ": decimals have a point";
}

}  // namespace ayni

#include "scenario/setting_arithmetic.hpp"

#include <cmath>
#include <functional>
#include <string>

namespace ayni {
namespace {

constexpr int deepest = 50;  // brackets within brackets

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

struct Malformed : NoSuchValue {
  using NoSuchValue::NoSuchValue;
};

using Lookup = std::function<double(std::string_view)>;

/// Recursive descent: a sum of products of numbers, paths, and sums in brackets.
class Arithmetic {
 public:
  Arithmetic(std::string_view text, const Lookup& lookup) : text_{text}, lookup_{lookup} {}

  double value() {
    const double result = sum(0);
    if (peek() != '\0') throw Malformed{"there is something after its end: " + std::string{text_.substr(at_)}};
    return result;
  }

 private:
  char peek() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  char take() {
    const char c = peek();
    ++at_;
    return c;
  }

  double sum(int depth) {
    double result = product(depth);
    while (peek() == '+' || peek() == '-') {
      const bool minus = take() == '-';
      const double next = product(depth);
      result += minus ? -next : next;
    }
    return result;
  }

  double product(int depth) {
    double result = factor(depth);
    while (peek() == '*' || peek() == '/') {
      const bool divides = take() == '/';
      const double next = factor(depth);
      result = divides ? result / next : result * next;
    }
    return result;
  }

  double factor(int depth) {
    if (depth > deepest) throw Malformed{"it has too many brackets"};
    const char c = peek();
    if (c == '(') {
      take();
      const double result = sum(depth + 1);
      if (take() != ')') throw Malformed{"a bracket is not closed"};
      return result;
    }
    if (is_digit(c)) return number();
    if (begins_name(c)) return lookup_(name());
    throw Malformed{at_ < text_.size() ? "a number or a key is missing before " + std::string{text_.substr(at_)}
                                       : "a number or a key is missing at its end"};
  }

  // Digits as a whole number and powers of ten, which are exact for as many as anybody writes.
  double number() {
    double digits = 0.0;
    int exponent = 0;
    for (bool fraction = false; at_ < text_.size() && (is_digit(text_[at_]) || (text_[at_] == '.' && !fraction));
         ++at_) {
      if (text_[at_] == '.') {
        fraction = true;
        continue;
      }
      digits = 10.0 * digits + (text_[at_] - '0');
      exponent -= fraction ? 1 : 0;
    }
    if (at_ < text_.size() && text_[at_] == 'e') {
      ++at_;
      const bool minus = at_ < text_.size() && text_[at_] == '-';
      at_ += minus ? 1 : 0;
      int power = 0;
      for (; at_ < text_.size() && is_digit(text_[at_]) && power < 1000; ++at_) power = 10 * power + (text_[at_] - '0');
      exponent += minus ? -power : power;
    }
    return exponent < 0 ? digits / std::pow(10.0, -exponent) : digits * std::pow(10.0, exponent);
  }

  std::string_view name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (begins_name(text_[at_]) || is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  std::string_view text_;
  const Lookup& lookup_;
  std::size_t at_ = 0;
};

/// The setting at a path whose last step may be a place in a list, from 1.
const Setting* setting_or_element(const Setting::Table& root, std::string_view path) {
  if (const Setting* const found = setting_at(root, path)) return found;
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == path.size()) return nullptr;
  std::size_t place = 0;
  for (const char c : path.substr(dot + 1)) {
    if (!is_digit(c) || place > 1'000'000) return nullptr;
    place = 10 * place + static_cast<std::size_t>(c - '0');
  }
  const Setting* const list = setting_at(root, path.substr(0, dot));
  const Setting::Array* const elements = list == nullptr ? nullptr : list->array();
  return elements != nullptr && place >= 1 && place <= elements->size() ? &(*elements)[place - 1] : nullptr;
}

}  // namespace

double value_of(std::string_view expression, const Setting::Table& root) {
  const Lookup lookup = [&root](std::string_view path) {
    const Setting* const found = setting_or_element(root, path);
    if (found != nullptr) {
      if (const auto* whole = std::get_if<std::int64_t>(&found->value)) return static_cast<double>(*whole);
      if (const auto* real = std::get_if<double>(&found->value)) return *real;
    }
    throw NoSuchValue{"the scenario has no number " + std::string{path}};
  };
  const double value = Arithmetic{expression, lookup}.value();
  if (!std::isfinite(value)) throw NoSuchValue{"the scenario's numbers give no value of " + std::string{expression}};
  return value;
}

std::string form_problem(std::string_view expression) {
  try {
    const Lookup one = [](std::string_view) { return 1.0; };
    static_cast<void>(Arithmetic{expression, one}.value());
  } catch (const Malformed& wrong) {
    return wrong.what();
  }
  return {};
}

}  // namespace ayni

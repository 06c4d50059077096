#include "scenario/toml_limits.hpp"

#include <cstddef>

#include "scenario/toml_text.hpp"

namespace ayni {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class Scan {
 public:
  explicit Scan(std::string_view text) : text_{text} {}

  std::optional<TomlLimitExceeded> run() {
    while (at_ < text_.size() && message_.empty()) step();
    if (message_.empty()) return std::nullopt;
    return TomlLimitExceeded{message_, line_, column_};
  }

 private:
  void step() {
    switch (text_[at_]) {
      case '#':
        skip_comment();
        return;
      case '"':
        skip_string('"');
        return;
      case '\'':
        skip_string('\'');
        return;
      case '[':
      case '{':
        open();
        break;
      case ']':
      case '}':
        if (depth_ > 0) --depth_;
        [[fallthrough]];
      case '\n':
        dots_ = 0;
        break;
      case ',':
      case '=':
        count_value();
        break;
      case '.':
        count_dot();
        break;
      default:
        break;
    }
    if (message_.empty()) advance();
  }

  void advance() {
    if (text_[at_] == '\n') {
      ++line_;
      column_ = 1;
    } else if (at_ + 1 < text_.size() && (static_cast<unsigned char>(text_[at_ + 1]) & 0xC0U) != 0x80U) {
      ++column_;
    }
    ++at_;
  }

  void advance(std::size_t bytes) {
    while (bytes-- > 0 && at_ < text_.size()) advance();
  }

  void skip_comment() {
    while (at_ < text_.size() && text_[at_] != '\n') advance();
  }

  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool long_string = text_.substr(at_, 3) == three;
    advance(long_string ? 3 : 1);
    while (at_ < text_.size()) {
      if (quote == '"' && text_[at_] == '\\') {
        advance(2);
      } else if (long_string && text_.substr(at_, 3) == three) {
        advance(3);
        // Up to two quotes may stand before the closing three.
        for (int more = 0; more < 2 && at_ < text_.size() && text_[at_] == quote; ++more) advance();
        return;
      } else if (!long_string && (text_[at_] == quote || text_[at_] == '\n')) {
        if (text_[at_] == quote) advance();
        return;
      } else {
        advance();
      }
    }
  }

  void open() {
    dots_ = 0;
    if (++depth_ > deepest_toml) message_ = "more than " + std::to_string(deepest_toml) + " brackets within each other";
    count_value();
  }

  void count_value() {
    dots_ = 0;
    if (++values_ > most_toml_values) {
      message_ = "more than " + std::to_string(most_toml_values) + " keys and array elements in one file";
    }
  }

  void count_dot() {
    if (++dots_ >= deepest_toml) message_ = "a key of more than " + std::to_string(deepest_toml) + " parts";
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  std::size_t depth_ = 0;
  std::size_t dots_ = 0;
  std::size_t values_ = 0;
  std::string message_;
};

constexpr std::string_view hdf5_start = "\x89HDF\r\n";

TomlLimitExceeded at_offset(std::string_view text, std::size_t offset, std::string message) {
  TomlLimitExceeded found{std::move(message), 1, 1};
  for (const char c : text.substr(0, offset)) {
    if (c == '\n') {
      ++found.line;
      found.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++found.column;
    }
  }
  return found;
}

}  // namespace

std::optional<TomlLimitExceeded> exceeded_limit(std::string_view text) {
  if (text.substr(0, hdf5_start.size()) == hdf5_start) {
    return TomlLimitExceeded{
        "this is an HDF5 file, such as ayni's results, not a text; `ayni info FILE` shows what it holds, and `ayni "
        "reproduce FILE` runs its scenarios again",
        1, 1};
  }
  if (text.size() > longest_toml) {
    return TomlLimitExceeded{"the file is larger than " + std::to_string(longest_toml) + " bytes", 1, 1};
  }
  if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF") {
    return TomlLimitExceeded{"the file is UTF-16; save it as UTF-8", 1, 1};
  }
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    return at_offset(text, zero, "a zero byte: this is not a text file");
  }
  if (const std::size_t mark = text.find(byte_order_mark); mark != std::string_view::npos) {
    return at_offset(text, mark, "a byte order mark inside the file; delete this invisible character");
  }
  return Scan{text}.run();
}

}  // namespace ayni

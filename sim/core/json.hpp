#pragma once
// A small JSON writer: values in the order they are given, indented by two spaces.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ayni {

/// In quotes, escaped; bytes that are not valid UTF-8 become U+FFFD.
[[nodiscard]] std::string json_string(std::string_view text);

/// Shortest text that reads back to the same double; null for NaN and infinities, which JSON lacks.
[[nodiscard]] std::string json_number(double value);

/// Inside an object, name each value by `key` first. Ends of objects and arrays must match their beginnings.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return begin('{'); }
  JsonWriter& end_object() { return end('}'); }
  JsonWriter& begin_array() { return begin('['); }
  JsonWriter& end_array() { return end(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text) { return raw(json_string(text)); }
  JsonWriter& value(const char* text) { return value(std::string_view{text}); }
  JsonWriter& value(const std::string& text) { return value(std::string_view{text}); }
  JsonWriter& value(double number) { return raw(json_number(number)); }
  JsonWriter& value(std::int64_t number) { return raw(std::to_string(number)); }
  JsonWriter& value(bool flag) { return raw(flag ? "true" : "false"); }
  JsonWriter& null() { return raw("null"); }

  /// The document so far, with a final line break.
  [[nodiscard]] std::string text() const { return text_ + '\n'; }

 private:
  JsonWriter& begin(char bracket);
  JsonWriter& end(char bracket);
  JsonWriter& raw(std::string_view text);
  void separate();

  std::string text_;
  std::vector<bool> filled_;  ///< for each open bracket: something stands in it
  bool after_key_ = false;
};

}  // namespace ayni

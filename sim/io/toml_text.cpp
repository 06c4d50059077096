#include "io/toml_text.hpp"

#include <utility>

#include "io/toml_limits.hpp"

// toml++ asserts on some invalid texts that it then reports properly, and with NDEBUG tells the compiler that these
// assertions hold. Neither may happen with a user's text, in any build.
#undef NDEBUG
#define TOML_ASSERT(x) static_cast<void>(0)
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace ayni {
namespace {

class Conversion {
 public:
  explicit Conversion(std::size_t source) : source_{source} {}

  [[nodiscard]] Setting::Table table(const toml::table& from) const {
    Setting::Table to;
    for (const auto& [key, node] : from) {
      Setting setting = value(node);
      setting.key_place = place(key.source(), setting.place);
      to.emplace(std::string{key.str()}, std::move(setting));
    }
    return to;
  }

  [[nodiscard]] Setting value(const toml::node& node) const {
    Setting setting;
    setting.place = place(node.source(), {source_, 1, 1});
    setting.key_place = setting.place;
    node.visit([&](const auto& typed) {
      using Node = std::decay_t<decltype(typed)>;
      if constexpr (toml::is_table<Node>) {
        setting.value = table(typed);
      } else if constexpr (toml::is_array<Node>) {
        setting.value = array(typed);
      } else if constexpr (toml::is_date<Node> || toml::is_time<Node> || toml::is_date_time<Node>) {
        setting.value = SettingMoment{};
      } else {
        setting.value = typed.get();
      }
    });
    return setting;
  }

 private:
  [[nodiscard]] Setting::Array array(const toml::array& from) const {
    Setting::Array to;
    to.reserve(from.size());
    for (const toml::node& element : from) to.push_back(value(element));
    return to;
  }

  [[nodiscard]] SettingPlace place(const toml::source_region& region, const SettingPlace& otherwise) const {
    if (region.begin.line == 0) return otherwise;
    return {source_, region.begin.line, region.begin.column};
  }

  std::size_t source_;
};

bool must_be_toml(std::string_view text) {
  const char first = text.front();
  return first == '[' || first == '{' || first == '"' || first == '\'';
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

Setting::Table parse_toml(std::string_view text, std::size_t source, SettingProblems& problems) {
  if (const auto exceeded = exceeded_limit(text)) {
    problems.add({source, exceeded->line, exceeded->column}, exceeded->message);
    return {};
  }
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::source_position at = parsed.error().source().begin;
    problems.add({source, at.line, at.column},
                 "not valid TOML: " + printable(parsed.error().description(), 300));
    return {};
  }
  return Conversion{source}.table(parsed.table());
}

Setting parse_toml_value(std::string_view text, std::size_t source, SettingProblems& problems) {
  Setting setting;
  setting.place = setting.key_place = {source, 1, 1};
  text = trimmed(text);
  setting.value = std::string{text};
  if (text.empty()) {
    problems.add(setting.place, "no value behind the equals sign; write \"\" for an empty text");
    return setting;
  }
  // A line break would smuggle in further keys.
  if (text.find_first_of("\r\n") != std::string_view::npos) return setting;
  const std::string line = "value = " + std::string{text};
  const auto exceeded = exceeded_limit(line);
  if (exceeded) {
    problems.add(setting.place, exceeded->message);
    return setting;
  }
  const toml::parse_result parsed = toml::parse(line);
  if (!parsed) {
    if (must_be_toml(text)) {
      problems.add(setting.place, "not a valid TOML value: " + printable(parsed.error().description(), 300));
    }
    return setting;
  }
  Setting value = Conversion{source}.value(*parsed.table().get("value"));
  if (!std::holds_alternative<SettingMoment>(value.value)) setting.value = std::move(value.value);
  return setting;
}

}  // namespace ayni

#pragma once
// Settings as written in files and options, before anyone asks what they mean: a tree of values, each with its place.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/error.hpp"

namespace ayni {

/// A text that settings come from: a file, or one `--set key=value`.
struct SettingSource {
  enum class Kind { file, option };
  Kind kind = Kind::file;
  std::string name;  ///< the path as the user or the extending file gave it, or "--set key=value"
  std::string text;
  std::size_t order = 0;  ///< in which it was applied: later wins
};

/// Where something was written: a source by its number, a line and a column in code points, both from 1. Line 0 stands for
/// the source as a whole.
struct SettingPlace {
  std::size_t source = 0;
  std::size_t line = 1;
  std::size_t column = 1;
};

/// A date or time, which TOML has and no parameter takes.
struct SettingMoment {};

struct Setting {
  using Array = std::vector<Setting>;
  using Table = std::map<std::string, Setting, std::less<>>;

  std::variant<bool, std::int64_t, double, std::string, SettingMoment, Array, Table> value;
  SettingPlace key_place;  ///< of the key; of the element itself in an array
  SettingPlace place;      ///< of the value

  [[nodiscard]] const Table* table() const noexcept { return std::get_if<Table>(&value); }
  [[nodiscard]] Table* table() noexcept { return std::get_if<Table>(&value); }
  [[nodiscard]] const Array* array() const noexcept { return std::get_if<Array>(&value); }
};

class SettingProblems;

/// Lays `above` over `below`: tables merge, everything else replaces.
void merge(Setting::Table& below, Setting::Table&& above);

/// Makes tables of keys with dots: "a.b" = 1 becomes a table a with b = 1, so that it merges with others of that meaning.
/// What is set twice in this way is a problem.
void part_dotted_keys(Setting::Table& table, SettingProblems& problems);

/// The setting at a path of keys without dots, such as "factor.lag.range"; null when there is none.
[[nodiscard]] const Setting* setting_at(const Setting::Table& root, std::string_view path);

/// Where the value at a path stands, or else the nearest table around it, or else the first source as a whole.
[[nodiscard]] SettingPlace place_at(const Setting::Table& root, std::string_view path);

/// The same for an element of the array at a path.
[[nodiscard]] SettingPlace place_at(const Setting::Table& root, std::string_view path, std::size_t element);

/// The value as it would be echoed in a message: one line, shortened, without control characters.
[[nodiscard]] std::string shown(const Setting& setting);

/// "text", "a whole number", ...: what kind of value it is.
[[nodiscard]] std::string_view kind_of(const Setting& setting);

/// "a.b.c"; the parent may be empty.
[[nodiscard]] std::string joined_path(std::string_view parent, std::string_view name);

/// One thing wrong with what was written, and where.
struct SettingProblem {
  SettingPlace place;
  std::string message;
  std::vector<std::string> near{};  ///< names that may have been meant
};

/// Collects what is wrong, in any order, with places; hands it over sorted by place, each with its source line and a
/// caret. Keeps the first hundred problems and counts the rest.
class SettingProblems {
 public:
  explicit SettingProblems(const std::vector<SettingSource>& sources, std::vector<SettingProblem> found = {})
      : sources_{&sources}, found_{std::move(found)} {}

  /// The message ends by proposing the near names, if there are any.
  void add(const SettingPlace& place, std::string message, std::vector<std::string> near = {});
  [[nodiscard]] bool empty() const noexcept { return found_.empty(); }
  /// No further problem is kept: whoever computes an expensive message may skip it.
  [[nodiscard]] bool full() const noexcept;
  [[nodiscard]] std::vector<Problem> sorted() const;
  void throw_if_any() const;  ///< InvalidInput
  [[nodiscard]] const std::vector<SettingProblem>& found() const noexcept { return found_; }

 private:
  const std::vector<SettingSource>* sources_;
  std::vector<SettingProblem> found_;
  std::size_t dropped_ = 0;
};

}  // namespace ayni

#pragma once
// Comma-separated values line by line (RFC 4180: quotes around cells, doubled within them; line ends of any kind). Safe
// for untrusted text.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/settings_tree.hpp"

namespace ayni {

inline constexpr std::size_t longest_csv = std::size_t{256} << 20U;  ///< bytes of one file
inline constexpr std::size_t most_csv_columns = 10'000;
inline constexpr std::size_t longest_csv_cell = 10'000;  ///< bytes

struct CsvCell {
  std::string text;  ///< without quotes and the blanks around it
  SettingPlace place;
};

class CsvReader {
 public:
  /// `source` is the number that places shall carry; the text outlives this.
  CsvReader(std::string_view text, std::size_t source, SettingProblems& problems);

  /// The cells of the next line that is not blank. False at the end, and after something that is not CSV or beyond the
  /// limits, which is added to the problems.
  [[nodiscard]] bool next(std::vector<CsvCell>& cells);
  /// Whether such a problem has been added.
  [[nodiscard]] bool failed() const noexcept { return failed_; }

 private:
  enum class After { cell, line, text, problem };

  [[nodiscard]] After read_cell(CsvCell& cell);
  [[nodiscard]] bool read_quoted(CsvCell& cell);
  [[nodiscard]] bool read_plain(CsvCell& cell);
  [[nodiscard]] After read_separator(const CsvCell& cell);
  void skip_blanks();
  void advance();
  bool fail(const SettingPlace& place, std::string message);
  [[nodiscard]] bool at_end() const noexcept { return at_ >= text_.size(); }

  std::string_view text_;
  std::size_t at_ = 0;
  SettingPlace here_;
  SettingProblems* problems_;
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace ayni

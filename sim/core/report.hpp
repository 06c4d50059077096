#pragma once
// What a command found, as plain data: sections of titled tables of texts and of numbers that know their unit, their
// meaning and how sure they are. Who fills a report prints nothing, and who renders one knows nothing of what it tells:
// text (app/report_text.hpp), JSON (core/report_json.hpp) and groups of a results file (results/report_group.hpp) are made
// from the same tree. What JSON, files and CSV call a thing is its `name`; what people read is its `title`.

#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "core/terms.hpp"

namespace ayni {

/// A number with what is known of its certainty; NaN where nothing is.
struct ReportNumber {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  double value = unknown;
  double low = unknown, high = unknown;  ///< of its interval
  double standard_error = unknown;
  double standard_deviation = unknown;  ///< across runs
  double count = unknown;               ///< of values that it comes from
};

/// What the cells of a column are. Shares are between 0 and 1 here, and shown in percent.
enum class CellKind {
  text,
  number,
  setting,           ///< a number that somebody set: shown with six digits
  score,             ///< a distance in standard errors: shown with its sign and one decimal
  difference,        ///< of numbers: shown with its sign
  share,             ///< in percent
  share_difference,  ///< shown in percentage points, with its sign
  share_distance,    ///< in percentage points, without a sign
  change             ///< relative to what was: shown in percent, with its sign
};

/// What is told beside the numbers of a column.
enum class Beside { interval, standard_error, standard_deviation, count };

/// Whom a part of a report is for: some numbers are for programs only, and some words say for people what programs find
/// in other columns.
enum class Readers { all, people, programs };

struct ReportColumn {
  std::string name = {};
  std::string title = {};
  CellKind kind = CellKind::number;
  std::string unit = {};     ///< "1" or empty: none, but for what the kind says
  std::string meaning = {};  ///< a sentence without its full stop; empty where the title says all
  std::vector<Beside> beside = {};
  Readers readers = Readers::all;
  std::string group = {};   ///< where a table is too wide, neighbours of one group that is not empty stay together
  std::string labels = {};  ///< section of the terms that says what its texts are called in another language
};

using ReportCell = std::variant<std::string, ReportNumber>;

/// A value that belongs to a whole report or table, or none (monostate); for programs, since people read it in titles and
/// notes.
struct ReportFact {
  std::string name = {};
  std::variant<std::monostate, bool, std::uint64_t, double, std::string, std::vector<std::string>> value = {};
  std::string meaning = {};
};

/// Rows of as many cells as there are columns. The first column names the rows, or as many of the first as are texts and
/// settings.
struct ReportTable {
  std::string name = {};
  std::string title = {};
  std::vector<ReportFact> facts = {};
  std::vector<std::string> notes = {};  ///< sentences for people
  std::vector<ReportColumn> columns = {};
  std::vector<std::vector<ReportCell>> rows = {};
  Readers readers = Readers::all;
  std::vector<CellKind> row_kinds = {};  ///< of numbers, where each row has its own; their columns' else
  std::string called = {};               ///< what people read instead of its name, where that is not the same
};

/// Tables of one kind.
struct ReportSection {
  std::string name = {};
  std::string title = {};
  std::vector<std::string> notes = {};
  std::vector<ReportTable> tables = {};
  /// What its tables are, one each, all with the same columns ("outcome"): a file stacks them along a dimension of this
  /// name. Empty for tables that stand for themselves.
  std::string dimension = {};
  std::string meaning = {};  ///< of that dimension
  Readers readers = Readers::all;
};

struct Report {
  std::string name = {};
  std::string title = {};
  std::vector<ReportFact> facts = {};
  std::vector<std::string> notes = {};  ///< above all sections
  std::vector<ReportSection> sections = {};
  std::vector<std::string> conclusions = {};  ///< beneath them
  Language language = Language::en;           ///< of what people read: titles, notes, and how numbers are written
};

/// One of the numbers that a column has in each row, with the name it has for programs: "gain", "gain_low".
struct NumberPart {
  std::string name;
  std::string meaning;  ///< beside the column's own; empty for the value itself
  double ReportNumber::*number;
};

/// Those of a column that is no text, the value itself first.
[[nodiscard]] std::vector<NumberPart> parts_of(const ReportColumn& column);

/// How the certainty of a kind is shown, which has no sign.
[[nodiscard]] CellKind without_sign(CellKind kind) noexcept;

/// The unit in which a column's numbers are shown: "%", "points", or its own; empty for none.
[[nodiscard]] std::string shown_unit(const ReportColumn& column, Language language = Language::en);

/// A number of that kind as it stands in a table beneath its unit: four digits, millions as M; "-" for NaN.
[[nodiscard]] std::string cell_text(double value, CellKind kind, Language language = Language::en);

/// The same where it stands alone, as in a sentence: with a percent sign where the kind has one.
[[nodiscard]] std::string value_text(double value, CellKind kind = CellKind::number, Language language = Language::en);

/// "low to high", each as `value_text`; "-" when there is none.
[[nodiscard]] std::string interval_text(double low, double high, CellKind kind = CellKind::number,
                                        Language language = Language::en);

}  // namespace ayni

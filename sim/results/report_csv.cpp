#include "results/report_csv.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <locale>
#include <sstream>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "results/text_file.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

class CsvWriter {
 public:
  explicit CsvWriter(CsvStyle style) : style_{style} {}

  [[nodiscard]] std::string text_of(const ReportTable& table) const {
    std::vector<std::string> header;
    for (const ReportColumn& column : table.columns) {
      if (column.readers != Readers::programs) add_header(header, table, column);
    }
    if (!table.row_kinds.empty()) header.emplace_back("unit");
    std::string text = line_of(header);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      std::vector<std::string> cells;
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const ReportColumn& column = table.columns[c];
        if (column.readers != Readers::programs) add_cells(cells, column, kind_in(table, r, c), table.rows[r][c]);
      }
      if (!table.row_kinds.empty()) cells.push_back(unit_of(table.row_kinds[r]));
      text += line_of(cells);
    }
    return text;
  }

 private:
  static std::string unit_of(CellKind kind) { return shown_unit({"", "", kind}); }

  static CellKind kind_in(const ReportTable& table, std::size_t row, std::size_t column) {
    const CellKind own = table.columns[column].kind;
    return table.row_kinds.empty() || own == CellKind::text ? own : table.row_kinds[row];
  }

  static void add_header(std::vector<std::string>& header, const ReportTable& table, const ReportColumn& column) {
    if (column.kind == CellKind::text) return header.push_back(column.name);
    for (const NumberPart& part : parts_of(column)) {
      const bool counts = part.number == &ReportNumber::count;
      const std::string unit = counts || !table.row_kinds.empty() ? "" : shown_unit(column);
      header.push_back(part.name + (unit.empty() ? "" : " (" + unit + ')'));
    }
  }

  void add_cells(std::vector<std::string>& cells, const ReportColumn& column, CellKind kind,
                 const ReportCell& cell) const {
    if (const auto* const text = std::get_if<std::string>(&cell)) return cells.push_back(*text);
    const double scale = unit_of(kind).empty() ? 1.0 : 100.0;
    for (const NumberPart& part : parts_of(column)) {
      const double value = std::get<ReportNumber>(cell).*part.number;
      cells.push_back(number(part.number == &ReportNumber::count ? value : scale * value));
    }
  }

  /// Fifteen digits: those that a share in percent has in truth.
  [[nodiscard]] std::string number(double value) const {
    if (!std::isfinite(value)) return "";
    std::ostringstream digits;
    digits.imbue(std::locale::classic());
    digits.precision(15);
    digits << value;
    std::string text = digits.str();
    if (style_ == CsvStyle::es) std::replace(text.begin(), text.end(), '.', ',');
    return text;
  }

  [[nodiscard]] std::string line_of(const std::vector<std::string>& cells) const {
    const char separator = style_ == CsvStyle::es ? ';' : ',';
    std::string line;
    for (std::size_t k = 0; k < cells.size(); ++k) {
      if (k > 0) line += separator;
      line += quoted(cells[k], separator);
    }
    return line + '\n';
  }

  static std::string quoted(const std::string& cell, char separator) {
    if (cell.find_first_of(std::string{"\"\r\n"} + separator) == std::string::npos) return cell;
    std::string text = "\"";
    for (const char c : cell) text += c == '"' ? std::string{"\"\""} : std::string{c};
    return text + '"';
  }

  CsvStyle style_;
};

/// A name that every file system takes.
std::string file_name(const ReportSection& section, const ReportTable& table) {
  std::string name;
  for (const char c : section.name + (table.name.empty() || table.name == section.name ? "" : '-' + table.name)) {
    const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (safe) {
      name += c;
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name.empty() ? "table" : name;
}

bool is_for_people(const ReportTable& table) { return table.readers != Readers::programs; }

}  // namespace

std::vector<CsvTable> csv_of(const Report& report, CsvStyle style) {
  std::vector<CsvTable> tables;
  const CsvWriter writer{style};
  for (const ReportSection& section : report.sections) {
    if (section.readers == Readers::programs) continue;
    const bool in_words =
        !section.notes.empty() && std::none_of(section.tables.begin(), section.tables.end(), is_for_people);
    for (const ReportTable& table : section.tables) {
      if (table.rows.empty() || !(in_words || is_for_people(table))) continue;
      const std::string name = file_name(section, table);
      std::string free = name;
      const auto taken = [&](const CsvTable& other) { return other.name == free + ".csv"; };
      for (int n = 2; std::any_of(tables.begin(), tables.end(), taken); ++n) free = name + '-' + std::to_string(n);
      tables.push_back({free + ".csv", writer.text_of(table)});
    }
  }
  return tables;
}

void make_room_for_tables(const fs::path& folder, Existing existing) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
    throw FileError{folder.string() + " is a file; give the name of a folder for the tables"};
  }
  fs::create_directories(folder, error);
  if (error) throw FileError{"cannot make the folder " + folder.string() + ": " + error.message()};
  for (const fs::directory_entry& entry : fs::directory_iterator{folder, error}) {
    if (existing == Existing::keep && entry.path().extension() == ".csv") {
      throw FileError{folder.string() + " holds tables already, such as " + entry.path().filename().string() +
                      "; give --force to replace them, or another folder"};
    }
    if (entry.path().extension() == ".csv" && (entry.is_symlink(error) || !entry.is_regular_file(error))) {
      throw FileError{entry.path().string() +
                      " is a link or no regular file, which no table replaces; give another folder"};
    }
  }
  if (error) throw FileError{"cannot look into " + folder.string() + ": " + error.message()};
}

void write_tables(const std::vector<CsvTable>& tables, const fs::path& folder) {
  for (const CsvTable& table : tables) {
    TextFile file{folder / table.name};
    file.write(table.text);
    file.finish();
  }
}

}  // namespace ayni

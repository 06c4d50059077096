#pragma once
// The tables of a report that people see, as CSV: the same columns in the same units, shares in percent and their differences
// in points, with all digits. What a section tells in words only goes as its table for programs.

#include <filesystem>
#include <string>
#include <vector>

#include "core/report.hpp"
#include "results/writer.hpp"

namespace ayni {

/// plain: commas between cells and decimal points; es: semicolons and decimal commas, as spreadsheets in Spanish read them.
enum class CsvStyle { plain, es };

struct CsvTable {
  std::string name;  ///< of its file: "section-table.csv"
  std::string text;
};
[[nodiscard]] std::vector<CsvTable> csv_of(const Report& report, CsvStyle style);

/// Makes the folder that tables are to be written to. Throws FileError when that cannot be, or when there are tables in it that
/// must not be replaced.
void make_room_for_tables(const std::filesystem::path& folder, Existing existing);

/// Writes them there. Throws FileError.
void write_tables(const std::vector<CsvTable>& tables, const std::filesystem::path& folder);

}  // namespace ayni

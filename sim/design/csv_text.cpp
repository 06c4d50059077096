#include "design/csv_text.hpp"

#include <utility>

#include "core/printable.hpp"

namespace ayni {

CsvReader::CsvReader(std::string_view text, std::size_t source, SettingProblems& problems)
    : text_{text}, here_{source, 1, 1}, problems_{&problems} {
  if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
  if (text_.size() > longest_csv) {
    ended_ = true;
    fail({source, 0, 0}, "the file is larger than " + std::to_string(longest_csv) + " bytes");
  }
}

bool CsvReader::next(std::vector<CsvCell>& cells) {
  while (!ended_) {
    std::size_t count = 0;
    After after = After::cell;
    while (after == After::cell) {
      if (count == most_csv_columns) {
        ended_ = true;
        return fail(here_, "more than " + std::to_string(most_csv_columns) + " columns");
      }
      if (count == cells.size()) cells.emplace_back();
      after = read_cell(cells[count++]);
    }
    ended_ = after == After::text || after == After::problem;
    if (after == After::problem) return false;
    cells.resize(count);
    if (count > 1 || !cells.front().text.empty()) return true;
  }
  return false;
}

CsvReader::After CsvReader::read_cell(CsvCell& cell) {
  skip_blanks();
  cell.text.clear();
  cell.place = here_;
  const bool quoted = !at_end() && text_[at_] == '"';
  if (!(quoted ? read_quoted(cell) : read_plain(cell))) return After::problem;
  return read_separator(cell);
}

bool CsvReader::read_quoted(CsvCell& cell) {
  advance();
  while (!at_end()) {
    if (text_[at_] == '"') {
      advance();
      if (at_end() || text_[at_] != '"') {
        skip_blanks();
        return true;
      }
    }
    cell.text += text_[at_];
    if (cell.text.size() > longest_csv_cell) return fail(cell.place, "a cell of more than 10000 bytes");
    advance();
  }
  return fail(cell.place, "the quote that begins here is never closed");
}

bool CsvReader::read_plain(CsvCell& cell) {
  while (!at_end() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') {
    if (text_[at_] == '\0') return fail(here_, "a zero byte: this is not a text file");
    cell.text += text_[at_];
    if (cell.text.size() > longest_csv_cell) return fail(cell.place, "a cell of more than 10000 bytes");
    advance();
  }
  cell.text.erase(cell.text.find_last_not_of(" \t") + 1);
  return true;
}

CsvReader::After CsvReader::read_separator(const CsvCell& cell) {
  if (at_end()) return After::text;
  const char separator = text_[at_];
  if (separator == ',') {
    advance();
    return After::cell;
  }
  if (separator != '\n' && separator != '\r') {
    fail(here_, "something stands between the closing quote of " + printable(cell.text, 40) + " and the next comma");
    return After::problem;
  }
  if (separator == '\r' && text_.substr(at_, 2) == "\r\n") ++at_;
  ++at_;
  here_ = {here_.source, here_.line + 1, 1};
  return at_end() ? After::text : After::line;
}

void CsvReader::skip_blanks() {
  while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t')) advance();
}

void CsvReader::advance() {
  const bool new_line = text_[at_] == '\n';
  ++at_;
  if (new_line) {
    here_ = {here_.source, here_.line + 1, 1};
  } else if (at_end() || (static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) {
    ++here_.column;
  }
}

bool CsvReader::fail(const SettingPlace& place, std::string message) {
  failed_ = true;
  problems_->add(place, std::move(message));
  return false;
}

}  // namespace ayni

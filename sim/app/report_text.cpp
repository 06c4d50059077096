#include "app/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <vector>

#include "core/printable.hpp"
#include "core/report_json.hpp"

namespace ayni {
namespace {

constexpr std::size_t widest = 120;

enum class Aligned { left, right };

/// One column of characters: its title, its unit, then a cell for each row.
struct Strip {
  Aligned aligned = Aligned::right;
  std::vector<std::string> cells;
};

std::size_t width_of(const Strip& strip) {
  std::size_t width = 0;
  for (const std::string& cell : strip.cells) width = std::max(width, letters(cell));
  return width;
}

/// What stays together where a table is cut: a column with what stands beside it, or several of one group.
struct Block {
  std::string group;
  CellKind kind = CellKind::text;
  bool names_rows = false;
  std::vector<Strip> strips;
};

std::size_t width_of(const Block& block) {
  std::size_t width = 0;
  for (const Strip& strip : block.strips) width += 2 + width_of(strip);
  return width;
}

const ReportNumber& number_in(const ReportCell& cell) { return std::get<ReportNumber>(cell); }

/// Columns of one table, written in one language.
class StripMaker {
 public:
  StripMaker(const ReportTable& table, Language language) : table_{table}, language_{language} {}

  /// A column and what stands beside it; none where nothing is known.
  [[nodiscard]] std::vector<Strip> of(std::size_t c) const {
    const ReportColumn& column = table_.columns[c];
    if (column.kind == CellKind::text) return texts(c);
    if (!has_any(c, &ReportNumber::value)) return {};
    std::vector<Strip> strips{
        numbers(c, &ReportNumber::value, column.kind, column.title, shown_unit(column, language_))};
    for (const Beside beside : column.beside) {
      if (beside == Beside::interval) {
        if (has_any(c, &ReportNumber::low)) strips.push_back(intervals(c, column.kind));
      } else if (beside == Beside::standard_deviation) {
        add(strips, c, &ReportNumber::standard_deviation, "table.standard_deviation");
      } else if (beside == Beside::standard_error && strips.size() == 1) {  // an interval says as much
        add(strips, c, &ReportNumber::standard_error, "table.standard_error");
      }
    }
    return strips;
  }

 private:
  [[nodiscard]] std::vector<Strip> texts(std::size_t c) const {
    const ReportColumn& column = table_.columns[c];
    Strip strip{Aligned::left, {column.title, shown_unit(column, language_)}};
    bool any = false;
    for (const auto& row : table_.rows) {
      const std::string& text = std::get<std::string>(row[c]);
      std::string key = column.labels + '.' + text;
      std::replace(key.begin(), key.end(), ' ', '_');
      const bool translated = language_ != Language::en && !column.labels.empty() && has_term(key);
      strip.cells.push_back(translated ? term(key, language_) : text);
      any = any || !text.empty();
    }
    return any ? std::vector{std::move(strip)} : std::vector<Strip>{};
  }

  [[nodiscard]] Strip numbers(std::size_t c, double ReportNumber::*part, CellKind kind, std::string title,
                              std::string unit) const {
    Strip strip{Aligned::right, {std::move(title), std::move(unit)}};
    for (const auto& row : table_.rows) strip.cells.push_back(cell_text(number_in(row[c]).*part, kind, language_));
    return strip;
  }

  void add(std::vector<Strip>& strips, std::size_t c, double ReportNumber::*part, const char* title) const {
    if (!has_any(c, part)) return;
    strips.push_back(numbers(c, part, without_sign(table_.columns[c].kind), term(title, language_), ""));
  }

  /// "low to high", the words "to" beneath each other.
  [[nodiscard]] Strip intervals(std::size_t c, CellKind kind) const {
    const Strip low = numbers(c, &ReportNumber::low, kind, "", "");
    const Strip high = numbers(c, &ReportNumber::high, kind, "", "");
    const std::size_t low_width = width_of(low);
    const std::size_t high_width = width_of(high);
    const std::string to = term("table.to", language_);
    Strip strip{Aligned::left, {term("table.interval", language_), ""}};
    for (std::size_t k = 2; k < low.cells.size(); ++k) {
      const bool none = low.cells[k] == "-" || high.cells[k] == "-";
      strip.cells.push_back(
          none ? std::string(low_width - 1, ' ') + "-"
               : fmt::format("{:>{}}{}{:>{}}", low.cells[k], low_width, to, high.cells[k], high_width));
    }
    return strip;
  }

  [[nodiscard]] bool has_any(std::size_t c, double ReportNumber::*part) const {
    return std::any_of(table_.rows.begin(), table_.rows.end(),
                       [&](const auto& row) { return !std::isnan(number_in(row[c]).*part); });
  }

  const ReportTable& table_;
  Language language_;
};

std::vector<Block> blocks_of(const ReportTable& table, Language language) {
  const StripMaker strips_of{table, language};
  std::vector<Block> blocks;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c].readers == Readers::programs) continue;
    std::vector<Strip> strips = strips_of.of(c);
    if (strips.empty()) continue;
    const std::string& group = table.columns[c].group;
    const CellKind kind = table.columns[c].kind;
    const bool names_rows = (blocks.empty() || blocks.back().names_rows) &&
                            (blocks.empty() || kind == CellKind::text || kind == CellKind::setting);
    if (group.empty() || blocks.empty() || blocks.back().group != group)
      blocks.push_back({group, kind, names_rows, {}});
    std::vector<Strip>& all = blocks.back().strips;
    all.insert(all.end(), std::make_move_iterator(strips.begin()), std::make_move_iterator(strips.end()));
  }
  return blocks;
}

/// Blocks side by side; a line of titles or units that is empty is left out.
std::string side_by_side(const std::vector<const Block*>& blocks) {
  std::vector<const Strip*> strips;
  for (const Block* block : blocks) {
    for (const Strip& strip : block->strips) strips.push_back(&strip);
  }
  std::string text;
  for (std::size_t k = 0; k < strips.front()->cells.size(); ++k) {
    std::string line;
    for (const Strip* strip : strips) {
      const std::size_t width = width_of(*strip);
      line += strip->aligned == Aligned::left ? fmt::format("  {:<{}}", strip->cells[k], width)
                                              : fmt::format("  {:>{}}", strip->cells[k], width);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    if (!line.empty() || k > 1) text += line + '\n';
  }
  return text;
}

std::string rows_text(const ReportTable& table, Language language) {
  const std::vector<Block> blocks = blocks_of(table, language);
  if (table.rows.empty() || blocks.empty()) return "";
  std::vector<const Block*> names;
  std::size_t width_of_names = 0;
  for (const Block& block : blocks) {
    if (!block.names_rows) break;
    names.push_back(&block);
    width_of_names += width_of(block);
  }
  std::string text;
  for (std::size_t b = names.size(); b < blocks.size() || text.empty();) {
    std::vector<const Block*> taken = names;
    for (std::size_t width = width_of_names; b < blocks.size(); ++b) {
      width += width_of(blocks[b]);
      if (width > widest && taken.size() > names.size() && blocks[b].kind != CellKind::text) break;
      taken.push_back(&blocks[b]);
    }
    text += side_by_side(taken);
  }
  return text;
}

/// In lines that are not too wide.
std::string lines_of(std::string_view sentence) {
  std::string text;
  while (sentence.size() > widest) {
    const std::size_t blank = sentence.rfind(' ', widest);
    if (blank == 0 || blank == std::string_view::npos) break;
    text += fmt::format("{}\n", sentence.substr(0, blank));
    sentence.remove_prefix(blank + 1);
  }
  return text + fmt::format("{}\n", sentence);
}

std::string lines_of(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += lines_of(std::string_view{sentence});
  return text;
}

std::string section_text(const ReportSection& section, Language language) {
  if (section.readers == Readers::programs) return "";
  const auto for_people = [](const ReportTable& table) { return table.readers != Readers::programs; };
  const auto shown = std::count_if(section.tables.begin(), section.tables.end(), for_people);
  std::string text;
  for (const ReportTable& table : section.tables) {
    if (!for_people(table) || table.rows.empty()) continue;
    // The only table of a section has the section's title.
    const bool only = shown == 1 && table.title.empty();
    const std::string& name = table.called.empty() ? table.name : table.called;
    if (!only) text += '\n' + lines_of(table.title.empty() ? name : name + ": " + table.title);
    text += lines_of(table.notes) + rows_text(table, language);
  }
  if (text.empty() && !section.tables.empty() && section.notes.empty()) return "";
  const std::string above = (section.title.empty() ? "" : lines_of(section.title)) + lines_of(section.notes);
  return (above.empty() && text.compare(0, 1, "\n") == 0 ? "" : "\n") + above + text;  // one empty line is enough
}

std::string text_of(const Report& report) {
  std::string text = report.title.empty() ? "" : lines_of(report.title);
  text += lines_of(report.notes);
  for (const ReportSection& section : report.sections) text += section_text(section, report.language);
  if (!report.conclusions.empty()) text += '\n' + lines_of(report.conclusions);
  return text.compare(0, 1, "\n") == 0 ? text.substr(1) : text;  // nothing stands above the first section
}

/// The columns side by side, without what Markdown aligns itself.
std::string markdown_of(const ReportTable& table, Language language) {
  std::vector<Strip> strips;
  for (Block& block : blocks_of(table, language)) {
    strips.insert(strips.end(), std::make_move_iterator(block.strips.begin()),
                  std::make_move_iterator(block.strips.end()));
  }
  if (table.rows.empty() || strips.empty()) return "";
  std::string titles = "|";
  std::string rule = "|";
  for (const Strip& strip : strips) {
    titles += fmt::format(" {}{} |", strip.cells[0], strip.cells[1].empty() ? "" : ", " + strip.cells[1]);
    rule += strip.aligned == Aligned::left ? "---|" : "--:|";
  }
  std::string text = '\n' + (table.called.empty() ? table.name : table.called) + "\n\n" + titles + '\n' + rule + '\n';
  for (std::size_t k = 2; k < strips.front().cells.size(); ++k) {
    text += '|';
    for (const Strip& strip : strips) text += ' ' + strip.cells[k] + " |";
    text += '\n';
  }
  return text;
}

std::string markdown_of(const Report& report) {
  std::string text;
  for (const ReportSection& section : report.sections) {
    text += '\n' + section.title + '\n';
    for (const ReportTable& table : section.tables) text += markdown_of(table, report.language);
  }
  return text;
}

}  // namespace

std::string rendered(const Report& report, Format format) {
  switch (format) {
    case Format::json:
      return json_text(json_of(report));
    case Format::markdown:
      return markdown_of(report);
    case Format::text:
      break;
  }
  return text_of(report);
}

}  // namespace ayni

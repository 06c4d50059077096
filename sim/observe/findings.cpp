#include "observe/findings.hpp"

#include <algorithm>
#include <string_view>

#include "core/printable.hpp"
#include "core/report_entry.hpp"
#include "observe/comparison_report.hpp"
#include "observe/finding_words.hpp"
#include "observe/measure_words.hpp"
#include "observe/survival_measures.hpp"

namespace ayni {
namespace {

constexpr std::size_t widest = 80;
constexpr std::size_t most_lines = 15;

/// What is asked, and the outcome that answers it; "{months}" stands for seven years or as many months as the run has.
struct Question {
  const char* name;
  std::string_view outcome;
};
constexpr Question questions[] = {{"lasting", "kaplan_meier_from_signing[duration={months}]"},
                                  {"funded", "funded[time=last,region=sum]"},
                                  {"income", "potential_income[season=last]"},
                                  {"poverty", "potential_poor[season=last]"},
                                  {"money", "public_money"},
                                  {"buyers", "buyer_profit"}};

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width > letters(text) ? width - letters(text) : 0, ' ');
}

/// The text in lines that are not too wide, those after the first set back.
void add_lines(std::vector<std::string>& lines, const std::string& text) {
  std::string line;
  std::size_t begin = text.find_first_not_of(' ');
  const std::string margin(begin, ' ');
  while (begin != std::string::npos) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    if (!line.empty() && letters(line) + 1 + letters(word) > widest) {
      lines.push_back(std::move(line));
      line = margin + "  " + word;
    } else {
      line += (line.empty() ? margin : " ") + word;
    }
    begin = text.find_first_not_of(' ', end);
  }
  if (!line.empty()) lines.push_back(std::move(line));
}

using Columns = std::vector<std::vector<std::string>>;

std::size_t width_of(const std::vector<std::string>& column) {
  std::size_t width = 0;
  for (const std::string& cell : column) width = std::max(width, letters(cell));
  return width + 2;
}

void add_rows(std::vector<std::string>& lines, const Columns& columns) {
  for (std::size_t row = 0; row < columns.front().size(); ++row) {
    std::string line;
    for (const std::vector<std::string>& column : columns) line += padded("  " + column[row], width_of(column));
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
}

using Arms = std::vector<std::size_t>;

/// What is known to differ in each arm, in words alone.
std::vector<std::string> in_words(const std::vector<Finding>& findings, const FindingsOf& of, const Arms& others,
                                  Language language) {
  std::vector<std::string> lines;
  for (const std::size_t arm : others) {
    std::string text;
    for (const Finding& finding : findings) {
      const Sign sign = sign_of(finding.differences[arm]);
      if (sign == Sign::more || sign == Sign::less) {
        text += (text.empty() ? "" : ", ") + claim(finding, sign, language);
      }
    }
    if (text.empty()) text = term("summary.no_difference", language);
    add_lines(lines, arm_in_words(of.arms[arm], language) + ": " + text + '.');
  }
  return lines;
}

/// A line a finding, a column an arm; what is too wide goes on beneath.
std::vector<std::string> in_table(const std::vector<Finding>& findings, const FindingsOf& of, const Arms& others,
                                  Language language) {
  std::vector<std::string> labels{""};
  for (const Finding& finding : findings) {
    labels.push_back(subject_text(finding, language));
  }
  std::vector<std::string> lines;
  Columns columns{labels};
  std::size_t width = width_of(labels);
  for (const std::size_t arm : others) {
    std::vector<std::string> column{arm_in_words(of.arms[arm], language)};
    for (const Finding& finding : findings) column.push_back(difference_cell(finding, arm, language));
    if (columns.size() > 1 && width + width_of(column) > widest) {
      add_rows(lines, columns);
      columns = {labels};
      width = width_of(labels);
    }
    width += width_of(column);
    columns.push_back(std::move(column));
  }
  add_rows(lines, columns);
  return lines;
}

std::vector<std::string> in_sentences(const std::vector<Finding>& findings, const FindingsOf& of, const Arms& others,
                                      Language language) {
  std::vector<std::string> lines;
  for (const std::size_t arm : others) {
    lines.push_back(arm_in_words(of.arms[arm], language));
    for (const Finding& finding : findings) add_lines(lines, "  " + sentence(finding, arm, language));
  }
  return lines;
}

std::string title(const char* key, const FindingsOf& of, Language language) {
  return term(
      key, language,
      {{"arm", arm_in_words(of.arms[of.reference], language)},
       {"runs", std::to_string(of.replicates)},
       {"confidence", number_text(100.0 * of.confidence, of.confidence == usual_confidence ? 0 : 1, language)}});
}

/// In sentences where there is room for them, else in a table, with words before it where there is room for these.
std::vector<std::string> lines_of(const std::vector<Finding>& findings, const FindingsOf& of, Language language) {
  const bool one_run = of.replicates == 1;
  std::vector<std::string> lines;
  Arms others;
  for (std::size_t arm = 0; arm < of.arms.size(); ++arm) {
    if (arm != of.reference) others.push_back(arm);
  }
  const auto add = [&lines](const std::vector<std::string>& more) {
    lines.insert(lines.end(), more.begin(), more.end());
  };
  if (others.empty()) {
    add_lines(lines, title(one_run ? "summary.title_one_run" : "summary.title_alone", of, language));
    for (const Finding& finding : findings) add_lines(lines, "  " + alone(finding, of.reference, language));
    return lines;
  }
  add_lines(lines, title(one_run ? "summary.title_one_pair" : "summary.title", of, language));
  add(in_sentences(findings, of, others, language));
  if (lines.size() < most_lines) add_lines(lines, term("summary.producers", language));
  if (lines.size() <= most_lines) return lines;
  lines.clear();
  add_lines(lines, title(one_run ? "summary.title_one_pair" : "summary.title_table", of, language));
  const std::vector<std::string> table = in_table(findings, of, others, language);
  const std::vector<std::string> words = in_words(findings, of, others, language);
  if (lines.size() + words.size() + table.size() <= most_lines) add(words);
  add(table);
  return lines;
}

/// What a finding says of one arm.
struct Answer {
  const Finding& finding;
  const FindingsOf& of;
  std::size_t arm;
  Language language;

  [[nodiscard]] bool reference() const { return arm == of.reference; }
};

ReportEntries<Answer> answer_entries() {
  return {
      {{"finding", "finding", CellKind::text, "", "what is asked first of a policy"},
       [](const Answer& row) { return row.finding.name; }},
      {{"finding_arm", "arm", CellKind::text, "", "arm"}, [](const Answer& row) { return row.of.arms[row.arm]; }},
      {{"finding_outcome", "outcome", CellKind::text, "", "outcome that the finding rests on"},
       [](const Answer& row) { return row.finding.outcome.text; }},
      {{"finding_unit",
        "unit",
        CellKind::text,
        "",
        "unit; share: a part of a whole, between 0 and 1",
        {},
        Readers::programs},
       [](const Answer& row) { return row.finding.outcome.unit; }},
      {{"finding_mean", "mean", CellKind::number, "1", "mean over replicates", {Beside::interval, Beside::count}},
       [](const Answer& row) { return number_of(row.finding.arms[row.arm]); }},
      {{"finding_difference",
        "difference",
        CellKind::difference,
        "1",
        "mean difference from the reference, over pairs",
        {Beside::interval, Beside::standard_error, Beside::count}},
       [](const Answer& row) {
         return row.reference() ? ReportNumber{} : number_of(row.finding.differences[row.arm].difference);
       }},
      {{"finding_sign", "sign", CellKind::text, "", "more, less, no difference, unknown; of the reference: reference"},
       [](const Answer& row) {
         return row.reference() ? "reference"
                                : sign_names[static_cast<std::size_t>(sign_of(row.finding.differences[row.arm]))];
       }},
      {{"finding_sentence", "sentence", CellKind::text, "", "the finding in words, in the language asked for"},
       [](const Answer& row) {
         return row.reference() ? alone(row.finding, row.arm, row.language)
                                : sentence(row.finding, row.arm, row.language);
       }}};
}

/// The same numbers for programs, a row for each finding and arm.
ReportTable table_of(const std::vector<Finding>& findings, const FindingsOf& of, Language language) {
  const ReportEntries<Answer> entries = answer_entries();
  ReportTable table;
  table.name = "findings";
  table.readers = Readers::programs;
  add_columns(table, entries);
  for (const Finding& finding : findings) {
    for (std::size_t arm = 0; arm < of.arms.size(); ++arm) {
      table.row_kinds.push_back(kind_of(finding.outcome));
      add_row(table, entries, {finding, of, arm, language});
    }
  }
  return table;
}

}  // namespace

std::vector<std::string> finding_outcomes(const Catalogue& catalogue) {
  constexpr std::string_view placeholder = "{months}";
  std::vector<std::string> texts;
  for (const Question& question : questions) {
    texts.emplace_back(question.outcome);
    const std::size_t at = texts.back().find(placeholder);
    if (at == std::string::npos) continue;
    texts.back().replace(at, placeholder.size(), std::to_string(seven_years_at_most(catalogue)));
  }
  return texts;
}

std::vector<Finding> findings_of(const OutcomeValues& values, std::size_t reference, const IntervalRule& rule) {
  std::vector<Finding> found;
  for (std::size_t k = 0; k < values.outcomes().size(); ++k) {
    const auto& arms = values.of(k);
    Finding finding{questions[k].name, values.outcomes()[k], {}, {}};
    for (const std::vector<double>& arm : arms) {
      finding.arms.push_back(mean_estimate(arm, rule));
      finding.differences.push_back(paired_difference(arms[reference], arm, direction_of(finding.outcome), rule));
    }
    found.push_back(std::move(finding));
  }
  return found;
}

ReportSection section_of(const std::vector<Finding>& findings, const FindingsOf& of, Language language) {
  ReportSection section;
  section.name = "summary";
  section.notes = lines_of(findings, of, language);
  section.tables = {table_of(findings, of, language)};
  return section;
}

}  // namespace ayni

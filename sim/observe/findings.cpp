#include "observe/findings.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>
#include <string_view>

#include "core/money.hpp"
#include "core/printable.hpp"
#include "observe/comparison_report.hpp"
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

/// How the numbers of a finding are written: in percent, in millions where they are that large, or as they are.
struct Written {
  double scale = 1.0;
  std::string of_levels;       ///< their unit, with a blank before it where it has one
  std::string of_differences;  ///< the same
  int level_decimals = 0;
};

Written written(const Finding& finding, Language language) {
  if (kind_of(finding.outcome) == CellKind::share) {
    return {100.0, term("summary.percent", language), ' ' + term("summary.points", language), 1};
  }
  double largest = 0.0;
  for (const MeanEstimate& arm : finding.arms) {
    if (!std::isnan(arm.mean)) largest = std::max(largest, std::abs(arm.mean));
  }
  if (largest < million) return {};
  const std::string millions = ' ' + term("summary.million", language);
  return {1.0 / million, millions, millions, 1};
}

constexpr int most_decimals = 2;

/// Decimals that show two digits of half the interval, but two decimals at most; and as many as it takes to see on which
/// side of zero an end lies, if two or three do.
int decimals_for(double low, double high) {
  const double half = 0.5 * (high - low);
  if (!(half > 0.0)) return 1;
  const int usual = std::clamp(1 - static_cast<int>(std::floor(std::log10(half))), 0, most_decimals);
  const auto rounds_to_zero = [](double value, int decimals) {
    const std::string text = number_text(value, decimals, Language::en);
    return text.find_first_of("123456789") == std::string::npos;
  };
  for (int decimals = usual; decimals <= most_decimals + 1; ++decimals) {
    if (!rounds_to_zero(low, decimals) && !rounds_to_zero(high, decimals)) return decimals;
  }
  return usual;
}

std::string with_sign(double value, int decimals, Language language) {
  return (value > 0.0 ? "+" : "") + number_text(value, decimals, language);
}

enum class Sign { more, less, same, unknown };

Sign sign_of(const PairedDifference& found) {
  const MeanEstimate& difference = found.difference;
  if (std::isnan(difference.mean)) return Sign::unknown;
  if (!std::isnan(difference.interval.low) && difference.interval.low <= 0.0 && difference.interval.high >= 0.0) {
    return Sign::same;
  }
  if (difference.mean == 0.0) return Sign::same;
  return difference.mean > 0.0 ? Sign::more : Sign::less;
}

const char* text_of(Sign sign) {
  constexpr const char* texts[] = {"more", "less", "no difference", "unknown"};
  return texts[static_cast<std::size_t>(sign)];
}

std::string key(const Finding& finding, const char* what) { return "summary." + finding.name + '_' + what; }

std::string capital(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

/// How long a duration is, in years where it is whole years.
std::string time_text(const Finding& finding, Language language) {
  if (finding.outcome.selections.empty()) return {};
  const std::size_t months = finding.outcome.selections.front().position;
  const bool years = months % 12 == 0;
  return term(years ? "summary.years" : "summary.months", language,
              {{"number", std::to_string(years ? months / 12 : months)}});
}

/// The words that say what is more or less.
std::string claim(const Finding& finding, Sign sign, Language language) {
  return term(key(finding, sign == Sign::more ? "more" : "less"), language);
}

std::string level(const Finding& finding, double value, Language language) {
  const Written as = written(finding, language);
  return term(key(finding, "level"), language,
              {{"value", number_text(as.scale * value, as.level_decimals, language) + as.of_levels},
               {"time", time_text(finding, language)}});
}

/// What an arm has where there is nothing to hold it against.
std::string alone(const Finding& finding, std::size_t arm, Language language) {
  const MeanEstimate& found = finding.arms[arm];
  const std::string subject = capital(term(key(finding, "alone"), language, {{"time", time_text(finding, language)}}));
  if (std::isnan(found.mean)) return term("summary.nothing", language, {{"subject", subject}});
  const Written as = written(finding, language);
  const std::string value = number_text(as.scale * found.mean, as.level_decimals, language) + as.of_levels;
  if (std::isnan(found.interval.low)) {
    return term("summary.value", language, {{"subject", subject}, {"value", value}});
  }
  const int decimals = decimals_for(as.scale * found.interval.low, as.scale * found.interval.high);
  return term("summary.value_within", language,
              {{"subject", subject},
               {"value", value},
               {"low", number_text(as.scale * found.interval.low, decimals, language)},
               {"high", number_text(as.scale * found.interval.high, decimals, language)}});
}

std::string sentence(const Finding& finding, std::size_t arm, Language language) {
  const PairedDifference& found = finding.differences[arm];
  const Interval& interval = found.difference.interval;
  const Sign sign = sign_of(found);
  if (sign == Sign::unknown) return alone(finding, arm, language);
  const Written as = written(finding, language);
  const bool sure = !std::isnan(interval.low);
  const int decimals = sure ? decimals_for(as.scale * interval.low, as.scale * interval.high) : as.level_decimals;
  const auto signed_text = [&](double value) { return with_sign(as.scale * value, decimals, language); };
  if (sign == Sign::same) {
    const std::string subject = capital(term(key(finding, "subject"), language));
    if (!sure || interval.low == interval.high) return term("summary.equal", language, {{"subject", subject}});
    return term("summary.same", language,
                {{"subject", subject},
                 {"low", signed_text(interval.low)},
                 {"high", signed_text(interval.high) + as.of_differences}});
  }
  const std::string points = kind_of(finding.outcome) == CellKind::share ? as.of_differences : "";
  const std::string difference = signed_text(found.difference.mean) + points;
  const std::string what = capital(claim(finding, sign, language));
  const std::string now = level(finding, found.other_mean, language);
  if (!sure) return term("summary.one_run", language, {{"claim", what}, {"level", now}, {"difference", difference}});
  return term("summary.differs", language,
              {{"claim", what},
               {"level", now},
               {"difference", difference},
               {"low", signed_text(interval.low)},
               {"high", signed_text(interval.high)}});
}

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

/// "+1.94 ±0.57", or "~ ±0.57" for none that can be told.
std::string difference_cell(const Finding& finding, std::size_t arm, Language language) {
  const PairedDifference& found = finding.differences[arm];
  const Sign sign = sign_of(found);
  if (sign == Sign::unknown) return "-";
  const Written as = written(finding, language);
  const double low = as.scale * found.difference.interval.low;
  const double high = as.scale * found.difference.interval.high;
  const double half = 0.5 * (high - low);
  const int decimals = std::isnan(half) ? as.level_decimals : decimals_for(low, high);
  const std::string difference =
      sign == Sign::same ? "~" : with_sign(as.scale * found.difference.mean, decimals, language);
  return std::isnan(half) ? difference : difference + " ±" + number_text(half, decimals, language);
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
    const std::string unit = written(finding, language).of_differences;
    labels.push_back(capital(term(key(finding, "subject"), language)) + (unit.empty() ? "" : ',' + unit));
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
  return term(key, language,
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

/// The same numbers for programs, a row for each finding and arm.
ReportTable table_of(const std::vector<Finding>& findings, const FindingsOf& of, Language language) {
  ReportTable table;
  table.name = "findings";
  table.readers = Readers::programs;
  table.columns = {
      {"finding", "finding", CellKind::text, "", "what is asked first of a policy"},
      {"finding_arm", "arm", CellKind::text, "", "arm"},
      {"finding_outcome", "outcome", CellKind::text, "", "outcome that the finding rests on"},
      {"finding_unit",
       "unit",
       CellKind::text,
       "",
       "unit; share: a part of a whole, between 0 and 1",
       {},
       Readers::programs},
      {"finding_mean", "mean", CellKind::number, "1", "mean over replicates", {Beside::interval, Beside::count}},
      {"finding_difference",
       "difference",
       CellKind::difference,
       "1",
       "mean difference from the reference, over pairs",
       {Beside::interval, Beside::standard_error, Beside::count}},
      {"finding_sign", "sign", CellKind::text, "", "more, less, no difference, unknown; of the reference: reference"},
      {"finding_sentence", "sentence", CellKind::text, "", "the finding in words, in the language asked for"}};
  for (const Finding& finding : findings) {
    for (std::size_t arm = 0; arm < of.arms.size(); ++arm) {
      const bool reference = arm == of.reference;
      table.row_kinds.push_back(kind_of(finding.outcome));
      table.rows.push_back({finding.name, of.arms[arm], finding.outcome.text, finding.outcome.unit,
                            number_of(finding.arms[arm]),
                            reference ? ReportNumber{} : number_of(finding.differences[arm].difference),
                            reference ? "reference" : text_of(sign_of(finding.differences[arm])),
                            reference ? alone(finding, arm, language) : sentence(finding, arm, language)});
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

#include "observe/evidence_judgement.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "core/moments.hpp"
#include "core/report_entry.hpp"

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// A text of the terms' section evidence.
std::string said(const std::string& key, Language language, TermValues values = {}) {
  return term("evidence." + key, language, values);
}

std::vector<std::string> uses_of(const std::vector<EvidenceRow>& rows) {
  std::vector<std::string> uses;
  for (const EvidenceRow& row : rows) {
    if (std::find(uses.begin(), uses.end(), row.figure.use) == uses.end()) uses.push_back(row.figure.use);
  }
  return uses;
}

std::string counts_of(const std::vector<EvidenceRow>& rows, const std::string& use, Language language) {
  std::array<int, 6> counts{};
  for (const EvidenceRow& row : rows) counts[static_cast<std::size_t>(row.verdict)] += row.figure.use == use ? 1 : 0;
  const auto count = [&counts](Verdict verdict) { return counts[static_cast<std::size_t>(verdict)]; };
  const std::string key = "evidence_use." + use;
  return said(count(Verdict::same) + count(Verdict::differs) > 0 ? "counts_with_set" : "counts", language,
              {{"use", has_term(key) ? term(key, language) : use},
               {"good", std::to_string(count(Verdict::good))},
               {"fair", std::to_string(count(Verdict::fair))},
               {"poor", std::to_string(count(Verdict::poor))},
               {"same", std::to_string(count(Verdict::same))},
               {"differs", std::to_string(count(Verdict::differs))},
               {"without", std::to_string(count(Verdict::unavailable))}});
}

using FigureEntries = ReportEntries<EvidenceRow>;

ReportNumber reported(const FigurePart& figure) {
  ReportNumber report{figure.report};
  report.standard_error = figure.report_se;
  return report;
}

/// What all tables begin with.
FigureEntries figure_entries(Language language) {
  return {{{"figure", said("figure", language), CellKind::text},
           [](const EvidenceRow& row) {
             return row.figure.part.empty() ? row.figure.id : row.figure.id + '.' + row.figure.part;
           }},
          {{"id", "id", CellKind::text, "", "", {}, Readers::programs},
           [](const EvidenceRow& row) { return row.figure.id; }},
          {{"part", "part", CellKind::text, "", "", {}, Readers::programs},
           [](const EvidenceRow& row) { return row.figure.part; }},
          {{"use", "use", CellKind::text, "", "", {}, Readers::programs},
           [](const EvidenceRow& row) { return row.figure.use; }},
          {{"report", said("report", language), CellKind::number, "", "the report's figure", {Beside::standard_error}},
           [](const EvidenceRow& row) { return reported(row.figure); }}};
}

void add_verdict(FigureEntries& entries, const char* meaning, Language language) {
  entries.push_back({{"verdict", said("verdict", language), CellKind::text, "", meaning},
                     [](const EvidenceRow& row) { return to_text(row.verdict); }});
  entries.back().column.labels = "report_verdict";
}

ReportNumber model_of(const EvidenceRow& row) {
  ReportNumber model{row.model};
  model.standard_deviation = row.model_sd;
  return model;
}

bool is_set(const EvidenceRow& row) { return row.verdict == Verdict::same || row.verdict == Verdict::differs; }

/// Of the rows that belong.
template <class Belongs>
ReportTable table_of(const char* name, const char* called, const FigureEntries& entries,
                     const std::vector<EvidenceRow>& rows, Language language, const Belongs& belongs) {
  ReportTable table;
  table.name = name;
  table.called = said(called, language);
  add_columns(table, entries);
  for (const EvidenceRow& row : rows) {
    if (belongs(row)) add_row(table, entries, row);
  }
  return table;
}

ReportTable available(const std::vector<EvidenceRow>& rows, const std::string& use, Language language) {
  FigureEntries entries = figure_entries(language);
  entries.push_back(
      {{"model", said("model", language), CellKind::number, "", "mean over runs", {Beside::standard_deviation}},
       [](const EvidenceRow& row) { return model_of(row); }});
  entries.push_back({{"z", said("z", language), CellKind::score, "1",
                      "distance in standard errors of the report (where none is known, half of a fifth of the figure) "
                      "and of the mean"},
                     [](const EvidenceRow& row) { return ReportNumber{row.z}; }});
  entries.push_back({{"z_with_spread", said("z_with_spread", language), CellKind::score, "1",
                      "the same with the spread across runs in the place of the mean's error"},
                     [](const EvidenceRow& row) { return ReportNumber{row.z_with_spread}; }});
  add_verdict(entries, "good below 1.5, fair below 2", language);
  return table_of("available", "available", entries, rows, language, [&use](const EvidenceRow& row) {
    return row.figure.use == use && !is_set(row) && row.verdict != Verdict::unavailable;
  });
}

ReportTable set_by_the_scenario(const std::vector<EvidenceRow>& rows, const std::string& use, Language language) {
  FigureEntries entries = figure_entries(language);
  entries.push_back({{"model", said("scenario", language), CellKind::number, "", "what the scenario sets"},
                     [](const EvidenceRow& row) { return ReportNumber{row.model}; }});
  add_verdict(entries, "same within rounding, or differs", language);
  entries.push_back({{"parameter", said("by", language), CellKind::text},
                     [](const EvidenceRow& row) { return row.figure.parameter; }});
  return table_of("set by the scenario", "set", entries, rows, language,
                  [&use](const EvidenceRow& row) { return row.figure.use == use && is_set(row); });
}

ReportTable unavailable(const std::vector<EvidenceRow>& rows, const std::string& use, Language language) {
  FigureEntries entries = figure_entries(language);
  entries.push_back({{"note", said("why", language), CellKind::text}, [](const EvidenceRow& row) { return row.note; }});
  return table_of("not available", "not_available", entries, rows, language, [&use](const EvidenceRow& row) {
    return row.figure.use == use && row.verdict == Verdict::unavailable;
  });
}

/// Of the figures that come from studies whose truth is known.
ReportSection studies(const std::vector<EvidenceRow>& rows, Language language) {
  const auto column = [language](const char* name, const char* title, CellKind kind, const char* meaning) {
    return ReportColumn{name, said(title, language), kind, "", meaning};
  };
  FigureEntries entries = figure_entries(language);
  entries.push_back({column("model", "finds", CellKind::number, "what the study finds in the model, mean over runs"),
                     [](const EvidenceRow& row) { return ReportNumber{row.model}; }});
  entries.push_back({column("truth_found", "truth_found", CellKind::number, "the truth of those it found"),
                     [](const EvidenceRow& row) { return ReportNumber{row.truth_found}; }});
  entries.push_back({column("truth", "truth", CellKind::number, "the truth of all it was drawn from"),
                     [](const EvidenceRow& row) { return ReportNumber{row.truth}; }});
  entries.push_back({column("selection", "selection", CellKind::difference,
                            "found less the truth of those found: whom it compares with whom, and at what prices"),
                     [](const EvidenceRow& row) { return ReportNumber{row.model - row.truth_found}; }});
  entries.push_back(
      {column("survivors", "survivors", CellKind::difference, "the truth of those found less that of all"),
       [](const EvidenceRow& row) { return ReportNumber{row.truth_found - row.truth}; }});
  entries.push_back(
      {column("truth_by", "truth_by", CellKind::text, "twin: the same without the project, else controls"),
       [](const EvidenceRow& row) { return row.by_twin ? "twin" : ""; }});
  ReportSection section;
  section.name = "studies";
  section.title = said("studies_title", language);
  section.tables = {table_of("studies", "studies", entries, rows, language,
                             [](const EvidenceRow& row) { return !std::isnan(row.truth); })};
  return section;
}

}  // namespace

const char* to_text(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::good:
      return "good";
    case Verdict::fair:
      return "fair";
    case Verdict::poor:
      return "poor";
    case Verdict::same:
      return "same";
    case Verdict::differs:
      return "differs";
    case Verdict::unavailable:
      break;
  }
  return "not available";
}

std::string why_never(const FigurePart& figure, Language language) {
  if (!figure.unavailable.empty()) {
    return language == Language::es && !figure.unavailable_es.empty() ? figure.unavailable_es : figure.unavailable;
  }
  if (std::isnan(figure.report)) return said("only_words", language);
  return figure.statistic.empty() && figure.parameter.empty() ? said("no_statistic", language) : "";
}

EvidenceRow without_value(const FigurePart& figure, std::string why) {
  return {figure, nothing, nothing, nothing, nothing, Verdict::unavailable, std::move(why)};
}

EvidenceRow judge(const FigurePart& figure, double mean, double spread, std::size_t runs) {
  const bool no_error = std::isnan(figure.report_se);
  const double tolerance = std::isnan(figure.tolerance) ? (no_error ? default_tolerance : 0.0) : figure.tolerance;
  const double error = std::max(no_error ? 0.0 : figure.report_se, 0.5 * tolerance * std::abs(figure.report));
  const double of_one = std::isnan(spread) ? 0.0 : spread * spread;
  const auto distance = [&](double variance) { return (mean - figure.report) / std::sqrt(error * error + variance); };
  const double z = distance(of_one / static_cast<double>(runs));
  const Verdict verdict = std::abs(z) < good_below   ? Verdict::good
                          : std::abs(z) < fair_below ? Verdict::fair
                                                     : Verdict::poor;
  return {figure, mean, spread, z, distance(of_one), verdict, {}};
}

EvidenceRow judge(const FigurePart& figure, std::span<const double> values) {
  Moments moments;
  for (const double value : values) moments.add(value);
  return judge(figure, moments.mean(), moments.standard_deviation(), moments.n());
}

EvidenceRow judge_setting(const FigurePart& figure, double set) {
  constexpr double of_a_share = 0.005;
  constexpr double of_a_count = 0.5;
  constexpr double of_others = 0.01;
  const bool share = figure.report >= 0.0 && figure.report <= 1.0;
  const double rounding = figure.count ? of_a_count : share ? of_a_share : of_others * std::abs(figure.report);
  constexpr double exact = 1e-9;  // half a percentage point itself is rounding too
  const bool same = std::abs(set - figure.report) <= rounding + exact;
  return {figure, set, nothing, nothing, nothing, same ? Verdict::same : Verdict::differs, {}};
}

Report report_of(const std::vector<EvidenceRow>& rows, Extent extent, Language language) {
  Report report;
  report.name = "evidence";
  report.language = language;
  for (const std::string& use : uses_of(rows)) {
    ReportSection section;
    section.name = use;
    section.title = counts_of(rows, use, language);
    if (extent == Extent::full) {
      for (ReportTable table : {available(rows, use, language), set_by_the_scenario(rows, use, language),
                                unavailable(rows, use, language)}) {
        if (table.name != "set by the scenario" || !table.rows.empty()) section.tables.push_back(std::move(table));
      }
    } else if (use == "calibrate") {
      section.tables = {available(rows, use, language)};
    }
    report.sections.push_back(std::move(section));
  }
  if (extent == Extent::full) {
    if (ReportSection found = studies(rows, language); !found.tables.front().rows.empty()) {
      report.sections.push_back(std::move(found));
    }
  }
  return report;
}

}  // namespace ayni

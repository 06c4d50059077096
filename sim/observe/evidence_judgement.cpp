#include "observe/evidence_judgement.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "core/moments.hpp"

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

std::vector<ReportColumn> columns_of_all(Language language) {
  return {{"figure", said("figure", language), CellKind::text},
          {"id", "id", CellKind::text, "", "", {}, Readers::programs},
          {"part", "part", CellKind::text, "", "", {}, Readers::programs},
          {"use", "use", CellKind::text, "", "", {}, Readers::programs},
          {"report", said("report", language), CellKind::number, "", "the report's figure", {Beside::standard_error}}};
}

std::vector<ReportCell> cells_of(const FigurePart& figure) {
  ReportNumber report{figure.report};
  report.standard_error = figure.report_se;
  return {figure.part.empty() ? figure.id : figure.id + '.' + figure.part, figure.id, figure.part, figure.use, report};
}

bool is_set(const EvidenceRow& row) { return row.verdict == Verdict::same || row.verdict == Verdict::differs; }

ReportTable available(const std::vector<EvidenceRow>& rows, const std::string& use, Language language) {
  ReportTable table;
  table.name = "available";
  table.called = said("available", language);
  table.columns = columns_of_all(language);
  table.columns.push_back(
      {"model", said("model", language), CellKind::number, "", "mean over runs", {Beside::standard_deviation}});
  table.columns.push_back(
      {"z", said("z", language), CellKind::score, "1",
       "distance in standard errors of the report (where none is known, half of a fifth of the figure) "
       "and of the mean"});
  table.columns.push_back({"z_with_spread", said("z_with_spread", language), CellKind::score, "1",
                           "the same with the spread across runs in the place of the mean's error"});
  table.columns.push_back({"verdict", said("verdict", language), CellKind::text, "", "good below 1.5, fair below 2"});
  table.columns.back().labels = "report_verdict";
  for (const EvidenceRow& row : rows) {
    if (row.figure.use != use || is_set(row) || row.verdict == Verdict::unavailable) continue;
    ReportNumber model{row.model};
    model.standard_deviation = row.model_sd;
    table.rows.push_back(cells_of(row.figure));
    table.rows.back().insert(table.rows.back().end(),
                             {model, ReportNumber{row.z}, ReportNumber{row.z_with_spread}, to_text(row.verdict)});
  }
  return table;
}

ReportTable set_by_the_scenario(const std::vector<EvidenceRow>& rows, const std::string& use, Language language) {
  ReportTable table;
  table.name = "set by the scenario";
  table.called = said("set", language);
  table.columns = columns_of_all(language);
  table.columns.push_back({"model", said("scenario", language), CellKind::number, "", "what the scenario sets"});
  table.columns.push_back(
      {"verdict", said("verdict", language), CellKind::text, "", "same within rounding, or differs"});
  table.columns.back().labels = "report_verdict";
  table.columns.push_back({"parameter", said("by", language), CellKind::text});
  for (const EvidenceRow& row : rows) {
    if (row.figure.use != use || !is_set(row)) continue;
    table.rows.push_back(cells_of(row.figure));
    table.rows.back().insert(table.rows.back().end(),
                             {ReportNumber{row.model}, to_text(row.verdict), row.figure.parameter});
  }
  return table;
}

ReportTable unavailable(const std::vector<EvidenceRow>& rows, const std::string& use, Language language) {
  ReportTable table;
  table.name = "not available";
  table.called = said("not_available", language);
  table.columns = columns_of_all(language);
  table.columns.push_back({"note", said("why", language), CellKind::text});
  for (const EvidenceRow& row : rows) {
    if (row.figure.use != use || row.verdict != Verdict::unavailable) continue;
    table.rows.push_back(cells_of(row.figure));
    table.rows.back().emplace_back(row.note);
  }
  return table;
}

/// Of the figures that come from studies whose truth is known.
ReportSection studies(const std::vector<EvidenceRow>& rows, Language language) {
  const auto column = [language](const char* name, const char* title, CellKind kind, const char* meaning) {
    return ReportColumn{name, said(title, language), kind, "", meaning};
  };
  ReportTable table;
  table.name = "studies";
  table.called = said("studies", language);
  table.columns = columns_of_all(language);
  for (ReportColumn& one : std::vector{
           column("model", "finds", CellKind::number, "what the study finds in the model, mean over runs"),
           column("truth_found", "truth_found", CellKind::number, "the truth of those it found"),
           column("truth", "truth", CellKind::number, "the truth of all it was drawn from"),
           column("selection", "selection", CellKind::difference,
                  "found less the truth of those found: whom it compares with whom, and at what prices"),
           column("survivors", "survivors", CellKind::difference, "the truth of those found less that of all"),
           column("truth_by", "truth_by", CellKind::text, "twin: the same without the project, else controls")}) {
    table.columns.push_back(std::move(one));
  }
  for (const EvidenceRow& row : rows) {
    if (std::isnan(row.truth)) continue;
    table.rows.push_back(cells_of(row.figure));
    table.rows.back().insert(table.rows.back().end(),
                             {ReportNumber{row.model}, ReportNumber{row.truth_found}, ReportNumber{row.truth},
                              ReportNumber{row.model - row.truth_found}, ReportNumber{row.truth_found - row.truth},
                              row.by_twin ? "twin" : ""});
  }
  ReportSection section;
  section.name = "studies";
  section.title = said("studies_title", language);
  section.tables = {std::move(table)};
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
  const Verdict verdict = std::abs(z) < good_below ? Verdict::good : std::abs(z) < fair_below ? Verdict::fair : Verdict::poor;
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

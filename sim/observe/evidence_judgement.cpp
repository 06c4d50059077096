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

std::vector<std::string> uses_of(const std::vector<EvidenceRow>& rows) {
  std::vector<std::string> uses;
  for (const EvidenceRow& row : rows) {
    if (std::find(uses.begin(), uses.end(), row.figure.use) == uses.end()) uses.push_back(row.figure.use);
  }
  return uses;
}

std::string counts_of(const std::vector<EvidenceRow>& rows, const std::string& use) {
  std::array<int, 4> counts{};
  for (const EvidenceRow& row : rows) counts[static_cast<std::size_t>(row.verdict)] += row.figure.use == use ? 1 : 0;
  return use + ": " + std::to_string(counts[0]) + " good, " + std::to_string(counts[1]) + " fair, " +
         std::to_string(counts[2]) + " poor, " + std::to_string(counts[3]) + " not available";
}

std::vector<ReportColumn> columns_of_all() {
  return {{"figure", "figure", CellKind::text},
          {"id", "id", CellKind::text, "", "", {}, Readers::programs},
          {"part", "part", CellKind::text, "", "", {}, Readers::programs},
          {"use", "use", CellKind::text, "", "", {}, Readers::programs},
          {"report", "report", CellKind::number, "", "the report's figure", {Beside::standard_error}}};
}

std::vector<ReportCell> cells_of(const FigurePart& figure) {
  ReportNumber report{figure.report};
  report.standard_error = figure.report_se;
  return {figure.part.empty() ? figure.id : figure.id + '.' + figure.part, figure.id, figure.part, figure.use, report};
}

ReportTable available(const std::vector<EvidenceRow>& rows, const std::string& use) {
  ReportTable table;
  table.name = "available";
  table.columns = columns_of_all();
  table.columns.push_back({"model", "model", CellKind::number, "", "mean over runs", {Beside::standard_deviation}});
  table.columns.push_back(
      {"z", "z", CellKind::score, "1",
       "distance in standard errors of the report (where none is known, half of a fifth of the figure) "
       "and of the mean"});
  table.columns.push_back({"verdict", "verdict", CellKind::text, "", "good below 1.5, fair below 2"});
  for (const EvidenceRow& row : rows) {
    if (row.figure.use != use || row.verdict == Verdict::unavailable) continue;
    ReportNumber model{row.model};
    model.standard_deviation = row.model_sd;
    table.rows.push_back(cells_of(row.figure));
    table.rows.back().insert(table.rows.back().end(), {model, ReportNumber{row.z}, to_text(row.verdict)});
  }
  return table;
}

ReportTable unavailable(const std::vector<EvidenceRow>& rows, const std::string& use) {
  ReportTable table;
  table.name = "not available";
  table.columns = columns_of_all();
  table.columns.push_back({"note", "why", CellKind::text});
  for (const EvidenceRow& row : rows) {
    if (row.figure.use != use || row.verdict != Verdict::unavailable) continue;
    table.rows.push_back(cells_of(row.figure));
    table.rows.back().emplace_back(row.note);
  }
  return table;
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
    case Verdict::unavailable:
      break;
  }
  return "not available";
}

std::string why_never(const FigurePart& figure) {
  if (!figure.unavailable.empty()) return figure.unavailable;
  if (std::isnan(figure.report)) return "the report has words, not a number";
  return figure.statistic.empty() ? "its entry names no statistic" : "";
}

EvidenceRow without_value(const FigurePart& figure, std::string why) {
  return {figure, nothing, nothing, nothing, Verdict::unavailable, std::move(why)};
}

EvidenceRow judge(const FigurePart& figure, double mean, double spread, std::size_t runs) {
  const bool no_error = std::isnan(figure.report_se);
  const double tolerance = std::isnan(figure.tolerance) ? (no_error ? default_tolerance : 0.0) : figure.tolerance;
  const double error = std::max(no_error ? 0.0 : figure.report_se, 0.5 * tolerance * std::abs(figure.report));
  const double of_mean = std::isnan(spread) ? 0.0 : spread * spread / static_cast<double>(runs);
  const double z = (mean - figure.report) / std::sqrt(error * error + of_mean);
  const Verdict verdict = std::abs(z) < 1.5 ? Verdict::good : std::abs(z) < 2.0 ? Verdict::fair : Verdict::poor;
  return {figure, mean, spread, z, verdict, {}};
}

EvidenceRow judge(const FigurePart& figure, std::span<const double> values) {
  Moments moments;
  for (const double value : values) moments.add(value);
  return judge(figure, moments.mean(), moments.standard_deviation(), moments.n());
}

Report report_of(const std::vector<EvidenceRow>& rows, Extent extent) {
  Report report;
  report.name = "evidence";
  for (const std::string& use : uses_of(rows)) {
    ReportSection section;
    section.name = use;
    section.title = counts_of(rows, use);
    if (extent == Extent::full) {
      section.tables = {available(rows, use), unavailable(rows, use)};
    } else if (use == "calibrate") {
      section.tables = {available(rows, use)};
    }
    report.sections.push_back(std::move(section));
  }
  return report;
}

}  // namespace ayni

// ayni evidence: the figures of the report beside those of the runs in a results file.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "app/report_figures.hpp"
#include "core/json.hpp"
#include "experiment/disk_reader.hpp"
#include "results/evidence_table.hpp"
#include "results/sound.hpp"
#include "scenario/settings_files.hpp"

namespace ayni {
namespace {

std::string name_of(const FigurePart& figure) {
  return figure.part.empty() ? figure.id : figure.id + '.' + figure.part;
}

std::string shown(double value) {
  if (std::isnan(value)) return "-";
  const double size = std::abs(value);
  if (size >= 1000.0) return fmt::format("{:.0f}", value);
  if (size >= 10.0) return fmt::format("{:.1f}", value);
  return size >= 0.005 || value == 0.0 ? fmt::format("{:.2f}", value) : fmt::format("{:.2g}", value);
}

std::string shown_z(double z) { return std::isnan(z) ? "-" : fmt::format("{:+.1f}", z); }

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
  return fmt::format("{}: {} good, {} fair, {} poor, {} not available", use, counts[0], counts[1], counts[2],
                     counts[3]);
}

/// Numbers of one figure from `first` on that are missing for one reason: told in one line.
std::size_t missing_together(const std::vector<EvidenceRow>& rows, std::size_t first) {
  std::size_t end = first;
  while (end < rows.size() && rows[end].verdict == Verdict::unavailable && rows[end].note == rows[first].note &&
         rows[end].figure.id == rows[first].figure.id) {
    ++end;
  }
  return end - first;
}

std::string name_of_missing(const EvidenceRow& row, std::size_t together) {
  return together > 1 ? fmt::format("{} ({} numbers)", row.figure.id, together) : name_of(row.figure);
}

/// The short form leaves out what is not fitted and what has no value.
bool left_out(const EvidenceRow& row, Extent extent) {
  return extent == Extent::brief && (row.figure.use != "calibrate" || row.verdict == Verdict::unavailable);
}

std::string text_of(const std::vector<EvidenceRow>& rows, Extent extent) {
  std::size_t width = 6;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::size_t together = missing_together(rows, k);
    if (!left_out(rows[k], extent)) width = std::max(width, name_of_missing(rows[k], together).size());
    if (together > 1) k += together - 1;
  }
  const auto line = [width](const std::string& name, const std::string& report, const std::string& error,
                            const std::string& model, const std::string& spread, const std::string& z,
                            const std::string& verdict) {
    return fmt::format("{:<{}}  {:>8} {:>7}  {:>8} {:>7}  {:>6}  {}\n", name, width, report, error, model, spread, z,
                       verdict);
  };
  std::string text;
  for (const std::string& use : uses_of(rows)) {
    if (extent == Extent::brief && use != "calibrate") continue;
    if (!text.empty()) text += '\n';
    text += line(use, "report", "s.e.", "model", "s.d.", "z", "verdict");
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const EvidenceRow& row = rows[k];
      if (row.figure.use != use || left_out(row, extent)) continue;
      if (row.verdict != Verdict::unavailable) {
        text += line(name_of(row.figure), shown(row.figure.report), shown(row.figure.report_se), shown(row.model),
                     shown(row.model_sd), shown_z(row.z), to_text(row.verdict));
        continue;
      }
      const std::size_t together = missing_together(rows, k);
      text += together > 1 ? line(name_of_missing(row, together), "", "", "-", "-", "-", "not available: " + row.note)
                           : line(name_of(row.figure), shown(row.figure.report), shown(row.figure.report_se), "-", "-",
                                  "-", "not available: " + row.note);
      k += together - 1;
    }
  }
  text += '\n';
  for (const std::string& use : uses_of(rows)) text += counts_of(rows, use) + '\n';
  return text;
}

std::string markdown_of(const std::vector<EvidenceRow>& rows) {
  std::string text;
  for (const std::string& use : uses_of(rows)) {
    text +=
        fmt::format("\n{}\n\n| figure | report | s.e. | model | s.d. | z | verdict |\n|---|--:|--:|--:|--:|--:|---|\n",
                    counts_of(rows, use));
    for (const EvidenceRow& row : rows) {
      if (row.figure.use != use || row.verdict == Verdict::unavailable) continue;
      text += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", name_of(row.figure), shown(row.figure.report),
                          shown(row.figure.report_se), shown(row.model), shown(row.model_sd), shown_z(row.z),
                          to_text(row.verdict));
    }
    text += "\nNot available:\n\n";
    for (std::size_t k = 0; k < rows.size(); ++k) {
      if (rows[k].figure.use != use || rows[k].verdict != Verdict::unavailable) continue;
      const std::size_t together = missing_together(rows, k);
      text += fmt::format("- {}: {}\n", name_of_missing(rows[k], together), rows[k].note);
      k += together - 1;
    }
  }
  return text;
}

std::string json_of(const std::vector<EvidenceRow>& rows) {
  Json json = Json::array();
  for (const EvidenceRow& row : rows) {
    Json one;
    one["id"] = row.figure.id;
    one["part"] = row.figure.part;
    one["use"] = row.figure.use;
    one["report"] = row.figure.report;
    one["report_se"] = row.figure.report_se;
    one["model"] = row.model;
    one["model_sd"] = row.model_sd;
    one["z"] = row.z;
    one["verdict"] = to_text(row.verdict);
    one["note"] = row.note;
    json.push_back(std::move(one));
  }
  return json_text(json);
}

}  // namespace

ExitCode evidence(const EvidenceOptions& options) {
  const Settings settings = options.figures ? load_settings({*options.figures, {}, {}}, read_from_disk)
                                            : settings_of_text(report_figures(), "scenarios/evidence/figures.toml");
  const std::vector<FigurePart> figures = read_figures(settings);
  require_sound(options.file, [&] { static_cast<void>(hold_against(options.file, figures, options.arm)); });
  const std::vector<EvidenceRow> rows = hold_against(options.file, figures, options.arm);
  switch (options.format) {
    case EvidenceFormat::text:
      print(text_of(rows, options.extent));
      break;
    case EvidenceFormat::markdown:
      print(markdown_of(rows));
      break;
    case EvidenceFormat::json:
      print(json_of(rows));
      break;
  }
  return ExitCode::ok;
}

}  // namespace ayni

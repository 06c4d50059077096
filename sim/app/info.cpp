#include "app/info.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.hpp"
#include "core/calendar.hpp"
#include "core/printable.hpp"
#include "experiment/outputs.hpp"
#include "observe/measure_words.hpp"
#include "results/sound.hpp"
#include "results/summary.hpp"

namespace ayni {
namespace {

std::string size_of(std::uintmax_t bytes) {
  const double kilobytes = static_cast<double>(bytes) / 1e3;
  return kilobytes < 1000.0 ? fmt::format("{:.0f} kB", kilobytes) : fmt::format("{:.1f} MB", kilobytes / 1000.0);
}

/// A text of the file, which must not look like a line of this program's.
std::string in_one_line(const std::string& text) { return printable(text, 4000); }

std::string arms_of(const FileSummary& file) {
  std::vector<std::string> names;
  for (const FileArm& arm : file.shape.arms) names.push_back(in_one_line(arm.name));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string design_of(const FileSummary& file) {
  std::string text;
  if (!file.provenance.shard.empty())
    text += fmt::format("  shard     {} of the runs\n", in_one_line(file.provenance.shard));
  if (file.shape.points == 0) return text;
  std::vector<std::string> factors;
  for (const FileFactor& factor : file.shape.factors) {
    factors.push_back(in_one_line(
        factor.name == factor.parameter ? factor.name : fmt::format("{} ({})", factor.name, factor.parameter)));
  }
  return text + fmt::format("  design    {} points of {}\n", file.shape.points, fmt::join(factors, ", "));
}

/// "2010-01 " of a month of the runs; nothing where the file has no calendar, as those of sweeps.
std::string date_of(const FileSummary& file, std::int64_t month) {
  constexpr std::string_view since = "days since ";
  const auto time = std::find_if(file.variables.begin(), file.variables.end(),
                                 [](const VariableSummary& variable) { return variable.name == "time"; });
  if (time == file.variables.end() || !time->unit.starts_with(since)) return "";
  Calendar calendar;
  const char* const start = time->unit.c_str() + since.size();
  if (std::sscanf(start, "%d-%d", &calendar.start_year, &calendar.start_month) != 2) return "";
  const auto t = static_cast<Month>(month);
  return fmt::format("{}-{:02} ", calendar.year(t), calendar.month_of_year(t) + 1);
}

/// The rules that change during the runs, a line an arm, change and month, and below it what it sets.
std::string changes_of(const FileSummary& file) {
  std::string text;
  const FileChange* before = nullptr;
  for (const FileChange& change : file.shape.changes) {
    if (before == nullptr || before->arm != change.arm || before->name != change.name ||
        before->month != change.month) {
      text += fmt::format("  {}   {}: change.{}, from {}(month {}) on\n", before == nullptr ? "changes" : "       ",
                          in_one_line(file.shape.arms[change.arm].name), in_one_line(change.name),
                          date_of(file, change.month), change.month);
    }
    text += fmt::format("              {} = {}, until then {}\n", in_one_line(change.lever),
                        in_one_line(change.new_value), in_one_line(change.old_value));
    before = &change;
  }
  return text;
}

const std::string& scenario_of(const FileSummary& file, const std::string& arm) {
  for (const FileArm& each : file.shape.arms) {
    if (arm.empty() || each.name == arm) return each.scenario;
  }
  throw InvalidInput({{file.path, fmt::format("there is no arm \"{}\"; its arms are {}", arm, arms_of(file))}});
}

std::string origin_of(const FileSummary& file) {
  const Provenance& p = file.provenance;
  return fmt::format(
      "{}: {}, {} of {} runs, {}\n"
      "  arms      {}\n{}{}"
      "  seed      {}\n"
      "  command   {}\n"
      "  written   {} to {} on {}\n"
      "  program   ayni {}, commit {}{}, {}\n"
      "  scenario  SHA-256 {}\n"
      "  format    {}\n",
      file.path, in_one_line(file.status), file.runs_complete, file.shape.total_runs(), size_of(file.bytes),
      arms_of(file), changes_of(file), design_of(file), in_one_line(p.seed), in_one_line(p.command_line),
      in_one_line(p.started), p.ended.empty() ? "?" : in_one_line(p.ended), in_one_line(p.host),
      in_one_line(p.program_version), in_one_line(p.git_commit), p.git_dirty == "true" ? " (with changes)" : "",
      in_one_line(p.compiler), in_one_line(p.scenario_sha256), in_one_line(file.format_version));
}

std::string variables_of(const FileSummary& file) {
  std::size_t widest_name = 0;
  std::size_t widest_shape = 0;
  const auto shape = [](const VariableSummary& variable) {
    return in_one_line(fmt::format("({})", fmt::join(variable.dimensions, ", ")));
  };
  for (const VariableSummary& variable : file.variables) {
    widest_name = std::max(widest_name, in_one_line(variable.name).size());
    widest_shape = std::max(widest_shape, shape(variable).size());
  }
  std::string text = "\nDimensions:";
  for (const auto& [name, size] : file.dimensions) text += fmt::format(" {} {}", in_one_line(name), size);
  text += "\n\nVariables:\n";
  for (const VariableSummary& variable : file.variables) {
    text += fmt::format("  {:<{}}  {:<{}}  {}", in_one_line(variable.name), widest_name, shape(variable), widest_shape,
                        in_one_line(variable.long_name));
    if (!variable.unit.empty() && variable.unit != "1") text += fmt::format(" [{}]", in_one_line(variable.unit));
    text += '\n';
  }
  return text;
}

/// What each run has: a measure on the axes after those that tell runs apart.
bool is_measure(const VariableSummary& variable) {
  const auto& dimensions = variable.dimensions;
  const bool of_run =
      std::find(dimensions.begin(), dimensions.end(), "run") != dimensions.end() && variable.name != "run";
  const bool rows = variable.name.size() > 5 && variable.name.compare(variable.name.size() - 5, 5, "_rows") == 0;
  return of_run && !rows && variable.name != "run_status";
}

/// A text of the terms' section asked.
std::string said(const std::string& key, Language language, TermValues values = {}) {
  return term("asked." + key, language, values);
}

/// What may stand for an axis: its labels, or places from 0.
std::string positions_on(const std::string& axis, const FileSummary& file, Language language) {
  const auto named = std::find_if(file.variables.begin(), file.variables.end(),
                                  [&](const VariableSummary& variable) { return variable.name == axis; });
  std::vector<std::string> labels;
  if (named != file.variables.end()) labels = named->labels;
  for (std::string& label : labels) label = in_one_line(label);
  if (!labels.empty()) return fmt::format("{}", fmt::join(labels, ", "));
  const auto size = std::find_if(file.dimensions.begin(), file.dimensions.end(),
                                 [&](const auto& dimension) { return dimension.first == axis; });
  return said("numbered", language, {{"last", std::to_string(size->second - 1)}});
}

/// What can be asked of a file: its measures, and what may stand for each axis.
Report outcomes_of(const FileSummary& file, Language language) {
  ReportTable outcomes;
  outcomes.columns = {{"outcome", said("outcome", language), CellKind::text, "", "measure, with its axes"},
                      {"unit", said("unit", language), CellKind::text},
                      {"meaning", "", CellKind::text, "", "", {}, Readers::programs},
                      {"meaning", said("meaning", language), CellKind::text, "", "", {}, Readers::people}};
  outcomes.columns[1].labels = "table_unit";
  std::vector<std::string> axes;
  for (const VariableSummary& variable : file.variables) {
    if (!is_measure(variable)) continue;
    std::vector<std::string> own;
    for (const std::string& dimension : variable.dimensions) {
      if (dimension != "arm" && dimension != "point" && dimension != "run") own.push_back(in_one_line(dimension));
    }
    for (const std::string& axis : own) {
      if (std::find(axes.begin(), axes.end(), axis) == axes.end()) axes.push_back(axis);
    }
    const std::string brackets = own.empty() ? "" : fmt::format("[{}]", fmt::join(own, ", "));
    outcomes.rows.push_back(
        {in_one_line(variable.name) + brackets, variable.unit == "1" ? std::string{} : in_one_line(variable.unit),
         in_one_line(variable.long_name), in_one_line(measure_in_words(variable.name, variable.long_name, language))});
  }
  ReportTable positions;
  positions.columns = {{"axis", said("axis", language), CellKind::text},
                       {"positions", "", CellKind::text, "", "", {}, Readers::programs},
                       {"positions", said("positions", language), CellKind::text, "", "", {}, Readers::people}};
  for (const std::string& axis : axes) {
    positions.rows.push_back({axis, positions_on(axis, file, Language::en), positions_on(axis, file, language)});
  }
  Report report;
  report.name = "outcomes";
  report.language = language;
  report.sections = {{"outcomes", said("outcomes", language), {}, {std::move(outcomes)}},
                     {"axes", said("axes", language), {said("example", language)}, {std::move(positions)}}};
  return report;
}

ExitCode tell_outcomes(const InfoOptions& options, const FileSummary& file) {
  InputFiles inputs;
  inputs.add(options.file);
  static_cast<void>(output_targets({}, inputs, options.tables));
  if (options.tables) make_room_for_tables(*options.tables, options.existing);
  const Report report = outcomes_of(file, options.language);
  print(rendered(report, options.format));
  if (options.tables) write_tables(csv_of(report, options.csv_style), *options.tables);
  return ExitCode::ok;
}

}  // namespace

void add_info(CLI::App& app, InfoOptions& options) {
  CLI::App& command = *app.add_subcommand("info", "Say what a results file holds and how it came about");
  command.add_option("FILE", options.file, "Results file (HDF5)")->required()->type_name(" ");
  add_switch(command, "--scenario", options.part, InfoPart::scenario, "Print the scenario it was made from");
  CLI::Option* const outcomes = command.add_flag_callback(
      "--outcomes", [&options] { options.part = InfoPart::outcomes; },
      "List what can be asked of it: outcomes, and the positions on their axes");
  command.add_option("--arm", options.arm, "Whose scenario (default: the first arm's)")->type_name("NAME");
  add_switch(command, "--json", options.format, Format::json, "Print as JSON");
  add_language(command, options.language);
  command.get_option("--lang")->needs(outcomes);
  add_tables(command, options);
  add_switch(command, "--force", options.existing, Existing::replace, "Overwrite existing tables");
  command.get_option("--tables")->needs(outcomes);
  command.footer(
      "Examples:\n"
      "  ayni info results/bolivia.h5\n"
      "  ayni info results/bolivia.h5 --outcomes\n"
      "  ayni info results/bolivia.h5 --scenario > again.toml");
}

ExitCode info(const InfoOptions& options) {
  require_sound(options.file);
  const FileSummary file = read_summary(options.file);
  if (options.part == InfoPart::scenario) {
    print(scenario_of(file, options.arm));
  } else if (options.part == InfoPart::outcomes) {
    return tell_outcomes(options, file);
  } else if (options.format == Format::json) {
    print(to_json(file));
  } else {
    print(origin_of(file) + variables_of(file));
  }
  return ExitCode::ok;
}

}  // namespace ayni

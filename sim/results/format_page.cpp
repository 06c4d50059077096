#include "results/format_page.hpp"

#include <string_view>

#include "observe/comparison_tables.hpp"
#include "observe/revenue_effect.hpp"
#include "results/changes_group.hpp"
#include "results/layout.hpp"
#include "results/provenance.hpp"
#include "results/report_group.hpp"

namespace ayni {
namespace {

constexpr std::string_view introduction = R"(# The result file

Generated from the catalogue of measures that also writes the file's attributes; do not edit.

A result file is HDF5, laid out so that netCDF-4 readers open it too: xarray (`engine="h5netcdf"` or `"netcdf4"`),
`ncdump`, R's ncdf4, h5py, `h5dump`. Every dataset has the attributes `long_name`, `units` and `description`; money has
unit 1 and names Bs (bolivianos) in its long name, and its description says whether it is nominal, that is of its own
month, or at which prices it is; `general_prices` turns the one into the other. NaN stands where there is no value; whole numbers say in their
description how they say so.

While it is written the file is called `FILE.partial`. Runs are added in batches: run 0 of every arm, then run 1 of
every arm, and so on; `runs_complete` says how many the file holds. What lies beyond is NaN, or netCDF's fill value.

The run, not the alliance, is the unit of uncertainty: the standard error of a mean over runs is the standard deviation
along `run` over the root of their number, for Kaplan-Meier and cumulative incidence too. Arms share every chance event,
so a difference between two of them is taken run by run first.

About once a second changes are committed as a whole, through `FILE.partial.journal`. After a kill or a power cut a file
beside which that journal lies may be damaged until an `ayni` command has opened it, such as `ayni info FILE.partial` or the
same run with `--resume`; then the journal goes.
)";

constexpr std::string_view designs = R"(
The file of a sweep has a dimension `point` between `arm` and `run`, and holds the outcomes that the design asks for
instead of what follows here. Every factor is a variable on `point`, with the attribute `parameter`, the path of what it
sets; that of a factor that is no number counts the lines of its attribute `levels`.
)";

constexpr std::string_view comparison_introduction = R"(
## Comparison

A file that `ayni compare` completed also holds what the comparison found, as asked for then, in the group `comparison`
(`xarray.open_dataset(file, group="comparison")`), under the names that `--json` has. Means, differences and regrets are in
the unit that `outcome_unit` tells; shares stay between 0 and 1. The base is the first arm, or the one that `--against`
named, and comes first in the group; what is told of the others against it is NaN for itself. The group has the attributes `arms`, `replicates`, `seed`, `confidence`, `interval` (Student's t, or a confidence
sequence with `--until`), `historical_prices` and, with `--until`, `until`, `until_half_width` and `until_reached`.
)";

constexpr std::string_view effect_introduction = R"(
## Effect

A file that `ayni run --twin` completed also holds, in the group `effect`, where the change of revenue by the project
came from, replicate by replicate: volume, quality and terms of trade add up to the change of revenue.
)";

constexpr std::string_view changes_introduction = R"(
## Changes

A file of scenarios in which rules change during a run (`[change.NAME]`) says so in the group `changes`
(`xarray.open_dataset(file, group="changes")`), so that pictures can draw a line where they do. A change that sets what
held already is none.
)";

constexpr std::string_view tables_introduction = R"(
## Tables

A table has a dimension of its own, and one dataset a column on it. Rows stand in the order of the runs; columns `_run`
and `_arm` say whose they are, and `_rows` how many each run has. Categories are int8 with `flag_values` and
`flag_meanings`.
)";

std::string storage_name(const FileVariable& variable) {
  if (!variable.storage) return "text";
  switch (*variable.storage) {
    case Storage::real32:
      return "float32";
    case Storage::real64:
      return "float64";
    case Storage::int8:
      return "int8";
    case Storage::int16:
      return "int16";
    case Storage::int32:
      return "int32";
    case Storage::int64:
      break;
  }
  return "int64";
}

/// Text for one cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    if (letter == '|') escaped += '\\';
    escaped += letter == '\n' ? ' ' : letter;
  }
  return escaped;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

std::string meaning(const FileVariable& variable) {
  std::string text = cell(variable.long_name) + '.';
  if (!variable.description.empty()) text += ' ' + cell(variable.description);
  if (!variable.flags.empty()) text += " Values: " + cell(joined(variable.flags)) + "; -1 for no value.";
  return text;
}

void begin_datasets(std::string& page) {
  page += "\n| dataset | dimensions | type | unit | meaning |\n|---|---|---|---|---|\n";
}

void add_dataset(std::string& page, const FileVariable& variable) {
  page += "| `" + variable.name + "` | " + joined(variable.dimensions) + " | " + storage_name(variable) + " | " +
          cell(variable.unit) + " | " + meaning(variable) + " |\n";
}

void add_attributes(std::string& page) {
  page += "\n## Attributes of the file\n\nAll are text.\n\n| attribute | meaning |\n|---|---|\n";
  page += "| `program` | always ayni |\n";
  page += "| `format_version` | version of this layout, now " + std::to_string(result_format_version) + " |\n";
  page += "| `status` | complete, interrupted (ended early on request) or partial (being written, or killed) |\n";
  for (const ProvenanceField& field : provenance_fields()) {
    page += "| `" + std::string{field.name} + "` | " + field.meaning + " |\n";
  }
}

void add_dimensions(std::string& page, const FileLayout& layout) {
  page += "\n## Dimensions and their values\n";
  begin_datasets(page);
  for (const FileDimension& dimension : layout.dimensions) {
    if (dimension.grows) continue;
    FileVariable coordinate = dimension.coordinate;
    if (coordinate.unit.rfind("days since", 0) == 0) coordinate.unit = "days since the first month";
    // Arms are the plan's, so their labels here would mislead.
    if (!dimension.labels.empty() && dimension.name != "arm") {
      coordinate.description += " Values: " + joined(dimension.labels) + '.';
    }
    add_dataset(page, coordinate);
  }
}

}  // namespace

std::string format_page(const Catalogue& catalogue) {
  FileShape shape;
  shape.arms.resize(1);
  shape.runs = 1;
  const FileLayout layout = file_layout(catalogue, shape);
  std::string page{introduction};
  add_attributes(page);
  add_dimensions(page, layout);
  page += "\n## Scenario and progress\n";
  begin_datasets(page);
  for (const FileVariable* variable : {&layout.scenario_source, &layout.scenario_resolved, &layout.project,
                                       &layout.runs_complete, &layout.run_status}) {
    add_dataset(page, *variable);
  }
  page += designs;
  page += changes_introduction;
  begin_datasets(page);
  for (const FileVariable& variable : changes_layout()) add_dataset(page, variable);
  page += "\n## Series and figures of each run\n";
  begin_datasets(page);
  for (const FileVariable& measure : layout.measures) add_dataset(page, measure);
  if (!layout.tables.empty()) page += tables_introduction;
  for (const FileTable& table : layout.tables) {
    page += "\n### " + table.dimension + '\n';
    begin_datasets(page);
    add_dataset(page, table.rows);
    for (const FileVariable& column : table.columns) add_dataset(page, column);
  }
  page += comparison_introduction;
  begin_datasets(page);
  for (const FileVariable& variable : report_layout(report_of(comparison_sample()))) add_dataset(page, variable);
  page += effect_introduction;
  begin_datasets(page);
  for (const FileVariable& variable : report_layout(report_of(RevenueEffect{catalogue}, 1)))
    add_dataset(page, variable);
  return page;
}

}  // namespace ayni

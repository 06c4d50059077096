#include "app/evidence.hpp"

#include <vector>

#include "app/options.hpp"
#include "app/report_figures.hpp"
#include "app/report_text.hpp"
#include "experiment/disk_reader.hpp"
#include "experiment/outputs.hpp"
#include "results/evidence_table.hpp"
#include "results/sound.hpp"
#include "scenario/evidence_figures.hpp"

namespace ayni {

void add_evidence(CLI::App& app, EvidenceOptions& options) {
  CLI::App& command = *app.add_subcommand("evidence", "Hold a results file against the figures of the report");
  command.add_option("FILE", options.file, "Results file (HDF5)")->required()->type_name(" ");
  command.add_option("--figures", options.figures, "Figures (TOML; default: scenarios/evidence/figures.toml)")
      ->type_name("FILE.toml");
  command.add_option("--arm", options.arm, "Arm to look at (default: the first)")->type_name("NAME");
  auto* const brief = command.add_flag_callback(
      "--short", [&options] { options.extent = Extent::brief; }, "Only what is fitted and available");
  auto* const json = command.add_flag_callback(
      "--json", [&options] { options.format = Format::json; }, "Print as JSON");
  command
      .add_flag_callback(
          "--markdown", [&options] { options.format = Format::markdown; }, "Print as Markdown")
      ->excludes(json)
      ->excludes(brief);
  json->excludes(brief);
  add_language(command, options.language);
  add_tables(command, options);
  add_switch(command, "--force", options.existing, Existing::replace, "Overwrite existing tables");
  command.footer(
      "Columns: the report's figure and its standard error, the model's mean over runs and standard deviation across\n"
      "runs; z, their distance in standard errors of the report (where none is known, half of a fifth of the figure)\n"
      "and of the mean; good below 1.5, fair below 2. What the scenario sets itself is compared with it: the same "
      "within\n"
      "rounding, or it differs. At the end stand the studies: what each finds in the model, the truth of those it "
      "found and\n"
      "of all it was drawn from, and what selection and survivors do to it.\n"
      "\n"
      "Examples:\n"
      "  ayni run scenarios/bolivia-2018.toml -n 200 && ayni evidence results/bolivia-2018.h5\n"
      "  ayni evidence results/bolivia-2018.h5 --json > evidence.json");
}

ExitCode evidence(const EvidenceOptions& options) {
  InputFiles inputs;
  inputs.add(options.file);
  static_cast<void>(output_targets({}, inputs, options.tables));
  const Settings settings = options.figures ? load_settings({*options.figures, {}, {}}, read_from_disk)
                                            : settings_of_text(report_figures(), "scenarios/evidence/figures.toml");
  const std::vector<FigurePart> figures = read_figures(settings);
  require_sound(options.file,
                [&] { static_cast<void>(hold_against(options.file, figures, options.arm, options.language)); });
  if (options.tables) make_room_for_tables(*options.tables, options.existing);
  const Report report =
      report_of(hold_against(options.file, figures, options.arm, options.language), options.extent, options.language);
  print(rendered(report, options.format));
  if (options.tables) write_tables(csv_of(report, options.csv_style), *options.tables);
  return ExitCode::ok;
}

}  // namespace ayni

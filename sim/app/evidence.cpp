// ayni evidence: the figures of the report beside those of the runs in a results file.

#include <vector>

#include "app/commands.hpp"
#include "app/report_figures.hpp"
#include "app/report_text.hpp"
#include "experiment/disk_reader.hpp"
#include "results/evidence_table.hpp"
#include "results/sound.hpp"
#include "scenario/evidence_figures.hpp"

namespace ayni {

ExitCode evidence(const EvidenceOptions& options) {
  const Settings settings = options.figures ? load_settings({*options.figures, {}, {}}, read_from_disk)
                                            : settings_of_text(report_figures(), "scenarios/evidence/figures.toml");
  const std::vector<FigurePart> figures = read_figures(settings);
  require_sound(options.file, [&] { static_cast<void>(hold_against(options.file, figures, options.arm)); });
  print(rendered(report_of(hold_against(options.file, figures, options.arm), options.extent), options.format));
  return ExitCode::ok;
}

}  // namespace ayni

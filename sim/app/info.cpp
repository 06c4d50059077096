// ayni info: what a results file holds and how it came about.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "app/commands.hpp"
#include "io/results_summary.hpp"

namespace ayni {
namespace {

std::string size_of(std::uintmax_t bytes) {
  const double kilobytes = static_cast<double>(bytes) / 1e3;
  return kilobytes < 1000.0 ? fmt::format("{:.0f} kB", kilobytes) : fmt::format("{:.1f} MB", kilobytes / 1000.0);
}

std::string origin_of(const FileSummary& file) {
  const Provenance& p = file.provenance;
  return fmt::format(
      "{}: {}, {} of {} runs, {}\n"
      "  arms      {}\n"
      "  seed      {}\n"
      "  command   {}\n"
      "  written   {} to {} on {}\n"
      "  program   ayni {}, commit {}{}, {}\n"
      "  scenario  SHA-256 {}\n"
      "  format    {}\n",
      file.path, file.status, file.runs_complete, file.runs, size_of(file.bytes), fmt::join(file.arms, ", "), p.seed,
      p.command_line, p.started, p.ended.empty() ? "?" : p.ended, p.host, p.program_version, p.git_commit,
      p.git_dirty == "true" ? " (with changes)" : "", p.compiler, p.scenario_sha256, file.format_version);
}

std::string variables_of(const FileSummary& file) {
  std::size_t widest_name = 0;
  std::size_t widest_shape = 0;
  const auto shape = [](const VariableSummary& variable) {
    return fmt::format("({})", fmt::join(variable.dimensions, ", "));
  };
  for (const VariableSummary& variable : file.variables) {
    widest_name = std::max(widest_name, variable.name.size());
    widest_shape = std::max(widest_shape, shape(variable).size());
  }
  std::string text = "\nDimensions:";
  for (const auto& [name, size] : file.dimensions) text += fmt::format(" {} {}", name, size);
  text += "\n\nVariables:\n";
  for (const VariableSummary& variable : file.variables) {
    text += fmt::format("  {:<{}}  {:<{}}  {}", variable.name, widest_name, shape(variable), widest_shape,
                        variable.long_name);
    if (!variable.unit.empty() && variable.unit != "1") text += fmt::format(" [{}]", variable.unit);
    text += '\n';
  }
  return text;
}

}  // namespace

ExitCode info(const InfoOptions& options) {
  const FileSummary file = read_summary(options.file);
  if (options.part == InfoPart::scenario) {
    print(file.provenance.scenario_resolved);
  } else if (options.format == Format::json) {
    print(to_json(file));
  } else {
    print(origin_of(file) + variables_of(file));
  }
  return ExitCode::ok;
}

}  // namespace ayni

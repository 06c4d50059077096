#include "app/info.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "app/options.hpp"
#include "core/printable.hpp"
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
      "  arms      {}\n{}"
      "  seed      {}\n"
      "  command   {}\n"
      "  written   {} to {} on {}\n"
      "  program   ayni {}, commit {}{}, {}\n"
      "  scenario  SHA-256 {}\n"
      "  format    {}\n",
      file.path, in_one_line(file.status), file.runs_complete, file.shape.total_runs(), size_of(file.bytes),
      arms_of(file), design_of(file), in_one_line(p.seed), in_one_line(p.command_line), in_one_line(p.started),
      p.ended.empty() ? "?" : in_one_line(p.ended), in_one_line(p.host), in_one_line(p.program_version),
      in_one_line(p.git_commit), p.git_dirty == "true" ? " (with changes)" : "", in_one_line(p.compiler),
      in_one_line(p.scenario_sha256), in_one_line(file.format_version));
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

}  // namespace

void add_info(CLI::App& app, InfoOptions& options) {
  CLI::App& command = *app.add_subcommand("info", "Say what a results file holds and how it came about");
  command.add_option("FILE", options.file, "Results file (HDF5)")->required()->type_name(" ");
  add_switch(command, "--scenario", options.part, InfoPart::scenario, "Print the scenario it was made from");
  command.add_option("--arm", options.arm, "Whose scenario (default: the first arm's)")->type_name("NAME");
  add_switch(command, "--json", options.format, Format::json, "Print as JSON");
  command.footer(
      "Examples:\n"
      "  ayni info results/bolivia.h5\n"
      "  ayni info results/bolivia.h5 --scenario > again.toml");
}

ExitCode info(const InfoOptions& options) {
  require_sound(options.file);
  const FileSummary file = read_summary(options.file);
  if (options.part == InfoPart::scenario) {
    print(scenario_of(file, options.arm));
  } else if (options.format == Format::json) {
    print(to_json(file));
  } else {
    print(origin_of(file) + variables_of(file));
  }
  return ExitCode::ok;
}

}  // namespace ayni

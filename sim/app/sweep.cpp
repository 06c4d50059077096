#include "app/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/interrupt.hpp"
#include "app/options.hpp"
#include "app/terminal_reporter.hpp"
#include "core/error.hpp"
#include "core/printable.hpp"
#include "design/reader.hpp"
#include "experiment/execution_ranks.hpp"
#include "experiment/outputs.hpp"
#include "experiment/sweep_report.hpp"
#include "results/export.hpp"
#include "results/reader.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

fs::path output_of(const SweepOptions& options) {
  if (options.output) return *options.output;
  std::string name = options.design.file.stem().string();
  if (options.shard.of > 1) name += fmt::format(".shard-{}-of-{}", options.shard.number, options.shard.of);
  return fs::path{"results"} / (name + ".h5");
}

std::string summary_of(const SweepOptions& options, const Plan& plan, std::size_t ranks) {
  const std::size_t runs = plan.runs();
  std::string text = shell_word(options.design.file.string()) + ": " + counted(plan.points, "point");
  if (plan.arms.size() > 1) text += " x " + counted(plan.arms.size(), "arm");
  if (plan.replicates > 1) text += " x " + counted(plan.replicates, "replicate");
  text += " = " + counted(runs, "run");
  if (options.shard.of > 1) {
    text += fmt::format(", of these shard {} of {}", options.shard.number, options.shard.of);
  }
  text += fmt::format(", seed {}, ", plan.seed);
  if (ranks > 1) text += fmt::format("{} ranks with ", ranks);
  return text + counted(threads_for(options.threads), "thread") + (ranks > 1 ? " each" : "");
}

/// "low to high", or how many values.
std::string reach_of(const FileFactor& factor) {
  if (!factor.levels.empty()) return counted(factor.levels.size(), "level");
  const auto [low, high] = std::minmax_element(factor.values.begin(), factor.values.end());
  return fmt::format("{:.6g} to {:.6g}", *low, *high) + (factor.unit == "1" ? "" : " " + factor.unit);
}

Report plan_of(const SweepOptions& options, const Simulation& simulation) {
  const Plan& plan = simulation.plan();
  const FileShape shape = simulation.header(options.command_line, Shard{}).shape;
  const std::vector<Measure>& measures = simulation.catalogue().measures;
  const std::size_t runs = runs_of(options.shard, plan).size();
  Report report;
  report.name = "plan";
  report.title = summary_of(options, plan, 1);
  std::vector<std::string> arms;
  for (const Arm& arm : plan.arms) arms.push_back(arm.name);
  std::vector<std::string> outcomes;
  for (const Measure& measure : measures) outcomes.push_back(measure.name);
  report.facts = {{"points", std::uint64_t{plan.points}, ""},
                  {"replicates", std::uint64_t{plan.replicates}, ""},
                  {"arms", arms, ""},
                  {"runs", std::uint64_t{runs}, "of this shard"},
                  {"outcomes", outcomes, ""},
                  {"seed", plan.seed, ""}};
  ReportTable factors;
  factors.columns = {{"factor", "factor", CellKind::text},
                     {"reach", "values", CellKind::text},
                     {"parameter", "parameter", CellKind::text}};
  for (const FileFactor& factor : shape.factors) {
    factors.rows.push_back({factor.name, reach_of(factor), factor.parameter});
  }
  report.sections = {{"factors", "", {}, {std::move(factors)}}};
  report.conclusions = {
      fmt::format("{} would be kept of each of {}", counted(measures.size(), "measure"), counted(runs, "run"))};
  return report;
}

/// What would be found out after hours otherwise.
void require_room_for_tables(const SweepOptions& options) {
  for (const auto& path : {options.experiments, options.problem}) {
    if (!path) continue;
    make_parent(*path);
    if (options.resume == Resume::no) require_free_name(*path, options.existing);
  }
}

void export_tables(const SweepOptions& options, const Design& design, const Simulation& simulation,
                   const fs::path& output) {
  const FileHeader header = simulation.header(options.command_line, options.shard);
  if (options.experiments) {
    ResultsReader reader{output, header};
    write_experiments(*options.experiments, header.catalogue, header.shape, reader);
    if (options.verbosity == Verbosity::normal) say("Wrote " + options.experiments->string());
  }
  if (options.problem) {
    write_salib_problem(*options.problem, design.parameters, header.shape);
    if (options.verbosity == Verbosity::normal) say("Wrote " + options.problem->string());
  }
}

/// Puts the places where the outputs really go into the options.
void follow_outputs(SweepOptions& options, const InputFiles& inputs) {
  std::vector<fs::path> outputs{output_of(options)};
  for (const auto* const table : {&options.experiments, &options.problem}) {
    if (*table) outputs.push_back(**table);
  }
  const std::vector<fs::path> targets = output_targets(outputs, inputs, options.tables);
  options.output = targets.front();
  auto target = targets.begin() + 1;
  for (auto* const table : {&options.experiments, &options.problem}) {
    if (*table) *table = *target++;
  }
}

/// Read on rank 0 first, which tells what is wrong with it and with the outputs, once.
Design read_design_on(const Ranks& ranks, SweepOptions& options) {
  std::optional<Design> design;
  for (const bool first : {true, false}) {
    ranks.together([&] {
      if ((ranks.rank() == 0) != first) return;
      InputFiles inputs;
      design = read_design(options.design, inputs.reader());
      follow_outputs(options, inputs);
    });
  }
  return std::move(*design);
}

ExitCode sweep_on(const Ranks& ranks, SweepOptions options) {
  const Design design = read_design_on(ranks, options);
  const Experiment experiment = experiment_of(design);
  std::optional<Simulation> simulation;
  ranks.together([&] { simulation.emplace(experiment); });
  const fs::path& output = *options.output;
  const bool speaks = ranks.rank() == 0;
  if (options.action == Action::describe) {
    return speaks ? describe(plan_of(options, *simulation), options, output) : ExitCode::ok;
  }

  ranks.together([&] {
    if (!speaks) return;
    require_room_for_tables(options);
    prepare_outputs(options, output);
  });
  if (speaks && options.verbosity == Verbosity::normal) say(summary_of(options, simulation->plan(), ranks.size()));
  SweepTable table{experiment, simulation->catalogue()};
  Execution execution = execution_of(options, output);
  execution.shard = options.shard;
  TerminalReporter reporter{options.verbosity};
  const Executed executed = execute_on_ranks(ranks, *simulation, execution, catch_interrupts(), reporter,
                                             [&](Results&& results) { table.add(results); });
  if (!speaks) return ExitCode::ok;
  if (executed.done < executed.runs) return tell_interrupted(executed, output);

  print_found(report_of(table, options.language), options, output);
  try {
    export_tables(options, design, *simulation, output);
  } catch (const FileError&) {
    say(output.string() + " is complete; the same command with --resume writes the tables alone");
    throw;
  }
  say_written(options, output,
              options.shard.of > 1 ? "when all shards are there, ayni merge SHARD... -o FILE"
                                   : "ayni info " + shell_word(output.string()));
  return verdict(executed);
}

/// "3/8"
void add_shard(CLI::App& command, Shard& shard) {
  const auto read = [&shard](const std::string& text) {
    const char* const end = text.data() + text.size();
    const auto [slash, error] = std::from_chars(text.data(), end, shard.number);
    if (error == std::errc{} && slash != end && *slash == '/') {
      const auto [stop, wrong] = std::from_chars(slash + 1, end, shard.of);
      const bool fits = shard.number >= 1 && shard.number <= shard.of && shard.of <= 1'000'000;
      if (wrong == std::errc{} && stop == end && fits) return;
    }
    throw CLI::ValidationError{"--shard: " + printable(text) +
                               " is not one share of several, such as 3/8 for the third of eight"};
  };
  command.add_option_function<std::string>("--shard", read, "Carry out only this share of the runs; see ayni merge")
      ->type_name("I/N");
}

}  // namespace

void add_sweep(CLI::App& app, SweepOptions& options) {
  CLI::App& command = *app.add_subcommand("sweep", "Run a design: many points, several arms, on threads and ranks");
  const ParameterTable parameters = design_parameters();
  command.add_option("DESIGN", options.design.file, "Design file (TOML)")->required()->type_name(" ");
  command.add_option("--design", options.design.table, "Take the points from this table (CSV) instead")
      ->type_name("FILE.csv");
  add_settings(command, options.design.scenario_settings);
  std::vector<std::string>& settings = options.design.settings;
  add_setting(command, "-n,--runs", settings, parameters, "replicates",
              "Runs of each arm at each point (default: the design's)");
  add_setting(command, "--points", settings, parameters, "points",
              "Points of a sample, steps of a grid (default: the design's)");
  add_setting(command, "--seed", settings, parameters, "seed",
              "Seed of the points and all runs (default: the design's)");
  command.add_option("--csv", options.experiments, "Also write a table of all runs (CSV)")->type_name("FILE.csv");
  command.add_option("--salib", options.problem, "Also write the factors as SALib's problem (JSON)")
      ->type_name("FILE.json");
  add_shard(command, options.shard);
  add_language(command, options.language);
  add_execution(command, options, "Results file (default: results/DESIGN.h5)",
                "Print the outcomes at every point as JSON");
  command.footer(
      "A sweep that is stopped early holds the first replicates of all points. Under mpirun or srun (preset mpi) the\n"
      "ranks share the runs; the file is the same for any number of threads, ranks and shards.\n"
      "\n"
      "Examples:\n"
      "  ayni sweep scenarios/sweeps/counterpart.toml\n"
      "  ayni sweep scenarios/sweeps/what-matters.toml --csv results/experiments.csv --salib results/problem.json\n"
      "  ayni sweep my-design.toml --design samples.csv -n 10 --set scale.size=0.1\n"
      "  ayni sweep my-design.toml --shard 3/8 -o results/part-3.h5\n"
      "  mpirun -n 4 ayni sweep my-design.toml --threads 1 --resume");
}

ExitCode sweep(const SweepOptions& options) {
  const Ranks ranks;
  try {
    return sweep_on(ranks, options);
  } catch (const FailedElsewhere&) {
    return ExitCode::ok;  // that rank says what happened, and its exit code counts
  }
}

}  // namespace ayni

#include "app/run.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/interrupt.hpp"
#include "app/options.hpp"
#include "app/terminal_reporter.hpp"
#include "core/printable.hpp"
#include "experiment/arms.hpp"
#include "experiment/outputs.hpp"
#include "experiment/simulation.hpp"
#include "observe/headline.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

std::string summary_of(const RunOptions& options, const Plan& plan) {
  return fmt::format("{}: {}{}, seed {}, {}", shell_word(options.scenario.file.string()),
                     counted(plan.replicates, "run"), plan.arms.size() > 1 ? " with and without the project" : "",
                     plan.seed, counted(threads_for(options.threads), "thread"));
}

/// The scenario's question in the language, in English where there is none in Spanish.
const std::string& question_of(const Scenario& scenario, Language language) {
  return language == Language::es && !scenario.question_es.empty() ? scenario.question_es : scenario.question;
}

Report plan_of(const RunOptions& options, const Plan& plan) {
  Report report;
  report.name = "plan";
  report.title = summary_of(options, plan);
  std::vector<std::string> arms;
  for (const Arm& arm : plan.arms) arms.push_back(arm.name);
  report.facts = {{"scenario", options.scenario.file.string(), ""},
                  {"replicates", std::uint64_t{plan.replicates}, ""},
                  {"arms", arms, ""},
                  {"seed", plan.seed, ""}};
  return report;
}

}  // namespace

void add_run(CLI::App& app, RunOptions& options) {
  CLI::App& command = *app.add_subcommand("run", "Run a scenario and write its results to an HDF5 file");
  const ParameterTable parameters = scenario_parameters();
  add_scenario(command, options.scenario);
  add_setting(command, "-n,--runs", options.scenario.settings, parameters, "run.runs",
              "Number of runs (default: the scenario's)");
  add_setting(command, "--seed", options.scenario.settings, parameters, "run.seed",
              "Seed of every random draw (default: the scenario's)");
  command.add_flag("--twin", options.twin, "Also run each replicate without the project, under the same shocks");
  add_by(command, options.by, "Also print means by this, and with --twin what the project changes; repeatable");
  add_language(command, options.language);
  add_execution(command, options, "Results file (default: results/SCENARIO.h5)", "Print the headline figures as JSON");
  command.footer(
      "Printed are a summary and the headline figures. In the summary alliances are judged from signing on, incomes "
      "and\n"
      "poverty are those of all who could apply; with --twin the project is held against its absence.\n"
      "\n"
      "Examples:\n"
      "  ayni run scenarios/bolivia.toml\n"
      "  ayni run scenarios/bolivia.toml -n 200 --twin -o results/with-and-without.h5\n"
      "  ayni run scenarios/bolivia.toml --set scale.size=0.05 -n 20 --by region --by group\n"
      "\n"
      "Ctrl-C, SIGTERM and SIGUSR1 end cleanly: finished runs are kept in FILE.partial, and --resume goes on from "
      "there.");
}

ExitCode run(const RunOptions& options) {
  InputFiles inputs;
  const Resolved resolved = read_scenario(options.scenario, inputs.reader());
  const std::string name = short_name(resolved, options.scenario.file);
  const fs::path output =
      output_target(options.output.value_or(fs::path{"results"} / (name + ".h5")), inputs, options.tables);
  const Experiment experiment = experiment_of(resolved, name, options.twin);
  const Simulation simulation{experiment};
  if (options.action == Action::describe) {
    return describe(plan_of(options, simulation.plan()), options, output);
  }

  prepare_outputs(options, output);
  if (options.verbosity == Verbosity::normal) {
    say(summary_of(options, simulation.plan()));
    const std::string& question = question_of(resolved.scenario, options.language);
    if (!question.empty()) say(printable(question, 400));
  }
  Headline headline{simulation.catalogue(), experiment.arms.size(), experiment.replicates, options.by};
  const auto add_effect = [&](ResultsWriter& file) {
    if (options.twin) file.add(report_of(headline.revenue_effect(), experiment.replicates));
  };
  TerminalReporter reporter{options.verbosity};
  const Executed executed = execute(
      simulation, execution_of(options, output), catch_interrupts(), reporter,
      [&](Results&& results) {
        if (results.failure.empty()) headline.add(results);
      },
      add_effect);
  if (executed.done < executed.runs) return tell_interrupted(executed, output);

  std::vector<std::string> arms;
  for (const ExperimentArm& arm : experiment.arms) arms.push_back(arm.name);
  print_found(headline.report(arms, options.language), options, output);
  say_written(options, output, "ayni info " + shell_word(output.string()));
  return verdict(executed);
}

}  // namespace ayni

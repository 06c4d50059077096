// ayni run: a scenario becomes a results file.

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "app/headline_text.hpp"
#include "app/interrupt.hpp"
#include "app/terminal_reporter.hpp"
#include "core/json.hpp"
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

ExitCode describe(const RunOptions& options, const Plan& plan, const fs::path& output) {
  const bool exists = fs::exists(output);
  if (options.format == Format::json) {
    Json json{{"scenario", options.scenario.file.string()}, {"arms", Json::array()}};
    for (const Arm& arm : plan.arms) json["arms"].push_back(arm.name);
    json["runs"] = plan.replicates;
    json["seed"] = plan.seed;
    json["output"] = output.string();
    json["output_exists"] = exists;
    print(json_text(json));
  } else {
    print(summary_of(options, plan) + "\n" + would_be_written(output, options.existing));
  }
  return ExitCode::ok;
}

}  // namespace

ExitCode run(const RunOptions& options) {
  InputFiles inputs;
  const Resolved resolved = read_scenario(options.scenario, inputs.reader());
  const std::string name = short_name(resolved, options.scenario.file);
  const fs::path output = output_target(options.output.value_or(fs::path{"results"} / (name + ".h5")), inputs);
  const Experiment experiment = experiment_of(resolved, name, options.twin);
  const Simulation simulation{experiment};
  if (options.action == Action::describe) return describe(options, simulation.plan(), output);

  make_parent(output);
  if (options.verbosity == Verbosity::normal) say(summary_of(options, simulation.plan()));
  Headline headline{simulation.catalogue(), experiment.arms.size()};
  const auto add_effect = [&](ResultsWriter& file) {
    if (options.twin) file.add(headline.revenue_effect());
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
  if (options.format == Format::json) print(headline_json(headline, arms, output, executed.done));
  if (options.verbosity == Verbosity::normal) {
    if (options.format == Format::text) print(headline_text(headline, arms, executed.done));
    flush_output();  // before what comes next, where both go to one place
    say(fmt::format("Wrote {}\nNext: ayni info {}", output.string(), shell_word(output.string())));
  }
  return verdict(executed);
}

}  // namespace ayni

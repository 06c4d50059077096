#include "app/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "app/build_info.hpp"
#include "app/terminal.hpp"
#include "core/near_names.hpp"
#include "io/settings_tree.hpp"

namespace ayni {
namespace {

/// Accepts whole numbers within the range only; a minus sign would otherwise wrap around.
CLI::Validator whole_number(std::uint64_t low, std::uint64_t high) {
  const auto problem = [low, high](const std::string& text) -> std::string {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= low && value <= high) return {};
    return fmt::format("{} is not a whole number from {} to {}", printable(text), low, high);
  };
  return CLI::Validator{problem, ""};
}

/// What lies over scenarios. One value each: a scenario that follows must not be taken for a further setting.
template <class Options>
void add_changes(CLI::App& command, Options& options) {
  command.add_option("--set", options.settings, "Set one parameter, e.g. --set scale.size=0.1; repeatable")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command.add_option("--overlay", options.overlays, "Lay this file over the scenario; repeatable, in order")
      ->type_name("FILE")
      ->allow_extra_args(false);
}

void add_scenario(CLI::App& command, ScenarioSource& scenario) {
  command.add_option("SCENARIO", scenario.file, "Scenario file (TOML)")->required()->type_name(" ");
  add_changes(command, scenario);
}

/// An option that is short for --set KEY=N.
template <class Options>
CLI::Option* add_setting(CLI::App& command, const std::string& name, Options& options, const std::string& key,
                         const std::string& meaning) {
  const auto set = [&options, key](const std::string& value) { options.settings.push_back(key + "=" + value); };
  return command.add_option_function<std::string>(name, set, meaning)
      ->type_name("N")
      ->check(whole_number(1, 9'007'199'254'740'991));
}

template <class Enum>
void add_switch(CLI::App& command, const std::string& name, Enum& target, Enum value, const std::string& meaning) {
  command.add_flag_callback(
      name, [&target, value] { target = value; }, meaning);
}

void add_threads(CLI::App& command, std::size_t& threads) {
  command.add_option("-t,--threads", threads, "Threads; the results do not depend on it (default: all processors)")
      ->type_name("N")
      ->check(whole_number(1, 1024));
}

/// How an output is treated that is there, or was begun, and a run that fails.
template <class Options>
void add_endings(CLI::App& command, Options& options) {
  add_switch(command, "--resume", options.resume, Resume::yes,
             "Go on where an earlier attempt was interrupted or killed; the file gets the same bytes");
  add_switch(command, "--stop-on-error", options.on_failure, OnFailure::stop,
             "Stop at the first run that fails (default: go on and tell)");
}

void add_run(CLI::App& app, RunOptions& options) {
  CLI::App& command = *app.add_subcommand("run", "Run a scenario and write its results to an HDF5 file");
  add_scenario(command, options.scenario);
  add_setting(command, "-n,--runs", options.scenario, "run.runs", "Number of runs (default: the scenario's)");
  command.add_option("-o,--output", options.output, "Results file (default: results/SCENARIO.h5)")->type_name("FILE");
  add_setting(command, "--seed", options.scenario, "run.seed", "Seed of every random draw (default: the scenario's)");
  add_threads(command, options.threads);
  command.add_flag("--twin", options.twin, "Also run each replicate without the project, under the same shocks");
  add_switch(command, "--json", options.format, Format::json, "Print the headline figures as JSON");
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  add_switch(command, "--force", options.existing, Existing::replace, "Overwrite an existing results file");
  add_endings(command, options);
  add_switch(command, "--dry-run", options.action, Action::describe, "Say what would be done, and do nothing");
  command.footer(
      "Examples:\n"
      "  ayni run scenarios/bolivia.toml\n"
      "  ayni run scenarios/bolivia.toml -n 200 --twin -o results/with-and-without.h5\n"
      "  ayni run scenarios/bolivia.toml --set scale.size=0.05 -n 20\n"
      "\n"
      "Ctrl-C, SIGTERM and SIGUSR1 end cleanly: finished runs are kept in FILE.partial, and --resume goes on from "
      "there.");
}

void add_confidence(CLI::App& command, double& confidence) {
  const auto problem = [](const std::string& text) -> std::string {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= 0.5 && value <= 0.9999) return {};
    return fmt::format("{} is not a number from 0.5 to 0.9999", printable(text));
  };
  command.add_option("--confidence", confidence, "Confidence of intervals (default: 0.95)")
      ->type_name("SHARE")
      ->check(CLI::Validator{problem, ""});
}

void add_compare(CLI::App& app, CompareOptions& options) {
  CLI::App& command = *app.add_subcommand("compare", "Compare scenarios with a base, all under the same shocks");
  command.add_option("BASE", options.base, "Scenario that the others are held against (TOML)")
      ->required()
      ->type_name(" ");
  command.add_option("OTHER", options.others, "Scenarios to compare with it")->required()->type_name(" ");
  add_changes(command, options);
  CLI::Option* const runs =
      add_setting(command, "-n,--runs", options, "run.runs", "Runs of each scenario (default: the base's)");
  command.add_option("-o,--output", options.output, "Results file (default: results/compare-BASE.h5)")
      ->type_name("FILE");
  add_setting(command, "--seed", options, "run.seed", "Seed of every random draw (default: the base's)");
  command.add_option("--outcome", options.outcomes, "What to compare: a measure, a position on each axis; repeatable")
      ->type_name("OUTCOME")
      ->allow_extra_args(false);
  CLI::Option* const until =
      command.add_option("--until", options.until, "Go on until the difference is known within this half-width")
          ->type_name("OUTCOME:HALFWIDTH")
          ->excludes(runs);
  command.add_option("--max-runs", options.most_runs, "But at most so many runs of each (default: 1000)")
      ->type_name("N")
      ->check(whole_number(1, 1'000'000))
      ->needs(until);
  add_confidence(command, options.confidence);
  add_threads(command, options.threads);
  add_switch(command, "--json", options.format, Format::json, "Print the comparison as JSON");
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  add_switch(command, "--force", options.existing, Existing::replace, "Overwrite an existing results file");
  add_endings(command, options);
  add_switch(command, "--dry-run", options.action, Action::describe, "Say what would be done, and do nothing");
  command.footer(
      "An outcome is a measure with a label, a number from 0, last, sum or mean for each of its axes; `ayni info "
      "FILE`\n"
      "lists measures. Behind a colon may stand what is better, higher or lower. Overlays and settings are laid over "
      "every\n"
      "scenario. Intervals are Student's t over replicates; with --until they are confidence sequences, which stay "
      "valid\n"
      "when one stops because of what was seen.\n"
      "\n"
      "Examples:\n"
      "  ayni compare scenarios/bolivia.toml scenarios/indexed-contract.toml scenarios/price-floor.toml -n 64\n"
      "  ayni compare scenarios/no-project.toml scenarios/bolivia.toml --set scale.size=0.1\n"
      "  ayni compare base.toml mine.toml --outcome 'kaplan_meier[duration=84]' --outcome "
      "'members[time=last,region=sum]:higher'\n"
      "  ayni compare base.toml mine.toml --until 'kaplan_meier[duration=84]:0.01' --max-runs 500");
}

void add_check(CLI::App& app, CheckOptions& options) {
  CLI::App& command = *app.add_subcommand("check", "Check a scenario and report every error in it at once");
  add_scenario(command, options.scenario);
  add_switch(command, "--resolved", options.detail, Detail::resolved, "Print every value with where it came from");
  add_switch(command, "--json", options.format, Format::json, "Print the verdict as JSON");
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  command.footer(
      "Examples:\n"
      "  ayni check my-policy.toml\n"
      "  ayni check my-policy.toml --resolved | less");
}

void add_params(CLI::App& app, ParamsOptions& options) {
  CLI::App& command = *app.add_subcommand("params", "List the parameters: default, unit, range, meaning, source");
  command.add_option("FILTER", options.filter, "Only those whose name contains this, e.g. trust")->type_name(" ");
  add_switch(command, "--json", options.format, Format::json, "Print as JSON");
  command.footer(
      "Examples:\n"
      "  ayni params trust\n"
      "  ayni params --json");
}

void add_schema(CLI::App& app) {
  CLI::App& command = *app.add_subcommand("schema", "Print the JSON Schema of scenario files, for editors");
  command.footer(
      "Example, for completion and checks while you type (Taplo, Even Better TOML):\n"
      "  ayni schema > ayni.schema.json\n"
      "  and begin the scenario with the line  #:schema ./ayni.schema.json");
}

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

void add_evidence(CLI::App& app, EvidenceOptions& options) {
  CLI::App& command = *app.add_subcommand("evidence", "Hold a results file against the figures of the report");
  command.add_option("FILE", options.file, "Results file (HDF5)")->required()->type_name(" ");
  command.add_option("--figures", options.figures, "Figures (TOML; default: scenarios/evidence/figures.toml)")
      ->type_name("FILE");
  command.add_option("--arm", options.arm, "Arm to look at (default: the first)")->type_name("NAME");
  auto* const brief = command.add_flag_callback(
      "--short", [&options] { options.extent = Extent::brief; }, "Only what is fitted and available");
  auto* const json = command.add_flag_callback(
      "--json", [&options] { options.format = EvidenceFormat::json; }, "Print as JSON");
  command
      .add_flag_callback(
          "--markdown", [&options] { options.format = EvidenceFormat::markdown; }, "Print as Markdown")
      ->excludes(json)
      ->excludes(brief);
  json->excludes(brief);
  command.footer(
      "Columns: the report's figure and its standard error, the model's mean over runs and standard deviation across\n"
      "runs; z, their distance in standard errors of the report (where none is known, half of a fifth of the figure)\n"
      "and of the mean; good below 1.5, fair below 2.\n"
      "\n"
      "Examples:\n"
      "  ayni run scenarios/bolivia-2018.toml -n 200 && ayni evidence results/bolivia-2018.h5\n"
      "  ayni evidence results/bolivia-2018.h5 --json > evidence.json");
}

void add_reproduce(CLI::App& app, ReproduceOptions& options) {
  CLI::App& command = *app.add_subcommand("reproduce", "Run a results file's scenario again and compare every value");
  command.add_option("FILE", options.file, "Results file (HDF5)")->required()->type_name(" ");
  add_threads(command, options.threads);
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  command.footer(
      "Example:\n"
      "  ayni reproduce results/bolivia.h5\n"
      "\n"
      "Exit code 0 when every value is the same, 4 when not.");
}

void add_page(CLI::App& app, PageOptions& options) {
  CLI::App& command = *app.add_subcommand("page", "Print a generated page of the documentation (Markdown)");
  command.add_option("PAGE", options.page, "format or parameters")
      ->required()
      ->type_name(" ")
      ->check(CLI::IsMember({"format", "parameters"}));
  command.add_option("SCENARIO", options.scenario, "Whose results file the format is")->type_name(" ");
  command.group("");  // for those who work on ayni; not in the help
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App* each) { return !each->get_group().empty(); })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

/// What is wrong with the first word, which has to be a command or one of ayni's own options; empty when nothing is.
std::string wrong_start(const CLI::App& app, const std::string& word) {
  if (word.size() > 1 && word[0] == '-') {
    if (word == "-h" || word == "--help" || word == "--version") return {};
    return fmt::format("ayni has no option {}; a command's options stand behind its name", printable(word));
  }
  const auto named = app.get_subcommands([&](const CLI::App* each) { return each->get_name() == word; });
  if (!named.empty()) return {};
  return fmt::format("there is no command \"{}\"{}", printable(word),
                     did_you_mean(closest_names(word, command_names(app))));
}

/// What is wrong with a word nobody expected, and the nearest option where it looks like one.
std::string unexpected(const CLI::App& command, const std::string& word) {
  if (word.size() < 2 || word[0] != '-') return fmt::format("\"{}\" is one word too many", printable(word));
  const std::string name = word.substr(0, word.find('='));
  return fmt::format("ayni {} has no option {}{}", command.get_name(), printable(name),
                     did_you_mean(closest_names(name, option_names(command))));
}

ExitCode refuse(const CLI::App& app, const CLI::ParseError& problem) {
  const auto chosen = app.get_subcommands();
  const CLI::App& command = chosen.empty() ? app : *chosen.front();
  const std::string what = problem.what();
  const auto remaining = app.remaining(true);
  if (dynamic_cast<const CLI::ExtrasError*>(&problem) != nullptr && !remaining.empty()) {
    say_error(unexpected(command, remaining.front()));
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&problem) != nullptr) {
    say_error(what.substr(0, what.find(':')) + " needs a value");
  } else {
    say_error(what);
  }
  say(fmt::format("Try: ayni {}--help", chosen.empty() ? "" : command.get_name() + " "));
  return ExitCode::usage;
}

std::string version_text() {
  return fmt::format("ayni {}\ncommit {}{}\ncompiler {}\nbuild {}", program_version(), git_commit(),
                     git_dirty() ? " (with changes)" : "", compiler(), build_type());
}

std::string joined(int argc, const char* const* argv) {
  std::string text = "ayni";
  for (int i = 1; i < argc; ++i) text += " " + shell_word(argv[i]);
  return text;
}

}  // namespace

std::variant<Command, ExitCode> read_command_line(int argc, const char* const* argv) {
  CLI::App app{"ayni: what becomes of alliances between producer groups and buyers, simulated", "ayni"};
  app.require_subcommand(1);
  app.set_version_flag("--version", version_text(), "Print the version and how it was built");
  app.footer(
      "Examples:\n"
      "  ayni run scenarios/bolivia.toml\n"
      "  ayni check my-policy.toml\n"
      "  ayni info results/bolivia.h5\n"
      "\n"
      "ayni COMMAND --help shows a command's options and examples.");

  RunOptions run_options;
  CompareOptions compare_options;
  CheckOptions check_options;
  ParamsOptions params_options;
  InfoOptions info_options;
  EvidenceOptions evidence_options;
  ReproduceOptions reproduce_options;
  PageOptions page_options;
  add_run(app, run_options);
  add_compare(app, compare_options);
  add_check(app, check_options);
  add_params(app, params_options);
  add_schema(app);
  add_info(app, info_options);
  add_evidence(app, evidence_options);
  add_reproduce(app, reproduce_options);
  add_page(app, page_options);
  run_options.command_line = joined(argc, argv);
  compare_options.command_line = run_options.command_line;
  reproduce_options.command_line = run_options.command_line;

  if (argc < 2) {
    say(app.help());
    return ExitCode::usage;
  }
  if (const std::string wrong = wrong_start(app, argv[1]); !wrong.empty()) {
    say_error(wrong);
    say("Try: ayni --help");
    return ExitCode::usage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    print(app.help());
    return ExitCode::ok;
  } catch (const CLI::CallForVersion&) {
    print(version_text() + "\n");
    return ExitCode::ok;
  } catch (const CLI::ParseError& problem) {
    return refuse(app, problem);
  }
  const std::string chosen = app.get_subcommands().front()->get_name();
  if (chosen == "run") return Command{run_options};
  if (chosen == "compare") return Command{compare_options};
  if (chosen == "check") return Command{check_options};
  if (chosen == "params") return Command{params_options};
  if (chosen == "schema") return Command{SchemaOptions{}};
  if (chosen == "info") return Command{info_options};
  if (chosen == "evidence") return Command{evidence_options};
  if (chosen == "reproduce") return Command{reproduce_options};
  return Command{page_options};
}

}  // namespace ayni

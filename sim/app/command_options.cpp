#include "app/command_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>
#include <vector>

#include "core/printable.hpp"
#include "scenario/settings_reader.hpp"

namespace ayni {

CLI::Validator whole_number(std::uint64_t low, std::uint64_t high) {
  const auto problem = [low, high](const std::string& text) -> std::string {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= low && value <= high) return {};
    return fmt::format("{} is not a whole number from {} to {}", printable(text), low, high);
  };
  return CLI::Validator{problem, ""};
}

void add_settings(CLI::App& command, std::vector<std::string>& settings) {
  command.add_option("--set", settings, "Set one parameter, e.g. --set scale.size=0.1; repeatable")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

void add_scenario(CLI::App& command, ScenarioSource& scenario) {
  command.add_option("SCENARIO", scenario.file, "Scenario file (TOML)")->required()->type_name(" ");
  add_changes(command, scenario);
}

CLI::Option* add_setting(CLI::App& command, const std::string& name, std::vector<std::string>& settings,
                         const ParameterTable& parameters, const std::string& key, const std::string& meaning) {
  const auto set = [&settings, key](const std::string& value) { settings.push_back(key + "=" + value); };
  const Parameter& parameter = parameter_at(parameters, parameters, key);
  return command.add_option_function<std::string>(name, set, meaning)
      ->type_name("N")
      ->check(whole_number(static_cast<std::uint64_t>(std::max(0.0, parameter.low)),
                           static_cast<std::uint64_t>(parameter.high)));
}

void add_threads(CLI::App& command, std::size_t& threads) {
  command.add_option("-t,--threads", threads, "Threads; the results do not depend on it (default: all processors)")
      ->type_name("N")
      ->check(whole_number(1, 1024));
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
  command.add_option("WORD", options.words, "Only those with every one of these words in name, meaning or unit")
      ->type_name(" ");
  add_switch(command, "--levers", options.kind, ListedParameters::levers,
             "Only levers: what a policy could set, with the range worth trying");
  add_switch(command, "--json", options.format, Format::json, "Print as JSON");
  command.footer(
      "Examples:\n"
      "  ayni params trust\n"
      "  ayni params --levers\n"
      "  ayni params --levers counterpart months\n"
      "  ayni params --json");
}

void add_schema(CLI::App& app, SchemaOptions& /*options*/) {
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
  CLI::App& command =
      *app.add_subcommand("page", "Print a generated page of the documentation, or a shell's completions");
  command.add_option("PAGE", options.page, "format, parameters, or the completions of bash, zsh or fish")
      ->required()
      ->type_name(" ")
      ->check(CLI::IsMember({"format", "parameters", "bash", "zsh", "fish"}));
  command.add_option("SCENARIO", options.scenario, "Whose results file the format is")->type_name(" ");
  command.group("");  // for those who work on ayni; not in the help
}

}  // namespace ayni

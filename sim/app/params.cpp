#include "app/params.hpp"

#include <fmt/format.h>

#include <string>

#include "app/options.hpp"
#include "scenario/levers.hpp"
#include "scenario/reader.hpp"

namespace ayni {

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

ExitCode params(const ParamsOptions& options) {
  ParameterTable parameters = scenario_parameters();
  if (options.kind == ListedParameters::levers) keep_levers(parameters);
  keep_matching(parameters, options.words);
  if (parameters.parameters.empty() && parameters.tables.empty()) {
    std::string words;
    for (const std::string& word : options.words) words += (words.empty() ? "" : " and ") + shell_word(word);
    say_error(fmt::format("no {} has {} in its name, meaning or unit; ayni params{} lists them all",
                          options.kind == ListedParameters::levers ? "lever" : "parameter", words,
                          options.kind == ListedParameters::levers ? " --levers" : ""));
    return ExitCode::usage;
  }
  print(options.format == Format::json ? parameter_json(parameters) : parameter_listing(parameters));
  return ExitCode::ok;
}

}  // namespace ayni

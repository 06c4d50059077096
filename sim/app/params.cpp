// ayni params: what a scenario can set.

#include <fmt/format.h>

#include <string>

#include "app/commands.hpp"
#include "scenario/levers.hpp"
#include "scenario/reader.hpp"

namespace ayni {

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

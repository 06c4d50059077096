// ayni params: what a scenario can set.

#include <fmt/format.h>

#include "app/commands.hpp"
#include "scenario/reader.hpp"

namespace ayni {
namespace {

/// Leaves only the parameters whose path contains the text, and the tables that hold any.
void keep_matching(ParameterTable& table, const std::string& text) {
  const auto gone = [&](const Parameter& each) { return each.path.find(text) == std::string::npos; };
  std::erase_if(table.parameters, gone);
  for (ParameterTable& inner : table.tables) keep_matching(inner, text);
  std::erase_if(table.tables,
                [](const ParameterTable& each) { return each.parameters.empty() && each.tables.empty(); });
}

}  // namespace

ExitCode params(const ParamsOptions& options) {
  ParameterTable parameters = scenario_parameters();
  keep_matching(parameters, options.filter);
  if (parameters.parameters.empty() && parameters.tables.empty()) {
    say_error(fmt::format("no parameter's name contains {}; ayni params lists them all", shell_word(options.filter)));
    return ExitCode::usage;
  }
  print(options.format == Format::json ? parameter_json(parameters) : parameter_listing(parameters));
  return ExitCode::ok;
}

}  // namespace ayni

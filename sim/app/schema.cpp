#include "app/schema.hpp"

#include "app/options.hpp"
#include "scenario/reader.hpp"

namespace ayni {

void add_schema(CLI::App& app, SchemaOptions& /*options*/) {
  CLI::App& command = *app.add_subcommand("schema", "Print the JSON Schema of scenario files, for editors");
  command.footer(
      "Example, for completion and checks while you type (Taplo, Even Better TOML):\n"
      "  ayni schema > ayni.schema.json\n"
      "  and begin the scenario with the line  #:schema ./ayni.schema.json");
}

ExitCode schema(const SchemaOptions&) {
  print(parameter_schema(scenario_parameters(), "Scenario of ayni"));
  return ExitCode::ok;
}

}  // namespace ayni

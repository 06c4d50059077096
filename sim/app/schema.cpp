// ayni schema: the JSON Schema of scenario files.

#include "app/commands.hpp"
#include "scenario/reader.hpp"

namespace ayni {

ExitCode schema(const SchemaOptions&) {
  print(parameter_schema(scenario_parameters(), "Scenario of ayni"));
  return ExitCode::ok;
}

}  // namespace ayni

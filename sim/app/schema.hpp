#pragma once
// ayni schema: the JSON Schema of scenario files.

#include "app/command.hpp"

namespace ayni {

struct SchemaOptions {};

void add_schema(CLI::App& app, SchemaOptions& options);
ExitCode schema(const SchemaOptions& options);

}  // namespace ayni

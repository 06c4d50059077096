// ayni check: is this scenario valid, and what does it come to?

#include <fmt/format.h>

#include "app/commands.hpp"
#include "core/json.hpp"
#include "experiment/disk_reader.hpp"
#include "scenario/reader.hpp"

namespace ayni {
namespace {

/// The verdict of an invalid scenario for programs; people read the same problems on standard error.
void print_problems(const InvalidInput& invalid) {
  Json json;
  json["valid"] = false;
  json["problems"] = Json::array();
  for (const Problem& problem : invalid.problems()) {
    Json told;
    told["where"] = problem.where;
    told["message"] = problem.message;
    json["problems"].push_back(std::move(told));
  }
  print(json_text(json));
}

Resolved read(const CheckOptions& options) {
  try {
    return read_scenario(options.scenario, read_from_disk);
  } catch (const InvalidInput& invalid) {
    if (options.format == Format::json) print_problems(invalid);
    throw;
  }
}

}  // namespace

ExitCode check(const CheckOptions& options) {
  const Resolved resolved = read(options);
  if (options.detail == Detail::resolved) {
    print(resolved_with_origins(resolved));
  } else if (options.format == Format::json) {
    Json json;
    json["valid"] = true;
    print(json_text(json));
  }
  if (options.verbosity == Verbosity::normal) {
    const std::string file = shell_word(options.scenario.file.string());
    say(fmt::format("{} is valid\nNext: ayni run {}", file, file));
  }
  return ExitCode::ok;
}

}  // namespace ayni

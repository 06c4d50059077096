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
  JsonWriter json;
  json.begin_object().key("valid").value(false).key("problems").begin_array();
  for (const Problem& problem : invalid.problems()) {
    json.begin_object().key("where").value(problem.where).key("message").value(problem.message).end_object();
  }
  json.end_array().end_object();
  print(json.text());
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
    print(JsonWriter{}.begin_object().key("valid").value(true).end_object().text());
  }
  if (options.verbosity == Verbosity::normal) {
    const std::string file = shell_word(options.scenario.file.string());
    say(fmt::format("{} is valid\nNext: ayni run {}", file, file));
  }
  return ExitCode::ok;
}

}  // namespace ayni

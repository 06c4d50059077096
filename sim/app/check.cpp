#include "app/check.hpp"

#include <fmt/format.h>

#include "app/options.hpp"
#include "core/json.hpp"
#include "core/problem_json.hpp"
#include "experiment/disk_reader.hpp"
#include "scenario/reader.hpp"

namespace ayni {
namespace {

/// The verdict of an invalid scenario for programs; people read the same problems on standard error.
void print_problems(const InvalidInput& invalid) {
  Json json;
  json["valid"] = false;
  json["problems"] = json_of(invalid.problems());
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

#pragma once
// The options and the help of each command. Only the command line's own files see CLI11.

#include <CLI/CLI.hpp>
#include <cstddef>
#include <cstdint>
#include <string>

#include "app/commands.hpp"
#include "scenario/parameter_table.hpp"

namespace ayni {

void add_run(CLI::App& app, RunOptions& options);
void add_compare(CLI::App& app, CompareOptions& options);
void add_sweep(CLI::App& app, SweepOptions& options);
void add_merge(CLI::App& app, MergeOptions& options);
void add_search(CLI::App& app, SearchOptions& options);
void add_check(CLI::App& app, CheckOptions& options);
void add_params(CLI::App& app, ParamsOptions& options);
void add_schema(CLI::App& app, SchemaOptions& options);
void add_info(CLI::App& app, InfoOptions& options);
void add_evidence(CLI::App& app, EvidenceOptions& options);
void add_reproduce(CLI::App& app, ReproduceOptions& options);
void add_page(CLI::App& app, PageOptions& options);

// What several commands have.

/// Accepts whole numbers within the range only; a minus sign would otherwise wrap around.
[[nodiscard]] CLI::Validator whole_number(std::uint64_t low, std::uint64_t high);

void add_threads(CLI::App& command, std::size_t& threads);

template <class Enum>
void add_switch(CLI::App& command, const std::string& name, Enum& target, Enum value, const std::string& meaning) {
  command.add_flag_callback(
      name, [&target, value] { target = value; }, meaning);
}

/// Changes to scenarios. One value each: a scenario that follows must not be taken for a further setting.
void add_settings(CLI::App& command, std::vector<std::string>& settings);

template <class Options>
void add_changes(CLI::App& command, Options& options) {
  add_settings(command, options.settings);
  command.add_option("--overlay", options.overlays, "Lay this file over the scenario; repeatable, in order")
      ->type_name("FILE.toml")
      ->allow_extra_args(false);
}

void add_scenario(CLI::App& command, ScenarioSource& scenario);

/// An option that is short for a setting KEY=N of one of the parameters, within its range (less what is below 0).
CLI::Option* add_setting(CLI::App& command, const std::string& name, std::vector<std::string>& settings,
                         const ParameterTable& parameters, const std::string& key, const std::string& meaning);

/// -o, the results file. Whoever has a default asks for it by an optional path.
template <class Path>
CLI::Option* add_output(CLI::App& command, Path& output, const std::string& meaning) {
  const auto named = [](const std::string& text) { return text.empty() ? "the name is empty" : std::string{}; };
  return command.add_option("-o,--output", output, meaning)->type_name("FILE.h5")->check(CLI::Validator{named, ""});
}

}  // namespace ayni

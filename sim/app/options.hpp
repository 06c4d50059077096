#pragma once
// Options that several commands have. This is the one header that includes CLI11, for the files that add options.

#include <CLI/CLI.hpp>
#include <cstddef>
#include <cstdint>
#include <string>

#include "app/command.hpp"
#include "core/terms.hpp"
#include "observe/breakdown.hpp"
#include "scenario/parameter_table.hpp"
#include "scenario/settings_files.hpp"

namespace ayni {

/// Accepts whole numbers within the range only; a minus sign would otherwise wrap around.
[[nodiscard]] CLI::Validator whole_number(std::uint64_t low, std::uint64_t high);

[[nodiscard]] CLI::Validator number_between(double low, double high);

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

/// --tables and --csv-style.
void add_tables(CLI::App& command, TableOptions& options);

/// What all commands have that carry out runs. `output` and `json` say what the file and the JSON are.
void add_execution(CLI::App& command, ExecutionOptions& options, const std::string& output, const std::string& json);

/// --by, tables by region, product, fifth of income or group of households.
void add_by(CLI::App& command, std::vector<BrokenBy>& by, const std::string& meaning);

void add_confidence(CLI::App& command, double& confidence);

/// --lang, the language of what is said first.
void add_language(CLI::App& command, Language& language);

}  // namespace ayni

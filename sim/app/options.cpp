#include "app/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>
#include <vector>

#include "core/number_hint.hpp"
#include "core/printable.hpp"
#include "scenario/settings_reader.hpp"

namespace ayni {

CLI::Validator whole_number(std::uint64_t low, std::uint64_t high) {
  const auto problem = [low, high](const std::string& text) -> std::string {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= low && value <= high) return {};
    return fmt::format("{} is not a whole number from {} to {}", printable(text), low, high);
  };
  return CLI::Validator{problem, ""};
}

CLI::Validator number_between(double low, double high) {
  const auto problem = [low, high](const std::string& text) -> std::string {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= low && value <= high) return {};
    return fmt::format("{} is not a number from {:g} to {:g}{}", printable(text), low, high, number_hint(text));
  };
  return CLI::Validator{problem, ""};
}

void add_settings(CLI::App& command, std::vector<std::string>& settings) {
  command.add_option("--set", settings, "Set one parameter, e.g. --set scale.size=0.1; repeatable")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

void add_scenario(CLI::App& command, ScenarioSource& scenario) {
  command.add_option("SCENARIO", scenario.file, "Scenario file (TOML)")->required()->type_name(" ");
  add_changes(command, scenario);
}

CLI::Option* add_setting(CLI::App& command, const std::string& name, std::vector<std::string>& settings,
                         const ParameterTable& parameters, const std::string& key, const std::string& meaning) {
  const auto set = [&settings, key](const std::string& value) { settings.push_back(key + "=" + value); };
  const Parameter& parameter = parameter_at(parameters, parameters, key);
  return command.add_option_function<std::string>(name, set, meaning)
      ->type_name("N")
      ->check(whole_number(static_cast<std::uint64_t>(std::max(0.0, parameter.low)),
                           static_cast<std::uint64_t>(parameter.high)));
}

void add_threads(CLI::App& command, std::size_t& threads) {
  command.add_option("-t,--threads", threads, "Threads; the results do not depend on it (default: all processors)")
      ->type_name("N")
      ->check(whole_number(1, 1024));
}

void add_confidence(CLI::App& command, double& confidence) {
  command.add_option("--confidence", confidence, "Confidence of intervals (default: 0.95)")
      ->type_name("SHARE")
      ->check(number_between(0.5, 0.9999));
}

void add_by(CLI::App& command, std::vector<BrokenBy>& by, const std::string& meaning) {
  const std::vector<std::string> all{broken_by_names.begin(), broken_by_names.end()};
  const auto read = [&by](const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      const BrokenBy one = broken_by_of(name).value();
      if (std::find(by.begin(), by.end(), one) == by.end()) by.push_back(one);
    }
  };
  command.add_option_function<std::vector<std::string>>("--by", read, meaning)
      ->type_name(fmt::format("{}", fmt::join(all, "|")))
      ->allow_extra_args(false)
      ->check(CLI::IsMember(all));
}

void add_language(CLI::App& command, Language& language) {
  const auto read = [&language](const std::string& text) { language = text == "es" ? Language::es : Language::en; };
  command.add_option_function<std::string>("--lang", read, "Language of what is printed, en or es (default: en)")
      ->type_name("en|es")
      ->check(CLI::IsMember({"en", "es"}));
}

void add_tables(CLI::App& command, TableOptions& options) {
  const auto named = [](const std::string& text) { return text.empty() ? "the name is empty" : std::string{}; };
  CLI::Option* const tables =
      command.add_option("--tables", options.tables, "Also write every table that is printed to this folder (CSV)")
          ->type_name("FOLDER")
          ->check(CLI::Validator{named, ""});
  const auto read = [&options](const std::string& text) {
    options.csv_style = text == "es" ? CsvStyle::es : CsvStyle::plain;
  };
  command.add_option_function<std::string>("--csv-style", read, "es: with semicolons and decimal commas (default: en)")
      ->type_name("en|es")
      ->check(CLI::IsMember({"en", "es"}))
      ->needs(tables);
}

void add_execution(CLI::App& command, ExecutionOptions& options, const std::string& output, const std::string& json) {
  add_output(command, options.output, output);
  add_threads(command, options.threads);
  add_switch(command, "--json", options.format, Format::json, json);
  add_tables(command, options);
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  add_switch(command, "--force", options.existing, Existing::replace, "Overwrite existing files");
  add_switch(command, "--resume", options.resume, Resume::yes,
             "Go on where an earlier attempt was interrupted or killed; the file gets the same bytes");
  add_switch(command, "--stop-on-error", options.on_failure, OnFailure::stop,
             "Stop at the first run that fails (default: go on and tell)");
  add_switch(command, "--dry-run", options.action, Action::describe, "Say what would be done, and do nothing");
}

}  // namespace ayni

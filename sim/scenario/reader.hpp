#pragma once
// From scenario files to a Scenario, and back to a text that says everything the run was told.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/scenario.hpp"
#include "scenario/parameter_table.hpp"
#include "scenario/parameter_text.hpp"
#include "scenario/settings_files.hpp"

namespace ayni {

struct Resolved {
  Scenario scenario;
  std::string as_written;   ///< every file and option under a heading, in the order in which they were applied
  std::string as_resolved;  ///< TOML of every value; reads back to the same scenario exactly
  std::map<std::string, std::string> origins;  ///< path of each parameter to "file:line", "--set" or "default"
};

/// Reads, merges and checks. Throws FileError when a file named here cannot be read, InvalidInput with every problem of
/// the content, inconsistencies between valid values included (none are sought when a file is missing or no TOML).
[[nodiscard]] Resolved read_scenario(const ScenarioSource& source, const FileReader& read);

/// The same for a text in memory that extends nothing, such as the resolved scenario kept in a results file.
[[nodiscard]] Resolved read_scenario_text(std::string_view text, const std::string& name);

/// The resolved text with the unit of every value and where it came from as comments; still a valid scenario.
[[nodiscard]] std::string resolved_with_origins(const Resolved& resolved);

/// Everything that a scenario can set, for parameter_listing, parameter_json, parameter_markdown and parameter_schema.
[[nodiscard]] ParameterTable scenario_parameters();

/// The parameters in which two scenarios differ.
[[nodiscard]] std::vector<ParameterDifference> scenario_difference(const Scenario& a, const Scenario& b);

/// The same without what only names them: name and questions.
[[nodiscard]] std::vector<ParameterDifference> policy_difference(const Scenario& a, const Scenario& b);

}  // namespace ayni

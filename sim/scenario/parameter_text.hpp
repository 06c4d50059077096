#pragma once
// Parameters written down: as a scenario, as listings for people and programs, as a schema, as a comparison.

#include <functional>
#include <string>
#include <vector>

#include "scenario/parameter_table.hpp"

namespace ayni {

/// What stands behind a value as a comment; empty for no comment.
using ParameterNote = std::function<std::string(const Parameter&)>;

/// A complete TOML text of every value, in the order of declaration, that reads back to the same values.
[[nodiscard]] std::string toml_text(const ParameterTable& table, const ParameterNote& note = {});

/// One paragraph a parameter: path, default, range and unit, meaning, source.
[[nodiscard]] std::string parameter_listing(const ParameterTable& pattern);

/// An array of objects: path, type, default, unit, minimum, maximum, choices, meaning, source.
[[nodiscard]] std::string parameter_json(const ParameterTable& pattern);

/// A section a table of the scenario, in it a Markdown table of its parameters. Headings start with `heading_level` #.
[[nodiscard]] std::string parameter_markdown(const ParameterTable& pattern, int heading_level);

/// JSON Schema, draft 4, which is the one that TOML editors understand.
[[nodiscard]] std::string parameter_schema(const ParameterTable& pattern, const std::string& title);

/// What differs, in the order of `a`, then what only `b` has.
[[nodiscard]] std::vector<ParameterDifference> parameter_difference(const ParameterTable& a, const ParameterTable& b);

}  // namespace ayni

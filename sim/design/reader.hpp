#pragma once
// From a design file to the arms and points of a sweep.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "design/point_table.hpp"
#include "design/sweep_parameters.hpp"
#include "scenario/parameter_table.hpp"
#include "scenario/reader.hpp"

namespace ayni {

/// What the user asked for.
struct DesignSource {
  std::filesystem::path file;
  std::optional<std::filesystem::path> table;  ///< points from this CSV file instead of the design's own
  std::vector<std::string> settings;           ///< changes to the design's keys, as "points=64"
  std::vector<std::string> scenario_settings;  ///< changes to every arm's scenario after all others, as --set
};

struct DesignArm {
  std::string name;
  Resolved resolved;
};

struct Design {
  SweepParameters parameters;   ///< factors and arms in the order of the file; the seed is the one that counts
  std::vector<DesignArm> arms;  ///< at least one, all with the same regions, products, months and seed
  PointTable points;            ///< factors in the order of `parameters`; at least one point
  std::string as_written;       ///< the design file and the options, not the scenarios
  std::string as_resolved;      ///< TOML of every value of the design, and the digest of its points as a comment
};

/// Reads a design, its scenarios and its table, makes its points, and puts each point into each arm's scenario to see
/// whether its values fit together. Throws FileError when the design file or the source's table cannot be read,
/// InvalidInput with every problem of the content; points that do not fit together are sought once everything else is
/// right, and the first few told.
[[nodiscard]] Design read_design(const DesignSource& source, const FileReader& read);

/// Everything that a design file can set.
[[nodiscard]] ParameterTable design_parameters();

}  // namespace ayni

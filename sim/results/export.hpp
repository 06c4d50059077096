#pragma once
// A finished sweep for other tools: a table of all its runs as CSV, and its factors as a SALib problem.

#include <filesystem>
#include <string>
#include <vector>

#include "design/sweep_parameters.hpp"
#include "observe/catalogue.hpp"
#include "results/layout.hpp"
#include "results/reader.hpp"

namespace ayni {

/// One line a run, in the order of the plan (replicate by replicate, then points, then arms): run, point, arm, the
/// factors, and every value of every measure, with the labels of its axes behind its name. RFC 4180; NaN is empty.
/// Throws FileError; a file of that name is replaced, when the new one is whole.
void write_experiments(const std::filesystem::path& path, const Catalogue& catalogue, const FileShape& shape,
                       ResultsReader& results);

/// A JSON object that SALib.ProblemSpec and SALib.analyze take: num_vars, names, bounds. A factor with values or levels
/// is bounded by the smallest and largest of what it takes. `spacing` is added for readers: SALib ignores it. Written as
/// above.
void write_salib_problem(const std::filesystem::path& path, const SweepParameters& sweep, const FileShape& shape);

}  // namespace ayni

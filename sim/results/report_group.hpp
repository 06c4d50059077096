#pragma once
// A report as a group of a results file, with dimensions of its own. A section with a dimension becomes one dataset a number
// on (dimension, rows), its tables placed by name and their rows by the first column's texts, NaN where there is none; facts
// of its tables become texts on the dimension. Other tables are a dimension each, by their first column, with the others on
// it. Facts of the report are attributes. What is for people only is left out.

#include <hdf5.h>

#include <vector>

#include "core/report.hpp"
#include "results/layout.hpp"

namespace ayni {

/// The group's datasets, for the format page.
[[nodiscard]] std::vector<FileVariable> report_layout(const Report& report);

/// Writes the group, named after the report, into a file without it. Throws FileError.
void write_report(hid_t file, const Report& report);

}  // namespace ayni

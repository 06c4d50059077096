#pragma once
// What a result file says about itself, without its data: for `ayni info` and to run it again.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "results/layout.hpp"
#include "results/provenance.hpp"

namespace ayni {

struct VariableSummary {
  std::string name;
  std::string type;  ///< "float32", "int8", ..., "text"
  std::vector<std::string> dimensions;
  std::vector<std::size_t> shape;
  std::string unit;
  std::string long_name;
  std::string description;
  std::vector<std::string> labels;  ///< of a dimension whose positions have names
};

struct FileSummary {
  std::string path;
  std::uintmax_t bytes = 0;
  std::string format_version;
  std::string status;  ///< see Status
  std::size_t runs_complete = 0;
  FileShape shape;  ///< what it was made for; the calendar is left at its default
  Provenance provenance;
  std::vector<std::pair<std::string, std::size_t>> dimensions;
  std::vector<VariableSummary> variables;
};

/// Throws FileError when the file is missing, truncated, damaged, not of ayni, or of a later format.
[[nodiscard]] FileSummary read_summary(const std::filesystem::path& path);

/// The summary as a JSON object; the scenario's texts are left out.
[[nodiscard]] std::string to_json(const FileSummary& summary);

}  // namespace ayni

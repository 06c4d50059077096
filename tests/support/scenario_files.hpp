#pragma once
// The scenario files of the repository, for tests that link ayni_experiment.

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "experiment/disk_reader.hpp"
#include "scenario/reader.hpp"
#include "support/source_folder.hpp"

namespace ayni {

inline const std::filesystem::path scenario_folder = source_folder() / "scenarios";

/// Every scenario under scenarios/, in the order of their paths; not the evidence, the designs, the levers, nor a base that
/// others extend and that cannot be run by itself.
[[nodiscard]] inline std::vector<std::filesystem::path> scenario_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{scenario_folder}) {
    const auto folder = entry.path().parent_path().filename();
    const bool other = folder == "evidence" || folder == "sweeps";
    const bool base = entry.path().filename() == "base.toml" || entry.path().filename() == "levers.toml";
    if (entry.path().extension() == ".toml" && !other && !base) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

[[nodiscard]] inline Scenario scenario_of(const std::filesystem::path& file, double size,
                                          std::vector<std::string> settings = {}) {
  settings.push_back("scale.size=" + std::to_string(size));
  return read_scenario({file, {}, std::move(settings)}, read_from_disk).scenario;
}

[[nodiscard]] inline Scenario bolivia(double size, std::vector<std::string> settings = {}) {
  return scenario_of(scenario_folder / "bolivia.toml", size, std::move(settings));
}

}  // namespace ayni

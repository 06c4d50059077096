#pragma once
// Scenario files as the arms of one experiment.

#include <filesystem>
#include <string>
#include <vector>

#include "experiment/experiment.hpp"
#include "scenario/reader.hpp"
#include "scenario/settings_files.hpp"

namespace ayni {

/// What output and arm are called: the scenario's name if it has one of its own, not one inherited from what it extends;
/// else its file's. Safe as a file's name.
[[nodiscard]] std::string short_name(const Resolved& resolved, const std::filesystem::path& file);

/// What is compared.
struct ArmSources {
  std::vector<std::filesystem::path> files;     ///< an arm each; the first is the base
  std::vector<std::filesystem::path> overlays;  ///< over every arm
  std::vector<std::string> settings;            ///< over every arm, "key=value"
  std::vector<std::string> arms;                ///< "NAME:key=value,key=value": the base with these settings
};

/// The files' arms in their order, then the others in theirs. The base's seed and number of runs hold for all. Throws
/// FileError, and InvalidInput with everything that is wrong in any arm or keeps the arms from being compared: a name
/// twice; other regions, products, months, or final states of agents in one of them only.
[[nodiscard]] Experiment experiment_of(const ArmSources& sources, const FileReader& read);

}  // namespace ayni

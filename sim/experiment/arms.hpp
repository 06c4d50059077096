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

/// An arm a file, in their order, each with the overlays and settings over it; the first is the base, whose seed and
/// number of runs hold for all. Throws FileError, and InvalidInput with everything that is wrong in any file or keeps the
/// arms from being compared: other regions, products, months, or final states of agents in one of them only.
[[nodiscard]] Experiment experiment_of(const std::vector<std::filesystem::path>& files,
                                       const std::vector<std::filesystem::path>& overlays,
                                       const std::vector<std::string>& settings, const FileReader& read);

}  // namespace ayni

#pragma once
// ayni merge: the shards of a sweep become one file.

#include <filesystem>
#include <string>
#include <vector>

#include "app/command.hpp"

namespace ayni {

struct MergeOptions {
  std::vector<std::filesystem::path> shards;
  std::filesystem::path output;
  Existing existing = Existing::keep;
  Verbosity verbosity = Verbosity::normal;
  std::string command_line;
};

void add_merge(CLI::App& app, MergeOptions& options);
ExitCode merge(const MergeOptions& options);

}  // namespace ayni

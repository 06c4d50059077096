#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiment/execution.hpp"

namespace ayni {

/// Joins the shards of one experiment into the file that one process would have written. Throws InvalidInput with
/// everything that keeps the files from being joined, FileError when one cannot be read.
Executed merge_shards(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& output,
                      Existing existing, const std::string& command_line);

}  // namespace ayni

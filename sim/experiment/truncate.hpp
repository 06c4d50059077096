#pragma once

#include <filesystem>

#include "experiment/execution.hpp"
#include "results/header.hpp"

namespace ayni {

/// Truncates an output to the runs that were enough. FILE is made of the runs of `kept`, which are the first of `whole`,
/// out of FILE.partial, which was made for `whole` and goes with all other parts, or out of FILE itself when it got all
/// runs. FILE is then as if no more had been asked for. `closing` adds what is to be in it beside the runs. The caller holds the folder's lock. Throws
/// FileError.
void truncate_to(const FileHeader& kept, const FileHeader& whole, const std::filesystem::path& output,
                 const Closing& closing);

}  // namespace ayni

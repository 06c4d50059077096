#pragma once
// A file of the runs that were enough, out of one that was made for more.

#include <filesystem>
#include <string>

#include "app/execution.hpp"
#include "app/experiment.hpp"

namespace ayni {

/// Makes FILE of the runs of `kept`, which are the first of `whole`, out of FILE.partial, which was made for `whole`
/// and goes with all other parts, or out of FILE itself when it got all runs. FILE is then as if no more had been asked
/// for. `closing` adds what is to be in it beside the runs. Throws FileError.
void keep_beginning(const Simulation& whole, const Simulation& kept, const std::filesystem::path& output,
                    const std::string& command_line, const Closing& closing);

}  // namespace ayni

#pragma once
// Carrying out an experiment into a file, from the beginning or from where it was left.

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "experiment/checkpoint.hpp"
#include "experiment/ensemble.hpp"
#include "experiment/reporter.hpp"
#include "experiment/simulation.hpp"
#include "results/header.hpp"
#include "results/writer.hpp"

namespace ayni {

/// Whether what an earlier attempt left in FILE.partial is gone on with.
enum class Resume { no, yes };

/// Where to and how.
struct Execution {
  std::filesystem::path output;
  std::size_t threads = 1;
  Existing existing = Existing::keep;
  Resume resume = Resume::no;
  OnFailure on_failure = OnFailure::go_on;
  Shard shard;
  std::string command_line;  ///< as it was given, for the record
};

struct Executed {
  std::size_t runs = 0;  ///< to be done
  std::size_t done = 0;  ///< in the file, failed ones included
  std::size_t failed = 0;
};

/// Adds to a file with all its runs what is to be in it beside them.
using Closing = std::function<void(ResultsWriter&)>;

/// Does what is left to do with the files when the last run is written; no other process touches outputs of the folder
/// before it is done.
using Ending = std::function<void(const Executed&)>;

/// Simulates what is not in the files of an earlier attempt and writes all into FILE, which gets its name when it is
/// complete; every result, new or read back, also goes to `sink` in the plan's order. Ends early, with FILE.partial
/// left, when `stop` turns true. There is no `ending` to a file that was complete already. Throws FileError; InvalidInput when the earlier attempt was at something else; and,
/// with OnFailure::stop, the first failure.
Executed execute(const Simulation& simulation, const Execution& execution, const std::atomic<bool>& stop,
                 Reporter& reporter, const ResultsSink& sink, const Closing& closing = {}, const Ending& ending = {});

/// Numbers of the runs in a shard, rising.
[[nodiscard]] std::vector<std::size_t> runs_of(const Shard& shard, const Plan& plan);

/// What one output needs: the runs of its shard, and which of them an earlier attempt left to be done.
struct RunsToDo {
  std::vector<std::size_t> all;      ///< numbers in the plan, rising
  std::vector<std::size_t> missing;  ///< of these
  Checkpoint earlier;                ///< holds the others
};

/// Makes way for the output, or sets aside what an earlier attempt left. Throws as `execute` does.
[[nodiscard]] RunsToDo runs_to_do(const Plan& plan, const Execution& execution, const FileHeader& header,
                                  Reporter& reporter);

/// Whether the output is complete already and is to be read back only.
[[nodiscard]] bool complete_already(const Execution& execution);

/// Hands an output that is complete already to the sink, so that a job which is started once too often does no harm.
/// Throws InvalidInput when it is of something else.
Executed read_back(const Plan& plan, const Execution& execution, const FileHeader& header, Reporter& reporter,
                   const ResultsSink& sink);

/// `asked`, or all that the machine has for 0.
[[nodiscard]] std::size_t threads_for(std::size_t asked) noexcept;

/// Makes the folder of an output. Throws FileError.
void make_parent(const std::filesystem::path& output);

}  // namespace ayni

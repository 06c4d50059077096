#pragma once
// Carrying out an experiment into a file, from the beginning or from where it was left.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "app/experiment.hpp"
#include "app/terminal.hpp"
#include "results/writer.hpp"

namespace ayni {

struct Execution {
  std::filesystem::path output;
  std::size_t threads = 1;
  Verbosity verbosity = Verbosity::normal;
  Existing existing = Existing::keep;
  Resume resume = Resume::no;
  OnFailure on_failure = OnFailure::go_on;
  Shard shard;
  std::string command_line;
};

struct Executed {
  std::size_t runs = 0;  ///< to be done
  std::size_t done = 0;  ///< in the file, failed ones included
  std::size_t failed = 0;
};

/// Adds to a file with all its runs what is to be in it beside them.
using Closing = std::function<void(ResultsFile&)>;

/// Simulates what is not in the files of an earlier attempt and writes all into FILE, which gets its name when it is
/// complete; every result, new or read back, also goes to `sink` in the plan's order. Ends early, with FILE.partial
/// left, when the user interrupts. Failures are told on standard error. Throws FileError; InvalidInput when the earlier
/// attempt was at something else; and, with OnFailure::stop, the first failure.
Executed execute(const Simulation& simulation, const Execution& execution, const ResultsSink& sink,
                 const Closing& closing = {});

/// Tells failed runs as they come, the first few of them.
class FailureTeller {
 public:
  /// Looks at one run's results; says and counts it when it failed.
  void look_at(const Results& results);
  [[nodiscard]] std::size_t failed() const noexcept { return failed_; }

 private:
  std::size_t failed_ = 0;
};

/// Numbers of the runs in a shard, rising.
[[nodiscard]] std::vector<std::size_t> runs_of(const Shard& shard, const Plan& plan);

/// What a file for a shard covers of the plan.
[[nodiscard]] Coverage coverage_of(const Shard& shard) noexcept;

/// Hands an output that is complete already to the sink, so that a job which is started once too often does no harm.
/// Throws InvalidInput when it is of something else.
Executed read_back(const Simulation& simulation, const Execution& execution, const std::vector<std::size_t>& runs,
                   const ResultsSink& sink);

/// The exit code of a command that was not interrupted; says so when runs failed.
ExitCode verdict(const Executed& executed);

/// For a command that ended early: what is left, how to look at it and how to go on. Returns the exit code.
ExitCode tell_interrupted(const Executed& executed, const std::filesystem::path& output);

/// Makes the folder of an output. Throws FileError.
void make_parent(const std::filesystem::path& output);

}  // namespace ayni

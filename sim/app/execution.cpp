#include "app/execution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <system_error>
#include <utility>

#include "app/earlier_parts.hpp"
#include "app/interrupt.hpp"
#include "core/error.hpp"
#include "results/reader.hpp"
#include "results/summary.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t failures_told = 10;

}  // namespace

void FailureTeller::look_at(const Results& results) {
  if (!results.failure.empty() && ++failed_ <= failures_told) say_error(results.failure);
}

std::vector<std::size_t> runs_of(const Shard& shard, const Plan& plan) {
  std::vector<std::size_t> runs;
  for (std::size_t n = 0; n < plan.runs(); ++n) {
    if (belongs(n, shard, plan)) runs.push_back(n);
  }
  return runs;
}

Coverage coverage_of(const Shard& shard) noexcept { return shard.of > 1 ? Coverage::part : Coverage::whole; }

Executed read_back(const Simulation& simulation, const Execution& execution, const std::vector<std::size_t>& runs,
                   const ResultsSink& sink) {
  const fs::path& output = execution.output;
  const Provenance provenance = simulation.provenance(execution.command_line, execution.shard);
  const std::vector<std::string> problems = mismatches(read_summary(output), provenance, ShardCheck::same);
  if (!problems.empty()) {
    throw InvalidInput({{output.string(), "is complete, but not what was asked for: " + problems.front()}});
  }
  ResultsReader reader{output, simulation.catalogue(), simulation.shape(Coverage::part)};
  Executed executed{runs.size(), 0, 0};
  for (const std::size_t n : runs) {
    if (!reader.holds(n)) throw FileError{output.string() + " is damaged: it lacks runs"};
    Results results = reader.read(n);
    if (!results.failure.empty()) ++executed.failed;
    sink(std::move(results));
    ++executed.done;
  }
  remove_parts_of(output, provenance);
  if (execution.verbosity == Verbosity::normal) say(fmt::format("{} is complete already", output.string()));
  return executed;
}

Executed execute(const Simulation& simulation, const Execution& execution, const ResultsSink& sink,
                 const Closing& closing) {
  const std::atomic<bool>& stop = catch_interrupts();
  const Plan& plan = simulation.plan();
  const std::vector<std::size_t> runs = runs_of(execution.shard, plan);
  if (execution.resume == Resume::yes && fs::exists(execution.output)) {
    return read_back(simulation, execution, runs, sink);
  }
  const Provenance provenance = simulation.provenance(execution.command_line, execution.shard);
  EarlierParts earlier;
  if (execution.resume == Resume::yes) {
    earlier = EarlierParts{parts_of(execution.output), simulation, provenance};
    earlier.set_aside(execution.output);
  } else {
    make_way(execution.output, execution.existing);
  }
  std::vector<std::size_t> missing;
  std::copy_if(runs.begin(), runs.end(), std::back_inserter(missing), [&](std::size_t n) { return !earlier.holds(n); });

  ResultsFile file{execution.output, simulation.catalogue(), provenance, simulation.shape(coverage_of(execution.shard)),
                   execution.existing};
  Executed executed{runs.size(), 0, 0};
  FailureTeller failures;
  Progress progress{runs.size(), runs.size() - missing.size(), execution.verbosity};
  const auto take = [&](Results&& results) {
    failures.look_at(results);
    file.append(results);
    progress.show(++executed.done, failures.failed());
    sink(std::move(results));
  };
  // Before a new run come the earlier ones that precede it in the plan.
  const auto copy_until = [&](std::size_t n) {
    while (executed.done < runs.size() && runs[executed.done] < n) {
      if (!earlier.holds(runs[executed.done])) return;
      take(earlier.read(runs[executed.done]));
    }
  };
  try {
    copy_until(missing.empty() ? plan.runs() : missing.front());
    carry_out(
        plan, missing, execution.threads, stop, [&](const PlannedRun& run) { return simulation(run); },
        execution.on_failure,
        [&](Results&& results) {
          take(std::move(results));
          copy_until(plan.runs());
        });
  } catch (...) {
    say(fmt::format("Stopped after {} of {} runs; what was written by then is in {}", executed.done, runs.size(),
                    file.partial_path().string()));
    throw;
  }
  executed.failed = failures.failed();
  const bool complete = executed.done == runs.size();
  if (complete && closing) closing(file);
  file.finish(complete ? Status::complete : Status::interrupted);
  earlier.remove_unless_needed(complete ? plan.runs() : runs[executed.done], plan);
  return executed;
}

ExitCode verdict(const Executed& executed) {
  if (executed.failed == 0) return ExitCode::ok;
  say_error(
      fmt::format("{} of {} runs failed and have no values; run_status tells which", executed.failed, executed.runs));
  return ExitCode::broken_invariant;
}

ExitCode tell_interrupted(const Executed& executed, const fs::path& output) {
  const std::string kept = shell_word(partial_of(output).string());
  say(
      fmt::format("Interrupted after {} of {} runs; what is finished is in {}.\n"
                  "Look at it:  ayni info {}\n"
                  "Go on:       the same command with --resume",
                  executed.done, executed.runs, kept, kept));
  return interrupt_exit_code();
}

void make_parent(const fs::path& output) {
  if (!output.has_parent_path()) return;
  std::error_code error;
  fs::create_directories(output.parent_path(), error);
  if (error) {
    throw FileError(fmt::format("cannot make the folder {}: {}", output.parent_path().string(), error.message()));
  }
}

}  // namespace ayni

#include "app/execution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <system_error>
#include <utility>

#include "app/interrupt.hpp"
#include "core/error.hpp"
#include "io/results_reader.hpp"
#include "io/results_summary.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t failures_told = 10;

fs::path partial_of(fs::path path) { return path += ".partial"; }

/// Under this name the beginning that an earlier attempt left waits until all of it is in the new file.
fs::path free_earlier_name(const fs::path& output) {
  for (std::size_t k = 1;; ++k) {
    fs::path name = output;
    name += fmt::format(".earlier-{}.partial", k);
    if (!fs::exists(name)) return name;
  }
}

void rename_or_throw(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) throw FileError(fmt::format("cannot rename {} to {}: {}", from.string(), to.string(), error.message()));
}

/// The runs that earlier attempts left.
class Earlier {
 public:
  Earlier(const std::vector<fs::path>& parts, const Simulation& simulation, const Provenance& provenance) {
    for (const fs::path& part : parts) {
      try {
        const FileSummary summary = read_summary(part);
        std::vector<Problem> problems;
        for (std::string& mismatch : mismatches(summary, provenance)) {
          problems.push_back({part.string(), "cannot be resumed: " + mismatch});
        }
        if (!problems.empty()) throw InvalidInput(std::move(problems));
        readers_.push_back(
            std::make_unique<ResultsReader>(part, simulation.catalogue(), simulation.shape(Coverage::part)));
        parts_.push_back(part);
      } catch (const FileError& error) {
        if (std::string_view{error.what()}.find("lock") != std::string_view::npos) {
          throw FileError(fmt::format("{} is in use, perhaps by the run that is to be resumed", part.string()));
        }
        say(fmt::format("Left aside, its runs are done again: {}", error.what()));
      }
    }
  }

  [[nodiscard]] ResultsReader* holder(std::size_t n) const {
    for (const auto& reader : readers_) {
      if (reader->holds(n)) return reader.get();
    }
    return nullptr;
  }

  /// Removes what holds nothing from the n-th run of the plan on: it is in another file by now.
  void remove_before(std::size_t n, const Plan& plan) {
    for (; n < plan.runs(); ++n) {
      if (holder(n) != nullptr) return;
    }
    readers_.clear();
    std::error_code ignored;
    for (const fs::path& part : parts_) fs::remove(part, ignored);
  }

 private:
  std::vector<fs::path> parts_;
  std::vector<std::unique_ptr<ResultsReader>> readers_;
};

/// The files to go on from, with FILE.partial out of the new one's way. Nothing is touched before all is known to fit.
std::vector<fs::path> prepare(const Execution& execution) {
  std::error_code ignored;
  if (execution.resume == Resume::no) {
    for (const fs::path& part : parts_of(execution.output)) {
      if (part == partial_of(execution.output)) continue;  // the results file itself sees to that one
      if (execution.existing == Existing::keep) {
        throw FileError(
            fmt::format("{} is in the way, the beginning of runs that did not finish; give --resume to go on "
                        "with it, or --force to replace it",
                        part.string()));
      }
      fs::remove(part, ignored);
    }
    return {};
  }
  return parts_of(execution.output);
}

std::vector<std::size_t> runs_of(const Shard& shard, const Plan& plan) {
  std::vector<std::size_t> runs;
  for (std::size_t n = 0; n < plan.runs(); ++n) {
    if (belongs(n, shard, plan)) runs.push_back(n);
  }
  return runs;
}

/// Of a file that is complete already, so that a job which is started once too often does no harm.
Executed read_back(const Simulation& simulation, const Provenance& provenance, const Execution& execution,
                   const std::vector<std::size_t>& runs, const ResultsSink& sink) {
  const fs::path& output = execution.output;
  const std::vector<std::string> problems = mismatches(read_summary(output), provenance);
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
  if (execution.verbosity == Verbosity::normal) say(fmt::format("{} is complete already", output.string()));
  return executed;
}

}  // namespace

std::vector<fs::path> parts_of(const fs::path& output) {
  const fs::path folder = output.has_parent_path() ? output.parent_path() : fs::path{"."};
  const std::string name = output.filename().string();
  std::vector<fs::path> parts;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator{folder, ignored}) {
    const std::string found = entry.path().filename().string();
    if (!found.starts_with(name) || !found.ends_with(".partial")) continue;
    const std::string between = found.substr(name.size(), found.size() - name.size() - std::string{".partial"}.size());
    if (!between.empty() && !between.starts_with(".earlier-") && !between.starts_with(".rank-")) continue;
    parts.push_back(output.has_parent_path() ? entry.path() : fs::path{found});
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

std::vector<std::string> mismatches(const FileSummary& file, const Provenance& provenance) {
  const Provenance& found = file.provenance;
  std::vector<std::string> problems;
  if (found.program_version != provenance.program_version || found.git_commit != provenance.git_commit) {
    problems.push_back(fmt::format("it was written by ayni {} (commit {}), this is ayni {} (commit {})",
                                   found.program_version, found.git_commit, provenance.program_version,
                                   provenance.git_commit));
  }
  if (found.seed != provenance.seed) {
    problems.push_back(fmt::format("its seed is {}, not {}", found.seed, provenance.seed));
  }
  if (found.scenario_sha256 != provenance.scenario_sha256) problems.emplace_back("its scenarios are others");
  if (found.outcomes != provenance.outcomes) problems.emplace_back("other outcomes are kept in it");
  if (found.shard != provenance.shard) {
    const auto named = [](const std::string& shard) { return shard.empty() ? "the whole" : "shard " + shard; };
    problems.push_back(fmt::format("it is {}, not {}", named(found.shard), named(provenance.shard)));
  }
  if (problems.empty() && found.experiment_sha256 != provenance.experiment_sha256) {
    problems.emplace_back("its design is another: points, number of replicates, or arms");
  }
  return problems;
}

Executed execute(const Simulation& simulation, const Execution& execution, const ResultsSink& sink) {
  const std::atomic<bool>& stop = catch_interrupts();
  const Plan& plan = simulation.plan();
  const Provenance provenance = simulation.provenance(execution.command_line, execution.shard);
  const std::vector<std::size_t> runs = runs_of(execution.shard, plan);
  if (execution.resume == Resume::yes && fs::exists(execution.output)) {
    return read_back(simulation, provenance, execution, runs, sink);
  }
  std::vector<fs::path> parts = prepare(execution);
  (void)Earlier{parts, simulation, provenance};
  if (const auto partial = std::find(parts.begin(), parts.end(), partial_of(execution.output));
      partial != parts.end()) {
    const fs::path name = free_earlier_name(execution.output);
    rename_or_throw(*partial, name);
    *partial = name;
  }
  Earlier earlier{parts, simulation, provenance};
  std::vector<std::size_t> missing;
  for (const std::size_t n : runs) {
    if (earlier.holder(n) == nullptr) missing.push_back(n);
  }

  const Coverage coverage = execution.shard.of > 1 ? Coverage::part : Coverage::whole;
  ResultsFile file{execution.output, simulation.catalogue(), provenance, simulation.shape(coverage),
                   execution.existing};
  Executed executed{runs.size(), 0, 0};
  Progress progress{runs.size(), runs.size() - missing.size(), execution.verbosity};
  const auto take = [&](Results&& results) {
    if (!results.failure.empty() && ++executed.failed <= failures_told) say_error(results.failure);
    file.append(results);
    progress.show(++executed.done, executed.failed);
    sink(std::move(results));
  };
  // Before a new run come the earlier ones that precede it in the plan.
  const auto copy_until = [&](std::size_t n) {
    while (executed.done < runs.size() && runs[executed.done] < n) {
      ResultsReader* const holder = earlier.holder(runs[executed.done]);
      if (holder == nullptr) return;
      take(holder->read(runs[executed.done]));
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
  const bool complete = executed.done == runs.size();
  file.finish(complete ? Status::complete : Status::interrupted);
  earlier.remove_before(complete ? plan.runs() : runs[executed.done], plan);
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

#include "experiment/execution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "experiment/folder_lock.hpp"
#include "results/reader.hpp"
#include "results/sound.hpp"
#include "results/summary.hpp"

namespace ayni {

namespace fs = std::filesystem;

std::vector<std::size_t> runs_of(const Shard& shard, const Plan& plan) {
  std::vector<std::size_t> runs;
  for (std::size_t n = 0; n < plan.runs(); ++n) {
    if (belongs(n, shard, plan)) runs.push_back(n);
  }
  return runs;
}

RunsToDo runs_to_do(const Plan& plan, const Execution& execution, const FileHeader& header, Reporter& reporter) {
  RunsToDo runs{runs_of(execution.shard, plan), {}, {}};
  if (execution.resume == Resume::yes) {
    runs.earlier = Checkpoint{parts_of(execution.output), header, Written::before, reporter};
    runs.earlier.set_aside(execution.output);
  } else {
    make_way(execution.output, execution.existing);
  }
  std::copy_if(runs.all.begin(), runs.all.end(), std::back_inserter(runs.missing),
               [&](std::size_t n) { return !runs.earlier.holds(n); });
  return runs;
}

bool complete_already(const Execution& execution) {
  return execution.resume == Resume::yes && fs::exists(execution.output);
}

Executed read_back(const Plan& plan, const Execution& execution, const FileHeader& header, Reporter& reporter,
                   const ResultsSink& sink) {
  const fs::path& output = execution.output;
  require_sound(output);
  require_asked_for(output, read_summary(output), header.provenance);
  const std::vector<std::size_t> runs = runs_of(execution.shard, plan);
  require_readable(output, header);
  ResultsReader reader{output, header};
  Executed executed{runs.size(), 0, 0};
  for (const std::size_t n : runs) {
    Results results = reader.read(n);
    if (!results.failure.empty()) ++executed.failed;
    sink(std::move(results));
    ++executed.done;
  }
  {
    const FolderLock lock{output.parent_path()};
    remove_parts_of(output, header.provenance);
  }
  reporter.note(fmt::format("{} is complete already", output.string()));
  return executed;
}

Executed execute(const Simulation& simulation, const Execution& execution, const std::atomic<bool>& stop,
                 Reporter& reporter, const ResultsSink& sink, const Closing& closing, const Ending& ending) {
  const Plan& plan = simulation.plan();
  const FileHeader header = simulation.header(execution.command_line, execution.shard);
  std::optional<FolderLock> lock{execution.output.parent_path()};
  if (complete_already(execution)) {
    lock.reset();
    return read_back(plan, execution, header, reporter, sink);
  }
  RunsToDo runs = runs_to_do(plan, execution, header, reporter);

  ResultsWriter file{execution.output, header, execution.existing};
  lock.reset();  // from here on the file is in use
  Executed executed{runs.all.size(), 0, 0};
  reporter.begin(runs.all.size(), runs.all.size() - runs.missing.size());
  const auto take = [&](Results&& results) {
    if (!results.failure.empty()) {
      ++executed.failed;
      reporter.run_failed(results.failure);
    }
    file.append(results);
    reporter.advance(++executed.done, executed.failed);
    sink(std::move(results));
  };
  // Before a new run come the earlier ones that precede it in the plan.
  const auto copy_until = [&](std::size_t n) {
    while (executed.done < runs.all.size() && runs.all[executed.done] < n) {
      if (!runs.earlier.holds(runs.all[executed.done])) return;
      take(runs.earlier.read(runs.all[executed.done]));
    }
  };
  try {
    copy_until(runs.missing.empty() ? plan.runs() : runs.missing.front());
    carry_out(plan, runs.missing, execution.threads, stop, simulation, execution.on_failure, [&](Results&& results) {
      take(std::move(results));
      copy_until(plan.runs());
    });
  } catch (...) {
    reporter.warn(fmt::format("Stopped after {} of {} runs; what was written by then is in {}", executed.done,
                              executed.runs, file.partial_path().string()));
    throw;
  }
  const bool complete = executed.done == executed.runs;
  if (complete && closing) closing(file);
  lock.emplace(execution.output.parent_path());
  file.finish(complete ? Status::complete : Status::interrupted);
  runs.earlier.remove_unless_needed(complete ? plan.runs() : runs.all[executed.done], plan);
  if (ending) ending(executed);
  return executed;
}

std::size_t threads_for(std::size_t asked) noexcept { return asked > 0 ? asked : available_threads(); }

void make_parent(const fs::path& output) {
  if (!output.has_parent_path()) return;
  std::error_code error;
  fs::create_directories(output.parent_path(), error);
  if (error) {
    throw FileError(fmt::format("cannot make the folder {}: {}", output.parent_path().string(), error.message()));
  }
}

}  // namespace ayni

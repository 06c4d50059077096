#include "experiment/execution_ranks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "experiment/folder_lock.hpp"
#include "experiment/share_out.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// What rank 0 does beside its share of the runs: it finds what is to be done, and makes one file in the end.
class RootRank {
 public:
  RootRank(const Plan& plan, const Execution& execution, const FileHeader& header, Reporter& reporter)
      : plan_{plan}, execution_{execution}, header_{header}, reporter_{reporter} {}

  /// Makes way for the output and finds what is missing.
  void prepare(const ResultsSink& sink) {
    std::optional<FolderLock> lock{execution_.output.parent_path()};
    if (complete_already(execution_)) {
      lock.reset();
      read_back_ = read_back(plan_, execution_, header_, reporter_, sink);
      return;
    }
    runs_ = runs_to_do(plan_, execution_, header_, reporter_);
    runs_.earlier = {};  // the parts are read again, with those of all ranks, when these are written
    // Made now, so that it is known now that it can be.
    file_.emplace(execution_.output, header_, execution_.existing);
    reporter_.begin(runs_.all.size(), already());
  }

  [[nodiscard]] bool has_read_back() const noexcept { return read_back_.has_value(); }
  [[nodiscard]] std::size_t already() const noexcept { return runs_.all.size() - runs_.missing.size(); }
  [[nodiscard]] const std::vector<std::size_t>& missing() const noexcept { return runs_.missing; }

  /// Joins what all ranks wrote, as far as nothing is missing.
  Executed join(const ResultsSink& sink) {
    if (read_back_) return *read_back_;
    std::vector<fs::path> parts = parts_of(execution_.output);
    parts.erase(std::remove(parts.begin(), parts.end(), file_->partial_path()), parts.end());
    Checkpoint written{parts, header_, Written::now, reporter_};
    Executed executed{runs_.all.size(), 0, 0};
    while (executed.done < executed.runs && written.holds(runs_.all[executed.done])) {
      Results results = written.read(runs_.all[executed.done]);
      file_->append(results);
      ++executed.done;
      if (!results.failure.empty()) ++executed.failed;
      sink(std::move(results));
    }
    const bool complete = executed.done == executed.runs;
    const FolderLock lock{execution_.output.parent_path()};
    file_->finish(complete ? Status::complete : Status::interrupted);
    written.remove_unless_needed(complete ? plan_.runs() : runs_.all[executed.done], plan_);
    return executed;
  }

 private:
  const Plan& plan_;
  const Execution& execution_;
  const FileHeader& header_;
  Reporter& reporter_;
  RunsToDo runs_;
  std::optional<ResultsWriter> file_;
  std::optional<Executed> read_back_;
};

/// This rank's share, into a file of its own.
void take_part(const Ranks& ranks, const Simulation& simulation, const Execution& execution, FileHeader header,
               const std::atomic<bool>& stop, const RootRank* root, Reporter& reporter) {
  header.shape.coverage = Coverage::part;
  std::optional<ResultsWriter> file;
  ranks.together([&] { file.emplace(rank_file(execution.output, ranks.rank()), header, Existing::replace); });
  const std::vector<std::size_t> none;
  ranks.together([&] {
    share_out(
        ranks, simulation, root != nullptr ? root->missing() : none, root != nullptr ? root->already() : 0,
        execution.threads, stop, execution.on_failure,
        [&](Results&& results) {
          if (!results.failure.empty()) reporter.run_failed(results.failure);
          file->append(results);
        },
        reporter);
    file->finish(Status::interrupted);
  });
}

}  // namespace

Executed execute_on_ranks(const Ranks& ranks, const Simulation& simulation, const Execution& execution,
                          const std::atomic<bool>& stop, Reporter& reporter, const ResultsSink& sink) {
  if (ranks.alone()) return execute(simulation, execution, stop, reporter, sink);
  const FileHeader header = simulation.header(execution.command_line, execution.shard);
  std::optional<RootRank> root;
  ranks.together([&] {
    if (ranks.rank() > 0) return;
    root.emplace(simulation.plan(), execution, header, reporter);
    root->prepare(sink);
  });
  if (ranks.sum(root && root->has_read_back() ? 1 : 0) == 0) {
    try {
      take_part(ranks, simulation, execution, header, stop, root ? &*root : nullptr, reporter);
    } catch (...) {
      if (root) {
        reporter.warn(
            fmt::format("Stopped; what was finished by then is in {}.rank-*.partial, and --resume goes on from there",
                        execution.output.string()));
      }
      throw;
    }
  }
  Executed executed;
  ranks.together([&] {
    if (root) executed = root->join(sink);
  });
  return {ranks.sum(executed.runs), ranks.sum(executed.done), ranks.sum(executed.failed)};
}

}  // namespace ayni

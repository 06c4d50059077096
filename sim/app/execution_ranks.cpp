#include "app/execution_ranks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <optional>
#include <system_error>

#include "app/earlier_parts.hpp"
#include "app/interrupt.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// Rank 0's part: what is to be done, and one file in the end.
class Joiner {
 public:
  Joiner(const Simulation& simulation, const Execution& execution)
      : simulation_{simulation},
        execution_{execution},
        runs_{runs_of(execution.shard, simulation.plan())},
        provenance_{simulation.provenance(execution.command_line, execution.shard)} {}

  /// Makes way for the output and finds what is missing.
  void prepare(const ResultsSink& sink) {
    const fs::path& output = execution_.output;
    if (execution_.resume == Resume::yes && fs::exists(output)) {
      read_back_ = read_back(simulation_, execution_, runs_, sink);
      return;
    }
    EarlierParts earlier;
    if (execution_.resume == Resume::yes) {
      earlier = EarlierParts{parts_of(output), simulation_, provenance_};
      earlier.set_aside(output);
    } else {
      make_way(output, execution_.existing);
    }
    std::copy_if(runs_.begin(), runs_.end(), std::back_inserter(missing_),
                 [&](std::size_t n) { return !earlier.holds(n); });
    // Made now, so that it is known now that it can be.
    file_.emplace(output, simulation_.catalogue(), provenance_, simulation_.shape(coverage_of(execution_.shard)),
                  execution_.existing);
  }

  [[nodiscard]] bool complete_already() const noexcept { return read_back_.has_value(); }
  [[nodiscard]] const std::vector<std::size_t>& runs() const noexcept { return runs_; }
  [[nodiscard]] const std::vector<std::size_t>& missing() const noexcept { return missing_; }

  /// Joins what all ranks wrote, as far as nothing is missing.
  Executed join(const ResultsSink& sink) {
    if (read_back_) return *read_back_;
    std::vector<fs::path> parts = parts_of(execution_.output);
    parts.erase(std::remove(parts.begin(), parts.end(), file_->partial_path()), parts.end());
    EarlierParts written{parts, simulation_, provenance_};
    Executed executed{runs_.size(), 0, 0};
    while (executed.done < runs_.size() && written.holds(runs_[executed.done])) {
      Results results = written.read(runs_[executed.done]);
      file_->append(results);
      ++executed.done;
      if (!results.failure.empty()) ++executed.failed;
      sink(std::move(results));
    }
    const bool complete = executed.done == runs_.size();
    file_->finish(complete ? Status::complete : Status::interrupted);
    const Plan& plan = simulation_.plan();
    written.remove_unless_needed(complete ? plan.runs() : runs_[executed.done], plan);
    return executed;
  }

 private:
  const Simulation& simulation_;
  const Execution& execution_;
  std::vector<std::size_t> runs_;
  std::vector<std::size_t> missing_;
  Provenance provenance_;
  std::optional<ResultsFile> file_;
  std::optional<Executed> read_back_;
};

/// This rank's share, into a file of its own.
void take_part(const Ranks& ranks, const Simulation& simulation, const Execution& execution, const Joiner* joiner) {
  const std::atomic<bool>& stop = catch_interrupts();
  const std::vector<std::size_t> none;
  const std::size_t all = joiner != nullptr ? joiner->runs().size() : 0;
  const std::size_t already = joiner != nullptr ? all - joiner->missing().size() : 0;
  Progress progress{all, already, joiner != nullptr ? execution.verbosity : Verbosity::quiet};
  FailureTeller failures;
  std::optional<ResultsFile> file;
  ranks.together([&] {
    file.emplace(rank_file(execution.output, ranks.rank()), simulation.catalogue(),
                 simulation.provenance(execution.command_line, execution.shard), simulation.shape(Coverage::part),
                 Existing::replace);
  });
  ranks.together([&] {
    share_out(
        ranks, simulation.plan(), joiner != nullptr ? joiner->missing() : none, execution.threads, stop,
        [&](const PlannedRun& run) { return simulation(run); }, execution.on_failure,
        [&](Results&& results) {
          failures.look_at(results);
          file->append(results);
        },
        [&](std::size_t done, std::size_t failed) { progress.show(already + done, failed); });
    file->finish(Status::interrupted);
  });
}

}  // namespace

Executed execute_on_ranks(const Ranks& ranks, const Simulation& simulation, const Execution& execution,
                          const ResultsSink& sink) {
  if (ranks.alone()) return execute(simulation, execution, sink);
  std::optional<Joiner> joiner;
  ranks.together([&] {
    if (ranks.rank() > 0) return;
    joiner.emplace(simulation, execution);
    joiner->prepare(sink);
  });
  if (ranks.sum(joiner && joiner->complete_already() ? 1 : 0) == 0) {
    try {
      take_part(ranks, simulation, execution, joiner ? &*joiner : nullptr);
    } catch (...) {
      if (joiner) {
        say(fmt::format("Stopped; what was finished by then is in {}.rank-*.partial, and --resume goes on from there",
                        execution.output.string()));
      }
      throw;
    }
  }
  Executed executed;
  ranks.together([&] {
    if (joiner) executed = joiner->join(sink);
  });
  return {ranks.sum(executed.runs), ranks.sum(executed.done), ranks.sum(executed.failed)};
}

}  // namespace ayni

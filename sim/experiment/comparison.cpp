#include "experiment/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "core/error.hpp"
#include "experiment/folder_lock.hpp"
#include "experiment/truncate.hpp"
#include "observe/comparison_tables.hpp"
#include "observe/comparison_values.hpp"
#include "observe/confidence_sequence.hpp"
#include "results/sound.hpp"
#include "results/summary.hpp"
#include "scenario/reader.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// Whether the difference of every other arm from the base is known closely enough after so many replicates.
bool is_narrow(const std::vector<std::vector<double>>& arms, std::size_t base, std::size_t replicates,
               double half_width, const IntervalRule& rule) {
  const auto first = [replicates](const std::vector<double>& values) { return std::span{values}.first(replicates); };
  return std::all_of(arms.begin(), arms.end(), [&](const std::vector<double>& arm) {
    if (&arm == &arms[base]) return true;
    const PairedDifference found = paired_difference(first(arms[base]), first(arm), Better::higher, rule);
    return found.difference.n >= ConfidenceSequence::first_look &&
           rule.half_width(found.difference.n, found.difference.standard_error) <= half_width;
  });
}

/// Gathers what the runs bring, until it is enough.
class Comparison {
 public:
  Comparison(const Experiment& experiment, const Catalogue& catalogue, const ComparisonRequest& request)
      : experiment_{experiment},
        rule_{request.until ? IntervalRule::sequential(request.confidence) : IntervalRule::fixed(request.confidence)},
        confidence_{request.confidence},
        until_{request.until},
        base_{request.base},
        values_{catalogue, request.outcomes, request.by, experiment.arms.size(), experiment.replicates} {
    if (until_) watched_.emplace(std::vector{until_->outcome}, experiment.arms.size(), experiment.replicates);
  }

  void add(const Results& results) {
    if (enough_) return;
    values_.add(results);
    ++runs_;
    if (!watched_) return;
    watched_->add(results);
    const std::size_t arms = experiment_.arms.size();
    if (runs_ % arms != 0 || !ConfidenceSequence::is_look(runs_ / arms)) return;
    enough_ = until_->reached = is_narrow(watched_->of(0), base_, runs_ / arms, until_->half_width, rule_);
  }

  [[nodiscard]] bool enough() const noexcept { return enough_; }
  /// Of each arm.
  [[nodiscard]] std::size_t replicates() const noexcept { return runs_ / experiment_.arms.size(); }

  [[nodiscard]] ComparisonReport report() const {
    ComparisonReport report;
    const ExperimentArm& base = experiment_.arms[base_];
    report.arms = {base.name};
    for (const ExperimentArm& arm : experiment_.arms) {
      if (&arm == &base) continue;
      report.arms.push_back(arm.name);
      report.differences.push_back(policy_difference(base.scenario, arm.scenario));
    }
    report.seed = experiment_.seed;
    report.confidence = confidence_;
    report.until = until_;
    report.historical_prices = experiment_.arms.front().scenario.prices.mode == PriceMode::historical;
    values_.tell(report, replicates(), base_, rule_);
    return report;
  }

 private:
  const Experiment& experiment_;
  IntervalRule rule_;
  double confidence_;
  std::optional<UntilNarrow> until_;
  std::size_t base_;
  ComparisonValues values_;
  std::optional<OutcomeValues> watched_;
  std::size_t runs_ = 0;
  bool enough_ = false;
};

/// The header that a file of the experiment has with another number of replicates.
FileHeader header_of(Experiment experiment, std::size_t replicates, const std::string& command_line) {
  experiment.replicates = replicates;
  return Simulation{experiment}.header(command_line, Shard{});
}

void require_same_end(const Comparison& comparison, std::size_t replicates, std::size_t most, const fs::path& output,
                      const UntilNarrow& until) {
  const bool by_rule = comparison.enough() || replicates == most;
  if (by_rule && comparison.replicates() == replicates) return;
  throw InvalidInput{{{output.string(), fmt::format("is complete, but its {} replicates are not where --until {}:{} "
                                                    "ends; give another name, or --force without --resume",
                                                    replicates, until.outcome.text, until.half_width)}}};
}

}  // namespace

Compared compare_arms(Experiment experiment, const ComparisonRequest& request, const Execution& execution,
                      std::atomic<bool>& stop, Reporter& reporter) {
  const fs::path& output = execution.output;
  const std::size_t most = experiment.replicates;
  const bool ended_before = request.until && complete_already(execution);
  if (ended_before) require_sound(output);
  if (ended_before) experiment.replicates = std::min(read_summary(output).shape.runs, most);
  const Simulation simulation{experiment};
  Comparison comparison{experiment, simulation.catalogue(), request};
  const auto add_report = [&](ResultsWriter& file) {
    ComparisonReport report = comparison.report();
    report.by_parts.clear();
    file.add(report_of(report));
  };
  const Executed executed = execute(
      simulation, execution, stop, reporter,
      [&](Results&& results) {
        comparison.add(results);
        if (comparison.enough()) stop = true;
      },
      add_report,
      [&](const Executed& ended) {
        const bool stopped = ended.done < ended.runs && !comparison.enough();
        if (stopped || comparison.replicates() == experiment.replicates) return;
        truncate_to(header_of(experiment, comparison.replicates(), execution.command_line),
                    simulation.header(execution.command_line, Shard{}), output, add_report);
      });
  if (executed.done < executed.runs && !comparison.enough()) return {executed, {}};
  if (ended_before) {
    require_same_end(comparison, experiment.replicates, most, output, *request.until);
    const FolderLock lock{output.parent_path()};
    remove_parts_of(output, header_of(experiment, most, execution.command_line).provenance);
  }
  return {executed, comparison.report()};
}

}  // namespace ayni

// ayni search: the value of a lever that meets a goal, or is best.

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/arms.hpp"
#include "app/commands.hpp"
#include "app/earlier_parts.hpp"
#include "app/execution.hpp"
#include "app/interrupt.hpp"
#include "app/search_text.hpp"
#include "io/results_file.hpp"
#include "observe/catalogue_of.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// Ends a search at the user's wish.
struct Interrupted {};

std::vector<std::string> outcome_texts(const SearchRequest& request) {
  std::vector<std::string> texts;
  const auto add = [&texts](const Outcome& outcome) {
    if (std::find(texts.begin(), texts.end(), outcome.text) == texts.end()) texts.push_back(outcome.text);
  };
  if (request.goal_outcome) add(*request.goal_outcome);
  if (request.objective) add(*request.objective);
  for (const Outcome& outcome : request.shown) add(outcome);
  return texts;
}

/// The values tried so far, with what their runs brought.
class Evaluator {
 public:
  Evaluator(const SearchOptions& options, const SearchRequest& request, const Experiment& base)
      : options_{options}, request_{request}, experiment_{base}, stop_{catch_interrupts()} {
    experiment_.outcomes = outcome_texts(request);
    const std::string name = request.parameter.substr(request.parameter.rfind('.') + 1);
    experiment_.points = {{name}, {request.parameter}, {{}}, {}};
  }

  /// Simulates all replicates at a value of the lever. Throws Interrupted.
  Evaluation operator()(double lever) {
    Experiment here = experiment_;
    here.points.values = {lever};
    const Simulation simulation{here};
    std::vector<Results>& results = results_[lever];
    TriedValue value;
    value.lever = lever;
    const std::size_t done = carry_out(simulation.plan(), all_runs(), threads_for(options_.threads), stop_,
                                       std::cref(simulation), options_.on_failure, [&](Results&& one) {
                                         if (!one.failure.empty() && ++value.failed == 1) say_error(one.failure);
                                         results.push_back(std::move(one));
                                       });
    if (done < here.replicates) {
      results_.erase(lever);
      throw Interrupted{};
    }
    estimate(value, results);
    if (options_.verbosity == Verbosity::normal) say(tried_text(request_, value));
    tried_.insert(std::upper_bound(tried_.begin(), tried_.end(), value,
                                   [](const TriedValue& a, const TriedValue& b) { return a.lever < b.lever; }),
                  value);
    const double objective = request_.objective ? value.outcomes[place_of(request_.objective->text)].mean
                                                : std::numeric_limits<double>::quiet_NaN();
    return {lever, value.goal.value, value.goal.interval, objective};
  }

  [[nodiscard]] SearchReport report(std::variant<GoalSearch, BestSearch> found) const {
    const Scenario& scenario = experiment_.arms.front().scenario;
    return {experiment_.outcomes,
            experiment_.replicates,
            experiment_.seed,
            options_.confidence,
            scenario.prices.mode == PriceMode::historical,
            tried_,
            std::move(found)};
  }

  /// All values tried as one sweep, which `ayni reproduce` can repeat.
  void write(const fs::path& output) const {
    Experiment whole = experiment_;
    for (const auto& [lever, results] : results_) whole.points.values.push_back(lever);
    const Simulation simulation{whole};
    ResultsFile file{output, simulation.catalogue(), simulation.provenance(options_.command_line, Shard{}),
                     simulation.shape(Coverage::whole), options_.existing};
    for (std::size_t replicate = 0; replicate < whole.replicates; ++replicate) {
      std::size_t point = 0;
      for (const auto& [lever, results] : results_) {
        Results one = results[replicate];
        one.point = point++;
        file.append(one);
      }
    }
    file.finish(Status::complete);
  }

 private:
  [[nodiscard]] std::vector<std::size_t> all_runs() const {
    std::vector<std::size_t> runs(experiment_.replicates);
    for (std::size_t n = 0; n < runs.size(); ++n) runs[n] = n;
    return runs;
  }

  [[nodiscard]] std::size_t place_of(const std::string& outcome) const {
    const auto found = std::find(experiment_.outcomes.begin(), experiment_.outcomes.end(), outcome);
    return static_cast<std::size_t>(found - experiment_.outcomes.begin());
  }

  void estimate(TriedValue& value, const std::vector<Results>& results) const {
    const IntervalRule rule = IntervalRule::fixed(options_.confidence);
    for (std::size_t k = 0; k < experiment_.outcomes.size(); ++k) {
      std::vector<double> values;
      for (const Results& one : results) {
        values.push_back(one.failure.empty() ? one.values[k][0] : std::numeric_limits<double>::quiet_NaN());
      }
      value.outcomes.push_back(mean_estimate(values, rule));
      if (!request_.goal_outcome || experiment_.outcomes[k] != request_.goal_outcome->text) continue;
      value.goal = risk_estimate(request_.risk, values, request_.goal.better, options_.confidence);
    }
  }

  const SearchOptions& options_;
  const SearchRequest& request_;
  Experiment experiment_;
  const std::atomic<bool>& stop_;
  std::map<double, std::vector<Results>> results_;  ///< by replicate
  std::vector<TriedValue> tried_;
};

std::string summary_of(const SearchOptions& options, const SearchRequest& request, const Experiment& experiment) {
  return fmt::format("{}: {} from {:g} to {:g}, {} of each value, seed {}, {}",
                     shell_word(options.scenario.file.string()), request.parameter, request.range.low,
                     request.range.high, counted(experiment.replicates, "run"), experiment.seed,
                     counted(threads_for(options.threads), "thread"));
}

std::variant<GoalSearch, BestSearch> find(const SearchRequest& request, Evaluator& evaluator) {
  const Evaluate evaluate = [&evaluator](double lever) { return evaluator(lever); };
  if (!request.objective) return search_goal(request.range, request.goal, request.prefer, evaluate);
  const std::optional<Goal> goal = request.goal_outcome ? std::optional{request.goal} : std::nullopt;
  return search_best(request.range, goal, request.better, evaluate);
}

void require_room(const SearchOptions& options, const fs::path& output) {
  for (const fs::path& path : {output, partial_of(output)}) {
    if (options.existing == Existing::replace || !fs::exists(path)) continue;
    throw FileError{path.string() + " exists already; give another name, or --force to replace it"};
  }
  make_parent(output);
}

}  // namespace

ExitCode search(const SearchOptions& options) {
  const Resolved resolved = read_scenario(options.scenario);
  const std::string name = short_name(resolved, options.scenario.file);
  const Experiment experiment = experiment_of(resolved, name, false);
  const SearchRequest request = read_search(options, resolved.scenario, catalogue_of(resolved.scenario));
  const fs::path output = options.output.value_or(fs::path{"results"} / ("search-" + name + ".h5"));
  const std::string summary = summary_of(options, request, experiment);
  if (options.action == Action::describe) {
    print(summary + '\n' + (request.goal_outcome ? "goal: " + goal_text(request) + '\n' : "") + "would be written to " +
          output.string() + '\n');
    return ExitCode::ok;
  }
  require_room(options, output);
  if (options.verbosity == Verbosity::normal) say(summary);
  Evaluator evaluator{options, request, experiment};
  try {
    const SearchReport report = evaluator.report(find(request, evaluator));
    evaluator.write(output);
    if (options.format == Format::json) print(search_json(request, report, output));
    if (options.verbosity == Verbosity::normal) {
      if (options.format == Format::text) print(search_text(request, report));
      flush_output();  // before what comes next, where both go to one place
      say(fmt::format("Wrote {}\nNext: ayni info {}", output.string(), shell_word(output.string())));
    }
    const bool failed =
        std::any_of(report.tried.begin(), report.tried.end(), [](const TriedValue& value) { return value.failed > 0; });
    return failed ? ExitCode::broken_invariant : ExitCode::ok;
  } catch (const Interrupted&) {
    say("Interrupted; the values tried are above, nothing was written");
    return interrupt_exit_code();
  }
}

}  // namespace ayni

#include "experiment/search_evaluator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "experiment/checkpoint.hpp"
#include "observe/catalogue_of.hpp"
#include "results/reader.hpp"
#include "results/sound.hpp"
#include "results/summary.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// Ends a search at the user's wish.
struct Interrupted {};

std::vector<std::string> outcome_texts(const SearchRequest& request) {
  std::vector<std::string> texts;
  const auto add = [&texts](const std::string& text) {
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  };
  if (request.goal_outcome) add(request.goal_outcome->text);
  if (request.objective) add(request.objective->text);
  for (const Outcome& outcome : request.shown) add(outcome.text);
  add("project_spent[time=last,component=sum]");  // whatever is sought, public money is asked for
  return texts;
}

/// A file for each value tried, until all of them are in the results file.
class ValueFiles {
 public:
  explicit ValueFiles(const fs::path& output) : folder_{values_folder(output)} {}

  [[nodiscard]] fs::path of(double lever) const { return folder_ / fmt::format("{}.h5", lever); }

  /// Makes the folder. Throws FileError when an earlier attempt's is in the way.
  void prepare(Resume resume, Existing existing) const {
    if (resume == Resume::no && fs::exists(folder_)) {
      if (existing == Existing::keep) {
        throw FileError(folder_.string() + " is in the way, values of a search that did not finish; give --resume to " +
                        "go on with them, or --force to try them again");
      }
      remove();
    }
    make_parent(folder_ / "any");
  }
  void remove() const {
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator{folder_, ignored}) {
      const std::string name = entry.path().filename().string();
      if (name.find(".h5") != std::string::npos) fs::remove(entry.path(), ignored);
    }
    fs::remove(folder_, ignored);  // which fails when something else is in it
  }

 private:
  fs::path folder_;
};

/// The runs of a search that is complete, by value of the lever. Throws InvalidInput for a file of something else.
std::map<double, std::vector<Results>> read_back(const fs::path& output, const Experiment& experiment,
                                                 const std::string& command_line) {
  require_sound(output);
  const FileSummary file = read_summary(output);
  Experiment whole = experiment;
  if (file.shape.factors.size() == 1) whole.points.values = file.shape.factors.front().values;
  const Simulation simulation{whole};
  const FileHeader header = simulation.header(command_line, Shard{});
  const std::vector<std::string> problems = mismatches(file, header.provenance, ShardCheck::same);
  if (!problems.empty()) {
    throw InvalidInput{{{output.string(), "is complete, but not what was asked for: " + problems.front()}}};
  }
  require_readable(output, header);
  ResultsReader reader{output, header};
  std::map<double, std::vector<Results>> results;
  for (std::size_t n = 0; n < simulation.plan().runs(); ++n) {
    if (!reader.holds(n)) throw FileError{output.string() + " is damaged: it lacks runs"};
    Results one = reader.read(n);
    const double lever = whole.points.values[one.point];
    one.point = 0;
    results[lever].push_back(std::move(one));
  }
  return results;
}

/// The values tried so far, with what their runs brought.
class Evaluator {
 public:
  Evaluator(const Experiment& base, const SearchRequest& request, double confidence, const Execution& execution,
            const std::atomic<bool>& stop, Reporter& reporter, const std::function<void(const TriedValue&)>& tried)
      : request_{request},
        confidence_{confidence},
        execution_{execution},
        stop_{stop},
        reporter_{reporter},
        tell_tried_{tried},
        experiment_{base},
        files_{execution.output} {
    experiment_.outcomes = outcome_texts(request);
    const std::string name = request.parameter.substr(request.parameter.rfind('.') + 1);
    experiment_.points = {{name}, {request.parameter}, {{}}, {}};
    if (execution.resume == Resume::yes && fs::exists(execution.output)) {
      complete_ = read_back(execution.output, experiment_, execution.command_line);
    } else {
      files_.prepare(execution.resume, execution.existing);
    }
  }

  /// All replicates at a value of the lever, simulated but for those in an earlier attempt's file. Throws Interrupted.
  Evaluation operator()(double lever) {
    TriedValue value;
    value.lever = lever;
    const std::vector<Results>& results = results_[lever] = runs_at(lever);
    value.failed = static_cast<std::size_t>(
        std::count_if(results.begin(), results.end(), [](const Results& one) { return !one.failure.empty(); }));
    estimate(value, results);
    tell_tried_(value);
    tried_.insert(std::upper_bound(tried_.begin(), tried_.end(), value,
                                   [](const TriedValue& a, const TriedValue& b) { return a.lever < b.lever; }),
                  value);
    const double objective = request_.objective ? value.outcomes[place_of(request_.objective->text)].mean
                                                : std::numeric_limits<double>::quiet_NaN();
    return {lever, value.goal.value, value.goal.interval, objective};
  }

  [[nodiscard]] SearchReport report(std::variant<GoalSearch, BestSearch> found) const {
    const Scenario& scenario = experiment_.arms.front().scenario;
    return {parse_outcomes(experiment_.outcomes, catalogue_of(scenario), OutcomeShape::scalar),
            experiment_.replicates,
            experiment_.seed,
            confidence_,
            scenario.prices.mode == PriceMode::historical,
            tried_,
            std::move(found)};
  }

  /// All values tried as one sweep, which can be reproduced.
  void write() const {
    if (!complete_.empty()) {
      files_.remove();
      return;
    }
    Experiment whole = experiment_;
    for (const auto& [lever, results] : results_) whole.points.values.push_back(lever);
    const Simulation simulation{whole};
    const FileHeader header = simulation.header(execution_.command_line, Shard{});
    // An attempt that was killed while it wrote left nothing that is not in the files of the values.
    if (execution_.resume == Resume::yes) remove_parts_of(execution_.output, header.provenance);
    ResultsWriter file{execution_.output, header, execution_.existing};
    for (std::size_t replicate = 0; replicate < whole.replicates; ++replicate) {
      std::size_t point = 0;
      for (const auto& [lever, results] : results_) {
        Results one = results[replicate];
        one.point = point++;
        file.append(one);
      }
    }
    file.finish(Status::complete);
    files_.remove();
  }

 private:
  [[nodiscard]] std::vector<Results> runs_at(double lever) const {
    if (!complete_.empty()) {
      const auto found = complete_.find(lever);
      if (found != complete_.end()) return found->second;
      throw InvalidInput{
          {{execution_.output.string(), fmt::format("is complete, but of another search: {:g} was not tried", lever)}}};
    }
    Experiment here = experiment_;
    here.points.values = {lever};
    const Simulation simulation{here};
    Execution execution = execution_;
    execution.output = files_.of(lever);
    execution.existing = Existing::keep;
    execution.resume = Resume::yes;
    std::vector<Results> results;
    const Executed executed =
        execute(simulation, execution, stop_, reporter_, [&](Results&& one) { results.push_back(std::move(one)); });
    if (executed.done < executed.runs) throw Interrupted{};
    return results;
  }

  [[nodiscard]] std::size_t place_of(const std::string& outcome) const {
    const auto found = std::find(experiment_.outcomes.begin(), experiment_.outcomes.end(), outcome);
    return static_cast<std::size_t>(found - experiment_.outcomes.begin());
  }

  void estimate(TriedValue& value, const std::vector<Results>& results) const {
    const IntervalRule rule = IntervalRule::fixed(confidence_);
    for (std::size_t k = 0; k < experiment_.outcomes.size(); ++k) {
      std::vector<double> values;
      for (const Results& one : results) {
        values.push_back(one.failure.empty() ? one.values[k][0] : std::numeric_limits<double>::quiet_NaN());
      }
      value.outcomes.push_back(mean_estimate(values, rule));
      if (!request_.goal_outcome || experiment_.outcomes[k] != request_.goal_outcome->text) continue;
      value.goal = risk_estimate(request_.risk, values, request_.goal.better, confidence_);
    }
  }

  const SearchRequest& request_;
  double confidence_;
  const Execution& execution_;
  const std::atomic<bool>& stop_;
  Reporter& reporter_;
  const std::function<void(const TriedValue&)>& tell_tried_;
  Experiment experiment_;
  ValueFiles files_;
  std::map<double, std::vector<Results>> complete_;  ///< of an output that holds all values; none without it
  std::map<double, std::vector<Results>> results_;   ///< by replicate
  std::vector<TriedValue> tried_;
};

std::variant<GoalSearch, BestSearch> find(const SearchRequest& request, Evaluator& evaluator) {
  const Evaluate evaluate = [&evaluator](double lever) { return evaluator(lever); };
  if (!request.objective) return search_goal(request.range, request.goal, request.prefer, evaluate);
  const std::optional<Goal> goal = request.goal_outcome ? std::optional{request.goal} : std::nullopt;
  return search_best(request.range, goal, request.better, evaluate);
}

}  // namespace

fs::path values_folder(const fs::path& output) { return output.string() + ".values"; }

std::optional<SearchReport> carry_out_search(const Experiment& experiment, const SearchRequest& request,
                                             double confidence, const Execution& execution,
                                             const std::atomic<bool>& stop, Reporter& reporter,
                                             const std::function<void(const TriedValue&)>& tried) {
  Evaluator evaluator{experiment, request, confidence, execution, stop, reporter, tried};
  try {
    SearchReport report = evaluator.report(find(request, evaluator));
    evaluator.write();
    return report;
  } catch (const Interrupted&) {
    return std::nullopt;
  }
}

}  // namespace ayni

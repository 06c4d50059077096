#include "experiment/search_evaluator.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "experiment/checkpoint.hpp"
#include "experiment/folder_lock.hpp"
#include "experiment/value_files.hpp"
#include "observe/catalogue_of.hpp"
#include "observe/comparison_report.hpp"
#include "results/reader.hpp"
#include "results/sound.hpp"
#include "results/summary.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

using Point = std::vector<double>;

/// Ends a search at the user's wish.
struct Interrupted {};

std::vector<std::string> outcome_texts(const SearchRequest& request) {
  std::vector<std::string> texts;
  const auto add = [&texts](const std::string& text) {
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  };
  for (const SearchGoal& goal : request.goals) add(goal.outcome.text);
  if (request.objective) add(request.objective->text);
  for (const Outcome& outcome : request.shown) add(outcome.text);
  add(money_outcome);
  return texts;
}

/// The ratio of two means less one, over pairs, as values whose mean and spread are those of the ratio (the delta
/// method), so that its interval is made as that of a mean.
std::vector<double> relative_change(const std::vector<double>& values, const std::vector<double>& base) {
  double sum = 0.0;
  double base_sum = 0.0;
  double pairs = 0.0;
  for (std::size_t r = 0; r < values.size(); ++r) {
    if (std::isnan(values[r]) || std::isnan(base[r])) continue;
    sum += values[r];
    base_sum += base[r];
    pairs += 1.0;
  }
  const double ratio = sum / base_sum;
  const double size = std::abs(base_sum) / pairs;
  std::vector<double> changes;
  for (std::size_t r = 0; r < values.size(); ++r) {
    changes.push_back((sum - base_sum) / std::abs(base_sum) + (values[r] - ratio * base[r]) / size);
  }
  return changes;
}

/// Every value with the runs that it brought, by replicate.
using RunsByPoint = std::map<Point, std::vector<Results>>;

/// The runs of a search that is complete. Throws InvalidInput for a file of something else.
RunsByPoint read_back(const fs::path& output, const Experiment& experiment, const std::string& command_line) {
  require_sound(output);
  const FileSummary file = read_summary(output);
  const std::size_t factors = file.shape.factors.size();
  Experiment whole = experiment;
  if (factors == whole.points.factors.size()) {
    for (std::size_t p = 0; p < file.shape.points; ++p) {
      for (const FileFactor& factor : file.shape.factors) whole.points.values.push_back(factor.values.at(p));
    }
  }
  const Simulation simulation{whole};
  const FileHeader header = simulation.header(command_line, Shard{});
  require_asked_for(output, file, header.provenance);
  require_readable(output, header);
  ResultsReader reader{output, header};
  RunsByPoint results;
  for (std::size_t n = 0; n < simulation.plan().runs(); ++n) {
    Results one = reader.read(n);
    const auto first = whole.points.values.begin() + static_cast<std::ptrdiff_t>(one.point * factors);
    one.point = 0;
    results[Point(first, first + static_cast<std::ptrdiff_t>(factors))].push_back(std::move(one));
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
    experiment_.points = points_of(request.levers);
    if (complete_already(execution)) {
      complete_ = read_back(execution.output, experiment_, execution.command_line);
    } else {
      files_.prepare(execution.resume, execution.existing);
    }
  }

  /// All replicates at values of the levers, simulated but for those in an earlier attempt's file; each once. Throws
  /// Interrupted. The reference holds until the next call.
  const TriedValue& operator()(const Point& point) {
    if (const auto known = find(point)) return tried_[*known];
    TriedValue value;
    value.levers = point;
    value.unfit = misfit_at(experiment_.arms.front().scenario, experiment_.points, point);
    if (value.unfit.empty()) {
      const std::vector<Results>& results = results_[point] = runs_at(point);
      value.failed = static_cast<std::size_t>(
          std::count_if(results.begin(), results.end(), [](const Results& one) { return !one.failure.empty(); }));
    }
    estimate(value);
    tell_tried_(value);
    tried_.push_back(std::move(value));
    return tried_.back();
  }

  /// The mean of an outcome of the request.
  [[nodiscard]] double mean_of(const TriedValue& value, const Outcome& outcome) const {
    return value.outcomes[place_of(outcome.text)].mean;
  }

  /// The scenario as it stands, which relative goals are held against.
  void try_now() {
    Point now;
    for (const SearchLever& lever : request_.levers) now.push_back(lever.now);
    static_cast<void>((*this)(now));
    now_ = std::move(now);
  }

  [[nodiscard]] SearchReport report(std::variant<GoalSearch, BestSearch, MixSearch> found) {
    const Scenario& scenario = experiment_.arms.front().scenario;
    SearchReport report;
    report.outcomes = parse_outcomes(experiment_.outcomes, catalogue_of(scenario), OutcomeShape::scalar);
    report.replicates = experiment_.replicates;
    report.seed = experiment_.seed;
    report.confidence = confidence_;
    report.historical_prices = scenario.prices.mode == PriceMode::historical;
    if (request_.is_line()) {
      std::sort(tried_.begin(), tried_.end(),
                [](const TriedValue& a, const TriedValue& b) { return a.levers < b.levers; });
      for (TriedValue& value : tried_) hold_against_lowest(value);
    }
    if (now_) report.now = find(*now_);
    if (const auto* const mix = std::get_if<MixSearch>(&found)) rank(report, *mix);
    report.tried = tried_;
    report.found = std::move(found);
    return report;
  }

  /// All values tried as one sweep, which can be reproduced.
  void write() const {
    if (!complete_.empty()) {
      files_.remove();
      return;
    }
    Experiment whole = experiment_;
    for (const auto& [point, results] : results_) {
      whole.points.values.insert(whole.points.values.end(), point.begin(), point.end());
    }
    const Simulation simulation{whole};
    const FileHeader header = simulation.header(execution_.command_line, Shard{});
    // An attempt that was killed while it wrote left nothing that is not in the files of the values.
    std::optional<FolderLock> lock{execution_.output.parent_path()};
    if (execution_.resume == Resume::yes) remove_parts_of(execution_.output, header.provenance);
    ResultsWriter file{execution_.output, header, execution_.existing};
    lock.reset();  // from here on the file is in use
    for (std::size_t replicate = 0; replicate < whole.replicates; ++replicate) {
      std::size_t place = 0;
      for (const auto& [point, results] : results_) {
        Results one = results[replicate];
        one.point = place++;
        file.append(one);
      }
    }
    file.finish(Status::complete);
    files_.remove();
  }

 private:
  [[nodiscard]] std::optional<std::size_t> find(const Point& point) const {
    const auto found =
        std::find_if(tried_.begin(), tried_.end(), [&](const TriedValue& one) { return one.levers == point; });
    if (found == tried_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - tried_.begin());
  }

  [[nodiscard]] std::vector<Results> runs_at(const Point& point) const {
    if (!complete_.empty()) {
      const auto found = complete_.find(point);
      if (found != complete_.end()) return found->second;
      throw InvalidInput{
          {{execution_.output.string(),
            fmt::format("is complete, but of another search: {:g} was not tried", fmt::join(point, ", "))}}};
    }
    Experiment here = experiment_;
    here.points.values = point;
    const Simulation simulation{here};
    Execution execution = execution_;
    execution.output = files_.of(point);
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

  /// Of an outcome at a point, by replicate; NaN where a run failed, or none was made.
  [[nodiscard]] std::vector<double> values_of(std::size_t outcome, const Point& point) const {
    std::vector<double> values(experiment_.replicates, none);
    const auto found = results_.find(point);
    if (found == results_.end()) return values;
    for (std::size_t r = 0; r < values.size(); ++r) {
      if (found->second[r].failure.empty()) values[r] = found->second[r].values[outcome][0];
    }
    return values;
  }

  void estimate(TriedValue& value) const {
    const IntervalRule rule = IntervalRule::fixed(confidence_);
    for (std::size_t k = 0; k < experiment_.outcomes.size(); ++k) {
      value.outcomes.push_back(mean_estimate(values_of(k, value.levers), rule));
    }
    for (const SearchGoal& goal : request_.goals) {
      const std::size_t k = place_of(goal.outcome.text);
      const std::vector<double> values = values_of(k, value.levers);
      if (goal.relative) {
        const std::vector<double> base = values_of(k, now_.value_or(value.levers));
        RiskEstimate change = risk_estimate({}, relative_change(values, base), goal.goal.better, confidence_);
        for (double* number : {&change.value, &change.interval.low, &change.interval.high}) *number += 0.0;  // no "-0"
        value.goals.push_back(change);
      } else {
        value.goals.push_back(risk_estimate(request_.risk, values, goal.goal.better, confidence_));
      }
    }
  }

  /// All values meet the same shocks, so what the lever does is known better than what comes of one value.
  void hold_against_lowest(TriedValue& value) const {
    value.from_low.clear();
    const IntervalRule rule = IntervalRule::fixed(confidence_);
    for (std::size_t k = 0; k < experiment_.outcomes.size(); ++k) {
      const std::vector<double> lowest = values_of(k, tried_.front().levers);
      value.from_low.push_back(paired_difference(lowest, values_of(k, value.levers), Better::higher, rule).difference);
    }
  }

  /// The mixes by how good they are, and what the best brings beyond the scenario as it stands.
  void rank(SearchReport& report, const MixSearch& mix) const {
    for (const std::size_t place : mix.ranked)
      report.ranked.push_back(*find(point_of(request_.levers, mix.tried[place].mix)));
    const IntervalRule rule = IntervalRule::fixed(confidence_);
    for (std::size_t k = 0; k < experiment_.outcomes.size(); ++k) {
      report.gains.push_back(paired_difference(values_of(k, *now_), values_of(k, tried_[report.ranked.front()].levers),
                                               direction_of(report.outcomes[k]), rule));
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
  RunsByPoint complete_;  ///< of an output that holds all values; none without it
  RunsByPoint results_;
  std::vector<TriedValue> tried_;
  std::optional<Point> now_;
};

std::variant<GoalSearch, BestSearch, MixSearch> search_line(const SearchRequest& request, Evaluator& evaluator) {
  const LeverRange& range = request.levers.front().range;
  const Evaluate evaluate = [&](double lever) {
    const TriedValue& value = evaluator({lever});
    Evaluation evaluation{lever, none, {none, none}, none};
    if (!value.goals.empty()) {
      evaluation.goal = value.goals.front().value;
      evaluation.goal_interval = value.goals.front().interval;
    }
    if (request.objective) evaluation.objective = evaluator.mean_of(value, *request.objective);
    return evaluation;
  };
  if (!request.objective) return search_goal(range, request.goals.front().goal, request.prefer, evaluate);
  const std::optional<Goal> goal = request.goals.empty() ? std::nullopt : std::optional{request.goals.front().goal};
  return search_best(range, goal, request.better, evaluate);
}

/// Without an objective: the value on the preferred side, of several levers the smallest change. A lever's change is
/// measured by its range, another choice counts as the whole of it.
double change_of(const SearchRequest& request, const Point& point) {
  if (request.levers.size() == 1) return request.prefer == Prefer::low ? point.front() : -point.front();
  double sum = 0.0;
  for (std::size_t k = 0; k < point.size(); ++k) {
    const SearchLever& lever = request.levers[k];
    const double change = point[k] - lever.now;
    const double share = change / (lever.range.high - lever.range.low);
    sum += lever.is_range() ? share * share : change != 0.0 ? 1.0 : 0.0;
  }
  return sum;
}

MixSearch search_levers(const SearchRequest& request, Evaluator& evaluator) {
  const EvaluateMix evaluate = [&](const std::vector<double>& mix) {
    const Point point = point_of(request.levers, mix);
    const TriedValue& value = evaluator(point);
    MixEvaluation evaluation;
    for (std::size_t k = 0; k < request.goals.size(); ++k) {
      const Goal& goal = request.goals[k].goal;
      const double beyond = value.goals[k].value - goal.threshold;
      evaluation.excess.push_back(goal.better == Better::lower ? beyond : -beyond);
    }
    const double sign = request.better == Better::lower ? 1.0 : -1.0;
    evaluation.loss =
        request.objective ? sign * evaluator.mean_of(value, *request.objective) : change_of(request, point);
    if (!value.unfit.empty()) evaluation.loss = none;
    return evaluation;
  };
  return search_mix(mix_levers(request.levers), mix_now(request.levers), request.most_evaluations, evaluate);
}

}  // namespace

bool TriedValue::meets(const SearchRequest& request) const {
  for (std::size_t k = 0; k < goals.size(); ++k) {
    if (!request.goals[k].goal.met_by(goals[k].value)) return false;
  }
  return unfit.empty();
}

std::optional<SearchReport> carry_out_search(const Experiment& experiment, const SearchRequest& request,
                                             double confidence, const Execution& execution,
                                             const std::atomic<bool>& stop, Reporter& reporter,
                                             const std::function<void(const TriedValue&)>& tried) {
  Evaluator evaluator{experiment, request, confidence, execution, stop, reporter, tried};
  try {
    const bool relative =
        std::any_of(request.goals.begin(), request.goals.end(), [](const SearchGoal& goal) { return goal.relative; });
    if (relative || !request.is_line()) evaluator.try_now();
    SearchReport report =
        evaluator.report(request.is_line() ? search_line(request, evaluator) : search_levers(request, evaluator));
    evaluator.write();
    return report;
  } catch (const Interrupted&) {
    return std::nullopt;
  }
}

}  // namespace ayni

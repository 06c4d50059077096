// ayni search: the value of a lever that meets a goal, or is best.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
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
#include "experiment/disk_reader.hpp"
#include "observe/catalogue_of.hpp"
#include "results/writer.hpp"

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
  explicit ValueFiles(const fs::path& output) : folder_{output.string() + ".values"} {}

  [[nodiscard]] const fs::path& folder() const noexcept { return folder_; }
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

/// The values tried so far, with what their runs brought.
class Evaluator {
 public:
  Evaluator(const SearchOptions& options, const SearchRequest& request, const Experiment& base, const ValueFiles& files)
      : options_{options}, request_{request}, experiment_{base}, files_{files} {
    experiment_.outcomes = outcome_texts(request);
    const std::string name = request.parameter.substr(request.parameter.rfind('.') + 1);
    experiment_.points = {{name}, {request.parameter}, {{}}, {}};
  }

  /// Simulates all replicates at a value of the lever, but for those in an earlier attempt's file. Throws Interrupted.
  Evaluation operator()(double lever) {
    Experiment here = experiment_;
    here.points.values = {lever};
    const Simulation simulation{here};
    std::vector<Results>& results = results_[lever];
    TriedValue value;
    value.lever = lever;
    const Execution execution{files_.of(lever), threads_for(options_.threads), Verbosity::quiet, Existing::keep,
                              Resume::yes,      options_.on_failure,           Shard{},          options_.command_line};
    const Executed executed = execute(simulation, execution, [&](Results&& one) { results.push_back(std::move(one)); });
    if (executed.done < executed.runs) throw Interrupted{};
    value.failed = executed.failed;
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
  const ValueFiles& files_;
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
}

ExitCode describe(const SearchOptions& options, const SearchRequest& request, const Experiment& experiment,
                  const fs::path& output) {
  if (options.format == Format::json) {
    print(search_json(request, experiment.replicates, experiment.seed, output));
    return ExitCode::ok;
  }
  print(summary_of(options, request, experiment) + '\n' + aim_text(request) +
        fmt::format("would be written to {}{}\n", output.string(),
                    !fs::exists(output)                     ? ""
                    : options.existing == Existing::replace ? " (which exists and would be overwritten)"
                                                            : " (which exists: --force would be needed)"));
  return ExitCode::ok;
}

/// The command to look at once more: the scenario with the answer, or the values tried.
std::string next_command(const SearchOptions& options, const SearchRequest& request, const SearchReport& report,
                         const fs::path& output) {
  const double answer = std::visit([](const auto& found) { return found.answer; }, report.found);
  if (std::isnan(answer)) return "ayni info " + shell_word(output.string());
  std::string command = "ayni run " + shell_word(options.scenario.file.string());
  for (const fs::path& overlay : options.scenario.overlays) command += " --overlay " + shell_word(overlay.string());
  for (const std::string& setting : options.scenario.settings) command += " --set " + shell_word(setting);
  return command + fmt::format(" --set {}={:.10g} --twin", request.parameter, answer);
}

}  // namespace

ExitCode search(const SearchOptions& options) {
  const Resolved resolved = read_scenario(options.scenario, read_from_disk);
  const std::string name = short_name(resolved, options.scenario.file);
  const Experiment experiment = experiment_of(resolved, name, false);
  const SearchRequest request = read_search(options, resolved.scenario, catalogue_of(resolved.scenario));
  const fs::path output = options.output.value_or(fs::path{"results"} / ("search-" + name + ".h5"));
  if (options.action == Action::describe) return describe(options, request, experiment, output);
  require_room(options, output);
  const ValueFiles files{output};
  files.prepare(options.resume, options.existing);
  if (options.verbosity == Verbosity::normal) say(summary_of(options, request, experiment));
  Evaluator evaluator{options, request, experiment, files};
  try {
    const SearchReport report = evaluator.report(find(request, evaluator));
    evaluator.write(output);
    files.remove();
    if (options.format == Format::json) print(search_json(request, report, output));
    if (options.verbosity == Verbosity::normal) {
      if (options.format == Format::text) print(search_text(request, report));
      flush_output();  // before what comes next, where both go to one place
      say(fmt::format("Wrote {}\nNext: {}", output.string(), next_command(options, request, report, output)));
    }
    const bool failed =
        std::any_of(report.tried.begin(), report.tried.end(), [](const TriedValue& value) { return value.failed > 0; });
    return failed ? ExitCode::broken_invariant : ExitCode::ok;
  } catch (const Interrupted&) {
    say(fmt::format("Interrupted; what is finished is in {}.\nGo on:  the same command with --resume",
                    files.folder().string()));
    return interrupt_exit_code();
  }
}

}  // namespace ayni

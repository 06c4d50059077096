#include "experiment/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/build_info.hpp"
#include "core/sha256.hpp"
#include "model/build.hpp"
#include "model/changes.hpp"
#include "model/initial_conditions.hpp"
#include "observe/catalogue_of.hpp"
#include "observe/round_as_stored.hpp"
#include "run/simulate.hpp"

namespace ayni {
namespace {

Plan plan_of(const Experiment& experiment) {
  Plan plan;
  for (const ExperimentArm& arm : experiment.arms) plan.arms.push_back({arm.name, arm.intervention});
  plan.points = std::max<std::size_t>(experiment.points.points(), 1);
  plan.replicates = experiment.replicates;
  plan.seed = experiment.seed;
  return plan;
}

std::string texts_of(const Experiment& experiment) {
  std::string all;
  for (const ExperimentArm& arm : experiment.arms) all += arm.resolved;
  return all;
}

/// Every input of the results, unambiguously.
std::string identity_of(const Experiment& experiment) {
  std::string text =
      fmt::format("seed {} replicates {} format {}\n", experiment.seed, experiment.replicates, result_format_version);
  for (const ExperimentArm& arm : experiment.arms) {
    text += fmt::format("arm {:?} {} {}\n{}\n", arm.name, static_cast<int>(arm.intervention), arm.resolved.size(),
                        arm.resolved);
  }
  const PointTable& points = experiment.points;
  for (std::size_t f = 0; f < points.factors.size(); ++f) {
    text += fmt::format("factor {} {}", points.factors[f], points.parameters[f]);
    for (const std::string& level : points.levels[f]) text += fmt::format(" {} {}", level.size(), level);
    text += '\n';
  }
  for (const double value : points.values) text += fmt::format("{:a}\n", value);
  for (const std::string& outcome : experiment.outcomes) text += outcome + '\n';
  return text;
}

std::vector<FileFactor> factors_of(const Experiment& experiment) {
  const PointTable& points = experiment.points;
  std::vector<FileFactor> factors;
  const ParameterTable table = parameters_of(experiment.arms.front().scenario);
  for (std::size_t f = 0; f < points.factors.size(); ++f) {
    FileFactor factor{points.factors[f], points.parameters[f], "1", "", {}, points.levels[f]};
    for (const Parameter* const parameter : flattened(table)) {
      if (parameter->path != factor.parameter) continue;
      if (!parameter->unit.empty()) factor.unit = parameter->unit;
      factor.meaning = parameter->meaning;
    }
    for (std::size_t p = 0; p < points.points(); ++p) {
      factor.values.push_back(points.values[p * points.factors.size() + f]);
    }
    factors.push_back(std::move(factor));
  }
  return factors;
}

/// The first arm that has the same initial conditions, for each arm; empty when no two runs of a replicate have the same,
/// and when points of a design may differ in them.
std::vector<std::size_t> shared_conditions(const Experiment& experiment) {
  const ParameterTable table = parameters_of(experiment.arms.front().scenario);
  for (const Parameter* const parameter : flattened(table)) {
    const std::vector<std::string>& varied = experiment.points.parameters;
    if (parameter->fixed_at_start && std::find(varied.begin(), varied.end(), parameter->path) != varied.end())
      return {};
  }
  std::vector<std::string> all;
  std::vector<std::size_t> first;
  bool shared = experiment.points.points() > 1;
  for (const ExperimentArm& arm : experiment.arms) {
    all.push_back(initial_conditions(arm.scenario));
    first.push_back(static_cast<std::size_t>(std::find(all.begin(), all.end(), all.back()) - all.begin()));
    shared = shared || first.back() + 1 < all.size();
  }
  return shared ? first : std::vector<std::size_t>{};
}

/// The change that sets a parameter in a month.
std::string setter_of(const Scenario& scenario, Month month, const std::string& path) {
  std::string name;
  for (const RuleChange& change : scenario.change) {
    const bool sets =
        std::any_of(change.set.begin(), change.set.end(), [&](const Assignment& set) { return set.path == path; });
    if (change.month == month && sets) name = change.name;
  }
  return name;
}

std::vector<FileChange> changes_of(const Experiment& experiment) {
  std::vector<FileChange> changes;
  for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm) {
    const Scenario& scenario = experiment.arms[arm].scenario;
    Scenario before = scenario;
    before.change.clear();
    for (Phase& phase : phases(scenario)) {
      for (const ParameterDifference& difference : scenario_difference(before, phase.scenario)) {
        changes.push_back({arm, setter_of(scenario, phase.from, difference.path), phase.from, difference.path,
                           difference.a, difference.b});
      }
      before = std::move(phase.scenario);
    }
  }
  return changes;
}

}  // namespace

Simulation::Simulation(const Experiment& experiment)
    : experiment_{experiment}, plan_{plan_of(experiment)}, simulated_{catalogue_of(experiment.arms.front().scenario)} {
  outcomes_ = parse_outcomes(experiment.outcomes, simulated_, OutcomeShape::any);
  kept_ = outcomes_.empty() ? simulated_ : outcome_catalogue(outcomes_, simulated_);
  conditions_ = shared_conditions(experiment);
  if (experiment.points.points() == 0) return;
  kept_.tables.clear();
  for (const ExperimentArm& arm : experiment.arms) {
    setters_.emplace_back([&arm, &points = experiment.points] { return FactorSetter{arm.scenario, points}; });
  }
}

Results Simulation::simulate_whole(const PlannedRun& run) const {
  const Intervention intervention = plan_.arms[run.arm].intervention;
  const auto of = [&](const Scenario& scenario) {
    if (conditions_.empty()) return simulate(scenario, simulated_, plan_.seed, run.replicate, intervention);
    World world = worlds_.world(scenario, plan_.seed, run.replicate, conditions_[run.arm]);
    open_accounts(world, scenario, intervention == Intervention::on);
    return simulate(scenario, simulated_, std::move(world));
  };
  if (setters_.empty()) return of(experiment_.arms[run.arm].scenario);
  return setters_[run.arm].lend([&](FactorSetter& setter) { return of(setter.at(run.point)); });
}

Results Simulation::operator()(const PlannedRun& run) const {
  Results results = simulate_whole(run);
  if (outcomes_.empty()) {
    results.tables.resize(kept_.tables.size());
  } else {
    results = reduce(outcomes_, results);
  }
  round_as_stored(results, kept_);
  return results;
}

FileShape Simulation::shape(Coverage coverage) const {
  FileShape shape;
  for (const ExperimentArm& arm : experiment_.arms) {
    shape.arms.push_back({arm.name, arm.resolved, arm.intervention == Intervention::on});
  }
  shape.runs = plan_.replicates;
  shape.calendar = experiment_.arms.front().scenario.calendar();
  shape.points = experiment_.points.points();
  shape.factors = factors_of(experiment_);
  shape.coverage = coverage;
  shape.changes = changes_of(experiment_);
  return shape;
}

Provenance Simulation::provenance(const std::string& command_line, const Shard& shard) const {
  Provenance provenance;
  provenance.program_version = program_version();
  provenance.git_commit = git_commit();
  provenance.git_dirty = git_dirty() ? "true" : "false";
  provenance.compiler = compiler();
  provenance.seed = std::to_string(plan_.seed);
  provenance.scenario_source = experiment_.source;
  provenance.scenario_sha256 = sha256(texts_of(experiment_));
  for (const std::string& outcome : experiment_.outcomes) provenance.outcomes += outcome + '\n';
  provenance.experiment_sha256 = sha256(identity_of(experiment_));
  if (shard.of > 1) provenance.shard = fmt::format("{}/{}", shard.number, shard.of);
  provenance.command_line = command_line;
  provenance.host = host_name();
  provenance.started = utc_now();
  return provenance;
}

FileHeader Simulation::header(const std::string& command_line, const Shard& shard) const {
  return {kept_, shape(shard.of > 1 ? Coverage::part : Coverage::whole), provenance(command_line, shard)};
}

}  // namespace ayni

#include "experiment/experiment.hpp"

#include <algorithm>
#include <utility>

namespace ayni {

Experiment experiment_of(const Resolved& resolved, const std::string& name, bool twin) {
  Experiment experiment;
  experiment.arms.push_back({name, resolved.scenario, resolved.as_resolved, Intervention::on});
  if (twin) experiment.arms.push_back({"no project", resolved.scenario, resolved.as_resolved, Intervention::off});
  experiment.replicates = static_cast<std::size_t>(resolved.scenario.run.runs);
  experiment.seed = static_cast<std::uint64_t>(resolved.scenario.run.seed);
  experiment.source = resolved.as_written;
  return experiment;
}

Experiment experiment_of(const Design& design) {
  Experiment experiment;
  for (const DesignArm& arm : design.arms) {
    experiment.arms.push_back({arm.name, arm.resolved.scenario, arm.resolved.as_resolved, Intervention::on});
    experiment.source += arm.resolved.as_written;
  }
  experiment.source = design.as_written + experiment.source;
  experiment.points = design.points;
  experiment.outcomes = design.parameters.outcomes;
  experiment.replicates = static_cast<std::size_t>(design.parameters.replicates);
  experiment.seed = static_cast<std::uint64_t>(design.parameters.seed);
  return experiment;
}

Experiment experiment_of(const FileSummary& file) {
  Experiment experiment;
  for (const FileArm& arm : file.shape.arms) {
    Resolved resolved = read_scenario_text(arm.scenario, file.path + " (scenario of arm " + arm.name + ")");
    experiment.arms.push_back(
        {arm.name, std::move(resolved.scenario), arm.scenario, arm.project ? Intervention::on : Intervention::off});
  }
  for (const FileFactor& factor : file.shape.factors) {
    experiment.points.factors.push_back(factor.name);
    experiment.points.parameters.push_back(factor.parameter);
    experiment.points.levels.push_back(factor.levels);
  }
  for (std::size_t p = 0; p < file.shape.points; ++p) {
    for (const FileFactor& factor : file.shape.factors) experiment.points.values.push_back(factor.values.at(p));
  }
  const std::string& outcomes = file.provenance.outcomes;
  for (std::size_t at = 0; at < outcomes.size();) {
    const std::size_t end = std::min(outcomes.find('\n', at), outcomes.size());
    experiment.outcomes.push_back(outcomes.substr(at, end - at));
    at = end + 1;
  }
  experiment.replicates = file.shape.runs;
  experiment.seed = std::stoull(file.provenance.seed);
  experiment.source = file.provenance.scenario_source;
  return experiment;
}

}  // namespace ayni

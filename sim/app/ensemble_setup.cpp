#include "app/ensemble_setup.hpp"

#include "app/build_info.hpp"
#include "io/provenance_sha256.hpp"

namespace ayni {

Plan plan_of(const std::vector<std::string>& arms, const RunParameters& parameters) {
  Plan plan;
  plan.replicates = static_cast<std::size_t>(parameters.runs);
  plan.seed = static_cast<std::uint64_t>(parameters.seed);
  for (const std::string& name : arms) {
    plan.arms.push_back({name, plan.arms.empty() ? Intervention::on : Intervention::off});
  }
  return plan;
}

FileShape file_shape(const Plan& plan, const Scenario& scenario) {
  FileShape shape;
  for (const Arm& arm : plan.arms) shape.arms.push_back(arm.name);
  shape.runs = plan.replicates;
  shape.calendar = scenario.calendar();
  return shape;
}

Provenance provenance_of(const Resolved& resolved, const std::string& command_line) {
  Provenance provenance;
  provenance.program_version = program_version();
  provenance.git_commit = git_commit();
  provenance.git_dirty = git_dirty() ? "true" : "false";
  provenance.compiler = compiler();
  provenance.seed = std::to_string(resolved.scenario.run.seed);
  provenance.scenario_source = resolved.as_written;
  provenance.scenario_resolved = resolved.as_resolved;
  provenance.scenario_sha256 = sha256(resolved.as_resolved);
  provenance.command_line = command_line;
  provenance.host = host_name();
  provenance.started = utc_now();
  return provenance;
}

RunFunction simulation_of(const Plan& plan, const Scenario& scenario, const Catalogue& catalogue) {
  return [&](const PlannedRun& run) {
    return simulate(scenario, catalogue, plan.seed, run.replicate, plan.arms[run.arm].intervention);
  };
}

std::size_t threads_for(std::size_t asked) noexcept { return asked > 0 ? asked : available_threads(); }

}  // namespace ayni

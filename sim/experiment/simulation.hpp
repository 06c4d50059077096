#pragma once

#include <deque>
#include <string>
#include <vector>

#include "design/factor_setter.hpp"
#include "experiment/experiment.hpp"
#include "experiment/founded_worlds.hpp"
#include "experiment/object_pool.hpp"
#include "observe/catalogue.hpp"
#include "observe/outcome.hpp"
#include "observe/results.hpp"
#include "results/header.hpp"
#include "run/plan.hpp"

namespace ayni {

/// The runs of an experiment: which there are, what one brings, and what of it is kept.
class Simulation {
 public:
  /// Throws InvalidInput for outcomes that the catalogue does not have. The experiment must outlive it.
  explicit Simulation(const Experiment& experiment);

  [[nodiscard]] const Plan& plan() const noexcept { return plan_; }
  /// Of what is kept.
  [[nodiscard]] const Catalogue& catalogue() const noexcept { return kept_; }
  /// One run, reduced to what is kept. To be called from any number of threads.
  [[nodiscard]] Results operator()(const PlannedRun& run) const;

  /// Of a file for runs that start now, by this program on this machine; `shard` may be the whole.
  [[nodiscard]] FileHeader header(const std::string& command_line, const Shard& shard) const;

 private:
  [[nodiscard]] Results simulate_whole(const PlannedRun& run) const;
  [[nodiscard]] FileShape shape(Coverage coverage) const;
  [[nodiscard]] Provenance provenance(const std::string& command_line, const Shard& shard) const;

  const Experiment& experiment_;
  Plan plan_;
  Catalogue simulated_;
  std::vector<Outcome> outcomes_;
  Catalogue kept_;
  mutable std::deque<ObjectPool<FactorSetter>> setters_;  ///< scratch, one an arm; none without a design
  std::vector<std::size_t> conditions_;  ///< number of each arm's initial conditions; empty: no runs share any
  mutable FoundedWorlds worlds_;
};

}  // namespace ayni

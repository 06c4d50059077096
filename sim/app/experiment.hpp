#pragma once
// What is simulated, whatever the command: scenarios as arms, points of a design, how many replicates, what is kept.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "design/factor_setter.hpp"
#include "design/point_table.hpp"
#include "design/reader.hpp"
#include "experiment/ensemble.hpp"
#include "experiment/object_pool.hpp"
#include "model/scenario.hpp"
#include "observe/outcome.hpp"
#include "results/layout.hpp"
#include "results/provenance.hpp"
#include "results/summary.hpp"
#include "scenario/reader.hpp"

namespace ayni {

struct ExperimentArm {
  std::string name;
  Scenario scenario;
  std::string resolved;  ///< the scenario as text
  Intervention intervention = Intervention::on;
};

/// All that determines the results, beside the program.
struct Experiment {
  std::vector<ExperimentArm> arms;    ///< of the same regions, products and months
  PointTable points;                  ///< without factors there is no design
  std::vector<std::string> outcomes;  ///< kept of each run; none: everything, but of a design no tables
  std::size_t replicates = 0;
  std::uint64_t seed = 0;
  std::string source;  ///< the files as written
};

/// One scenario, and with `twin` also the same without the project.
[[nodiscard]] Experiment experiment_of(const Resolved& resolved, const std::string& name, bool twin);

/// A sweep: arms crossed with points.
[[nodiscard]] Experiment experiment_of(const Design& design);

/// The experiment that a result file is of. Throws FileError when its scenarios cannot be read.
[[nodiscard]] Experiment experiment_of(const FileSummary& file);

/// What the runs of an experiment produce and what of it is kept.
class Simulation {
 public:
  /// Throws InvalidInput for outcomes that the catalogue does not have. The experiment must outlive it.
  explicit Simulation(const Experiment& experiment);

  [[nodiscard]] const Plan& plan() const noexcept { return plan_; }
  /// Of what is kept.
  [[nodiscard]] const Catalogue& catalogue() const noexcept { return kept_; }
  /// One run, reduced to what is kept. To be called from any number of threads.
  [[nodiscard]] Results operator()(const PlannedRun& run) const;

  [[nodiscard]] FileShape shape(Coverage coverage) const;
  /// Of runs that start now, by this program on this machine; `shard` may be the whole.
  [[nodiscard]] Provenance provenance(const std::string& command_line, const Shard& shard) const;

 private:
  [[nodiscard]] Results simulate_whole(const PlannedRun& run) const;

  const Experiment& experiment_;
  Plan plan_;
  Catalogue simulated_;
  std::vector<Outcome> outcomes_;
  Catalogue kept_;
  mutable std::deque<Spares<FactorSetter>> setters_;  ///< scratch, one an arm; none without a design
};

/// `asked`, or all that the machine has for 0.
[[nodiscard]] std::size_t threads_for(std::size_t asked) noexcept;

}  // namespace ayni

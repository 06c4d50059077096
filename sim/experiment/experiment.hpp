#pragma once
// What is simulated, whatever the command: scenarios as arms, points of a design, how many replicates, what is kept.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "design/point_table.hpp"
#include "design/reader.hpp"
#include "model/scenario.hpp"
#include "results/summary.hpp"
#include "run/simulate.hpp"
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

}  // namespace ayni

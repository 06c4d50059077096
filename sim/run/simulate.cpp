#include "run/simulate.hpp"

#include "model/build.hpp"
#include "model/scenario.hpp"
#include "model/step.hpp"
#include "model/submodels.hpp"
#include "model/world.hpp"
#include "observe/recorder.hpp"

namespace ayni {

Results simulate(const Scenario& scenario, const Catalogue& catalogue, std::uint64_t seed, std::size_t replicate,
                 Intervention intervention, const EachMonth& look) {
  return simulate(scenario, catalogue, build(scenario, seed, replicate, intervention == Intervention::on), look);
}

Results simulate(const Scenario& scenario, const Catalogue& catalogue, World world, const EachMonth& look) {
  Rules rules{scenario, world};
  Recorder recorder{scenario, catalogue, world};
  const auto horizon = static_cast<Month>(scenario.run.horizon_months);
  for (Month t = 0; t < horizon; ++t) {
    step(world, rules.in(t), t);
    recorder.observe(world, t);
    if (look) look(world, t);
  }
  return recorder.finish(world);
}

}  // namespace ayni

#include "run/plan.hpp"

namespace ayni {

PlannedRun planned_run(const Plan& plan, std::size_t n) noexcept {
  const std::size_t arms = plan.arms.size();
  return {n % arms, n / arms % plan.points, n / arms / plan.points};
}

std::size_t number_of(const PlannedRun& run, const Plan& plan) noexcept {
  return (run.replicate * plan.points + run.point) * plan.arms.size() + run.arm;
}

bool belongs(std::size_t n, const Shard& shard, const Plan& plan) noexcept {
  return n / plan.arms.size() % shard.of + 1 == shard.number;
}

std::string name_of(const PlannedRun& run, const Plan& plan) {
  std::string name = "run " + std::to_string(run.replicate) + " of arm \"" + plan.arms[run.arm].name + '"';
  if (plan.points > 1) name += " at point " + std::to_string(run.point);
  return name + " (seed " + std::to_string(plan.seed) + ')';
}

}  // namespace ayni

#include "experiment/founded_worlds.hpp"

#include <algorithm>

#include "model/build.hpp"

namespace ayni {

World FoundedWorlds::world(const Scenario& scenario, std::uint64_t seed, std::size_t replicate,
                           std::size_t conditions) {
  if (const Kept kept = find(replicate, conditions)) return *kept;
  World world = found(scenario, seed, replicate);
  keep(replicate, conditions, world);
  return world;
}

FoundedWorlds::Kept FoundedWorlds::find(std::size_t replicate, std::size_t conditions) {
  const std::lock_guard lock{mutex_};
  return replicate == replicate_ && conditions < kept_.size() ? kept_[conditions] : nullptr;
}

// Runs come in the order of their replicates, so that what is kept of an earlier one is of no use any more.
void FoundedWorlds::keep(std::size_t replicate, std::size_t conditions, const World& world) {
  {
    const std::lock_guard lock{mutex_};
    if (replicate < replicate_) return;
    if (replicate > replicate_) kept_.clear();
    replicate_ = replicate;
    kept_.resize(std::max(kept_.size(), conditions + 1));
    if (kept_[conditions] != nullptr) return;
  }
  auto copy = std::make_shared<const World>(world);
  const std::lock_guard lock{mutex_};
  if (replicate == replicate_) kept_[conditions] = std::move(copy);
}

}  // namespace ayni

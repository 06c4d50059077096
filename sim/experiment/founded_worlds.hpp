#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "model/world.hpp"

namespace ayni {

struct Scenario;

/// The worlds of the latest replicate as they were founded, for the runs of it that begin in the same ones. To be used from
/// any number of threads.
class FoundedWorlds {
 public:
  /// The world before accounts are opened, a copy of one that is kept or a new one. `conditions` numbers the initial
  /// conditions (model/initial_conditions.hpp) of the scenario among those of the experiment.
  [[nodiscard]] World world(const Scenario& scenario, std::uint64_t seed, std::size_t replicate,
                            std::size_t conditions);

 private:
  using Kept = std::shared_ptr<const World>;

  [[nodiscard]] Kept find(std::size_t replicate, std::size_t conditions);
  void keep(std::size_t replicate, std::size_t conditions, const World& world);

  std::mutex mutex_;
  std::size_t replicate_ = 0;  // of what is kept
  std::vector<Kept> kept_;     // by number of the conditions; null: none
};

}  // namespace ayni

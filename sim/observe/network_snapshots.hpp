#pragma once
// The networks at the start, the middle and the end of a run. Betweenness is too dear for every month.

#include <array>

#include "model/world.hpp"
#include "observe/measure_entry.hpp"

namespace ayni {

enum class Snapshot { start, middle, end };
inline constexpr std::array snapshot_names{"start", "middle", "end"};

struct SeenNetwork;

class NetworkSnapshots {
 public:
  static void declare(Catalogue& catalogue);

  NetworkSnapshots(const Catalogue& catalogue, Results& results);
  /// Measures the acquaintances and the agreements of the moment.
  void observe(const World& world, Snapshot snapshot) const;

 private:
  MeasureWriter<SeenNetwork> measures_;
};

}  // namespace ayni

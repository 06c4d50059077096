#pragma once
// The networks at the start, the middle and the end of a run. Betweenness is too dear for every month.

#include "model/world.hpp"
#include "network/relations.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

class NetworkSnapshots {
 public:
  static void declare(Catalogue& catalogue);

  NetworkSnapshots(const Catalogue& catalogue, Results& results);
  /// Measures the acquaintances and the agreements of the moment.
  void observe(const World& world, std::size_t snapshot);

 private:
  std::size_t regions_;
  double *group_degree_, *buyer_degree_, *largest_degree_, *components_, *largest_, *brokerage_, *top_broker_,
      *herfindahl_;
};

}  // namespace ayni

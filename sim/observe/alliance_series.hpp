#pragma once
// How many alliances there are and how they stand, month by month.

#include <vector>

#include "model/world.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

/// Classes of the trust distribution, equal parts of 0 to 1.
inline constexpr std::size_t trust_bins = 10;

class AllianceSeries {
 public:
  static void declare(Catalogue& catalogue);

  AllianceSeries(const Catalogue& catalogue, Results& results);
  void observe(const World& world, Month t);

 private:
  static constexpr std::size_t states = 6;

  struct Sums {
    double trust, buyer_trust, allied, cohesion, funded, side_selling, settled;
  };
  void count(const World& world, std::size_t month);

  std::size_t regions_, products_;
  std::vector<Sums> sums_;  // [region], scratch of a month
  double* by_region_[states];
  double* by_product_[states];
  double* trust_;
  double* buyer_trust_;
  double* trust_bins_;
  double* side_selling_;
  double* cohesion_;
  double* breakups_[causes];
};

}  // namespace ayni

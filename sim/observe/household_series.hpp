#pragma once
// What households hold when it is least, before a product is sold again after its longest gap, and what they could buy of
// the season's inputs: by product, one value an agricultural year.

#include <vector>

#include "model/world.hpp"
#include "observe/measure_entry.hpp"

namespace ayni {

/// Sums over the households that live in groups that could apply, in the lean month of their product.
struct LeanSums {
  double households = 0.0, short_of_cash = 0.0;  ///< short: less than a month's spending
  double cash_months = 0.0, animal_months = 0.0;
};

/// What an agricultural year shows of households at its end.
struct LeanYear {
  const World& world;
  const std::vector<LeanSums>& lean;  ///< [product] of the last lean month
};

class HouseholdSeries {
 public:
  static void declare(Catalogue& catalogue);

  HouseholdSeries(const Catalogue& catalogue, Results& results, const World& world);
  /// Looks at households whose lean month this is.
  void observe_month(const World& world, Month t);
  /// Records the year that closes with this month.
  void observe_year(const World& world, Month t) const;

 private:
  [[nodiscard]] LeanSums look(const World& world, std::size_t product) const;

  std::vector<LeanSums> lean_;         // by product
  std::vector<int> longest_, waited_;  // by product, months: of the longest gap between sales, of the present one
  MeasureWriter<LeanYear> writer_;
};

}  // namespace ayni

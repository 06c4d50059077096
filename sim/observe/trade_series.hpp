#pragma once
// Prices and volumes, month by month and product by product.

#include "model/world.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

class TradeSeries {
 public:
  static void declare(Catalogue& catalogue);

  TradeSeries(const Catalogue& catalogue, Results& results);
  void observe(const World& world, Month t);

 private:
  std::size_t regions_, products_;
  double *price_, *quota_, *boom_, *spot_, *contract_, *contract_count_, *drought_;
  double *produced_, *home_, *lost_, *delivered_, *accepted_, *sold_on_spot_;
};

}  // namespace ayni

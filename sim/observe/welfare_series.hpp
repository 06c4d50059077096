#pragma once
// Income and poverty of members, controls and unfunded applicants, one value an agricultural year (July to June), and
// the income of each fifth of them in the last full one.

#include <cstdint>
#include <vector>

#include "model/scenario.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

class WelfareSeries {
 public:
  static void declare(Catalogue& catalogue);

  WelfareSeries(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world);
  /// Records the year when month t is its last.
  void observe(const World& world, Month t);

 private:
  static constexpr std::size_t kinds = 3;  // members of funded groups, controls, applicants without an alliance
  void observe_year(const World& world, std::size_t season);
  void rank(const World& world, std::size_t kind);

  double moderate_line_, extreme_line_, persons_;
  Month horizon_;
  std::size_t products_;
  std::vector<std::int32_t> resident_;  // scratch of one block
  std::vector<float> incomes_;          // Bs a year; scratch
  double *product_income_[kinds], *total_income_[kinds], *moderate_[kinds], *extreme_[kinds], *gap_[kinds],
      *quintiles_[kinds];
  double *volume_, *revenue_, *premium_;
};

}  // namespace ayni

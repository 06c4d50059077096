#pragma once
// Income and poverty of members, controls and unfunded applicants, one value an agricultural year (July to June), and
// the income of each fifth of them in the last full one.

#include <vector>

#include "model/world.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"
#include "observe/year_incomes.hpp"

namespace ayni {

struct Scenario;

class WelfareSeries {
 public:
  static void declare(Catalogue& catalogue);

  WelfareSeries(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world);
  /// Records the year that closes with month t.
  void observe_year(const World& world, const YearIncomes& incomes, Month t);

 private:
  static constexpr std::size_t kinds = 3;  // members of funded groups, controls, applicants without an alliance
  void average(const World& world, const YearIncomes& incomes, std::size_t season);
  void rank(const World& world, std::size_t kind);

  Month horizon_;
  std::size_t products_;
  std::vector<float> incomes_;  // Bs a year; scratch
  Fifths fifths_;
  double *product_income_[kinds], *total_income_[kinds], *moderate_[kinds], *extreme_[kinds], *gap_[kinds],
      *quintiles_[kinds];
  double *volume_, *revenue_, *premium_;
};

}  // namespace ayni

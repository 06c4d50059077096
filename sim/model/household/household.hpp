#pragma once
// Household accounts: income from the product, the rest of the farm and other work; consumption out of expected income
// with a buffer of savings (Deaton 1991; Carroll 1997, buffer-stock saving).
//
//   usual       = expected income, less what members put by for a counterpart
//   consumption = max(floor share x usual, min(usual, (cash + other income until the next sale) / (months until then + b)))
//
// at most what there is; cash beyond the ceiling goes into durable goods. So a household that sells once a year lives on the
// harvest until the next one and has about b months of spending left then. Expected product income is an average of past years,
// weight expectation_memory.
//
//   other income = base x ((1 - w) general prices + w wages) x (1 - loss in drought)
//                  + paid_work_displaced x wage x (days of the family on its farm at the start - this season's)
//
// at least half of the first line: w is wage_work_share.

#include <vector>

#include "model/household/household_parameters.hpp"
#include "model/household/labour_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

class HouseholdAccounts {
 public:
  HouseholdAccounts(const HouseholdParameters& parameters, const LabourParameters& labour,
                    const std::vector<ProductParameters>& products);

  /// A new agricultural year: expectations, other income, spending plans, peers' loans, drought insurance.
  void begin_season(World& world, Month t) const;
  /// One month: other income comes in, consumption goes out. Returns the cash that all households then hold, counted.
  Centavos advance(World& world) const;

 private:
  void remember(Households& household, std::size_t first, std::size_t slots) const;
  void plan(World& world, Index g, float drought) const;
  void insure(World& world, Index g, float drought) const;
  void repay_peers(World& world, Index g) const;

  HouseholdParameters p_;
  LabourParameters labour_;
  std::vector<float> days_;  // of work a farm unit, by product, without machines
};

}  // namespace ayni

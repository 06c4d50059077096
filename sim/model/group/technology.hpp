#pragma once
// What a plan's money buys: facilities first, then goods for the families, which wait before they bear and wear out.
//
//   packages a family   k  : money for goods / (cost of the package x price index), through a mean wait, 1 / life a year lost
//   farm units added    e  = mean farm x gain x 2 k / (1 + k) x reach         decreasing returns; k = 1 gives the whole gain
//   reach               = reach_base + reach_management x management + reach_skill x skill / largest skill, in 0 .. 1
//
// The same package is bought for a small farm as for a large one, so it adds as much to either. Prices of goods follow the
// price index; a package that comes late in the project costs more.

#include <vector>

#include "model/group/assistance_parameters.hpp"
#include "model/group/package_gain.hpp"
#include "model/group/technology_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

class Technology {
 public:
  /// `advice`: all that it can teach, and the rules of plants that groups buy; `bolivianos_per_usd`: what prices in USD are reckoned at.
  Technology(const TechnologyParameters& parameters, const std::vector<ProductParameters>& products,
             const AssistanceParameters& advice, double bolivianos_per_usd);

  /// One month: plans are made at the first disbursement; what was bought is built, bears, wears.
  void advance(World& world, Month t) const;

 private:
  struct Package {
    double units;                         // farm units that a whole package adds
    float pace;                           // share of what waits that begins to bear each month
    float kept;                           // share that lasts a month
    double storage, processing, vehicle;  // shares of plans that ask for one
  };
  void plan_facilities(World& world, Index g) const;
  void build(World& world, Index g) const;
  [[nodiscard]] double cost_of_packages(const World& world, Index g) const;
  void buy_plant(World& world, Index g) const;

  TechnologyParameters p_;
  AssistanceParameters advice_;
  double per_usd_;
  PackageGain gain_;
  std::vector<Package> package_;  // by product
};

}  // namespace ayni

#pragma once
// Goods and technical assistance, and what becomes of them.
//
//   equipment = equipment_most s / (s + equipment_half),  s = goods a member, depreciating
//   skill    += learning (skill_most - skill) while somebody pays for advice, and decays afterwards
//   quality   moves towards quality_most and decays likewise
//   plant     (group_plant) of cost min(goods_share x goods, cost_share x capacity_share x expected volume x index), with
//             capacity in proportion; it works in months in which the group's account pays its maintenance
// Groups prefer goods: they pay for advice themselves only when well managed and solvent (report, chapters 4 and 6).

#include <vector>

#include "model/group/assistance_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

class Assistance {
 public:
  Assistance(const AssistanceParameters& parameters, const std::vector<ProductParameters>& products);

  /// One month of teaching, forgetting and wear; plants bought with the last tranche start to work.
  void advance(World& world, Month t) const;

 private:
  void wear(Groups& group) const;
  struct Needs {
    double storage, processing, vehicle, label;
  };
  void build_facilities(World& world, Index g) const;
  void buy_plant(World& world, Index g) const;
  void maintain_plant(World& world, Index g) const;
  void decide_on_advice(World& world, Index g, Month t) const;
  [[nodiscard]] bool pay_for_advice(World& world, Index g, Month t) const;

  AssistanceParameters p_;
  std::vector<Needs> needs_;  // by product
};

}  // namespace ayni

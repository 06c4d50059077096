#pragma once
// Technical assistance, and what becomes of it.
//
//   skill    += learning (skill_most - skill) while somebody pays for advice, and decays afterwards
//   quality   moves towards quality_most and decays likewise
// Groups prefer goods: they pay for advice themselves when what members see of its worth exceeds its cost and the group is
// solvent, P = logistic(ln(seen_share x skill they would forget x income / cost) / spread + management): seldom (report,
// chapters 4 and 6).

#include <vector>

#include "model/group/assistance_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

class Assistance {
 public:
  Assistance(const AssistanceParameters& parameters, const std::vector<ProductParameters>& products);

  /// One month of teaching and forgetting; what members were taught to do together begins with the last tranche.
  void advance(World& world, Month t) const;

 private:
  void maintain_plant(World& world, Index g) const;
  void teach_practices(World& world, Index g) const;
  void decide_on_advice(World& world, Index g, Month t) const;
  [[nodiscard]] float pace_of_advice(World& world, Index g, Month t) const;
  [[nodiscard]] bool pay_for_advice(World& world, Index g, Month t) const;

  AssistanceParameters p_;
  std::vector<bool> labels_;  // by product: can carry a label of origin
};

}  // namespace ayni

#pragma once
// Trust in each direction is a Beta belief that the next settlement goes well; it starts weak, so the first settlements
// weigh most. After a settlement with damage D (0 none .. 1 total):
//   a += w (1 - D),  b += loss_weight w D,  T = a / (a + b),  w = (settlements a year)^-frequency_discount.
// Bayesian learning from a weak prior with losses that weigh more than gains (Slovic 1993, trust is easier to destroy
// than to create; the size of the asymmetry is a prototype fit).

#include <vector>

#include "core/calendar.hpp"
#include "core/index.hpp"
#include "model/buyer/relationship_parameters.hpp"
#include "model/buyer/trust_parameters.hpp"

namespace ayni {

struct Groups;
struct ProductParameters;

class Trust {
 public:
  Trust(const TrustParameters& parameters, const RelationshipParameters& relationship,
        const std::vector<ProductParameters>& products);

  /// The belief both sides hold at signing: the prior, with a former partner what is left of what they had learnt, and with
  /// one of earlier trade what its years taught: w n (1 + m + m^2 + ..) settlements, m the memory, n a year.
  void begin(Groups& group, Index g, Month t) const;
  /// Both sides learn from the last settlement of the groups that have `settled` this month.
  void learn(Groups& group, const std::vector<Index>& settled) const;
  /// Of a delivery that never arrived, in groups that are `stranded` this month, they learn its damage and nothing
  /// good.
  void learn_of_failures(Groups& group, const std::vector<Index>& stranded) const;

 private:
  TrustParameters p_;
  double memory_;  // share of what was learnt that is left after a year
  float earlier_damage_;
  std::vector<float> weight_, year_weight_;  // of one settlement, and of a year of them, by product
};

}  // namespace ayni

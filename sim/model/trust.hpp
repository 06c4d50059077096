#pragma once
// Trust in each direction is a Beta belief that the next settlement goes well; it starts weak, so the first settlements
// weigh most. After a settlement with damage D (0 none .. 1 total):
//   a += w (1 - D),  b += loss_weight w D,  T = a / (a + b),  w = (settlements a year)^-frequency_discount.
// Bayesian learning from a weak prior with losses that weigh more than gains (Slovic 1993, trust is easier to destroy
// than to create; the size of the asymmetry is a prototype fit).

#include <vector>

#include "model/trust_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

class Trust {
 public:
  Trust(const TrustParameters& parameters, const std::vector<ProductParameters>& products);

  /// The belief both sides hold at signing.
  void begin(World& world, Index g) const;
  /// Both sides learn from this month's settlements.
  void learn(World& world) const;

 private:
  TrustParameters p_;
  std::vector<float> weight_;  // of one settlement, by product
};

}  // namespace ayni

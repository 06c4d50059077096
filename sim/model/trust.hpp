#pragma once
// Trust in each direction is a Beta belief that the next settlement goes well; it starts weak, so the first settlements
// weigh most. After a settlement with damage D (0 none .. 1 total):
//   a += w (1 - D),  b += loss_weight w D,  T = a / (a + b),  w = (settlements a year)^-frequency_discount.
// Bayesian learning from a weak prior with losses that weigh more than gains (Slovic 1993, trust is easier to destroy
// than to create; the size of the asymmetry is a prototype fit).

#include <vector>

#include "core/parameter.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

/// [trust]
struct TrustParameters {
  double prior_strength = 1.794;
  double prior_mean = 0.355;
  double loss_weight = 1.07;
  double frequency_discount = 0.48;
  bool learning = true;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("prior_strength", p.prior_strength,
                 {"settlements", 0.01, 1000.0, "weight of the belief held at signing",
                  "first fit to the survival figures, from the prototype"});
    visit.number("prior_mean", p.prior_mean,
                 {"1", 0.01, 0.99, "trust at signing", "first fit to the survival figures, from the prototype"});
    visit.number(
        "loss_weight", p.loss_weight,
        {"1", 0.0, 10.0, "weight of damage over that of good service", "Slovic 1993 for the sign; prototype fit"});
    visit.number("frequency_discount", p.frequency_discount,
                 {"1", 0.0, 2.0, "how much less each of many settlements a year teaches: the power of their number",
                  "first fit to the survival figures, from the prototype"});
    visit.flag("learning", p.learning, {"whether trust changes with experience; off for ablations", "assumption"});
  }
};

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

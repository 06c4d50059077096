#pragma once
// How trust is learnt.

#include "core/parameter.hpp"

namespace ayni {

/// [trust]
struct TrustParameters {
  double prior_strength = 6.0;
  double prior_mean = 0.3;
  double loss_weight = 2.0;
  double frequency_discount = 0.48;
  bool learning = true;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("prior_strength", p.prior_strength,
                 {"settlements", 0.01, 1000.0, "weight of the belief held at signing",
                  "analysis/fit.py, to the survival figures"});
    visit.number("prior_mean", p.prior_mean,
                 {"1", 0.01, 0.99, "trust at signing", "analysis/fit.py, to the survival figures"});
    visit.number(
        "loss_weight", p.loss_weight,
        {"1", 0.0, 10.0, "weight of damage over that of good service", "Slovic 1993 for the sign; prototype fit"});
    visit.number("frequency_discount", p.frequency_discount,
                 {"1", 0.0, 2.0, "how much less each of many settlements a year teaches: the power of their number",
                  "first fit to the survival figures, from the prototype"});
    visit.flag("learning", p.learning, {"whether trust changes with experience; off for ablations", "assumption"});
  }
};

}  // namespace ayni

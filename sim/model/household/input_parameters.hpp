#pragma once
// What inputs before the harvest do for it, and who pays for them.

#include "core/parameter.hpp"

namespace ayni {

/// [inputs]
struct InputParameters {
  double elasticity = 0.28;
  double own_share = 0.15;
  double advance_share = 0.2;
  double advance_trust = 0.45;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "elasticity", p.elasticity,
        {"1", 0.0, 1.0, "elasticity of the harvest to inputs bought before it, below what the package asks for",
         "assumption: 0.15 to 0.30"});
    visit.number("own_share", p.own_share,
                 {"1", 0.001, 1.0, "share of the inputs that a household has of its own: seed, manure, family labour",
                  "assumption"});
    visit.number(
        "advance_share", p.advance_share,
        {"1", 0.0, 1.0,
         "most that a buyer who gives advances lends a group for inputs, as a share of the contracted volume at "
         "today's price",
         "assumption: 0.1 to 0.3", 0.0, 0.5});
    visit.number("advance_trust", p.advance_trust,
                 {"1", 0.0, 1.0, "trust of the buyer in the group from which it lends for inputs", "assumption"});
  }
};

}  // namespace ayni

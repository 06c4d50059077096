#pragma once
// Who belongs to a group, and how well it holds together.
//
// Once a year each member leaves with chance  base e^(-benefit / scale) (1 + fines (1 - cohesion)), benefit = (what members earn a
// unit over the spot price) + yield gained; in a drought households go away to work. Neighbours join a group that visibly pays.
// Cohesion moves towards a level set by management and benefit. In a boom migrants return and claim common land: cohesion
// falls just when the price peaks (report, chapter 6, Salar).

#include "model/group/membership_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

class Membership {
 public:
  explicit Membership(const MembershipParameters& parameters) : p_{parameters} {}

  /// Holds the yearly assemblies that fall into this month.
  void assemble(World& world, Month t) const;

 private:
  struct Chances {
    double leave, join, go, come_back, claim_land, go_back;
  };
  [[nodiscard]] Chances chances(const World& world, Index g, double benefit) const;
  void move(World& world, Index g, std::size_t i, float draw, const Chances& chances) const;
  void move_households(World& world, Index g, const Chances& chances, Month t) const;

  MembershipParameters p_;
};

}  // namespace ayni

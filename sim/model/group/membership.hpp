#pragma once
// Who belongs to a group, and how well it holds together.
//
// A group is a part of its community. Once a year its assembly meets. A member's own gain is its share, by what it sells, of what
// the group earned its members over selling alone, and what the group's goods add to its output:
//
//   own gain = share x gain of a mean member + goods' income - days of meetings (1 + fines (1 - cohesion)) x wage
//
// A member leaves where own gain + noise < 0, the noise logistic with scale `gain_scale_bs`; some leave farming altogether. Who goes
// away for a drought stays a member, and is expelled only if it stays away; the assembly also expels who does not pay the
// fund. Households of the community that would gain after the entry fee ask to join; the assembly fills the places of those
// who left, and grows where the buyer has room. Cohesion moves towards a level set by management and gain. In a boom migrants
// return and claim common land: cohesion falls just when the price peaks (report, chapter 6, Salar).

#include <vector>

#include "model/group/membership_parameters.hpp"
#include "model/group/package_gain.hpp"
#include "model/world.hpp"

namespace ayni {

struct AllianceParameters;

class Membership {
 public:
  Membership(const MembershipParameters& parameters, const AllianceParameters& alliance, double persons,
             PackageGain package, const std::vector<ProductParameters>& products);

  /// Holds the yearly assemblies that fall into this month.
  void assemble(World& world, Month t) const;

 private:
  /// What an assembly knows of the year, and what is still to be filled.
  struct Assembly {
    double gain, goods;    ///< Bs a mean member: by terms and services; by goods
    double farm;           ///< Bs, net, that a mean farm earns in a year at the market
    double days, scale;    ///< Bs of meetings, and of whatever else weighs on a household
    double fee, fee_year;  ///< Bs to be paid by a newcomer, at once and a year
    std::int32_t places;   ///< for newcomers
    Centavos fees = 0;     ///< centavos paid by newcomers so far
    double exit, go;       ///< chances to leave farming, and to go away for a season
    double claim_land, go_back;
    float small;  ///< capacity below which a farm gains little
    bool organised, funded;
  };
  /// Draws from these on change nothing.
  struct Bounds {
    float member, small_farm, debtor, member_away;  ///< debtor: in arrears with the fund
    float neighbour, neighbour_away, migrant, migrant_away;
  };
  [[nodiscard]] Assembly call(World& world, Index g, Engine& rng) const;
  [[nodiscard]] double own_gain(const Groups& group, Index g, const Assembly& assembly, float capacity) const noexcept;
  void ask_member(World& world, Index g, std::size_t i, float draw, const Assembly& assembly) const;
  void ask_other(World& world, Index g, std::size_t i, float draw, Assembly& assembly) const;
  [[nodiscard]] Bounds bounds(const Groups& group, Index g, const Assembly& assembly) const;
  static Ints below(const Households& household, std::size_t i, const Bounds& bound, Floats draw, float small);
  void ask_all(World& world, Index g, Assembly& assembly, Engine& rng) const;
  void buy_goods_with(World& world, Index g, Centavos fees) const;

  MembershipParameters p_;
  PackageGain package_;
  double meeting_days_;
  std::vector<double> unit_sales_;  // product units a year that a farm unit brings to market, by product
  std::vector<double> unit_net_;    // share of its price left after cash costs, by product
  std::vector<double> eaten_;       // product units a household and year, by product
};

}  // namespace ayni

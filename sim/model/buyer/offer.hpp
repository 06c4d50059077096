#pragma once
// What buyers would pay a group: a Cournot oligopsony with bargaining.
//
//   v      = P (1 + outlet margin) - handling - trip / q - freight       net value of a unit at the group's gate
//   theta  = sum of squared shares of the buyers within reach, each by its capacity and its nearness h0 / (h0 + hours)
//   w      = v e / (e + conduct theta)                                   what the market pays there; e: elasticity of supply
//   d      = min(max(w, spot less freight to market), v)                what the group would get without an agreement
//   p      = d + lambda (v + gain - d) + freight                         at the buyer's gate, where prices are agreed
//   lambda = base + jointly [members negotiate together] + broker x skill of the group's broker
//   p      = max(v + gain - reserve P, d) + freight                     of a buyer that belongs to producers (Helmberger and Hoos 1962)
//
// gain: what a plant or a market that it has for this group alone brings it in addition, which no rival bids for. P: the index; handling and trips rise with general prices; q: what a trip fetches. Cournot oligopsony: the standard
// markdown theta / e (Sexton 1990; Bergquist and Dinerstein 2020 for the conduct parameter). Capacities are known
// before offers are made, so shares are no fixed point. An administered price is paid by all; buyers differ by quota
// and surplus.

#include <vector>

#include "model/buyer/buyer_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

/// What a buyer weighs among those that a group could sell to: the larger and nearer, the more.
[[nodiscard]] double weight_for(const World& world, Index g, Index b, double nearness_hours);

class Offers {
 public:
  Offers(const BuyerParameters& parameters, const std::vector<ProductParameters>& products);

  /// Herfindahl index of the open buyers within reach of a group, weighted by nearness; 1 with a single one or none.
  [[nodiscard]] double concentration(const World& world, Index g) const;
  /// Bs a unit at the buyer's gate, for the group's product at the present index.
  [[nodiscard]] double price(const World& world, Index g, Index b, double concentration) const;
  /// Bs a unit that the buyer, or those who own it, would earn at its offer if a unit brought it `gain` in addition, as a share of the index.
  [[nodiscard]] double margin(const World& world, Index g, Index b, double concentration, double gain) const;
  /// Bs that a unit is worth to the buyer at its gate, less what it costs to handle and fetch; at least 0.
  [[nodiscard]] double value(const World& world, Index g, Index b) const;
  /// Freight from the group to the buyer, Bs a unit.
  [[nodiscard]] double freight(const World& world, Index g, Index b) const;

 private:
  struct Kind {
    double handling, trip, freight_per_hour, settlements, certificate;
    bool administered;
  };
  [[nodiscard]] double bargaining(const World& world, Index g) const;
  [[nodiscard]] double value_without_support(const World& world, Index g, Index b) const;
  [[nodiscard]] double gain_of(const World& world, Index g, Index b) const;
  [[nodiscard]] double without_agreement(const World& world, Index g, Index b, double concentration) const;
  [[nodiscard]] double price_at(const World& world, Index g, Index b, double concentration, double gain) const;

  BuyerParameters p_;
  std::vector<Kind> kind_;  // by product
};

}  // namespace ayni

#pragma once
// What a unit is worth to a buyer, reckoned here for all: offers, settlements and the buyer's other business.
//
//   brings   P (1 + outlet margin + gain)        P: what the unit sells at on the market, Bs; gain: of a plant or a better
//                                                market that the buyer has for this group (models 2 and 3)
//   value    brings - costs x general prices     costs: handling and collecting, Bs at the prices of the base year
//
// Organic and fair-trade certificates of groups are held by the firm that pays for them and sells under them. With any other
// buyer what the group sells is conventional, and P a share of the product's `certificate_premium` lower, until it is certified anew.

#include "model/buyer/agreement_state.hpp"
#include "model/buyer/buyer_state.hpp"

namespace ayni {

/// What the buyer's outlet pays for a unit that the market pays `price` for.
[[nodiscard]] inline double brings_buyer(const Buyers& buyer, Index b, double price) noexcept {
  return price * (1.0 + static_cast<double>(buyer.outlet_margin[b]));
}

/// What such a unit brings in addition if it goes through the plant or to the market that the group's buyer has for it.
[[nodiscard]] inline double support_brings(const Agreements& agreement, Index g, double price) noexcept {
  return price * static_cast<double>(agreement.margin_gain[g]);
}

/// What the market pays for a group's unit in the hands of a buyer, over what it pays for a certified one.
[[nodiscard]] inline double certified_share(const Agreements& agreement, Index g, Index b, double premium) noexcept {
  return agreement.certifier[g] == b || agreement.certifier[g] == nobody ? 1.0 : 1.0 - premium;
}

[[nodiscard]] inline double unit_value(double brings, double costs, double price_index) noexcept {
  return brings - costs * price_index;
}

}  // namespace ayni

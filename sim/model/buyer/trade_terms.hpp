#pragma once
// What one settlement is about: the price, the faults, what the buyer took. Part of Trade.

#include "core/money.hpp"
#include "model/buyer/relationship.hpp"
#include "model/buyer/trade.hpp"

namespace ayni {

/// Bs a unit, at the buyer's gate where nothing else is said.
struct Trade::Terms {
  double agreed = 0.0;    ///< price by the agreement's rule, with premium
  double contract = 0.0;  ///< what is paid, with premium
  double premium = 0.0;   ///< part of both, for quality and label
  double net = 0.0;       ///< after the freight the group bears
  double spot = 0.0;      ///< at the farm gate
  double outside =
      0.0;             ///< what the group would get for a unit elsewhere: that, or what a buyer that stands ready pays
  double gap = 0.0;    ///< of the spot over the net price, a share
  double bound = 0.0;  ///< gap that half the members bear without side-selling
  double support = 0.0;    ///< what a plant or a market adds to a unit of what was agreed, for the buyer
  double brings = 0.0;     ///< what the buyer sells a unit at, with that
  double value = 0.0;      ///< the same less handling and trip
  double elsewhere = 0.0;  ///< what a unit costs the buyer elsewhere, or is worth to it, the lower
  Hundredths volume = 0;   ///< agreed for this month
  Standing standing = Standing::honoured;
};

/// The group's.
struct Trade::Faults {
  bool late, quality, transport;
};

/// What the buyer did.
struct Trade::Taken {
  double payout = 0.0;   ///< centavos that a hundredth delivered earns the member
  double refused = 0.0;  ///< share of what was agreed and good
  double unpaid = 0.0;   ///< share of what is due
  double missing = 0.0;  ///< share of the least that was agreed that the group did not deliver
};

}  // namespace ayni

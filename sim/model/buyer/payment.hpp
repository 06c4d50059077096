#pragma once
// What households are paid for what they deliver and sell, less their cash costs of production; a part of trade.

#include <cstddef>
#include <cstdint>

#include "core/money.hpp"

namespace ayni {

struct Households;

/// Centavos of a block of households.
struct Receipts {
  Centavos from_group = 0, from_spot = 0, costs = 0;
};

/// What a unit earns and costs a household, Bs; members of a group that buys inputs together save a part of the cost.
struct UnitPrices {
  float from_group, on_spot, cost, saved;
};

/// Pays the households in the slots from `first` on for what they delivered and sold, and takes their costs, as far as they
/// can pay them. `sellable` and `delivered` are hundredths, [slot of the block].
Receipts pay_households(Households& household, std::size_t first, std::size_t slots, const std::int32_t* sellable,
                        const std::int32_t* delivered, const UnitPrices& unit);

/// The same for households that sell everything on the spot.
Receipts pay_on_spot(Households& household, std::size_t first, std::size_t slots, const std::int32_t* sellable,
                     const UnitPrices& unit);

/// Pays out an amount, in centavos, to the members of a block in the proportion they produce; returns what they received,
/// in whole centavos. Nothing when nobody produces.
Centavos pay_members(Households& household, std::size_t first, std::size_t slots, double amount);

}  // namespace ayni

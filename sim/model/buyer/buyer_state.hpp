#pragma once
// Firms that buy what groups of one product deliver: who they are, what they can take, their accounts.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/calendar.hpp"
#include "core/index.hpp"
#include "core/money.hpp"
#include "model/buyer/buyer_parameters.hpp"
#include "model/column.hpp"

namespace ayni {

/// Months of payments that a buyer may await: this month's and those of the longest delay.
inline constexpr std::size_t outlet_slots = longest_outlet_delay + 1;

/// Money of a buyer, in centavos. Own funds = cash + what its customers owe it - debt - what it owes groups.
struct BuyerFinance {
  AgentColumn<Centavos> firm_capital;  ///< [buyer] own funds of the whole firm
  AgentColumn<Centavos> own_at_start;  ///< [buyer] own funds, in this business, at the start or at entry
  AgentColumn<Centavos> cash, debt;    ///< [buyer] debt: drawn on the credit line
  AgentColumn<Centavos> owed;          ///< [buyer] to groups, for deliveries
  AgentColumn<Centavos, 0, outlet_slots> sales, costs;  ///< [month modulo outlet_slots][buyer] that fall due then
  AgentColumn<Centavos> limit;                          ///< [buyer] most it may owe banks this month
  AgentColumn<float, 1> pays;                           ///< [buyer] share of this month's deliveries it can pay at once
  AgentColumn<std::uint8_t> lean_years;  ///< [buyer] years on end that it closed with more lost than is sunk

  static auto columns(auto& part, auto&& use) {
    return use(part.firm_capital, part.own_at_start, part.cash, part.debt, part.owed, part.sales, part.costs,
               part.limit, part.pays, part.lean_years);
  }
};

/// What a buyer earned in the agricultural year, in Bs, when it was earned rather than paid; kept until the next year
/// begins.
struct BuyerBooks {
  AgentColumn<double> sales, purchases, costs, interest;  ///< [buyer] costs: handling, trips, overheads, bad debts
  AgentColumn<double> earlier_profit;                     ///< [buyer] of all years before this one

  static auto columns(auto& part, auto&& use) {
    return use(part.sales, part.purchases, part.costs, part.interest, part.earlier_profit);
  }
};

struct Buyers {
  std::size_t count = 0;
  AgentColumn<std::uint64_t> identity;         ///< [buyer] keys the buyer's draws
  AgentColumn<std::uint16_t> region, product;  ///< [buyer]
  AgentColumn<Index> municipality, catchment;  ///< [buyer]
  AgentColumn<float> outlet_margin;            ///< [buyer] what its own outlet pays over the index, a share
  AgentColumn<std::uint8_t> gives_advances;    ///< [buyer] 1: does
  AgentColumn<std::uint8_t> owned;             ///< [buyer] 1: by producers, who are paid what a unit is worth to it
  AgentColumn<std::uint8_t, 1> open;           ///< [buyer] 0: has not entered yet, has closed or has left the region
  AgentColumn<double> capacity,
      free_capacity;               ///< [buyer] product units a year, whole; a shock may leave less than 0 free
  AgentColumn<double, 1> room;     ///< [buyer] share of a delivery for which a shock has left room
  AgentColumn<std::uint8_t> shut;  ///< [buyer] 1: closed by a shock, to open again after it
  BuyerFinance finance;
  BuyerBooks year;

  static auto columns(auto& buyer, auto&& use) {
    return use(buyer.identity, buyer.region, buyer.product, buyer.municipality, buyer.catchment, buyer.outlet_margin,
               buyer.gives_advances, buyer.owned, buyer.open, buyer.capacity, buyer.free_capacity, buyer.room,
               buyer.shut, buyer.finance, buyer.year);
  }

  /// Bs earned so far in the agricultural year.
  [[nodiscard]] double profit(Index b) const noexcept {
    return year.sales[b] - year.purchases[b] - year.costs[b] - year.interest[b];
  }
  /// Centavos that the buyer can pay now: cash and what is left of its credit line.
  [[nodiscard]] Centavos liquidity(Index b) const noexcept {
    return finance.cash[b] + std::max<Centavos>(finance.limit[b] - finance.debt[b], 0);
  }
  /// Centavos that the buyer has of its own, in this business.
  [[nodiscard]] Centavos own_funds(Index b) const noexcept {
    Centavos coming = 0;
    for (std::size_t k = 0; k < outlet_slots; ++k)
      coming += finance.sales[k * count + b] - finance.costs[k * count + b];
    return finance.cash[b] + coming - finance.debt[b] - finance.owed[b];
  }
};

}  // namespace ayni

#pragma once
// Firms that buy what groups of one product deliver, and their buyers: what one takes in one catchment is the buyer's, money
// is the firm's.

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

/// What a firm earned in the agricultural year, in Bs, when it was earned rather than paid; kept until the next year
/// begins.
struct FirmBooks {
  AgentColumn<double> sales, purchases, costs, interest;  ///< [firm] costs: handling, trips, overheads, bad debts
  AgentColumn<double> earlier_profit;                     ///< [firm] of all years before this one

  static auto columns(auto& part, auto&& use) {
    return use(part.sales, part.purchases, part.costs, part.interest, part.earlier_profit);
  }
};

/// Each owns the buyers of one product in one catchment or several, with one pool of capital. Money in centavos; own
/// funds = cash + what its customers owe it - debt - what it owes groups.
struct Firms {
  std::size_t count = 0;
  AgentColumn<std::uint16_t> product;  ///< [firm]
  AgentColumn<Index> first;            ///< [firm] its first buyer; the others follow in Buyers::next
  AgentColumn<std::uint8_t> open;      ///< [firm] 1: at least one of its buyers is
  AgentColumn<Centavos> capital;       ///< [firm] own funds, other business included
  AgentColumn<Centavos> own_at_start;  ///< [firm] own funds, in this business, at the start or at entry
  AgentColumn<Centavos> cash, debt;    ///< [firm] debt: drawn on the credit line
  AgentColumn<Centavos> owed;          ///< [firm] to groups, for deliveries
  AgentColumn<Centavos, 0, outlet_slots> sales, costs;  ///< [month modulo outlet_slots][firm] that fall due then
  AgentColumn<Centavos> limit;                          ///< [firm] most it may owe banks this month
  AgentColumn<float, 1> pays;                           ///< [firm] share of this month's deliveries it can pay at once
  AgentColumn<std::uint8_t> lean_years;  ///< [firm] years on end that it closed with more lost than is sunk
  FirmBooks year;

  static auto columns(auto& firm, auto&& use) {
    return use(firm.product, firm.first, firm.open, firm.capital, firm.own_at_start, firm.cash, firm.debt, firm.owed,
               firm.sales, firm.costs, firm.limit, firm.pays, firm.lean_years, firm.year);
  }

  /// Bs earned so far in the agricultural year.
  [[nodiscard]] double profit(Index f) const noexcept {
    return year.sales[f] - year.purchases[f] - year.costs[f] - year.interest[f];
  }
  /// Centavos that the firm can pay now: cash and what is left of its credit line.
  [[nodiscard]] Centavos liquidity(Index f) const noexcept {
    return cash[f] + std::max<Centavos>(limit[f] - debt[f], 0);
  }
  /// Centavos that the firm has of its own, in this business.
  [[nodiscard]] Centavos own_funds(Index f) const noexcept {
    Centavos coming = 0;
    for (std::size_t k = 0; k < outlet_slots; ++k) coming += sales[k * count + f] - costs[k * count + f];
    return cash[f] + coming - debt[f] - owed[f];
  }
};

/// What firms have in one catchment each: a plant, a collection centre, an agent.
struct Buyers {
  std::size_t count = 0;
  AgentColumn<std::uint64_t> identity;         ///< [buyer] keys the buyer's draws
  AgentColumn<std::uint16_t> region, product;  ///< [buyer]
  AgentColumn<Index> municipality, catchment;  ///< [buyer]
  AgentColumn<Index> firm;                     ///< [buyer] that it belongs to
  AgentColumn<Index, nobody> next;             ///< [buyer] the firm's next one; nobody: there is none
  AgentColumn<float> outlet_margin;            ///< [buyer] what its own outlet pays over the index, a share
  AgentColumn<std::uint8_t> gives_advances;    ///< [buyer] 1: does
  AgentColumn<std::uint8_t> owned;             ///< [buyer] 1: by producers, who are paid what a unit is worth to it
  AgentColumn<std::uint8_t, 1> open;           ///< [buyer] 0: has not entered yet, has closed or has left the region
  AgentColumn<double> capacity,
      free_capacity;               ///< [buyer] product units a year, whole; a shock may leave less than 0 free
  AgentColumn<double, 1> room;     ///< [buyer] share of a delivery for which a shock has left room
  AgentColumn<std::uint8_t> shut;  ///< [buyer] 1: closed by a shock, to open again after it

  static auto columns(auto& buyer, auto&& use) {
    return use(buyer.identity, buyer.region, buyer.product, buyer.municipality, buyer.catchment, buyer.firm, buyer.next,
               buyer.outlet_margin, buyer.gives_advances, buyer.owned, buyer.open, buyer.capacity, buyer.free_capacity,
               buyer.room, buyer.shut);
  }
};

}  // namespace ayni

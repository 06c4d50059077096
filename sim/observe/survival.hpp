#pragma once
// How long alliances last and how they end, with ties and censoring.
//
// Time is whole months since the start of the spells, at funding or at signing. A spell of duration d was under
// observation in months 0 .. d and left at d, by an event (cause 1..K) or censored (cause 0). At each month the events
// come first: a spell censored at d is still at risk at d. S(d) is the probability of lasting longer than d, so the
// events at d have been taken off; S(0) is below one only where spells end in the month of their start. Every spell is
// followed from its start, so there is no delayed entry. After the longest spell nobody is at risk and the curves stay
// where they are; the numbers at risk show it.
//
// Arrays over months have horizon + 1 values; arrays by cause are [causes][horizon + 1]. Nothing here allocates except
// the constructor of LifeTable. Kaplan & Meier (1958); Greenwood (1926); Aalen & Johansen (1978). Variances follow from the multinomial variance of a month's events, carried from month to month by the delta
// method, which for S is Greenwood's formula.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/calendar.hpp"

namespace ayni {

/// Spells, one an index: duration in months (at least 0) and how it ended (0 = censored, 1..K = cause).
struct Spells {
  std::span<const Month> duration;
  std::span<const std::uint8_t> cause;
};

/// Numbers at risk and numbers of events in every month from 0 to the horizon.
struct LifeTable {
  LifeTable(Month horizon, std::size_t number_of_causes);

  [[nodiscard]] std::span<const std::int64_t> ended_by(std::size_t cause) const {
    return std::span{ended_of_cause}.subspan((cause - 1) * months, months);
  }

  std::size_t months;  ///< horizon + 1
  std::size_t causes;
  std::vector<std::int64_t> at_risk;         ///< spells with duration >= month
  std::vector<std::int64_t> ended;           ///< events of any cause in the month
  std::vector<std::int64_t> ended_of_cause;  ///< [causes][months]
};

/// Fills the table from all spells, in time O(n + months x causes). Spells beyond the horizon stay at risk throughout.
void tabulate(const Spells& spells, LifeTable& table);

/// The same from the spells of one stratum, given by their indices.
void tabulate(const Spells& spells, std::span<const std::uint32_t> stratum, LifeTable& table);

/// Kaplan-Meier S and Greenwood's variance of it. Where S is zero so is the variance.
void kaplan_meier(const LifeTable& table, std::span<double> survival, std::span<double> variance);

/// Aalen-Johansen cumulative incidence of each cause and its variance. In every month S and the incidences sum to one.
void cumulative_incidence(const LifeTable& table, std::span<double> incidence, std::span<double> variance);

}  // namespace ayni

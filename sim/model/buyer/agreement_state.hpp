#pragma once
// Agreements of groups with buyers: terms, trust, the way to the buyer, the last settlement, and how alliances end.

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/calendar.hpp"
#include "core/index.hpp"
#include "model/column.hpp"

namespace ayni {

/// Whom a group with a signed agreement sells to; `unfunded` has none.
/// Suspended: the agreement stands, but there is no price that both sides would honour, so members sell on the spot.
enum class Outlet : std::uint8_t { unfunded, first_buyer, new_buyer, free_market, dissolved, suspended };
inline constexpr std::array outlet_names{"unfunded",    "first_buyer", "new_buyer",
                                         "free_market", "dissolved",   "suspended"};
inline constexpr std::size_t outlets = outlet_names.size();

/// Why an alliance with the first buyer ended (competing risks).
enum class Cause : std::uint8_t {
  none,
  counterpart_failure,  ///< the group could not pay a tranche of its counterpart
  low_trust,            ///< the group left for want of trust
  better_buyer,         ///< the group left for another buyer
  spot_price,           ///< the group left for the spot market
  product_change,       ///< the group changed to another crop
  buyer_withdrew,       ///< the buyer lost trust in the group
  buyer_failed,         ///< the buyer closed or left the region
  dissolution           ///< the group fell apart
};
inline constexpr std::array cause_names{"none",           "counterpart_failure", "low_trust",
                                        "better_buyer",   "spot_price",          "product_change",
                                        "buyer_withdrew", "buyer_failed",        "dissolution"};
inline constexpr std::size_t causes = cause_names.size();

/// Who ended an alliance. Neither: the buyer closed, or the group fell apart. Both: they found no price.
enum class EndedBy : std::uint8_t { none, group, buyer, both, neither };
inline constexpr std::array ended_by_names{"none", "group", "buyer", "both", "neither"};

/// Reasons a group would state for dropping its buyer; several may hold at once (table D.7).
enum class Reason : std::uint8_t { price_below_spot, late_delivery, product_change, transport, quantity, quality };
inline constexpr std::array reason_names{"price_below_spot", "late_delivery", "product_change",
                                         "transport",        "quantity",      "quality"};
inline constexpr std::size_t reasons = reason_names.size();
/// The main one of an end: Reason k is k + 1.
inline constexpr std::array main_reason_names{"none",      "price_below_spot", "late_delivery", "product_change",
                                              "transport", "quantity",         "quality"};

/// Mean of a Beta belief.
[[nodiscard]] inline double trust(float good, float bad) noexcept {
  return static_cast<double>(good) / (static_cast<double>(good) + static_cast<double>(bad));
}

/// Whether a group has an agreement with a buyer.
[[nodiscard]] inline bool allied(Outlet outlet) noexcept {
  return outlet == Outlet::first_buyer || outlet == Outlet::new_buyer;
}

/// Whether it has one, at work or suspended.
[[nodiscard]] inline bool agreed(Outlet outlet) noexcept { return allied(outlet) || outlet == Outlet::suspended; }

/// The agreement with a buyer, and how the one with the first buyer ended.
struct Agreements {
  AgentColumn<Outlet> outlet;                     ///< [group]
  AgentColumn<Index, nobody> first_buyer, buyer;  ///< [group] nobody: none
  AgentColumn<float> match_quality;               ///< [group] standard deviations
  AgentColumn<double> contracted;                 ///< [group] product units a year the buyer reserves, whole
  AgentColumn<float, 1> terms;       ///< [group] price the market supported at signing or renewal, over the index
  AgentColumn<float> fixed_price;    ///< [group] Bs a unit, fixed for the season
  AgentColumn<double> fixed_weight;  ///< [group] of that price in the price, agreed with it
  AgentColumn<double> floor_share, ceiling_share;  ///< [group] of that price, agreed with it; 0: none
  AgentColumn<double> premium_share;               ///< [group] premium for quality, agreed with it
  AgentColumn<float> rent,
      buyer_rent;  ///< [group] yearly gain each side expects over its other options, share of the price
  AgentColumn<Month, never> suspended;        ///< [group] when it was suspended last; never: not yet
  AgentColumn<Month, never> ended;            ///< [group] when the alliance with the first buyer did; never: not yet
  AgentColumn<Month, never> broken_unfunded;  ///< [group] when one ended that was signed but not funded; never: none
  AgentColumn<Cause> cause_unfunded;          ///< [group] why it did
  AgentColumn<Month, never> last_break;       ///< [group] when the latest alliance ended; never: none did
  AgentColumn<Cause> left_cause;              ///< [group] why the latest alliance ended
  AgentColumn<Index, nobody>
      left_buyer;  ///< [group] the one it left last, or traded with before the start; nobody: none
  AgentColumn<Index, nobody> certifier;      ///< [group] the buyer in whose name it is certified; nobody: in none
  AgentColumn<Cause> cause;                  ///< [group] why the first alliance ended
  AgentColumn<EndedBy> ended_by;             ///< [group] who ended it
  AgentColumn<std::uint8_t> main_reason;     ///< [group] place in main_reason_names of the term that was violated most
  AgentColumn<std::uint8_t> stated_reasons;  ///< [group] bit k: Reason k, when the alliance ended
  AgentColumn<float, 0, reasons> grievance;  ///< [reason][group] moving average of each reason, 0 .. 1
  AgentColumn<Index, nobody> standby;  ///< [group] the buyer that stands ready beside the one it has; nobody: none
  AgentColumn<float> standby_terms;    ///< [group] what that one would pay at its gate, over the index
  AgentColumn<float> standby_freight;  ///< [group] Bs a unit to it
  AgentColumn<float> margin_gain;  ///< [group] what a unit brings its buyer in addition by model 2 or 3, over the index
  AgentColumn<float, 1> strictness;        ///< [group] of that market, on what is turned away
  AgentColumn<std::uint8_t> delay_months;  ///< [group] by which that market pays later
  AgentColumn<Month, never> support_ends;  ///< [group] when plant or market will have worn out; never: there is none

  static auto columns(auto& part, auto&& use) {
    return use(part.outlet, part.first_buyer, part.buyer, part.match_quality, part.contracted, part.terms,
               part.fixed_price, part.fixed_weight, part.floor_share, part.ceiling_share, part.premium_share, part.rent,
               part.buyer_rent, part.suspended, part.ended, part.broken_unfunded, part.cause_unfunded, part.last_break,
               part.left_cause, part.left_buyer, part.certifier, part.cause, part.ended_by, part.main_reason,
               part.stated_reasons, part.grievance, part.standby, part.standby_terms, part.standby_freight,
               part.margin_gain, part.strictness, part.delay_months, part.support_ends);
  }
};

/// Whether the group sold to this buyer before the start, and to no other under an agreement since.
[[nodiscard]] inline bool traded_before(const Agreements& agreement, Index g, Index b) noexcept {
  return agreement.left_buyer[g] == b && agreement.left_cause[g] == Cause::none;
}

/// The buyer has no plant or market for the group any more.
inline void end_support(Agreements& agreement, Index g) noexcept {
  agreement.margin_gain[g] = 0.0F;
  agreement.strictness[g] = 1.0F;
  agreement.delay_months[g] = 0;
  agreement.support_ends[g] = never;
}

/// Beta parameters of the belief that the next settlement goes well: the group's in the buyer, the buyer's in the
/// group.
struct GroupTrust {
  AgentColumn<float> good, bad;                        ///< [group] settlements
  AgentColumn<float> buyer_good, buyer_bad;            ///< [group] settlements
  AgentColumn<float> remembered_good, remembered_bad;  ///< [group] the group's in the buyer it left last, at the end
  AgentColumn<float> remembered_buyer_good, remembered_buyer_bad;  ///< [group] that buyer's in the group
  AgentColumn<float> earlier_years;  ///< [group] of trade, before the start, with the buyer it knew then

  static auto columns(auto& part, auto&& use) {
    return use(part.good, part.bad, part.buyer_good, part.buyer_bad, part.remembered_good, part.remembered_bad,
               part.remembered_buyer_good, part.remembered_buyer_bad, part.earlier_years);
  }
};

/// The ways to the market town and to the buyer.
struct GroupTransport {
  AgentColumn<float> hours_market, hours_buyer;      ///< [group] hours
  AgentColumn<float> freight_market, freight_buyer;  ///< [group] Bs a product unit
  AgentColumn<float, 1> fault_odds, way_odds;        ///< [group] factors on the odds of faults: its own, and the way's
  AgentColumn<std::uint8_t> cut_off;                 ///< [group] 1: the roads are closed

  static auto columns(auto& part, auto&& use) {
    return use(part.hours_market, part.hours_buyer, part.freight_market, part.freight_buyer, part.fault_odds,
               part.way_odds, part.cut_off);
  }
};

/// The last settlement.
struct GroupSettlement {
  AgentColumn<float> contract_price, spot_price;  ///< [group] Bs a product unit; 0: nothing settled yet
  AgentColumn<float> side_selling;                ///< [group] share of what members could deliver
  AgentColumn<float> damage, buyer_damage;        ///< [group] to the group's trust and the buyer's, 0 none .. 1 total
  AgentColumn<float> volume_taken;                ///< [group] share of the delivery that the buyer accepted
  AgentColumn<float> unpaid;                      ///< [group] share of what was due that the buyer did not pay in time
  AgentColumn<float> refused;                     ///< [group] share of what was agreed and good that the buyer refused
  AgentColumn<std::uint8_t> renegotiated;         ///< [group] 1: another price was paid than was agreed

  static auto columns(auto& part, auto&& use) {
    return use(part.contract_price, part.spot_price, part.side_selling, part.damage, part.buyer_damage,
               part.volume_taken, part.unpaid, part.refused, part.renegotiated);
  }
};

}  // namespace ayni

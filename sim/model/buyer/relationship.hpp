#pragma once
// The self-enforcing agreement: without courts it holds while each side's temptation is smaller than what the
// relationship is worth to it (Thomas and Worrall 1988).
//
//   group  honours p while (o - p) q <= T delta / (1 - delta) R Q      o: what it would get elsewhere for q
//   buyer  honours p while (p - a) q <= T_b delta / (1 - delta) R_b Q  a: what a unit costs it elsewhere, or brings it
//
// with Q the year's volume, q this settlement's part of it, R and R_b yearly gains a unit, T and T_b the trust that the
// other side keeps its word. So prices between `low` and `high` hold. A price outside moves just to the nearer end;
// where there is no price that both would honour, the agreement is suspended until there is.

namespace ayni {

/// Bs a unit at the buyer's gate.
struct HonouredPrices {
  double low, high;
};

/// What the future of the relationship is worth today for each unit of this settlement, Bs; none where it would be a
/// loss. `rent` Bs a unit and year, `settlements` a year, `discount` the worth today of a boliviano in a year, below 1.
[[nodiscard]] inline double worth_of_future(double trust, double rent, double settlements, double discount) noexcept {
  return rent > 0.0 ? trust * discount / (1.0 - discount) * rent * settlements : 0.0;
}

enum class Standing { honoured, renegotiated, suspended };

struct SettledPrice {
  Standing standing;
  double price;  ///< Bs a unit; where suspended the agreed one
};

[[nodiscard]] inline SettledPrice settle_price(double agreed, const HonouredPrices& honoured) noexcept {
  if (honoured.low > honoured.high) return {Standing::suspended, agreed};
  if (agreed < honoured.low) return {Standing::renegotiated, honoured.low};
  if (agreed > honoured.high) return {Standing::renegotiated, honoured.high};
  return {Standing::honoured, agreed};
}

}  // namespace ayni

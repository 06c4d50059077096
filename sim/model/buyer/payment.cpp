#include "model/buyer/payment.hpp"

#include <algorithm>

#include "core/lanes.hpp"
#include "model/household/household_state.hpp"

namespace ayni {
namespace {

constexpr auto per_centavo = static_cast<float>(hundredth);  // Bs

// What households receive or pay at a price, each within what 32 bits hold.
Ints amounts(Ints hundredths, Floats price) noexcept {
  return to_ints(least(to_floats(hundredths) * price, Floats{} + static_cast<float>(household_limit)));
}

/// What households hold and have earned this year.
struct Purses {
  std::int32_t* cash;
  float* income;

  Purses(Households& household, std::size_t first)
      : cash{household.cash.data() + first}, income{household.product_income.data() + first} {}

  /// Eight households receive their money and pay their costs, as far as they can; returns what they pay.
  Ints settle(std::size_t i, Ints receipt, Ints due) const noexcept {
    const Ints holds = load(&cash[i]) + receipt;
    const Ints cost = least(due, holds);
    store(holds - cost, &cash[i]);
    store(load(&income[i]) + to_floats(receipt - cost) * per_centavo, &income[i]);
    return cost;
  }
};

}  // namespace

Receipts pay_households(Households& household, std::size_t first, std::size_t slots, const std::int32_t* sellable,
                        const std::int32_t* delivered, const UnitPrices& unit) {
  const Purses purse{household, first};
  const std::uint8_t* const member = household.member.data() + first;
  const Floats on_spot = Floats{} + unit.on_spot;
  Receipts all;
  for (std::size_t begin = 0; begin < slots; begin += stretch) {
    const std::size_t end = std::min(begin + stretch, slots);
    Ints from_group{};
    Ints from_spot{};
    Ints costs{};
    for (std::size_t i = begin; i < end; i += lane) {
      const Ints sells = load(&sellable[i]);
      const Ints delivers = load(&delivered[i]);
      const Ints group_pays = amounts(delivers, Floats{} + unit.from_group);
      const Ints spot_pays = amounts(sells - delivers, on_spot);
      from_group += group_pays;
      from_spot += spot_pays;
      costs +=
          purse.settle(i, group_pays + spot_pays, amounts(sells, unit.cost - unit.saved * to_floats(load(&member[i]))));
    }
    all.from_group += total(from_group);
    all.from_spot += total(from_spot);
    all.costs += total(costs);
  }
  return all;
}

Receipts pay_on_spot(Households& household, std::size_t first, std::size_t slots, const std::int32_t* sellable,
                     const UnitPrices& unit) {
  const Purses purse{household, first};
  const std::uint8_t* const member = household.member.data() + first;
  const Floats on_spot = Floats{} + unit.on_spot;
  Receipts all;
  for (std::size_t begin = 0; begin < slots; begin += stretch) {
    const std::size_t end = std::min(begin + stretch, slots);
    Ints from_spot{};
    Ints costs{};
    for (std::size_t i = begin; i < end; i += lane) {
      const Ints sells = load(&sellable[i]);
      const Ints receipt = amounts(sells, on_spot);
      from_spot += receipt;
      costs += purse.settle(i, receipt, amounts(sells, unit.cost - unit.saved * to_floats(load(&member[i]))));
    }
    all.from_spot += total(from_spot);
    all.costs += total(costs);
  }
  return all;
}

Centavos pay_members(Households& household, std::size_t first, std::size_t slots, double amount) {
  const float* const harvest = household.harvest.data() + first;
  const std::uint8_t* const member = household.member.data() + first;
  std::int32_t* const cash = household.cash.data() + first;
  float* const income = household.product_income.data() + first;
  Doubles first_produced{};
  Doubles second_produced{};
  for (std::size_t k = 0; k < slots; k += lane) {
    const Floats of_members = load(&harvest[k]) * to_floats(load(&member[k]));
    first_produced += first_half(of_members);
    second_produced += second_half(of_members);
  }
  const double weight = sum(first_produced, second_produced);
  if (weight <= 0.0) return 0;
  const double share = amount / weight;
  const Doubles most = Doubles{} + static_cast<double>(household_limit);
  WideSum received;
  for (std::size_t k = 0; k < slots; k += lane) {
    const Floats of_members = load(&harvest[k]) * to_floats(load(&member[k]));
    const Ints whole =
        to_ints(least(share * first_half(of_members), most), least(share * second_half(of_members), most));
    store(load(&cash[k]) + whole, &cash[k]);
    store(load(&income[k]) + to_floats(whole) * per_centavo, &income[k]);
    received.add(whole);
  }
  return received.total();
}

}  // namespace ayni

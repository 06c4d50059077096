#pragma once
// Households, in blocks, one a group: the members at the start, then neighbours and migrants who may join. Blocks are
// padded with empty slots to a multiple of `lane` so that the loops over households have no remainders; an empty slot has
// no land, no income and no cash, and so changes no sum.

#include <cstddef>
#include <cstdint>

#include "model/column.hpp"

namespace ayni {

/// Amounts of one household are held in 32 bits; no single receipt or loan is larger than this (1.5 million Bs), so
/// that all that can come in during a month fits on top of the largest savings (see model/household/household.cpp).
inline constexpr std::int32_t household_limit = 150'000'000;

/// Numbers are of 32 bits, so that vector instructions take equal numbers of each; what is only yes or no has a byte, for the
/// loops over households wait for memory as often as for the processor.
struct Households {
  std::size_t count = 0;  ///< slots, padding included
  // Persistent traits.
  AgentColumn<float> capacity;  ///< [slot] farm units times ability: output in normal years over the base yield
  AgentColumn<float> other_income_base;  ///< [slot] Bs a month at the prices of the base year
  AgentColumn<std::uint8_t> lives;       ///< [slot] 0 for padding
  // This agricultural year.
  AgentColumn<float> harvest;              ///< [slot] capacity times the year's luck, 0 while away
  AgentColumn<std::int32_t> other_income;  ///< [slot] centavos a month
  AgentColumn<std::int32_t> spending;      ///< [slot] centavos a month the household means to spend
  AgentColumn<float> product_income;       ///< [slot] Bs, net, in the agricultural year so far
  AgentColumn<float> home_consumption;     ///< [slot] Bs, what of the product was eaten at home in that time
  AgentColumn<float> family_days;          ///< [slot] days the family works on the product this agricultural year
  AgentColumn<std::int32_t> wages;         ///< [slot] centavos for the hands it hires this agricultural year
  // Running state.
  AgentColumn<std::int32_t> cash;       ///< [slot] centavos
  AgentColumn<std::int32_t> animals;    ///< [slot] centavos at the prices of the base year: beasts it can sell in need
  AgentColumn<std::uint8_t> member;     ///< [slot] 1 or 0
  AgentColumn<std::uint8_t> migrant;    ///< [slot] 1: has land rights, lives elsewhere unless a boom calls
  AgentColumn<std::uint8_t> away;       ///< [slot] 1: migrated, the land lies idle or is lent
  AgentColumn<std::int32_t> fund_debt;  ///< [slot] centavos owed to the group's revolving fund
  AgentColumn<std::int32_t> fund_instalment;  ///< [slot] centavos of principal due at a meeting
  AgentColumn<std::int32_t> bank_debt;        ///< [slot] centavos owed to the bank
  AgentColumn<std::uint8_t> bank_years;       ///< [slot] harvests after which a bank loan was still owed
  AgentColumn<std::int32_t> peer_balance;     ///< [slot] centavos other members owe this one (negative: it owes)
  AgentColumn<std::uint8_t> arrears;          ///< [slot] meetings a fund loan is overdue
  // Memory.
  AgentColumn<float> expected_income;  ///< [slot] Bs a year of net product income the household counts on

  static auto columns(auto& household, auto&& use) {
    return use(household.capacity, household.other_income_base, household.lives, household.harvest,
               household.other_income, household.spending, household.product_income, household.home_consumption,
               household.family_days, household.wages, household.cash, household.animals, household.member,
               household.migrant, household.away, household.fund_debt, household.fund_instalment, household.bank_debt,
               household.bank_years, household.peer_balance, household.arrears, household.expected_income);
  }
};

}  // namespace ayni

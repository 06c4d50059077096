#include "model/household/household.hpp"

#include <algorithm>

namespace ayni {
namespace {

// So that the longest savings, 24 months of it, leave room within 32 bits for all that can come in during a month.
constexpr float spending_limit = 2.0e7F;

constexpr float insurable_limit = 1.0e6F;                    // Bs a year, so that a premium fits 32 bits in centavos
constexpr auto per_centavo = static_cast<float>(hundredth);  // Bs

}  // namespace

void HouseholdAccounts::begin_season(World& world, Month t) const {
  Households& household = world.household;
  const Groups& group = world.group;
  const bool first_year = t == 0;
  const auto memory = static_cast<float>(p_.expectation_memory);
  const auto rate = static_cast<float>(p_.saving_rate);
  const auto target = static_cast<float>(p_.savings_target_months);
  const auto index = static_cast<float>(world.price_index * 100.0);
  for (Index g = 0; g < group.count; ++g) {
    const auto drought = static_cast<float>(world.climate.drought[group.region[g]]);
    const float other_share = index * (1.0F - static_cast<float>(p_.drought_loss_other) * drought);
    const std::size_t first = group.first[g];
    const std::size_t slots = group.slots[g];
    float* const expected = household.expected_income.data() + first;
    float* const this_year = household.product_income.data() + first;
    if (!first_year) {
      repay_peers(world, g);
      for (std::size_t k = 0; k < slots; ++k) {
        expected[k] = memory * expected[k] + (1.0F - memory) * this_year[k];
        this_year[k] = 0.0F;
      }
    }
    const float* const other_base = household.other_income_base.data() + first;
    const std::int32_t* const away = household.away.data() + first;
    const std::int32_t* const cash = household.cash.data() + first;
    std::int32_t* const other_income = household.other_income.data() + first;
    std::int32_t* const spending = household.spending.data() + first;
    for (std::size_t k = 0; k < slots; ++k) {
      const float here = away[k] != 0 ? 0.0F : 1.0F;
      const float other = here * other_base[k] * other_share;
      const float income = other + here * std::max(expected[k], 0.0F) * (100.0F / 12.0F);
      const float short_of = std::max(0.0F, 1.0F - static_cast<float>(cash[k]) / (target * income + 1.0F));
      other_income[k] = static_cast<std::int32_t>(std::min(other, spending_limit));
      spending[k] = static_cast<std::int32_t>(std::min(income * (1.0F - rate * short_of), spending_limit));
    }
    if (p_.insurance_premium_share > 0.0 && !first_year) insure(world, g, drought);
  }
}

// Premiums of members for the year, and the payout at once when the year's drought passes the trigger.
void HouseholdAccounts::insure(World& world, Index g, float drought) const {
  Households& household = world.household;
  const Groups& group = world.group;
  if (group.kind[g] != GroupKind::potential) return;
  const bool pays = drought >= static_cast<float>(p_.insurance_trigger) && drought > 0.0F;
  Centavos premiums = 0;
  Centavos subsidies = 0;
  Centavos payouts = 0;
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
    if (household.member[i] == 0) continue;
    const double expected =
        100.0 * static_cast<double>(std::clamp(household.expected_income[i], 0.0F, insurable_limit));
    const auto premium =
        static_cast<std::int32_t>(p_.insurance_premium_share * (1.0 - p_.insurance_subsidy) * expected);
    if (premium > household.cash[i]) continue;
    household.cash[i] -= premium;
    household.product_income[i] -= static_cast<float>(premium) * per_centavo;
    premiums += premium;
    subsidies += static_cast<Centavos>(p_.insurance_premium_share * p_.insurance_subsidy * expected);
    if (!pays) continue;
    const auto payout =
        static_cast<std::int32_t>(std::min(p_.insurance_payout_share * expected, static_cast<double>(household_limit)));
    household.cash[i] += payout;
    household.product_income[i] += static_cast<float>(payout) * per_centavo;
    payouts += payout;
  }
  const Centavos subsidy = std::min(subsidies, world.project.account);
  world.project.account -= subsidy;
  world.project.assistance += subsidy;
  world.project.committed += subsidy;
  world.outside += premiums + subsidy - payouts;
  world.ledger.post(Account::household, Account::outside, premiums);
  world.ledger.post(Account::project, Account::outside, subsidy);
  world.ledger.post(Account::outside, Account::household, payouts);
}

// Members who were lent to for a counterpart pay back what they can; lenders receive it in proportion.
void HouseholdAccounts::repay_peers(World& world, Index g) const {
  if (world.group.investment.counterpart_paid[g] == 0) return;
  Households& household = world.household;
  const std::size_t first = world.group.first[g];
  const std::size_t end = first + world.group.slots[g];
  std::int32_t any = 0;
  for (std::size_t i = first; i < end; ++i) any |= household.peer_balance[i];
  if (any == 0) return;
  Centavos repaid = 0;
  Centavos owed = 0;
  for (std::size_t i = first; i < end; ++i) {
    owed += std::max(household.peer_balance[i], 0);
    const std::int32_t debt = std::max(-household.peer_balance[i], 0);
    const std::int32_t pays = std::min(debt, std::max(household.cash[i] - household.spending[i], 0));
    household.cash[i] -= pays;
    household.peer_balance[i] += pays;
    repaid += pays;
  }
  if (repaid == 0) return;
  Centavos passed = 0;
  Centavos given = 0;
  for (std::size_t i = first; i < end; ++i) {
    if (household.peer_balance[i] <= 0) continue;
    passed += household.peer_balance[i];
    const Centavos so_far =
        static_cast<Centavos>(static_cast<double>(repaid) * static_cast<double>(passed) / static_cast<double>(owed));
    const auto receives = static_cast<std::int32_t>((passed == owed ? repaid : so_far) - given);
    household.cash[i] += receives;
    household.peer_balance[i] -= receives;
    given += receives;
  }
}

Centavos HouseholdAccounts::advance(World& world) const {
  Households& household = world.household;
  const std::int32_t* const other = household.other_income.data();
  const std::int32_t* const plan = household.spending.data();
  std::int32_t* const cash = household.cash.data();
  const auto ceiling = static_cast<std::int32_t>(p_.savings_ceiling_months);
  WideSum income;
  WideSum spent;
  WideSum left;
  for (std::size_t i = 0; i < household.count; i += lane) {
    const Ints earns = load(&other[i]);
    const Ints plans = load(&plan[i]);
    const Ints there = load(&cash[i]) + earns;
    const Ints keeps = most(least(there - plans, plans * ceiling), Ints{});
    store(keeps, &cash[i]);
    income.add(earns);
    spent.add(there - keeps);
    left.add(keeps);
  }
  world.ledger.post(Account::outside, Account::household, income.total());
  world.ledger.post(Account::household, Account::outside, spent.total());
  world.outside += spent.total() - income.total();
  return left.total();
}

}  // namespace ayni

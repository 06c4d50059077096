#include "model/household/household.hpp"

#include <algorithm>
#include <array>

#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

// So that the longest savings, 24 months of it, leave room within 32 bits for all that can come in during a month.
constexpr float spending_limit = 2.0e7F;
constexpr float herd_limit = 1.0e9F;  // so that what animals are worth leaves room within 32 bits

constexpr float insurable_limit = 1.0e6F;                    // Bs a year, so that a premium fits 32 bits in centavos
constexpr auto per_centavo = static_cast<float>(hundredth);  // Bs
constexpr float least_other_share = 0.5F;                    // of other income, however much work the farm asks for

struct Sums {
  WideSum income, spent, left, animals_sold, animals_bought;
};

/// What a stretch of households has this month, and what is left of it when they have eaten. Centavos.
struct Purses {
  std::array<std::int32_t, stretch> there, kept;
};

/// How households whose product is sold again in `wait` months live in this one; every number is eight alike.
struct Living {
  Floats later, part, floor, price, distress_price, sold_for_one, buffer, restocking, herd, largest_herd;
  Ints ceiling;

  Living(const HouseholdParameters& p, double price_index, int wait) {
    const auto all = [](double value) { return Floats{} + static_cast<float>(value); };
    later = all(wait - 1);
    part = all(1.0 / (static_cast<double>(wait) + p.buffer_months));
    floor = all(p.consumption_floor_share);
    price = all(price_index);
    distress_price = all(price_index * (1.0 - p.animal_discount));
    sold_for_one = all(1.0 / (price_index * (1.0 - p.animal_discount)));
    buffer = all(static_cast<double>(wait - 1) + p.buffer_months);
    restocking = all(p.restocking_share / price_index);
    herd = all(p.herd_months / price_index);
    largest_herd = Floats{} + herd_limit;
    ceiling = Ints{} + (wait - 1 + static_cast<std::int32_t>(p.savings_ceiling_months));
  }

  /// A stretch of households, eight at a time.
  void month(Households& household, std::size_t first, std::size_t end, Sums& sums) const noexcept {
    Purses purse;  // two loops: what one would keep at hand is more than a processor has registers for
    for (std::size_t i = first; i < end; i += lane) eat(household, i, i - first, purse, sums);
    for (std::size_t i = first; i < end; i += lane) restock(household, i, i - first, purse, sums);
  }

  /// They earn, sell animals if they could not eat otherwise, which in most months nobody has to, and eat.
  void eat(Households& household, std::size_t i, std::size_t k, Purses& purse, Sums& sums) const noexcept {
    const Ints earns = load(&household.other_income[i]);
    const Ints usual = load(&household.spending[i]);
    const Ints least_eaten = to_ints(to_floats(usual) * floor);
    Ints income = earns;
    Ints there = load(&household.cash[i]) + earns;
    if (any(least_eaten > there)) {
      const Ints beasts = load(&household.animals[i]);
      const Ints lacking = most(least_eaten - there, Ints{});
      const Ints sold = least(to_ints(least(to_floats(lacking) * sold_for_one, largest_herd)), beasts);
      const Ints proceeds = to_ints(to_floats(sold) * distress_price);
      store(beasts - sold, &household.animals[i]);
      sums.animals_sold.add(sold);
      income += proceeds;
      there += proceeds;
    }
    const Ints affords = to_ints((to_floats(there) + later * to_floats(earns)) * part);
    const Ints eaten = least(most(least(affords, usual), least_eaten), there);
    store(there, &purse.there[k]);
    store(there - eaten, &purse.kept[k]);
    sums.income.add(income);
  }

  /// They buy animals from what is to spare, and durable goods from what is beyond all savings.
  void restock(Households& household, std::size_t i, std::size_t k, const Purses& purse, Sums& sums) const noexcept {
    const Ints earns = load(&household.other_income[i]);
    const Ints usual = load(&household.spending[i]);
    const Ints beasts = load(&household.animals[i]);
    const Ints kept = load(&purse.kept[k]);
    const Floats to_spare =
        least(to_floats(kept) - to_floats(usual) * buffer + to_floats(earns) * later, to_floats(kept));
    const Floats room = least(largest_herd, to_floats(usual) * herd) - to_floats(beasts);
    const Ints bought = most(to_ints(least(to_spare * restocking, room)), Ints{});
    const Ints paid = least(to_ints(to_floats(bought) * price), kept);
    const Ints left = least(kept - paid, usual * ceiling);
    store(beasts + bought, &household.animals[i]);
    store(left, &household.cash[i]);
    sums.spent.add(load(&purse.there[k]) - left);
    sums.left.add(left);
    sums.animals_bought.add(bought);
  }
};

}  // namespace

HouseholdAccounts::HouseholdAccounts(const HouseholdParameters& parameters, const LabourParameters& labour,
                                     const std::vector<ProductParameters>& products)
    : p_{parameters}, labour_{labour} {
  for (const ProductParameters& product : products) days_.push_back(static_cast<float>(product.labour_days));
}

void HouseholdAccounts::begin_season(World& world, Month t) const {
  const Groups& group = world.group;
  const bool first_year = t == 0;
  for (Index g = 0; g < group.count; ++g) {
    const auto drought = static_cast<float>(world.climate.drought[group.region[g]]);
    if (!first_year) {
      repay_peers(world, g);
      remember(world.household, group.first[g], group.slots[g]);
    }
    plan(world, g, drought);
    if (p_.insurance_premium_share > 0.0 && !first_year) insure(world, g, drought);
  }
}

// The year's income enters expectations; a new one begins.
void HouseholdAccounts::remember(Households& household, std::size_t first, std::size_t slots) const {
  const auto memory = static_cast<float>(p_.expectation_memory);
  for (std::size_t i = first; i < first + slots; i += lane) {
    const Floats expected = load(&household.expected_income[i]);
    const Floats this_year = load(&household.product_income[i]);
    store(memory * expected + (1.0F - memory) * this_year, &household.expected_income[i]);
    store(Floats{}, &household.product_income[i]);
    store(Floats{}, &household.home_consumption[i]);
  }
}

// Other income and spending of the season, and what a drought leaves of the animals.
void HouseholdAccounts::plan(World& world, Index g, float drought) const {
  Households& household = world.household;
  const Groups& group = world.group;
  const auto all = [](float value) { return Floats{} + value; };
  const auto index = static_cast<float>(
      100.0 * ((1.0 - labour_.wage_work_share) * world.price_index + labour_.wage_work_share * world.wage_index));
  const float other_share = index * (1.0F - static_cast<float>(p_.drought_loss_other) * drought);
  const float surviving = 1.0F - static_cast<float>(p_.drought_loss_animals) * drought;
  const auto family_days = all(static_cast<float>(labour_.family_days));
  const auto day = static_cast<float>(labour_.paid_work_displaced * world.day_wage * 100.0 / 12.0);
  const float days = days_[group.product[g]];
  const Stage stage = group.cycle.stage[g];
  const bool saves = stage >= Stage::forming && stage <= Stage::executing;
  const float put_by = saves ? static_cast<float>(p_.planned_saving_share) : 0.0F;
  const Floats limit = all(spending_limit);
  WideSum before, after;  // a rounded number may also be the larger of two
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; i += lane) {
    const Floats here = load(&household.away[i]) != 0 ? Floats{} : all(1.0F);
    const Floats elsewhere = here * load(&household.other_income_base[i]) * other_share;
    const Floats worked = load(&household.family_days[i]);
    const Floats freed = here * (least(family_days, days * load(&household.capacity[i])) - worked);
    const Floats other = most(elsewhere + day * freed, least_other_share * elsewhere);
    const Floats expected = most(load(&household.expected_income[i]), Floats{});
    const Floats income = other + here * expected * (100.0F / 12.0F);
    const Floats spends = income * (1.0F - put_by * to_floats(load(&household.member[i])));
    store(to_ints(least(other, limit)), &household.other_income[i]);
    store(to_ints(least(spends, limit)), &household.spending[i]);
    const Ints beasts = load(&household.animals[i]);
    const Ints alive = to_ints(to_floats(beasts) * surviving);
    before.add(beasts);
    after.add(alive);
    store(alive, &household.animals[i]);
  }
  world.herds.died += before.total() - after.total();
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
  WideSum all_repaid, all_owed;
  for (std::size_t i = first; i < end; i += lane) {
    const Ints balance = load(&household.peer_balance[i]);
    if (!any(balance)) continue;
    const Ints cash = load(&household.cash[i]);
    const Ints pays = least(most(-balance, Ints{}), most(cash - load(&household.spending[i]), Ints{}));
    store(cash - pays, &household.cash[i]);
    store(balance + pays, &household.peer_balance[i]);
    all_repaid.add(pays);
    all_owed.add(most(balance, Ints{}));
  }
  const Centavos repaid = all_repaid.total();
  const Centavos owed = all_owed.total();
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
  const Groups& group = world.group;
  Sums sums;
  for (const Cell& cell : world.cells) {
    const Living living{p_, world.price_index, world.market.months_to_sale[cell.product]};
    const std::size_t end = group.first[cell.end - 1] + group.slots[cell.end - 1];
    for (std::size_t i = group.first[cell.begin]; i < end; i += stretch) {
      living.month(world.household, i, std::min(i + stretch, end), sums);
    }
  }
  const Centavos income = sums.income.total();
  const Centavos spent = sums.spent.total();
  world.ledger.post(Account::outside, Account::household, income);
  world.ledger.post(Account::household, Account::outside, spent);
  world.outside += spent - income;
  world.herds.sold += sums.animals_sold.total();
  world.herds.bought += sums.animals_bought.total();
  return sums.left.total();
}

}  // namespace ayni

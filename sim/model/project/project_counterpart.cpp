// Where the cash of a counterpart comes from: the municipality, members, their savings group, the buyer's advance, a bank.

#include <algorithm>

#include "core/distributions.hpp"
#include "model/project/project.hpp"
#include "model/world.hpp"

namespace ayni {
namespace {

constexpr double largest_contract = 1e14;                // Bs a year, so that a share of it is a finite amount
constexpr Centavos largest_loan = household_limit / 10;  // to one household, so that several fit 32 bits
constexpr float largest_reserve = 2.0e9F;                // centavos, so that it fits 32 bits

}  // namespace

// What the municipality would pay of a tranche now.
Centavos Project::municipal_part(const World& world, Index g, Centavos need) const {
  if (p_.municipal_counterpart_share <= 0.0) return 0;
  const Centavos has = world.municipality.account[world.group.municipality[g]];
  return std::clamp<Centavos>(has, 0, rounded(static_cast<double>(need) * p_.municipal_counterpart_share));
}

void Project::pay_municipal_part(World& world, Index g, Centavos amount) {
  const Index m = world.group.municipality[g];
  world.municipality.account[m] -= amount;
  world.municipality.cofinanced[m] += amount;
  world.group.account.balance[g] += amount;
  world.ledger.post(Account::municipality, Account::group, amount);
}

// What eight members can pay: cash beyond a reserve and what they need to live on, at the least, until the next sale, and of
// their animals what they are ready to sell.
Project::Means Project::means(const World& world, std::size_t i, int months_to_sale) const {
  const Households& household = world.household;
  const auto later = static_cast<float>(months_to_sale - 1);
  const float months = static_cast<float>(p_.reserve_months) + static_cast<float>(floor_share_) * later;
  const Floats keeps =
      months * to_floats(load(&household.spending[i])) - later * to_floats(load(&household.other_income[i]));
  const Ints kept = to_ints(least(most(keeps, Floats{}), Floats{} + largest_reserve));
  const Ints member = load(&household.member[i]);
  const Ints animals = load(&household.animals[i]) * member;
  const double price = world.price_index * distress_price_;
  return {most(load(&household.cash[i]) - kept, Ints{}) * member,
          to_ints(first_half(animals) * ready_to_sell_ * price, second_half(animals) * ready_to_sell_ * price)};
}

Centavos Project::means_of_all(const World& world, Index g) const {
  const Groups& group = world.group;
  const int wait = world.market.months_to_sale[group.product[g]];
  WideSum all;
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; i += lane) {
    const Means can = means(world, i, wait);
    all.add(can.cash);
    all.add(can.animals);
  }
  return all.total();
}

// What the group could raise from its members now.
Centavos Project::spare_cash(const World& world, Index g) const {
  const double solidarity = std::min(
      1.0, p_.solidarity_base + p_.solidarity_cohesion * static_cast<double>(world.group.membership.cohesion[g]));
  return rounded(static_cast<double>(means_of_all(world, g)) * solidarity);
}

// A household sells so many animals as bring what it lacks, if it lacks anything. Returns what they bring.
Centavos Project::sell_animals(World& world, std::size_t i, Centavos lacking) const {
  if (lacking <= 0) return 0;
  Households& household = world.household;
  const double price = world.price_index * distress_price_;
  const auto sold = static_cast<std::int32_t>(
      std::min(static_cast<double>(lacking) / price + 1.0, static_cast<double>(household.animals[i])));
  household.animals[i] -= sold;
  world.herds.sold += sold;
  household.cash[i] += static_cast<std::int32_t>(lacking);
  return lacking;
}

// Takes `wanted` from members in proportion to what they can spare; those who pay more than an equal part lend it to
// those who pay less.
void Project::collect(World& world, Index g, Centavos wanted) const {
  Households& household = world.household;
  Groups& group = world.group;
  const std::size_t first = group.first[g];
  const std::size_t end = first + group.slots[g];
  const int wait = world.market.months_to_sale[group.product[g]];
  const Centavos all = means_of_all(world, g);
  if (all == 0) return;
  const double ratio = static_cast<double>(wanted) / static_cast<double>(all);
  Centavos passed = 0;
  Centavos collected = 0;
  Centavos proceeds = 0;
  for (std::size_t i = first; i < end; i += lane) {  // by running parts, so that they add up to the whole
    const Means can = means(world, i, wait);
    for (std::size_t l = 0; l < lane; ++l) {
      if (can.cash[l] == 0 && can.animals[l] == 0) continue;
      passed += Centavos{can.cash[l]} + can.animals[l];
      const Centavos so_far = passed == all ? wanted : static_cast<Centavos>(ratio * static_cast<double>(passed));
      const auto paid = static_cast<std::int32_t>(so_far - collected);
      proceeds += sell_animals(world, i + l, Centavos{paid} - can.cash[l]);
      household.cash[i + l] -= paid;
      household.peer_balance[i + l] += paid;
      collected = so_far;
    }
  }
  const auto equal = static_cast<std::int32_t>(collected / group.membership.members[g]);
  auto odd = static_cast<std::int32_t>(collected % group.membership.members[g]);
  for (std::size_t i = first; i < end; ++i) {
    if (household.member[i] == 0) continue;
    household.peer_balance[i] -= equal + (odd > 0 ? 1 : 0);
    if (odd > 0) --odd;
  }
  group.account.balance[g] += collected;
  consumers_pay(world, Account::household, proceeds);
  world.ledger.post(Account::household, Account::group, collected);
}

// The fund gives back savings to the members, who pay them to the group.
void Project::withdraw_savings(World& world, Index g, Centavos amount) {
  Groups& group = world.group;
  group.fund.cash[g] -= amount;
  group.fund.savings[g] = std::max<Centavos>(group.fund.savings[g] - amount, 0);
  group.account.balance[g] += amount;
  world.ledger.post(Account::fund, Account::household, amount);
  world.ledger.post(Account::household, Account::group, amount);
}

// What a buyer that gives advances would lend against later deliveries.
Centavos Project::advance_offered(const World& world, Index g) const {
  const Groups& group = world.group;
  const Index b = group.agreement.buyer[g];
  if (b == nobody || world.buyer.gives_advances[b] == 0) return 0;
  const double yearly = std::min(group.agreement.contracted[g] * world.market.index[group.cell[g]], largest_contract);
  return std::max<Centavos>(
      std::min(centavos(p_.advance_share * yearly) - group.account.advance[g], buyer_liquidity(world, b)), 0);
}

void Project::take_advance(World& world, Index g, Centavos advance) const {
  if (advance == 0) return;
  Groups& group = world.group;
  take_from_buyer(world, group.agreement.buyer[g], advance);
  group.account.balance[g] += advance;
  group.account.advance[g] += advance;
  // Deliveries paid for beforehand: income of the members now, since the buyer keeps it back from what they deliver.
  const double each = bolivianos(advance) / static_cast<double>(group.membership.members[g]);
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
    world.household.product_income[i] += static_cast<float>(each) * static_cast<float>(world.household.member[i]);
  }
  group.year.net_income[g] += bolivianos(advance);
  group.membership.benefit[g] += bolivianos(advance);
  world.ledger.post(Account::buyer, Account::group, advance);
}

// With the incentive a bank lends the members of an established group what is missing, once a tranche, and pays it to
// the group on their behalf.
bool Project::borrow(World& world, Index g, Centavos missing) const {
  Groups& group = world.group;
  Households& household = world.household;
  Engine rng = world.streams(Process::counterpart_loan, group.identity[g], group.cycle.tranche[g]);
  const Centavos each = missing / group.membership.members[g] + 1;
  const bool known = group.trait.young[g] == 0 && bernoulli(rng, p_.bank_incentive_chance);
  if (!known || missing > world.bank.account || each > largest_loan) return false;
  auto odd = missing % group.membership.members[g];
  for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
    if (household.member[i] == 0) continue;
    household.bank_debt[i] += static_cast<std::int32_t>(missing / group.membership.members[g] + (odd > 0 ? 1 : 0));
    if (odd > 0) --odd;
  }
  group.bank.incentive[g] = 1;
  group.bank.issued[g] += missing;
  group.account.balance[g] += missing;
  world.bank.account -= missing;
  world.bank.lent += missing;
  world.ledger.post(Account::bank, Account::household, missing);
  world.ledger.post(Account::household, Account::group, missing);
  return true;
}

}  // namespace ayni

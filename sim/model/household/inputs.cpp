#include "model/household/inputs.hpp"

#include <algorithm>
#include <numeric>

#include "core/elementary.hpp"
#include "core/lanes.hpp"
#include "model/household/input_needs.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

constexpr auto per_centavo = static_cast<float>(hundredth);  // Bs
constexpr int months_a_year = 12;
constexpr double largest_contract = 1e14;  // Bs a year, so that a share of it is a finite amount

}  // namespace

Inputs::Inputs(const InputParameters& parameters, const HouseholdParameters& household, double input_saving,
               const std::vector<ProductParameters>& products)
    : p_{parameters}, floor_share_{household.consumption_floor_share}, input_saving_{input_saving} {
  for (std::size_t k = 0; k <= steps; ++k) {
    const double share = static_cast<double>(k) / static_cast<double>(steps);
    yield_[k] = static_cast<float>(portable_pow(std::max(share, p_.own_share), p_.elasticity));
  }
  for (const ProductParameters& product : products) {
    const int month = static_cast<int>(product.input_month) - 1;
    int wait = 1;
    while (wait < months_a_year &&
           product.sold_by_month[static_cast<std::size_t>((month + wait) % months_a_year)] <= 0.0)
      ++wait;
    kind_.push_back({product.cost_share * product.price.level * product.prefinanced_share,
                     product.yield_per_farm_unit_year * (1.0 - product.loss_share), month, static_cast<float>(wait),
                     false});
    kind_.back().asks = kind_.back().unit_cost > 0.0 || product.labour_days > 0.0;
  }
}

// Linear between the steps of the table.
float Inputs::yield_of(float share) const noexcept {
  const float at = std::clamp(share, 0.0F, 1.0F) * static_cast<float>(steps);
  const std::size_t below = std::min(static_cast<std::size_t>(at), steps - 1);
  return yield_[below] + (at - static_cast<float>(below)) * (yield_[below + 1] - yield_[below]);
}

// Of the work that the household wants done, when it pays for such a share of the hands: who is not paid does not come.
float Inputs::worked_with(const World& world, std::size_t i, float share) noexcept {
  if (world.household.wages[i] == 0) return 1.0F;
  const auto hired = static_cast<float>(static_cast<double>(world.household.wages[i]) * hundredth / world.day_wage);
  return 1.0F - (1.0F - share) * hired / (hired + world.household.family_days[i]);
}

bool Inputs::buys_together(const Groups& group, Index g) const {
  return group.practice.buys_inputs[g] != 0 && group.agreement.outlet[g] != Outlet::dissolved;
}

void Inputs::begin_season(World& world, Month t) const {
  GroupCrop& crop = world.group.crop;
  for (Index g = 0; g < world.group.count; ++g) {
    const Kind& kind = kind_[world.group.product[g]];
    const double saved = buys_together(world.group, g) ? input_saving_ : 0.0;
    crop.input_cost[g] = static_cast<float>(100.0 * kind.unit_cost * kind.output * world.price_index * (1.0 - saved) *
                                            (1.0 + static_cast<double>(crop.area_growth[g])));
    crop.input_floor[g] = static_cast<float>(floor_share_) * kind.wait;
    crop.input_wait[g] = kind.wait;
    crop.inputs_asked[g] = crop.inputs_bought[g] = crop.inputs_advanced[g] = 0.0;
    crop.inputs_month[g] = t + (kind.month - world.calendar.month_of_year(t) + months_a_year) % months_a_year;
    crop.inputs_due[g] = kind.asks ? 1 : 0;
  }
}

void Inputs::buy(World& world, Month t) const {
  const int month = world.calendar.month_of_year(t);
  for (const Cell& cell : world.cells) {
    if (kind_[cell.product].month != month || !kind_[cell.product].asks) continue;
    for (Index g = cell.begin; g < cell.end; ++g) buy_for(world, g);
  }
}

// What the buyer lends the group for what its members cannot pay; the group's to pay back at the sale.
Centavos Inputs::advance(World& world, Index g, Centavos missing) const {
  Groups& group = world.group;
  const Index b = group.agreement.buyer[g];
  if (!allied(group.agreement.outlet[g]) || world.buyer.gives_advances[b] == 0 || world.buyer.open[b] == 0 ||
      trust(group.trust.buyer_good[g], group.trust.buyer_bad[g]) < p_.advance_trust) {
    return 0;
  }
  const double yearly = std::min(group.agreement.contracted[g] * world.market.index[group.cell[g]], largest_contract);
  return std::clamp<Centavos>(centavos(p_.advance_share * yearly) - group.account.advance[g], 0,
                              std::max<Centavos>(std::min(missing, world.buyer.liquidity(b)), 0));
}

// Fills the scratch of the block with what each household needs (inputs_asked) and can pay of it, eight at a time.
Inputs::Wanted Inputs::ask(World& world, Index g) {
  const Groups& group = world.group;
  const Households& household = world.household;
  const std::size_t first = group.first[g];
  const std::size_t slots = group.slots[g];
  const auto all = [](float value) { return Floats{} + value; };
  const Floats equipment = all(group.technology.equipment[g]);
  const Floats cost = all(group.crop.input_cost[g]);
  const Floats floor = all(group.crop.input_floor[g]);
  const Floats wait = all(group.crop.input_wait[g]);
  const Floats limit = all(static_cast<float>(household_limit));
  WideSum missing, asked, wages;
  for (std::size_t k = 0; k < slots; k += lane) {
    const std::size_t i = first + k;
    const Ints member = load(&household.member[i]);
    const Floats farm = load(&household.capacity[i]) + equipment * to_floats(member);
    const Ints hands = load(&household.wages[i]);
    const Ints needs = to_ints(least(farm * cost, limit)) * (load(&household.away[i]) ^ 1) + hands;
    const Floats lives_on = floor * to_floats(load(&household.spending[i]));
    const Floats comes_in = wait * to_floats(load(&household.other_income[i]));
    const Ints keeps = to_ints(least(most(lives_on - comes_in, Floats{}), limit));
    const Ints pays = least(most(load(&household.cash[i]) - keeps, Ints{}), needs);
    store(needs, &world.sellable[k]);
    store(pays, &world.delivered[k]);
    missing.add((needs - pays) * member);
    asked.add(needs);
    wages.add(hands);
  }
  const auto of_all = static_cast<double>(std::max<Centavos>(asked.total(), 1));
  return {missing.total(), asked.total(), 1.0 - static_cast<double>(wages.total()) / of_all};
}

void Inputs::buy_for(World& world, Index g) const {
  Groups& group = world.group;
  Households& household = world.household;
  const std::size_t first = group.first[g];
  const std::size_t slots = group.slots[g];
  group.crop.inputs_due[g] = 0;
  // Scratch of the block: what each needs, and what it can pay.
  const Wanted wanted = ask(world, g);
  const Centavos offered = wanted.missing > 0 ? advance(world, g, wanted.missing) : 0;
  const double part = wanted.missing > 0 ? static_cast<double>(offered) / static_cast<double>(wanted.missing) : 0.0;
  const std::int32_t* const needs = world.sellable.data();
  const std::int32_t* const pays = world.delivered.data();
  Centavos advanced = 0;
  Centavos bought = 0;
  Centavos bought_by_members = 0;
  const bool members_only = group.kind[g] != GroupKind::control;  // those of whom the group keeps books
  for (std::size_t k = 0; k < slots; ++k) {
    const std::size_t i = first + k;
    const std::int32_t lacks = needs[k] - pays[k];
    household.cash[i] -= pays[k];
    // What the buyer lent for them is paid, and counted, when it keeps that back from the deliveries.
    household.product_income[i] -= static_cast<float>(pays[k]) * per_centavo;
    bought += pays[k];
    bought_by_members += pays[k] * (members_only ? household.member[i] : 1);
    if (lacks == 0) continue;
    const auto lent = static_cast<std::int32_t>(part * static_cast<double>(lacks * household.member[i]));
    advanced += lent;
    bought += lent;
    bought_by_members += lent;
    if (lent == lacks) continue;
    const float share = static_cast<float>(pays[k] + lent) / static_cast<float>(needs[k]);
    household.harvest[i] *= yield_of(share) * worked_with(world, i, share);
  }
  if (advanced > 0) {
    take_from_buyer(world, group.agreement.buyer[g], advanced);
    group.account.advance[g] += advanced;
    world.ledger.post(Account::buyer, Account::group, advanced);
    world.ledger.post(Account::group, Account::household, advanced);
    group.membership.benefit[g] += bolivianos(advanced);  // paid before the delivery from which it is kept back
  }
  group.crop.inputs_asked[g] = bolivianos(wanted.asked);
  group.crop.inputs_bought[g] = bolivianos(bought);
  group.crop.inputs_advanced[g] = bolivianos(advanced);
  world.outside += bought;
  world.ledger.post(Account::household, Account::outside, bought);
  group.year.net_income[g] -= bolivianos(bought_by_members - advanced);
  if (buys_together(group, g)) {
    group.membership.benefit[g] +=
        bolivianos(bought_by_members) * wanted.bought_share * input_saving_ / (1.0 - input_saving_);
  }
}

}  // namespace ayni

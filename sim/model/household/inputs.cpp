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

// What eight households harvest, over what they would with all inputs, when they pay for such shares of inputs and hired
// hands: who is not paid does not come. Yields are linear between the steps of the table.
Floats Inputs::harvested_with(const World& world, std::size_t i, Floats share) const noexcept {
  const Floats at = share * static_cast<float>(steps);
  const Ints below = least(to_ints(at), Ints{} + static_cast<std::int32_t>(steps - 1));
  Floats low, high;
  for (std::size_t l = 0; l < lane; ++l) {
    const auto step = static_cast<std::size_t>(below[l]);
    low[l] = yield_[step];
    high[l] = yield_[step + 1];
  }
  const Floats yield = low + (at - to_floats(below)) * (high - low);
  const Ints wages = load(&world.household.wages[i]);
  const Floats hired =
      to_floats(first_half(wages) * hundredth / world.day_wage, second_half(wages) * hundredth / world.day_wage);
  const Floats worked = 1.0F - (1.0F - share) * hired / (hired + load(&world.household.family_days[i]));
  return yield * (wages != 0 ? worked : Floats{} + 1.0F);
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
                              std::max<Centavos>(std::min(missing, buyer_liquidity(world, b)), 0));
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

// Households pay what they can, and the buyer lends such a part of what members lack; eight at a time, as `ask` left it.
// What the buyer lends is paid, and counted in incomes, when it keeps that back from the deliveries.
Inputs::Bought Inputs::spend(World& world, Index g, double part) const {
  Households& household = world.household;
  const std::size_t first = world.group.first[g];
  const bool members_only = world.group.kind[g] != GroupKind::control;  // those of whom the group keeps books
  WideSum paid, paid_by_members, lent_to_all;
  for (std::size_t k = 0; k < world.group.slots[g]; k += lane) {
    const std::size_t i = first + k;
    const Ints needs = load(&world.sellable[k]);
    const Ints pays = load(&world.delivered[k]);
    const Ints member = load(&household.member[i]);
    const Ints lacks = needs - pays;
    store(load(&household.cash[i]) - pays, &household.cash[i]);
    store(load(&household.product_income[i]) - to_floats(pays) * per_centavo, &household.product_income[i]);
    paid.add(pays);
    paid_by_members.add(members_only ? pays * member : pays);
    if (!any(lacks)) continue;
    const Ints of_members = lacks * member;
    const Ints lent = to_ints(part * first_half(of_members), part * second_half(of_members));
    lent_to_all.add(lent);
    const Floats share = to_floats(pays + lent) / to_floats(most(needs, Ints{} + 1));
    const Floats harvest = load(&household.harvest[i]);
    store(lent != lacks ? harvest * harvested_with(world, i, share) : harvest, &household.harvest[i]);
  }
  const Centavos advanced = lent_to_all.total();
  return {paid.total() + advanced, paid_by_members.total() + advanced, advanced};
}

void Inputs::buy_for(World& world, Index g) const {
  Groups& group = world.group;
  group.crop.inputs_due[g] = 0;
  const Wanted wanted = ask(world, g);
  const Centavos offered = wanted.missing > 0 ? advance(world, g, wanted.missing) : 0;
  const double part = wanted.missing > 0 ? static_cast<double>(offered) / static_cast<double>(wanted.missing) : 0.0;
  const auto [bought, bought_by_members, advanced] = spend(world, g, part);
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

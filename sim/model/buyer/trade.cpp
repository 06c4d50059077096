#include "model/buyer/trade.hpp"

#include <algorithm>
#include <numeric>

#include "core/distributions.hpp"
#include "model/buyer/payment.hpp"
#include "model/buyer/trade_terms.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

constexpr double largest_log_odds = 50.0;  // of a group or its way, so that they are finite in single precision

}  // namespace

Trade::Trade(const TradeParameters& parameters, const RelationshipParameters& relationship,
             const BuyerParameters& buyers, const std::vector<ProductParameters>& products)
    : p_{parameters},
      members_share_{std::max(1.0 - p_.levy_share - p_.sales_tax_share, 0.0)},
      r_{relationship},
      odds_{portable_exp(p_.late_base),      portable_exp(p_.quality_base), portable_exp(p_.transport_base),
            portable_exp(-p_.fault_vehicle), portable_exp(-p_.fault_store), portable_exp(p_.fault_wet)} {
  for (const ProductParameters& product : products) {
    const double level = product.price.level;
    const BuyerKindParameters& buyer = buyers.of(product.buyer_kind);
    const double sum = std::accumulate(product.sold_by_month.begin(), product.sold_by_month.end(), 0.0);
    Kind kind{product.cost_share * level * (1.0 - product.prefinanced_share),
              product.freight_share_per_hour * level,
              product.label_premium,
              product.certificate_premium,
              product.export_share,
              0.0,
              0.0,
              buyer.handling_cost_share * level,
              buyer.trip_cost_bs,
              buyer.presold_share,
              static_cast<std::size_t>(buyer.outlet_months),
              product.price.process == PriceProcess::administered,
              product.sold_by_month};
    for (double& share : kind.month_share) {
      kind.settlements += share > 0.0 ? 1.0 : 0.0;
      share /= sum;
    }
    kind.rent_memory = portable_pow(r_.rent_memory, 1.0 / kind.settlements);
    kind_.push_back(std::move(kind));
  }
}

void Trade::set_way(Groups& group, Index g) const {
  GroupTransport& transport = group.transport;
  const double per_hour = kind_[group.product[g]].freight_per_hour;
  transport.freight_buyer[g] = static_cast<float>(per_hour * static_cast<double>(transport.hours_buyer[g]));
  transport.freight_market[g] = static_cast<float>(per_hour * static_cast<double>(transport.hours_market[g]));
  const double able = std::clamp(p_.fault_management * static_cast<double>(group.trait.management[g]) +
                                     p_.fault_match * static_cast<double>(group.agreement.match_quality[g]),
                                 -largest_log_odds, largest_log_odds);
  transport.fault_odds[g] = static_cast<float>(portable_exp(-able));
  transport.way_odds[g] = static_cast<float>(
      portable_exp(std::min(p_.fault_hours * static_cast<double>(transport.hours_buyer[g]), largest_log_odds)));
}

void Trade::settle(World& world, Index g, Month t, const Goods& reaped) const {
  Groups& group = world.group;
  Outlet& outlet = group.agreement.outlet[g];
  const bool sells_to_buyer =
      agreed(outlet) && group.membership.members[g] > 0 && world.buyer.open[group.agreement.buyer[g]] != 0;
  if (group.transport.cut_off[g] != 0) {
    world.goods[group.cell[g]].lost += reaped.sellable();
    if (sells_to_buyer && outlet != Outlet::suspended) strand(world, g);
    return;
  }
  if (!sells_to_buyer) {
    sell_all_on_spot(world, g, t, reaped);
    return;
  }
  const Terms terms = terms_of(world, g, t);
  if (terms.standing == Standing::suspended) {
    if (outlet != Outlet::suspended) group.agreement.suspended[g] = t;
    outlet = Outlet::suspended;
    sell_all_on_spot(world, g, t, reaped);
    return;
  }
  if (outlet == Outlet::suspended) {
    outlet = group.agreement.buyer[g] == group.agreement.first_buyer[g] ? Outlet::first_buyer : Outlet::new_buyer;
  }
  deliver(world, g, t, terms, reaped);
}

// No road leads out: the buyer waits in vain and the group earns nothing. Both remember a delivery that failed on the
// way; of prices, payments and quality the month taught nothing.
void Trade::strand(World& world, Index g) const {
  Groups& group = world.group;
  const auto damage = static_cast<float>(std::min(1.0, p_.damage_transport));
  group.settlement.damage[g] = damage;
  group.settlement.buyer_damage[g] = damage;
  remember(group, g, Reason::transport, true);
  world.stranded.push_back(g);
}

// Moves the moving average of a grievance; before the first settlement of an agreement there is nothing to remember.
void Trade::remember(Groups& group, Index g, Reason reason, bool happened) const {
  const auto kept = static_cast<float>(group.settlement.contract_price[g] > 0.0F ? p_.grievance_memory : 0.0);
  float& average = group.agreement.grievance[static_cast<std::size_t>(reason) * group.count + g];
  average = kept * average + (1.0F - kept) * (happened ? 1.0F : 0.0F);
}

// Who sells under an agreement does so as a legal entity.
void Trade::pay_tax(World& world, Index g, Centavos received) const {
  const Centavos tax = share_of(received, p_.sales_tax_share);
  world.group.account.balance[g] -= tax;
  world.outside += tax;
  world.ledger.post(Account::group, Account::outside, tax);
}

// What buyers pay of their debts reaches the group now, and its members in the proportion they produce. A firm that
// has closed never pays the rest.
void Trade::collect_debts(World& world) const {
  Groups& group = world.group;
  GroupAccounts& account = group.account;
  std::size_t still_owed = 0;
  for (const Debt& debt : world.owed) {
    const auto [g, b, due, paid] = debt;
    const Centavos left = world.firm.open[world.buyer.firm[b]] != 0 ? due - paid : 0;
    account.receivable[g] -= due - left;
    account.latest_debt[g] = left > 0 ? static_cast<Index>(still_owed) : nobody;
    if (left > 0) world.owed[still_owed++] = {g, b, left, 0};
    if (paid == 0) continue;
    world.ledger.post(Account::buyer, Account::group, paid);
    const Centavos kept = std::min(account.freight_advanced[g], paid);  // the group paid the freight when it delivered
    account.freight_advanced[g] -= kept;
    const Centavos received =
        pay_members(world.household, group.first[g], group.slots[g], static_cast<double>(paid - kept) * members_share_);
    account.balance[g] += paid - received;
    pay_tax(world, g, paid - kept);
    world.ledger.post(Account::group, Account::household, received);
    group.year.revenue[g] += bolivianos(paid);
    group.year.net_income[g] += bolivianos(received);
    group.membership.benefit[g] += bolivianos(received);
  }
  world.owed.resize(still_owed);
}

bool Trade::buys_together(const Groups& group, Index g) const {
  return group.practice.buys_inputs[g] != 0 && group.agreement.outlet[g] != Outlet::dissolved;
}

// Prices with the cash cost of a unit, from which members who buy their inputs together save a part.
UnitPrices Trade::unit_prices(const World& world, Index g, double from_group, double on_spot) const {
  const double cost = kind_[world.group.product[g]].unit_cost * world.price_index;
  const double saved = buys_together(world.group, g) ? p_.input_saving * cost : 0.0;
  return {static_cast<float>(from_group), static_cast<float>(on_spot), static_cast<float>(cost),
          static_cast<float>(saved)};
}

// What members sell enters the group's books; what others of its community sell does not. A control community has no members.
Hundredths Trade::on_the_books(const Groups& group, Index g, const Goods& reaped) {
  return group.kind[g] == GroupKind::control ? reaped.sellable() : reaped.of_members;
}

// What members saved on the inputs of what they sell.
void Trade::reckon_inputs(World& world, Index g, Hundredths sold) const {
  if (!buys_together(world.group, g)) return;
  world.group.membership.benefit[g] += static_cast<double>(sold) * hundredth * p_.input_saving *
                                       kind_[world.group.product[g]].unit_cost * world.price_index;
}

// What members sell on the spot, at its price and cost.
void Trade::book_spot_sales(YearBooks& year, Index g, Hundredths sold, const UnitPrices& unit) {
  const double units = static_cast<double>(sold) * hundredth;
  year.volume[g] += units;
  year.revenue[g] += units * static_cast<double>(unit.on_spot);
  year.net_income[g] += units * static_cast<double>(unit.on_spot - unit.cost + unit.saved);
}

// What a plant of the group's own can process goes through it; the gain is spread over all.
void Trade::sell_all_on_spot(World& world, Index g, Month t, const Goods& reaped) const {
  const Hundredths sold = reaped.sellable();
  const Hundredths own = on_the_books(world.group, g, reaped);
  Groups& group = world.group;
  YearBooks& year = group.year;
  const Index c = group.cell[g];
  const double price = std::max(world.market.spot[c] * static_cast<double>(group.crop.price[g]) -
                                    static_cast<double>(group.transport.freight_market[g]),
                                0.0);
  group.settlement.spot_price[g] = static_cast<float>(price);
  const double processed = std::min(plant_capacity(world, g, t), static_cast<double>(sold));
  const double all =
      plant_price(world, g, price) * processed + sell_in_town(world, g, static_cast<double>(sold) - processed, price);
  const double added = sold > 0 ? all / static_cast<double>(sold) - price : 0.0;
  group.membership.benefit[g] += added * static_cast<double>(own) * hundredth;
  const UnitPrices unit = unit_prices(world, g, 0.0, price + added);
  const Receipts receipts = pay_on_spot(world.household, group.first[g], group.slots[g], world.sellable.data(), unit);
  consumers_pay(world, Account::household, receipts.from_spot);
  world.ledger.post(Account::household, Account::outside, receipts.costs);
  world.outside += receipts.costs;
  world.goods[c].spot += sold;
  reckon_inputs(world, g, own);
  book_spot_sales(year, g, own, unit);
}

// Who is short of cash for the month's spending keeps less of what was agreed. Returns what the group receives.
Hundredths Trade::split_deliveries(World& world, Index g, double side_selling) const {
  const Households& household = world.household;
  const std::size_t first = world.group.first[g];
  const std::size_t slots = world.group.slots[g];
  const Floats kept = Floats{} + static_cast<float>(1.0 - side_selling);
  const Floats kept_in_need = Floats{} + static_cast<float>(1.0 - std::min(1.0, p_.need_multiplier * side_selling));
  const std::int32_t* const cash = household.cash.data() + first;
  const std::int32_t* const spending = household.spending.data() + first;
  const std::uint8_t* const member = household.member.data() + first;
  Hundredths delivered = 0;
  for (std::size_t begin = 0; begin < slots; begin += stretch) {
    const std::size_t end = std::min(begin + stretch, slots);
    Ints all{};
    for (std::size_t i = begin; i < end; i += lane) {
      const Ints sells = load(&world.sellable[i]);
      const Floats keeps = load(&cash[i]) < load(&spending[i]) ? kept_in_need : kept;
      // Above 2^24 a single number may be rounded up.
      const Ints delivers = least(to_ints(to_floats(sells) * keeps), sells) * load(&member[i]);
      store(delivers, &world.delivered[i]);
      all += delivers;
    }
    delivered += total(all);
  }
  return delivered;
}

void Trade::deliver(World& world, Index g, Month t, const Terms& terms, const Goods& reaped) const {
  Groups& group = world.group;
  YearBooks& year = group.year;
  const Index c = group.cell[g];
  const double side_selling = logistic((terms.gap - terms.bound) / p_.side_selling_scale);
  const Hundredths delivered = split_deliveries(world, g, side_selling);
  const Faults faults = draw_faults(world, g, t);
  const Taken taken = take_delivery(world, g, t, terms, faults, delivered);
  const UnitPrices unit = unit_prices(world, g, taken.payout, terms.spot);
  const Receipts receipts = pay_households(world.household, group.first[g], group.slots[g], world.sellable.data(),
                                           world.delivered.data(), unit);
  group.account.balance[g] -= receipts.from_group;
  world.ledger.post(Account::group, Account::household, receipts.from_group);
  consumers_pay(world, Account::household, receipts.from_spot);
  world.ledger.post(Account::household, Account::outside, receipts.costs);
  world.outside += receipts.costs;
  world.goods[c].delivered += delivered;
  world.goods[c].spot += reaped.sellable() - delivered;
  const double delivered_units = static_cast<double>(delivered) * hundredth;
  year.volume[g] += delivered_units;
  year.net_income[g] += bolivianos(receipts.from_group) - delivered_units * static_cast<double>(unit.cost - unit.saved);
  book_spot_sales(year, g, reaped.of_members - delivered, unit);
  // Paid for what they delivered, less what it would have fetched elsewhere, and what a sure outlet is worth beside its
  // price.
  group.membership.benefit[g] +=
      bolivianos(receipts.from_group) +
      static_cast<double>(delivered) * hundredth * (r_.value_to_group * terms.contract - terms.spot);
  reckon_inputs(world, g, reaped.of_members);
  record(world, g, terms, faults, taken, side_selling);
}

}  // namespace ayni

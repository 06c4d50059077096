#include <algorithm>

#include "core/distributions.hpp"
#include "model/buyer/trade_terms.hpp"
#include "model/buyer/unit_value.hpp"

namespace ayni {

void Trade::owe(World& world, Index g, Index b, Centavos amount) {
  if (amount == 0) return;
  Groups& group = world.group;
  GroupAccounts& account = group.account;
  const Index latest = account.latest_debt[g];
  account.receivable[g] += amount;
  world.firm.owed[world.buyer.firm[b]] += amount;
  if (latest != nobody && world.owed[latest].buyer == b) {
    world.owed[latest].amount += amount;
    return;
  }
  account.latest_debt[g] = static_cast<Index>(world.owed.size());
  world.owed.push_back({g, b, amount, 0});
}

// Share of what is agreed that the buyer has an outlet for: the quota, less what it would export while exports are
// closed.
double Trade::quota_of(const Market& market, std::size_t product) const {
  return market.quota[product] * (market.export_open[product] != 0 ? 1.0 : 1.0 - kind_[product].export_share);
}

// Share of a delivery that is good enough for the buyer.
double Trade::good_share(const Groups& group, Index g, const Faults& faults) const {
  const double poor = (1.0 - static_cast<double>(group.technology.quality[g])) * p_.rejection_strictness *
                      static_cast<double>(group.agreement.strictness[g]) *
                      (faults.quality ? p_.quality_fault_factor : 1.0);
  return 1.0 - std::min(poor, 1.0);
}

// Of what was agreed the buyer takes all that is good; of more, what it has room for and earns on without the plant or market
// that it has for what was agreed. Under water it takes the least it may.
Hundredths Trade::accepted(const World& world, Index g, const Terms& terms, double good) const {
  const Groups& group = world.group;
  const Kind& kind = kind_[group.product[g]];
  const auto volume = static_cast<double>(terms.volume);
  const bool earns = terms.value > terms.contract;
  const double free = std::max(world.buyer.free_capacity[group.agreement.buyer[g]], 0.0);
  const double room = volume * free / std::max(group.agreement.contracted[g], 1.0);
  const bool earns_on_more = terms.value - terms.support > terms.contract;
  const double most = earns_on_more ? volume * (1.0 + p_.quantity_tolerance) + room
                      : earns       ? volume
                                    : volume * (1.0 - p_.quantity_tolerance);
  // A dairy takes milk beyond the quota at the lower price; others refuse it. Nobody takes what a shock has left no
  // room for.
  const double outlet = kind.administered ? 1.0 : quota_of(world.market, group.product[g]);
  return rounded(std::min(good, kind.administered ? good : most) * outlet * world.buyer.room[group.agreement.buyer[g]]);
}

// The buyer sells what it took, a share of it at the full price; its customers pay after their usual time.
void Trade::sell_on(World& world, Index g, Month t, const Terms& terms, Hundredths accepted, double quota,
                    Centavos due) const {
  const Groups& group = world.group;
  const Kind& kind = kind_[group.product[g]];
  Buyers& buyer = world.buyer;
  const Index b = group.agreement.buyer[g];
  const double surplus = kind.administered ? std::min(world.market.over_quota[group.product[g]], terms.contract) : 0.0;
  const double brings = quota * (terms.brings - terms.support) + (1.0 - quota) * brings_buyer(buyer, b, surplus);
  // Plant and market are made for what was agreed.
  const Centavos sales = rounded(static_cast<double>(accepted) * brings +
                                 static_cast<double>(std::min(accepted, terms.volume)) * terms.support);
  const Centavos costs =
      rounded((static_cast<double>(accepted) * kind.handling + 100.0 * kind.trip) * world.price_index);
  world.firm.year.purchases[buyer.firm[b]] += bolivianos(due);
  book_sales(world, b, t, kind.outlet_months + group.agreement.delay_months[g], sales, costs);
}

// A buyer's customers pay for what it sold so many months later, and it pays for handling and fetching then.
void Trade::book_sales(World& world, Index b, Month t, std::size_t delay, Centavos sales, Centavos costs) {
  Firms& firm = world.firm;
  const Index f = world.buyer.firm[b];
  firm.year.sales[f] += bolivianos(sales);
  firm.year.costs[f] += bolivianos(costs);
  if (delay == 0) {
    firm.cash[f] += sales;
    consumers_pay(world, Account::buyer, sales);
    take_from_buyer(world, b, costs);
    world.outside += costs;
    world.ledger.post(Account::buyer, Account::outside, costs);
    return;
  }
  const std::size_t wait = std::min(delay, static_cast<std::size_t>(longest_outlet_delay));
  const std::size_t slot = (static_cast<std::size_t>(t) + wait) % outlet_slots;
  firm.sales[slot * firm.count + f] += sales;
  firm.costs[slot * firm.count + f] += costs;
}

// The buyer takes what it accepts and pays what it can; what it leaves the group sells on the spot.
Trade::Taken Trade::take_delivery(World& world, Index g, Month t, const Terms& terms, const Faults& faults,
                                  Hundredths delivered) const {
  Groups& group = world.group;
  GroupAccounts& account = group.account;
  const Index b = group.agreement.buyer[g];
  const Kind& kind = kind_[group.product[g]];
  const Hundredths kept = keep_for_plant(world, g, t, terms, delivered);
  const double good = static_cast<double>(delivered - kept) * good_share(group, g, faults);
  const Hundredths offered = accepted(world, g, terms, good);
  const Hundredths in_town = beyond_quota(world, g, terms, offered);
  const Hundredths taken = offered - in_town;
  const double quota = kind.administered && in_town == 0 ? quota_of(world.market, group.product[g]) : 1.0;
  const double price =
      quota * terms.contract + (1.0 - quota) * std::min(world.market.over_quota[group.product[g]], terms.contract);
  const Centavos due = rounded(static_cast<double>(taken) * price);
  const double least = static_cast<double>(terms.volume) * (1.0 - p_.quantity_tolerance);
  Taken result;
  result.missing = least > 0.0 ? std::max(1.0 - static_cast<double>(delivered) / least, 0.0) : 0.0;
  const double wanted = std::min(good, static_cast<double>(terms.volume));
  result.refused = wanted > 0.0 ? std::max(1.0 - static_cast<double>(offered) / wanted, 0.0) : 0.0;
  const Centavos recovered =
      std::min(account.advance[g], static_cast<Centavos>(static_cast<double>(due) * p_.advance_recovery_share));
  const Centavos penalty =
      std::min(rounded(result.missing * least * terms.contract * p_.contract_enforcement * p_.non_delivery_penalty),
               due - recovered);
  sell_on(world, g, t, terms, taken, quota, due - penalty);
  const Centavos payable = due - recovered - penalty;
  const double pays = static_cast<double>(world.firm.pays[world.buyer.firm[b]]);
  const Centavos paid = std::clamp<Centavos>(rounded(static_cast<double>(payable) * pays), 0,
                                             std::max<Centavos>(buyer_liquidity(world, b), 0));
  result.unpaid = payable > 0 ? 1.0 - static_cast<double>(paid) / static_cast<double>(payable) : 0.0;
  take_from_buyer(world, b, paid);
  account.advance[g] -= recovered;
  owe(world, g, b, payable - paid);
  world.ledger.post(Account::buyer, Account::group, paid);
  const double second_best = terms.spot * (1.0 - p_.reject_discount);
  const Sold standby = sell_to_standby(world, g, t, static_cast<Hundredths>(good) - offered, second_best);
  const Hundredths refused = delivered - kept - offered - standby.units;
  const Centavos from_spot = rounded(sell_in_town(world, g, static_cast<double>(refused), second_best) +
                                     sell_in_town(world, g, static_cast<double>(in_town), terms.spot) +
                                     static_cast<double>(kept) * plant_price(world, g, terms.spot));
  const double road =
      static_cast<double>(group.transport.freight_buyer[g]) * (faults.transport ? p_.transport_fault_freight : 1.0);
  const Centavos freight = std::min(rounded(static_cast<double>(taken) * road), paid + from_spot + account.balance[g]);
  account.balance[g] += paid + from_spot - freight;  // the standby buyer's part is there
  world.outside += freight;
  consumers_pay(world, Account::group, from_spot);
  world.ledger.post(Account::group, Account::outside, freight);
  group.year.premium[g] += static_cast<double>(taken) * hundredth * terms.premium;
  group.year.revenue[g] += bolivianos(paid + recovered + from_spot + standby.received - freight);
  world.goods[group.cell[g]].accepted += taken + standby.units;
  group.settlement.volume_taken[g] = static_cast<float>(taken) / static_cast<float>(std::max<Hundredths>(delivered, 1));
  const Centavos received = paid + from_spot + standby.received - freight;
  const Centavos to_members = std::max<Centavos>(received, 0);
  account.freight_advanced[g] += to_members - received;
  pay_tax(world, g, to_members);
  result.payout =
      static_cast<double>(to_members) * members_share_ / static_cast<double>(std::max<Hundredths>(delivered, 1));
  return result;
}

// What the settlement taught each side, and the grievances the group will remember.
void Trade::record(World& world, Index g, const Terms& terms, const Faults& faults, const Taken& taken,
                   double side_selling) const {
  Groups& group = world.group;
  GroupSettlement& settlement = group.settlement;
  const double quota_cut = kind_[group.product[g]].administered ? 1.0 - quota_of(world.market, group.product[g]) : 0.0;
  const double lowered = std::max(terms.agreed - terms.contract, 0.0) / std::max(terms.agreed, lowest_net_share);
  settlement.damage[g] = static_cast<float>(std::min(1.0, p_.damage_gap * (std::max(terms.gap, 0.0) + lowered) +
                                                              p_.damage_refused * taken.refused +
                                                              p_.damage_unpaid * taken.unpaid + quota_cut));
  settlement.buyer_damage[g] = static_cast<float>(
      std::min(1.0, p_.damage_short * std::max(taken.missing, side_selling) + (faults.late ? p_.damage_late : 0.0) +
                        (faults.quality ? p_.damage_quality : 0.0) + (faults.transport ? p_.damage_transport : 0.0)));
  remember(group, g, Reason::price_below_spot, terms.gap > 0.0 || lowered > 0.0);
  remember(group, g, Reason::late_delivery, faults.late);
  remember(group, g, Reason::transport, faults.transport);
  remember(group, g, Reason::quantity, taken.missing > p_.refusal_bound || taken.refused > p_.refusal_bound);
  remember(group, g, Reason::quality, faults.quality);
  settlement.contract_price[g] = static_cast<float>(terms.contract);
  settlement.spot_price[g] = static_cast<float>(terms.spot);
  settlement.side_selling[g] = static_cast<float>(side_selling);
  settlement.unpaid[g] = static_cast<float>(taken.unpaid);
  settlement.refused[g] = static_cast<float>(taken.refused);
  settlement.renegotiated[g] = terms.standing == Standing::renegotiated ? 1 : 0;
  expect(world, g, terms);
  world.settled.push_back(g);
}

}  // namespace ayni

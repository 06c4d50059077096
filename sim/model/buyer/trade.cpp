#include "model/buyer/trade.hpp"

#include <algorithm>

#include "core/distributions.hpp"
#include "model/buyer/payment.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {

namespace {

/// Moves the moving average of a grievance; before the first settlement of an agreement there is nothing to remember.
void remember(Groups& group, Index g, Reason reason, bool happened, double memory) noexcept {
  const auto kept = static_cast<float>(group.settlement.contract_price[g] > 0.0F ? memory : 0.0);
  float& average = group.agreement.grievance[static_cast<std::size_t>(reason) * group.count + g];
  average = kept * average + (1.0F - kept) * (happened ? 1.0F : 0.0F);
}

}  // namespace

struct Trade::Faults {
  bool late, quality, transport, quantity;
};

struct Trade::Offer {
  double contract;  // Bs a unit, before freight
  double net;       // after the freight the group bears
  double spot;      // at the farm gate
  double premium;   // part of the contract price paid for quality and label
  double gap;
};

Trade::Trade(const TradeParameters& parameters, const std::vector<ProductParameters>& products) : p_{parameters} {
  for (const ProductParameters& product : products) {
    const double level = product.price.level;
    kind_.push_back({product.cost_share * level, product.freight_share_per_hour * level, product.by_product_gain,
                     product.label_premium, product.export_share, product.price.process == PriceProcess::administered});
  }
}

void Trade::agree(Groups& group, Index g, const Market& market) const {
  Agreements& agreement = group.agreement;
  const double quality = p_.match_quality_effect * static_cast<double>(agreement.match_quality[g]);
  agreement.late_chance[g] = static_cast<float>(logistic(p_.late_base - quality));
  agreement.quality_chance[g] = static_cast<float>(logistic(p_.quality_base - quality));
  agreement.fixed_price[g] = static_cast<float>(market.index[group.cell[g]]);
  set_freight(group, g);
}

void Trade::set_freight(Groups& group, Index g) const {
  GroupTransport& transport = group.transport;
  const double per_hour = kind_[group.product[g]].freight_per_hour;
  const auto hours = static_cast<double>(transport.hours_buyer[g]);
  transport.fault_chance[g] =
      static_cast<float>(std::min(p_.transport_fault_most, p_.transport_fault_per_hour * hours));
  transport.freight_buyer[g] = static_cast<float>(per_hour * hours);
  transport.freight_market[g] = static_cast<float>(per_hour * static_cast<double>(transport.hours_market[g]));
}

void Trade::settle(World& world, Index g, Month t, Hundredths sellable) const {
  const Agreements& agreement = world.group.agreement;
  const bool delivers =
      allied(agreement.outlet[g]) && world.buyer.open[agreement.buyer[g]] != 0 && world.group.membership.members[g] > 0;
  if (world.group.transport.cut_off[g] != 0) {
    world.goods[world.group.cell[g]].lost += sellable;
    if (delivers) strand(world, g);
  } else if (delivers) {
    deliver(world, g, t, sellable);
  } else {
    sell_all_on_spot(world, g, sellable);
  }
}

// No road leads out: the buyer waits in vain and the group earns nothing. Both remember a delivery that failed on the way;
// of prices, payments and quality the month taught nothing.
void Trade::strand(World& world, Index g) const {
  Groups& group = world.group;
  const auto damage = static_cast<float>(std::min(1.0, p_.damage_fault * p_.damage_transport));
  group.settlement.damage[g] = damage;
  group.settlement.buyer_damage[g] = damage;
  remember(group, g, Reason::transport, true, p_.grievance_memory);
  world.stranded.push_back(g);
}

// What buyers still owed reaches the group now, and its members in the proportion they produce. A buyer short of cash goes
// on owing the rest; a closed one never pays it.
void Trade::collect_debts(World& world) const {
  Groups& group = world.group;
  GroupAccounts& account = group.account;
  Households& household = world.household;
  std::size_t still_owed = 0;
  for (const Debt& debt : world.owed) {
    const auto [g, b, due] = debt;
    const Centavos paid = std::min(due, world.buyer.cash[b]);
    const Centavos left = world.buyer.open[b] != 0 ? due - paid : 0;
    world.buyer.cash[b] -= paid;
    account.receivable[g] -= due - left;
    account.latest_debt[g] = left > 0 ? static_cast<Index>(still_owed) : nobody;
    if (left > 0) world.owed[still_owed++] = {g, b, left};
    world.ledger.post(Account::buyer, Account::group, paid);
    const Centavos kept = std::min(account.freight_advanced[g], paid);  // the group paid the freight when it delivered
    account.freight_advanced[g] -= kept;
    const Centavos received = pay_members(household, group.first[g], group.slots[g],
                                          static_cast<double>(paid - kept) * (1.0 - p_.levy_share));
    account.balance[g] += paid - received;
    world.ledger.post(Account::group, Account::household, received);
    group.year.revenue[g] += bolivianos(paid);
    group.year.net_income[g] += bolivianos(received);
  }
  world.owed.resize(still_owed);
}

// Cash cost of a unit; inputs bought together are cheaper.
float Trade::unit_cost(const World& world, Index g) const {
  const bool together =
      world.group.practice.buys_inputs[g] != 0 && world.group.agreement.outlet[g] != Outlet::dissolved;
  const double saved = together ? p_.input_saving : 0.0;
  return static_cast<float>(kind_[world.group.product[g]].unit_cost * world.price_index * (1.0 - saved));
}

void Trade::sell_all_on_spot(World& world, Index g, Hundredths sold) const {
  Groups& group = world.group;
  YearBooks& year = group.year;
  const Index c = group.cell[g];
  const double price = std::max(world.market.spot[c] * static_cast<double>(group.crop.price[g]) -
                                    static_cast<double>(group.transport.freight_market[g]),
                                0.0);
  group.settlement.spot_price[g] = static_cast<float>(price);
  const Receipts receipts = pay_on_spot(world.household, group.first[g], group.slots[g], world.sellable.data(),
                                        {0.0F, static_cast<float>(price), unit_cost(world, g)});
  world.ledger.post(Account::outside, Account::household, receipts.from_spot);
  world.ledger.post(Account::household, Account::outside, receipts.costs);
  world.outside += receipts.costs - receipts.from_spot;
  world.goods[c].spot += sold;
  year.volume[g] += static_cast<double>(sold) * hundredth;
  year.revenue[g] += bolivianos(receipts.from_spot);
  year.net_income[g] += bolivianos(receipts.from_spot - receipts.costs);
}

Trade::Offer Trade::offer(const World& world, Index g, std::size_t c) const {
  const Groups& group = world.group;
  const Kind& kind = kind_[group.product[g]];
  const auto crop = static_cast<double>(group.crop.price[g]);
  const auto fixed = static_cast<double>(group.agreement.fixed_price[g]);
  const double weight = kind.administered ? 0.0 : p_.fixed_price_weight;
  double price = (weight * fixed + (1.0 - weight) * world.market.index[c]) * crop;
  price *= 1.0 + static_cast<double>(world.buyer.offer[group.agreement.buyer[g]]);
  price = std::max(price, p_.price_floor_share * fixed);
  const auto first_quality = static_cast<double>(group.technology.baseline_quality[g]);
  const double better = (static_cast<double>(group.technology.quality[g]) - first_quality) / (1.0 - first_quality);
  Offer offer{};
  offer.premium = price * (p_.quality_premium * std::max(better, 0.0) +
                           (group.technology.labelled[g] != 0 ? kind.label_premium : 0.0));
  offer.contract = price + offer.premium;
  offer.net = std::max(offer.contract - static_cast<double>(group.transport.freight_buyer[g]),
                       lowest_net_share * offer.contract);
  offer.spot = std::max(world.market.spot[c] * crop - static_cast<double>(group.transport.freight_market[g]), 0.0);
  offer.gap = offer.net > 0.0 ? (offer.spot - offer.net) / offer.net : 0.0;
  return offer;
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
  const std::int32_t* const member = household.member.data() + first;
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

void Trade::owe(World& world, Index g, Index b, Centavos amount) {
  if (amount == 0) return;
  Groups& group = world.group;
  GroupAccounts& account = group.account;
  const Index latest = account.latest_debt[g];
  account.receivable[g] += amount;
  if (latest != nobody && world.owed[latest].buyer == b) {
    world.owed[latest].amount += amount;
    return;
  }
  account.latest_debt[g] = static_cast<Index>(world.owed.size());
  world.owed.push_back({g, b, amount});
}

// Share of what is agreed that the buyer has an outlet for: the quota, less what it would export while exports are closed.
double Trade::quota_of(const Market& market, std::size_t product) const {
  return market.quota[product] * (market.export_open[product] != 0 ? 1.0 : 1.0 - kind_[product].export_share);
}

// The buyer takes what it accepts and pays at once or a month later; what it leaves the group sells on the spot.
// Returns what a hundredth delivered earns the member, in centavos.
double Trade::take_delivery(World& world, Index g, std::size_t c, const Offer& offer, const Faults& faults,
                            Hundredths delivered) const {
  Groups& group = world.group;
  GroupAccounts& account = group.account;
  Buyers& buyer = world.buyer;
  const Index b = group.agreement.buyer[g];
  const Kind& kind = kind_[group.product[g]];
  const double poor = (1.0 - static_cast<double>(group.technology.quality[g])) * p_.rejection_strictness *
                      (faults.quality ? p_.quality_fault_factor : 1.0);
  const double quota = quota_of(world.market, group.product[g]);
  const double agreed = (1.0 - std::min(poor, 1.0)) * (faults.quantity ? 1.0 - p_.quantity_fault_cut : 1.0);
  // A dairy takes milk beyond the quota at the lower price; others refuse it. Nobody takes what it has no room for.
  const double taken = (kind.administered ? agreed : agreed * quota) * buyer.room[b];
  const Hundredths accepted = rounded(static_cast<double>(delivered) * taken);
  const Hundredths refused = delivered - accepted;
  const double price =
      kind.administered
          ? quota * offer.contract + (1.0 - quota) * std::min(world.market.over_quota[group.product[g]], offer.contract)
          : offer.contract;
  const Centavos due = rounded(static_cast<double>(accepted) * price);
  const Centavos resale =
      rounded(static_cast<double>(accepted) * world.market.index[c] * (1.0 + static_cast<double>(buyer.margin[b])));
  buyer.cash[b] += resale;
  world.outside -= resale;
  world.ledger.post(Account::outside, Account::buyer, resale);
  const Centavos now =
      std::min(faults.late ? rounded(static_cast<double>(due) * (1.0 - p_.late_delay_share)) : due, buyer.cash[b]);
  const Centavos recovered =
      std::min(account.advance[g], static_cast<Centavos>(static_cast<double>(now) * p_.advance_recovery_share));
  const Centavos paid = now - recovered;
  buyer.cash[b] -= paid;
  account.advance[g] -= recovered;
  owe(world, g, b, due - now);
  world.ledger.post(Account::buyer, Account::group, paid);
  const double second_best = offer.spot * (1.0 - p_.reject_discount) *
                             (1.0 + (group.technology.processing[g] != 0 ? kind.by_product_gain : 0.0));
  const Centavos from_spot = rounded(static_cast<double>(refused) * second_best);
  const double road =
      static_cast<double>(group.transport.freight_buyer[g]) * (faults.transport ? p_.transport_fault_freight : 1.0);
  const Centavos freight =
      std::min(rounded(static_cast<double>(accepted) * road), paid + from_spot + account.balance[g]);
  account.balance[g] += paid + from_spot - freight;
  world.outside += freight - from_spot;
  world.ledger.post(Account::outside, Account::group, from_spot);
  world.ledger.post(Account::group, Account::outside, freight);
  group.year.premium[g] += static_cast<double>(accepted) * hundredth * offer.premium;
  group.year.revenue[g] += bolivianos(paid + recovered + from_spot - freight);
  world.goods[c].accepted += accepted;
  group.settlement.volume_taken[g] =
      static_cast<float>(accepted) / static_cast<float>(std::max<Hundredths>(delivered, 1));
  const Centavos to_members = std::max<Centavos>(paid + from_spot - freight, 0);
  account.freight_advanced[g] += to_members - (paid + from_spot - freight);
  return static_cast<double>(to_members) * (1.0 - p_.levy_share) /
         static_cast<double>(std::max<Hundredths>(delivered, 1));
}

void Trade::deliver(World& world, Index g, Month t, Hundredths sellable) const {
  Groups& group = world.group;
  YearBooks& year = group.year;
  const Index c = group.cell[g];
  const Offer terms = offer(world, g, c);
  const double bound = p_.gap_tolerance + p_.contract_enforcement +
                       p_.side_selling_trust * (trust(group.trust.good[g], group.trust.bad[g]) - 0.5) +
                       p_.side_selling_cohesion * (static_cast<double>(group.membership.cohesion[g]) - 0.5) +
                       (group.account.advance[g] > 0 ? p_.side_selling_advance : 0.0);
  const double side_selling = logistic((terms.gap - bound) / p_.side_selling_scale);
  const Hundredths delivered = split_deliveries(world, g, side_selling);

  Engine rng = world.streams(Process::settlement, group.identity[g], static_cast<std::uint64_t>(t));
  const double wet = world.climate.wet ? p_.wet_season_factor : 1.0;
  Faults faults{};
  faults.late = bernoulli(rng, static_cast<double>(group.agreement.late_chance[g]));
  faults.quality = bernoulli(rng, static_cast<double>(group.agreement.quality_chance[g]));
  faults.transport =
      bernoulli(rng, std::min(p_.transport_fault_most, wet * static_cast<double>(group.transport.fault_chance[g])));
  faults.quantity = bernoulli(rng, p_.quantity_fault_chance);

  const double payout = take_delivery(world, g, c, terms, faults, delivered);
  const UnitPrices unit{static_cast<float>(payout), static_cast<float>(terms.spot), unit_cost(world, g)};
  const Receipts receipts = pay_households(world.household, group.first[g], group.slots[g], world.sellable.data(),
                                           world.delivered.data(), unit);
  group.account.balance[g] -= receipts.from_group;
  world.ledger.post(Account::group, Account::household, receipts.from_group);
  world.ledger.post(Account::outside, Account::household, receipts.from_spot);
  world.ledger.post(Account::household, Account::outside, receipts.costs);
  world.outside += receipts.costs - receipts.from_spot;
  world.goods[c].delivered += delivered;
  world.goods[c].spot += sellable - delivered;
  year.volume[g] += static_cast<double>(sellable) * hundredth;
  year.revenue[g] += bolivianos(receipts.from_spot);
  year.net_income[g] += bolivianos(receipts.from_group + receipts.from_spot - receipts.costs);
  record(world, g, terms, faults, side_selling);
}

// What the settlement taught each side, and the grievances the group will remember.
void Trade::record(World& world, Index g, const Offer& terms, const Faults& faults, double side_selling) const {
  Groups& group = world.group;
  GroupSettlement& settlement = group.settlement;
  const auto taken = static_cast<double>(settlement.volume_taken[g]);
  const double fault =
      p_.damage_fault * ((faults.late ? p_.damage_late : 0.0) + (faults.quality ? p_.damage_quality : 0.0) +
                         (faults.transport ? p_.damage_transport : 0.0));
  const double cut = faults.quantity ? p_.damage_quantity : 0.0;
  const double quota_cut = 1.0 - quota_of(world.market, group.product[g]) * world.buyer.room[group.agreement.buyer[g]];
  settlement.damage[g] =
      static_cast<float>(std::min(1.0, p_.damage_gap * std::max(terms.gap, 0.0) + fault + cut + quota_cut));
  settlement.buyer_damage[g] =
      static_cast<float>(std::min(1.0, side_selling + (faults.quality ? p_.damage_fault * p_.damage_quality : 0.0) +
                                           (faults.transport ? p_.damage_fault * p_.damage_transport : 0.0)));
  remember(group, g, Reason::price_below_spot, terms.gap > 0.0, p_.grievance_memory);
  remember(group, g, Reason::late_delivery, faults.late, p_.grievance_memory);
  remember(group, g, Reason::transport, faults.transport, p_.grievance_memory);
  remember(group, g, Reason::quantity, faults.quantity || taken < p_.quantity_grievance_bound, p_.grievance_memory);
  remember(group, g, Reason::quality, faults.quality, p_.grievance_memory);
  settlement.contract_price[g] = static_cast<float>(terms.contract);
  settlement.spot_price[g] = static_cast<float>(terms.spot);
  settlement.side_selling[g] = static_cast<float>(side_selling);
  world.settled.push_back(g);
}

}  // namespace ayni

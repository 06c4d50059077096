// The buyer that stands ready beside the one a group has.

#include <algorithm>

#include "model/buyer/trade.hpp"
#include "model/buyer/unit_value.hpp"

namespace ayni {

// Bs a unit at its gate; 0 without one.
double Trade::standby_price(const World& world, Index g) const {
  const Agreements& agreement = world.group.agreement;
  const Index b = agreement.standby[g];
  if (b == nobody || world.buyer.open[b] == 0 || kind_[world.group.product[g]].administered) return 0.0;
  return static_cast<double>(agreement.standby_terms[g]) * world.market.index[world.group.cell[g]] *
         static_cast<double>(world.group.crop.price[g]);
}

// Of what is left, what it has room for, earns on and can pay at once; nothing where it pays less than the group gets without.
Trade::Sold Trade::sell_to_standby(World& world, Index g, Month t, Hundredths left, double least_net) const {
  Groups& group = world.group;
  const Agreements& agreement = group.agreement;
  const double price = standby_price(world, g);
  const auto freight = static_cast<double>(agreement.standby_freight[g]);
  if (left <= 0 || price - freight <= least_net) return {};
  const Index b = agreement.standby[g];
  const Kind& kind = kind_[group.product[g]];
  const auto month = static_cast<std::size_t>(world.calendar.month_of_year(t));
  const double room = 100.0 * std::max(world.buyer.free_capacity[b], 0.0) * kind.month_share[month] *
                      world.buyer.room[b] * quota_of(world.market, group.product[g]);
  const double can_pay = static_cast<double>(std::max<Centavos>(buyer_liquidity(world, b), 0)) / price;
  const auto units = static_cast<Hundredths>(std::min({static_cast<double>(left), room, can_pay}));
  if (units <= 0) return {};
  const double brings = brings_buyer(world.buyer, b,
                                     world.market.index[group.cell[g]] * static_cast<double>(group.crop.price[g]) *
                                         certified_share(group.agreement, g, b, kind.certificate));
  const double trip = kind.trip / std::max(static_cast<double>(units) * hundredth, 1.0);
  if (unit_value(brings, kind.handling + trip, world.price_index) <= price) return {};
  const Centavos due = std::min(rounded(static_cast<double>(units) * price), buyer_liquidity(world, b));
  const Centavos way = std::min(rounded(static_cast<double>(units) * freight), due);
  take_from_buyer(world, b, due);
  group.account.balance[g] += due - way;
  world.outside += way;
  world.ledger.post(Account::buyer, Account::group, due);
  world.ledger.post(Account::group, Account::outside, way);
  world.firm.year.purchases[world.buyer.firm[b]] += bolivianos(due);
  book_sales(world, b, t, kind.outlet_months, rounded(static_cast<double>(units) * brings),
             rounded((static_cast<double>(units) * kind.handling + 100.0 * kind.trip) * world.price_index));
  return {units, due - way};
}

}  // namespace ayni
